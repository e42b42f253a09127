"""What every route asks first: whether who is there may do that here, and whether a page of ours asked for it."""

from fastapi import Request
from starlette.exceptions import HTTPException

from dragoman.web.security import csrf
from dragoman.web.security.sent import sent_form
from dragoman.web.security.who import Needs, Open

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


async def entry(request: Request) -> None:
    """Let a request into its route: every route of the desk begins here.

    What changes something brings the token of its page, but from programs that come with a token of their own; and it
    is a reviewer's, where the route says nothing else.
    """
    if request.method in SAFE:
        return
    await _check_page(request)
    declared = [one.dependency for one in request.scope["route"].dependencies]
    if not any(isinstance(one, Needs | Open) for one in declared):
        Needs("reviewer")(request)


async def _check_page(request: Request) -> None:
    who = request.state.who
    if who is not None and who.way == "token":
        return
    told = request.headers.get(csrf.HEADER)
    if told is None and request.headers.get("content-type", "").startswith(FORMS):
        field = (await sent_form(request)).get(csrf.FIELD)
        told = field if isinstance(field, str) else None
    if not csrf.fits(told, request.state.csrf):
        raise HTTPException(403, "this comes without the token of its page, or with one of before; load the page again")
