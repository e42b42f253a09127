"""One's own account: another password, the sessions that are open, the tokens that open something."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dragoman.errors import AccountError
from dragoman.store import Store
from dragoman.store.accounts import Accounts
from dragoman.store.sessions import Sessions, id_of
from dragoman.web.answers import Answer, add_view
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.pages.login import Tries
from dragoman.web.rendering import render
from dragoman.web.security.guard import SESSION, cookies_of
from dragoman.web.security.who import needs

router = APIRouter()
ACCOUNT = "/account"
WRONG = "That is not your password."
UNLIKE = "The new password was not written twice alike."
SAID = {
    "password": "Your password is changed, and your other sessions have ended. Tokens open what they did before.",
    "session": "The session has ended.",
    "sessions": "Your other sessions have ended.",
    "token": "The token opens nothing any more.",
}


def account(request: Request, desk: AtDesk, said: str = "") -> Answer:
    """Who one is, what one may see, sessions and tokens."""
    told = _told(request, desk)
    return Answer(
        template="account.html",
        title="Your account",
        context=lambda: {**told, "said": SAID.get(said, "")},
        data=lambda: {
            "name": desk.who.name,
            "role": desk.who.role,
            "collections": desk.who.collections,
            "sessions": [one.model_dump() for one in told["sessions"]],
            "tokens": [one.model_dump() for one in told["tokens"]],
        },
    )


add_view(router, ACCOUNT, account)


def _told(request: Request, desk: Desk) -> dict[str, Any]:
    owner, is_local = _token_owner(desk), desk.who.way == "loopback"
    return {
        "has_account": not is_local,
        "owner": owner,
        "sessions": () if is_local else desk.store.sessions.of(desk.who.name),
        "tokens": desk.store.sessions.tokens(owner) if owner is not None else (),
        "here": None if is_local else id_of(cookies_of(request.headers).get(SESSION, "")),
        "secret": None,
        "token": "",
        "fault": "",
        "token_fault": "",
    }


def _token_owner(desk: Desk) -> str | None:
    """The account whose tokens who asks may make: his own; on loopback, that of the name that `--as` gives, if any."""
    if desk.who.way != "loopback":
        return desk.who.name
    try:
        account = desk.store.accounts.get(desk.who.name)
    except AccountError:
        return None
    return account.name if account.disabled is None else None


@router.post(f"{ACCOUNT}/password", include_in_schema=False, dependencies=[needs("reader")])
def change_password(
    request: Request,
    desk: AtDesk,
    password: Annotated[str, Form()] = "",
    new: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Take another password, where the old one is told; this browser stays in, by a session of its own."""
    name = _own(desk)
    tries: Tries = request.app.state.tries
    address = request.client.host if request.client is not None else ""
    wait = tries.take(address, name)
    if wait:
        raise HTTPException(429, "too many tries; wait a few minutes", {"Retry-After": str(int(wait) + 1)})
    if desk.store.accounts.verified(name, password) is None:
        desk.store.note(by=name, what="password not changed", detail={"why": "the old one was wrong"}, address=address)
        return _page(request, desk, status=422, fault=WRONG)
    tries.give_back(address, name)
    if new != again:
        return _page(request, desk, status=422, fault=UNLIKE)
    try:
        _accounts(desk).set_password(name, new)
    except AccountError as error:
        return _page(request, desk, status=422, fault=f"{error}.")
    answer = _back("password")
    secret = desk.store.sessions.begin(name)
    answer.set_cookie(SESSION, secret, path="/", secure=True, httponly=True, samesite="lax")
    return answer


@router.post(f"{ACCOUNT}/sessions/end", include_in_schema=False, dependencies=[needs("reader")])
def end_sessions(
    request: Request, desk: AtDesk, session: Annotated[str, Form(max_length=100)] = ""
) -> RedirectResponse:
    """End one of one's own sessions, or where none is told all but the one that asks."""
    name = _own(desk)
    if session:
        if not _sessions(desk).end_of(name, only=session):
            raise HTTPException(404, "you have no such session; it may have ended by itself")
        return _back("session")
    _sessions(desk).end_of(name, but=cookies_of(request.headers).get(SESSION))
    return _back("sessions")


@router.post(f"{ACCOUNT}/tokens", include_in_schema=False, dependencies=[needs("reader")])
def add_token(request: Request, desk: AtDesk, token: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Make a token of one's own; it is shown on this one page, which nothing keeps."""
    token = token.strip()
    try:
        secret = _sessions(desk).add_token(_owner(desk), token)
    except AccountError as error:
        return _page(request, desk, status=422, token=token, token_fault=f"{error}.")
    return _page(request, desk, status=200, token=token, secret=secret)


@router.post(f"{ACCOUNT}/tokens/revoke", include_in_schema=False, dependencies=[needs("reader")])
def revoke_token(desk: AtDesk, token: Annotated[str, Form(max_length=100)]) -> RedirectResponse:
    """Let one of one's own tokens open nothing any more."""
    name = _owner(desk)
    try:
        _sessions(desk).revoke_token(name, token)
    except AccountError as error:
        raise HTTPException(404, f"{token}: you have no token of this name that opens anything") from error
    return _back("token")


def _own(desk: Desk) -> str:
    """The name of who asks, where that is an account."""
    if desk.who.way == "loopback":
        raise HTTPException(409, "nobody logs in on this machine, so there is no account to change")
    return desk.who.name


def _owner(desk: Desk) -> str:
    """The account of who asks, where it may have tokens."""
    name = _token_owner(desk)
    if name is None:
        raise HTTPException(409, f"{desk.who.name} has no account, and on this machine programs need no token")
    return name


def _accounts(desk: Desk) -> Accounts:
    store: Store = desk.store
    return replace(store.accounts, by=desk.who.name)


def _sessions(desk: Desk) -> Sessions:
    return replace(desk.store.sessions, by=desk.who.name)


def _back(said: str) -> RedirectResponse:
    return RedirectResponse(f"{ACCOUNT}?said={said}", status_code=303)


def _page(request: Request, desk: Desk, *, status: int, **more: object) -> Response:
    """The page with what was made, or with what was wrong beside the form: nothing keeps it."""
    context = {"title": "Your account", "forms": {}, **_told(request, desk), "said": "", **more}
    return render(request, "account.html", context, status=status, headers={"Cache-Control": "no-store"})
