"""Where what is new in saved searches is sent: addresses, made and taken away, and what was sent."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from dragoman.asking.followed import followed
from dragoman.errors import QueryError
from dragoman.web.answers import Answer, add_view
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.rendering import render
from dragoman.web.security.who import needs

router = APIRouter()
TITLE = "News sent elsewhere"
LONGEST = 2_000
SCHEMES = ("https://", "http://")


def webhooks(desk: AtDesk) -> Answer:
    """The addresses that somebody named, and the log of what was sent there."""
    context = told(desk)
    return Answer(
        template="webhooks.html",
        title=TITLE,
        context=lambda: {**context, "secret": None, "fault": "", "url": ""},
        data=lambda: {
            "items": [
                {"number": one.number, "search": one.name, "address": one.address, "url": one.url, "made": one.made}
                for one in context["webhooks"]
            ],
            "deliveries": [
                {
                    "id": one.id,
                    "webhook": one.webhook,
                    "made": one.made,
                    "attempts": one.attempts,
                    "taken": one.taken if one.trouble is None else None,
                    "trouble": one.trouble,
                }
                for one in context["deliveries"]
            ],
            "next": None,
        },
    )


def told(desk: Desk) -> dict[str, Any]:
    """What the page shows."""
    found = desk.store.webhooks.of(desk.who.name)
    return {
        "webhooks": found,
        "names": {one.number: one.name for one in found},
        "deliveries": desk.store.webhooks.log(desk.who.name),
        "searches": [one for one in desk.view.searches(desk.who.name) if followed(one.address) is not None],
    }


@router.post("/webhooks", dependencies=[needs("reader")], include_in_schema=False)
def add(
    request: Request,
    desk: AtDesk,
    search: Annotated[int, Form(ge=1, lt=1 << 63)],
    url: Annotated[str, Form(max_length=LONGEST)],
) -> HTMLResponse:
    """Send what is new in a search there from now on; the secret is shown on this one page.

    What makes no sense is said there, beside what was written.
    """
    url, secret, fault = url.strip(), None, ""
    mine = {one.number: one.address for one in desk.view.searches(desk.who.name)}
    try:
        _check(url, search, mine)
        secret = desk.store.webhooks.add(desk.who.name, search, url, whole=desk.who.way == "loopback")
    except QueryError as error:
        fault = f"{error}."
    context = {"title": TITLE, "forms": {}, **told(desk), "secret": secret, "fault": fault, "url": url if fault else ""}
    return render(
        request, "webhooks.html", context, status=400 if fault else 200, headers={"Cache-Control": "no-store"}
    )


def _check(url: str, search: int, mine: Mapping[int, str]) -> None:
    """Raise QueryError where an address is none, or a search is no list of news of who asks."""
    if not url.lower().startswith(SCHEMES) or not url.isprintable() or any(one.isspace() for one in url):
        raise QueryError("that is no address; give one that begins with https:// or http://")
    if followed(mine.get(search, "")) is None:
        raise QueryError(f"{search}: is no kept list of news of yours")


@router.post("/webhooks/{number}/delete", dependencies=[needs("reader")], include_in_schema=False)
def remove(desk: AtDesk, number: int) -> RedirectResponse:
    """Send nothing there any more; 404 where it is none of one's own."""
    if not 0 < number < 1 << 63 or not desk.store.webhooks.remove(desk.who.name, number):
        raise HTTPException(404, f"{number}: nothing is sent under this number")
    return RedirectResponse("/webhooks", status_code=303)


add_view(router, "/webhooks", webhooks)
