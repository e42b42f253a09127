"""Who is let in, and with what headers answers go out."""

import secrets
from base64 import b64decode
from binascii import Error
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.store import Store
from dragoman.store.accounts import Account, key_of
from dragoman.web.problems import FORMS, fault, is_data, problem
from dragoman.web.running.asked import seen_as
from dragoman.web.security import csrf
from dragoman.web.security.entry import SAFE
from dragoman.web.security.hosts import Proxies, host_trouble, hosts_of, origin_trouble
from dragoman.web.security.limiter import Limiter, neighbourhood
from dragoman.web.security.sent import bounded, too_large
from dragoman.web.security.who import Way, Who
from dragoman.web.settings import Settings

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = "max-age=31536000"
SESSION = "__Host-dragoman"
VISIT = "__Host-dragoman-visit"  # of a browser that is about to log in
LOGIN, LOGOUT = "/login", "/logout"
LITTLE = 16_384  # bytes of a name and a password
OPEN = frozenset({LOGIN, "/healthz", "/readyz"})
STATIC = "/static/"
KEPT = "public, max-age=31536000, immutable"  # vendored: another version has another name
POSTS, POSTS_SECONDS = 240, 60.0
FORWARDED = {b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host", b"forwarded"}


class Guard:
    """Stands before every route. On loopback everybody is the one whom `--as` names, and may do everything."""

    def __init__(self, app: ASGIApp, settings: Settings, store: Store) -> None:
        """Raise OptionError where a proxy is named by what is no address."""
        self._app, self._settings, self._store = app, settings, store
        self._hosts, self._proxies = hosts_of(settings), Proxies(settings.proxies)
        self._key = store.secret("csrf")
        self._posts = Limiter(POSTS, POSTS_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through as somebody, and its answer out with the headers that keep a page safe."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = self._seen(scope)
        seen_as(scope)
        most = LITTLE if scope["path"] in {LOGIN, LOGOUT} else self._settings.largest
        receive = bounded(receive, most)
        request = Request(scope, receive)
        state = request.state
        state.who, state.csrf, state.visit, state.fresh = None, "", None, False
        has_begun = False

        async def out(message: Message) -> None:
            nonlocal has_begun
            if message["type"] == "http.response.start":
                await self._dress(request, message)
                has_begun = True
            await send(message)

        try:
            refusal = await self._refusal(request) or _too_much(request, most)
            await (self._app if refusal is None else refusal)(scope, receive, out)
        except Exception as error:
            if not has_begun:
                await fault(request, error)(scope, receive, out)
            raise  # for the log: what it says has the number that the answer bears

    def _seen(self, scope: Scope) -> Scope:
        """A request as who sent it sent it: through proxies that are named, and without what others forward."""
        peer = scope.get("client") or ("", 0)
        address, scheme = self._proxies.seen_through(peer[0], Headers(scope=scope), scope["scheme"])
        headers = [(name, value) for name, value in scope["headers"] if name.lower() not in FORWARDED]
        port = peer[1] if address == peer[0] else 0
        return {**scope, "client": (address, port), "scheme": scheme, "headers": headers, "state": {}}

    async def _refusal(self, request: Request) -> Response | None:
        """The answer to who isn't let in; None where somebody is, and is told to the request."""
        path = request.scope["path"]
        trouble = host_trouble(request.headers, self._hosts)
        if trouble is not None:
            return problem(request, 421, trouble)
        is_safe = request.method in SAFE
        trouble = None if is_safe else origin_trouble(request.headers, request.url.scheme)
        if trouble is not None:
            return problem(request, 403, trouble)
        if self._settings.is_loopback:
            request.state.who = Who(name=self._settings.name, role="admin")
            request.state.csrf = csrf.token_of(self._key, "loopback")
            return None
        if path.startswith(STATIC):
            return None
        await self._find(request)
        who: Who | None = request.state.who
        if who is None and path not in OPEN:
            return _log_in(request)
        return None if is_safe else self._too_many(request, who)

    async def _find(self, request: Request) -> None:
        """Tell the request who it is, by token or by cookie."""
        state, path = request.state, request.scope["path"]
        secret, name = bearer(request.headers, path, is_safe=request.method in SAFE)
        if secret is not None:
            account = await run_in_threadpool(self._store.sessions.token_account, secret)
            if account is not None and (name is None or key_of(name) == key_of(account.name)):
                state.who = who_of(account, "token")
            return
        cookies = cookies_of(request.headers)
        session = cookies.get(SESSION)
        if session is not None:
            account = await run_in_threadpool(self._store.sessions.account, session)
            if account is not None:
                state.who = who_of(account, "session")
                state.csrf = csrf.token_of(self._key, f"session {session}")
                return
        if path == LOGIN:
            state.visit = cookies.get(VISIT)
            state.fresh = state.visit is None and request.method in SAFE
            if state.fresh:
                state.visit = secrets.token_urlsafe(16)
            if state.visit is not None:
                state.csrf = csrf.token_of(self._key, f"visit {state.visit}")

    def _too_many(self, request: Request, who: Who | None) -> Response | None:
        address = request.client.host if request.client is not None else ""
        wait = self._posts.take(who.name if who is not None else neighbourhood(address))
        if not wait:
            return None
        return problem(request, 429, "too many at once; wait a moment", {"Retry-After": str(int(wait) + 1)})

    async def _dress(self, request: Request, message: Message) -> None:
        """Put headers on an answer; what is taken away whole is noted first."""
        headers = MutableHeaders(scope=message)
        state, path, who = request.state, request.scope["path"], request.state.who
        for name, value in HEADERS.items():
            headers[name] = value
        if not self._settings.is_loopback and request.url.scheme == "https":
            headers["Strict-Transport-Security"] = HSTS
        if path.startswith(STATIC):
            headers["Cache-Control"] = KEPT if path.startswith(f"{STATIC}vendor/") else "no-cache"
            return
        headers.setdefault("Cache-Control", "no-store" if path == LOGIN else "private, no-cache")
        headers.add_vary_header("Cookie, Authorization, HX-Request")
        if state.fresh:
            cookie = f"{VISIT}={state.visit}; Path=/; Secure; HttpOnly; SameSite=Lax"
            headers.append("Set-Cookie", cookie)
        if who is not None and headers.get("content-disposition", "").startswith("attachment"):
            address = request.client.host if request.client is not None else None
            asked = f"{path}?{request.url.query}" if request.url.query else path
            await run_in_threadpool(self._store.note, by=who.name, what="export", about=asked, address=address)


def _too_much(request: Request, most: int) -> Response | None:
    """The answer to who tells beforehand that more comes than may."""
    told = request.headers.get("content-length", "")
    is_more = told.isdecimal() and (len(told) > len(str(most)) + 1 or int(told) > most)
    return problem(request, 413, too_large(most), {"Connection": "close"}) if is_more else None


def who_of(account: Account, way: Way) -> Who:
    """Somebody who has an account."""
    return Who(name=account.name, role=account.role, collections=account.collections, way=way)


def bearer(headers: Headers, path: str, *, is_safe: bool) -> tuple[str | None, str | None]:
    """The token that a program comes with, and the name where it tells one.

    Programs that follow a feed know names and passwords only: there the token is the password. That is for looking
    only, since browsers send such a password by themselves.
    """
    kind, _, told = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and is_data(path):
        return told.strip(), None
    if kind.lower() == "basic" and is_safe and path.endswith(FORMS):
        try:
            name, _, secret = b64decode(told.strip(), validate=True).decode().partition(":")
        except (Error, ValueError):
            return None, None
        return secret, name
    return None, None


def cookies_of(headers: Headers) -> dict[str, str]:
    """The cookies of a request."""
    found: dict[str, str] = {}
    for part in ";".join(headers.getlist("cookie")).split(";"):
        try:
            found |= {name: one.value for name, one in SimpleCookie(part).items()}
        except CookieError:
            continue
    return found


def _log_in(request: Request) -> Response:
    """The answer to nobody: the page to log in for a person, 401 for a program."""
    path = request.scope["path"]
    if is_data(path):
        challenge = 'Basic realm="Dragoman"' if path.endswith(".atom") else "Bearer"
        return problem(request, 401, "come with a token; the page /account makes one", {"WWW-Authenticate": challenge})
    asked = f"{path}?{request.url.query}" if request.url.query else path
    there = f"{LOGIN}?next={quote(asked, safe='')}" if request.method in SAFE and asked != "/" else LOGIN
    if request.headers.get("HX-Request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": LOGIN})
    return RedirectResponse(there, status_code=303)


def guard(app: FastAPI, settings: Settings, store: Store) -> None:
    """Let nothing in but by the guard. Raises OptionError."""
    Proxies(settings.proxies)  # told now, not at the first request
    app.add_middleware(Guard, settings=settings, store=store)
