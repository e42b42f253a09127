"""To log in, and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from dragoman.store import Store
from dragoman.store.accounts import key_of
from dragoman.web.rendering import render
from dragoman.web.security.guard import LOGIN, LOGOUT, SESSION, VISIT, cookies_of
from dragoman.web.security.limiter import Limiter, neighbourhood
from dragoman.web.security.who import for_everybody, needs, who_asks

router = APIRouter()
PER_ADDRESS, PER_ACCOUNT, SECONDS = 30, 10, 600.0
WRONG = "This name and this password don't belong together."


class Tries:
    """How often names and passwords may be tried: from a place, and of an account."""

    def __init__(self) -> None:
        self._places, self._names = Limiter(PER_ADDRESS, SECONDS), Limiter(PER_ACCOUNT, SECONDS)

    def take(self, address: str, name: str) -> float:
        """Take one; 0 where it may be tried, else the seconds until it may."""
        return self._places.take(neighbourhood(address)) or self._names.take(key_of(name))

    def give_back(self, address: str, name: str) -> None:
        """It fitted: that one doesn't count."""
        self._places.give_back(neighbourhood(address))
        self._names.give_back(key_of(name))


def within(address: str | None) -> str:
    """Where somebody goes after the login: a page of the desk, whatever the address told."""
    told = address or "/"
    is_ours = told.startswith("/") and not told.startswith(("//", "/\\")) and told.isprintable() and "\\" not in told
    return told if is_ours else "/"


@router.get(LOGIN, include_in_schema=False, dependencies=[for_everybody()])
def login_page(request: Request, next: str | None = None) -> Response:  # noqa: A002 - as addresses have it
    """The page to log in; on loopback nobody has to."""
    if request.app.state.settings.is_loopback or request.state.who is not None:
        return RedirectResponse(within(next), status_code=303)
    return _page(request, next=next)


@router.post(LOGIN, include_in_schema=False, dependencies=[for_everybody()])
def log_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str | None, Form()] = None,  # noqa: A002 - as the page has it
) -> Response:
    """Begin a session, with a cookie that was never seen before."""
    state = request.app.state
    if state.settings.is_loopback:
        return RedirectResponse(within(next), status_code=303)
    store: Store = state.store
    tries: Tries = state.tries
    address = request.client.host if request.client is not None else ""
    wait = tries.take(address, name)
    if wait:
        store.note(by=name, what="login refused", detail={"why": "too many tries"}, address=address)
        raise HTTPException(429, "too many tries; wait a few minutes", {"Retry-After": str(int(wait) + 1)})
    account = store.accounts.verified(name, password)
    if account is None:
        store.note(by=name, what="login failed", address=address)
        return _page(request, status=401, next=next, name=name, fault=WRONG)
    tries.give_back(address, name)
    secret = store.sessions.begin(account.name, instead_of=cookies_of(request.headers).get(SESSION))
    store.note(by=account.name, what="login", address=address)
    answer = RedirectResponse(within(next), status_code=303)
    answer.set_cookie(SESSION, secret, path="/", secure=True, httponly=True, samesite="lax")
    answer.delete_cookie(VISIT, path="/", secure=True, httponly=True, samesite="lax")
    return answer


@router.post(LOGOUT, include_in_schema=False, dependencies=[needs("reader")])
def log_out(request: Request) -> Response:
    """End the session."""
    if request.app.state.settings.is_loopback:
        return RedirectResponse("/", status_code=303)
    store: Store = request.app.state.store
    secret = cookies_of(request.headers).get(SESSION)
    if secret is not None:
        store.sessions.end(secret)
        address = request.client.host if request.client is not None else None
        store.note(by=who_asks(request).name, what="logout", address=address)
    answer = RedirectResponse(LOGIN, status_code=303, headers={"Clear-Site-Data": '"cache"'})
    answer.delete_cookie(SESSION, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def _page(
    request: Request,
    *,
    status: int = 200,
    next: str | None = None,  # noqa: A002 - as the page has it
    name: str = "",
    fault: str = "",
) -> Response:
    context = {"title": "Log in", "next": within(next), "name": name, "fault": fault}
    return render(request, "login.html", context, status=status)
