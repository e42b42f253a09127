"""One box: people, states, agreements and words; and what somebody looks for again and again."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse

from dragoman.asking.question import Question, limits_of
from dragoman.store.filters import Filter
from dragoman.store.outlines import Facets
from dragoman.store.report_list import ReportFilter
from dragoman.store.searches import Search
from dragoman.store.searching import Found, Sentences
from dragoman.web import addresses
from dragoman.web.answers import Answer, Entry, add_view, next_page
from dragoman.web.asked import Cursor, Limit
from dragoman.web.desk import AtDesk
from dragoman.web.jumps import Jump, jumps
from dragoman.web.listing import changed, chips, counts
from dragoman.web.security.who import needs

router = APIRouter()
Several = Annotated[list[str] | None, Query()]
COLUMNS = ("document", "day", "outlet", "title", "url", "start", "end", "quote")
FACETS = ("month", "outlet", "type", "state", "context")
NOTHING = Facets(counts={}, whole=True)
FEEDS = frozenset({"/events", "/meetings", "/statements", "/agreements", "/commitments", "/search", "/reports"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence in pieces, each with whether it was looked for, and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    page: str
    day: str | None
    outlet: str | None
    title: str | None


def hit_of(found: Found) -> Hit:
    """A sentence as it is shown."""
    start, quote = found.span.start, found.span.quote
    pieces: list[tuple[str, bool]] = []
    at = 0
    for one, other in found.marks:
        pieces += [(quote[at : one - start], False), (quote[one - start : other - start], True)]
        at = other - start
    pieces.append((quote[at:], False))
    return Hit(
        pieces=tuple(piece for piece in pieces if piece[0]),
        page=addresses.report(found.document, found.span.start, found.span.end),
        day=found.day,
        outlet=found.outlet,
        title=found.title,
    )


def search(
    request: Request,
    desk: AtDesk,
    q: str = "",
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    collection: str | None = None,
    type: Several = None,  # noqa: A002 - as addresses have it
    state: Several = None,
    context: Several = None,
    sort: Annotated[Literal["-day", "day"], Query()] = "-day",
    limit: Limit = 30,
    cursor: Cursor = None,
) -> Answer:
    """Sentences with words, with pages that may be meant above them. Raises QueryError."""
    view = desk.view
    asked = Question(
        types=tuple(filter(None, type or ())),
        states=tuple(filter(None, state or ())),
        contexts=tuple(filter(None, context or ())),
    )
    told = limits_of(asked, view)
    telling = Filter(types=told.types, states=told.states, contexts=told.contexts)
    limits = ReportFilter(
        since=since or None, until=until or None, outlet=outlet or None, collection=collection or None
    )
    found = Sentences(items=(), next=None)
    if q.strip():
        found = view.search(q, limits, sort=sort, limit=limit, cursor=cursor, telling=telling)

    def pages() -> tuple[Jump, ...]:
        return jumps(q, view) if cursor is None else ()

    def counted() -> Facets:
        return view.search_facets(q, limits, telling=telling) if q.strip() else NOTHING

    def shown() -> dict[str, Any]:
        facets = counted()
        return {
            "q": q, "hits": [hit_of(one) for one in found.items], "pages": pages(), "sort": sort,
            "facets": counts(request, "/search", facets, FACETS), "whole": facets.whole, "chips": chips(request),
            "orders": [
                ("newest first", "-day", changed(request, sort=None)),
                ("oldest first", "day", changed(request, sort="day")),
            ],
            "more": next_page(request, found.next), "here": changed(request), "keep_name": q,
            "saved": _saved(view.searches(desk.who.name)),
        }  # fmt: skip

    return Answer(
        template="search.html",
        title=f"Search: {q}" if q.strip() else "Search",
        context=shown,
        data=lambda: {
            "items": [{**one.model_dump(mode="json"), "page": hit_of(one).page} for one in found.items],
            "next": found.next,
            "facets": counted().counts,
            "pages": [{"kind": one.kind, "name": one.name, "page": one.page} for one in pages()],
        },
        columns=COLUMNS,
        rows=lambda: [
            {**one.model_dump(), "start": one.span.start, "end": one.span.end, "quote": one.span.quote}
            for one in found.items
        ],
        entries=lambda: map(_entry, found.items),
    )


def _entry(found: Found) -> Entry:
    return Entry(
        id=f"{found.document}:{found.span.start}",
        title=found.title or found.outlet or "A report",
        updated=found.day or "1970-01-01",
        address=addresses.report(found.document, found.span.start, found.span.end),
        summary=found.span.quote,
    )


# -- saved searches ------------------------------------------------------------------------------------------------


def _saved(found: tuple[Search, ...]) -> list[dict[str, Any]]:
    """Saved searches with the address of the feed of each that is a list of news."""
    return [
        {"number": one.number, "name": one.name, "address": one.address, "made": one.made, "feed": feed_of(one.address)}
        for one in found
    ]


def feed_of(address: str) -> str | None:
    """The address of the Atom feed of a page of this desk; None where it is no list of news."""
    parts = urlsplit(address)
    if parts.path not in FEEDS and not parts.path.startswith("/pairs/"):
        return None
    return f"{parts.path}.atom{f'?{parts.query}' if parts.query else ''}"


def saved(desk: AtDesk) -> Answer:
    """What somebody saved."""
    found = _saved(desk.view.searches(desk.who.name))
    return Answer(
        template="searches.html",
        title="Kept lists and searches",
        context=lambda: {"saved": found},
        data=lambda: {"items": found, "next": None},
    )


@router.post("/searches", dependencies=[needs("reader")], include_in_schema=False)
def save(
    desk: AtDesk, name: Annotated[str, Form(max_length=400)], address: Annotated[str, Form(max_length=4000)]
) -> RedirectResponse:
    """Keep an address of the desk under a name. Raises QueryError."""
    desk.store.save_search(desk.who.name, name, address)
    return RedirectResponse("/searches", status_code=303)


@router.post("/searches/{number}/delete", dependencies=[needs("reader")], include_in_schema=False)
def forget(desk: AtDesk, number: int) -> RedirectResponse:
    """Let go of what one saved oneself; 404 where that is not there."""
    if not desk.store.forget_search(desk.who.name, number):
        raise HTTPException(404, f"{number}: nothing is kept under this number")
    return RedirectResponse("/searches", status_code=303)


add_view(router, "/search", search)
add_view(router, "/searches", saved)
