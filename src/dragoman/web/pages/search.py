"""One box: people, states, agreements and words; and what somebody looks for again and again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse

from dragoman.asking.fewer import most_of
from dragoman.asking.question import Question, limits_of
from dragoman.asking.understood import Understood, understood
from dragoman.lexicon.load import load_lexicon
from dragoman.store.filters import Filter
from dragoman.store.outlines import Facets
from dragoman.store.report_list import ReportFilter
from dragoman.store.searches import Search
from dragoman.store.searching import Found, Sentences
from dragoman.store.view import View
from dragoman.web import addresses
from dragoman.web.answers import Answer, Entry, add_view, next_page
from dragoman.web.asked import Cursor, Limit
from dragoman.web.desk import AtDesk
from dragoman.web.jumps import Jump, jumps, jumps_of_any
from dragoman.web.listing import changed, chips, counts
from dragoman.web.meant import meant, period_words
from dragoman.web.outlets_asked import outlets_asked
from dragoman.web.security.who import needs
from dragoman.web.told_in import Told, told_in
from dragoman.web.unmarked import unmarked

router = APIRouter()
Several = Annotated[list[str] | None, Query()]
COLUMNS = ("document", "day", "outlet", "title", "url", "start", "end", "quote")
FACETS = ("month", "outlet", "type", "state", "context")
LONGEST_QUESTION = 160  # letters: what is longer is looked for as it is
_ORDERED = re.compile(r"[\"*]|\bOR\b|(?:^|\s)-\w")  # who writes so knows the rules, and gets what he asks for
NOTHING = Facets(counts={}, whole=True)
FEEDS = frozenset({"/events", "/meetings", "/statements", "/agreements", "/commitments", "/search", "/reports"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence in pieces, each with whether it was looked for, where it stands, and what was read in it."""

    pieces: tuple[tuple[str, bool], ...]
    page: str
    day: str | None
    outlet: str | None
    title: str | None
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was looked for: the words and the limits that were used, and those sentences.

    fewer: the words of the question that these have, where no sentence has all; left_out: the others.
    """

    words: str
    limits: ReportFilter
    found: Sentences
    fewer: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def hit_of(found: Found, told: tuple[Told, ...] = ()) -> Hit:
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
        told=told,
    )


def _as_looked(words: Iterable[tuple[str, str]]) -> str:
    return " ".join(looked for _, looked in words)


def _looked(view: View, q: str, limits: ReportFilter, page: dict[str, Any], asked: Understood | None) -> Looked:
    """Sentences with all words, or where there is none and a question may be understood, those with most of them.

    A time that the question tells limits the reports; where none of that time has the words, those of any time count.
    """
    found = view.search(q, limits, **page)
    if found.items or asked is None or _ORDERED.search(q):
        return Looked(words=q, limits=limits, found=found)
    times = [limits]
    if asked.period is not None and limits.since is None and limits.until is None:
        times.insert(0, replace(limits, since=asked.since, until=asked.until))
    for here in times:

        def is_found(words: Iterable[tuple[str, str]], here: ReportFilter = here) -> bool:
            return bool(view.search(_as_looked(words), here, limit=1, telling=page["telling"]).items)

        words = most_of(asked.words, is_found)
        if words:
            told = _as_looked(words)
            return Looked(
                words=told,
                limits=here,
                found=view.search(told, here, **page),
                fewer=tuple(said for said, _ in words),
                left_out=tuple(said for said, _ in asked.words if (said, _) not in words),
            )
    return Looked(words=q, limits=limits, found=found)


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
        collection=collection or None,
    )
    told = limits_of(asked, view)
    telling = Filter(types=told.types, states=told.states, contexts=told.contexts)
    limits = ReportFilter(since=since or None, until=until or None, outlet=outlet or None, collection=told.collection)
    asked_for = understood(q, load_lexicon()) if q.strip() and len(q) <= LONGEST_QUESTION else None
    looked = Looked(words=q, limits=limits, found=Sentences(items=(), next=None))
    if q.strip():
        is_feed = request.url.path.endswith(".atom")  # what a feed reader follows has all words, or waits for them
        page = {"sort": sort, "limit": limit, "cursor": cursor, "telling": telling}
        looked = _looked(view, q, limits, page, None if is_feed else asked_for)
    found = looked.found

    def pages() -> tuple[Jump, ...]:
        if cursor is not None:
            return ()
        answers = meant(asked_for, desk, load_lexicon()) if asked_for is not None else ()
        names = " ".join(asked_for.names) if asked_for is not None and not asked_for.is_plain() else ""
        told = (*answers, *jumps(q, view), *(jumps(names, view) if names else ()))
        if not told and asked_for is not None:
            told = jumps_of_any(asked_for.names, view)
        return tuple({one.page: one for one in reversed(told)}.values())[::-1]

    def counted() -> Facets:
        return view.search_facets(looked.words, looked.limits, telling=telling) if q.strip() else NOTHING

    def shown() -> dict[str, Any]:
        facets = counted()
        return {
            "q": q, "hits": [hit_of(one, told_in(one, view)) for one in found.items], "pages": pages(), "sort": sort,
            "fewer": looked.fewer, "left_out": looked.left_out,
            "in_time": period_words(looked.limits.since or "") if looked.limits.since != limits.since else None,
            "facets": counts(request, "/search", facets, FACETS), "whole": facets.whole, "chips": chips(request, view),
            "orders": [
                ("newest first", "-day", changed(request, sort=None)),
                ("oldest first", "day", changed(request, sort="day")),
            ],
            "outlets": outlets_asked(view, outlet), "more": next_page(request, found.next),
            "here": changed(request), "keep_name": q, "saved": _saved(view.searches(desk.who.name)),
        }  # fmt: skip

    return Answer(
        template="search.html",
        title=f"Search: {q}" if q.strip() else "Search",
        context=shown,
        data=lambda: {
            "items": [{**one.model_dump(mode="json"), "page": hit_of(one).page} for one in found.items],
            "next": found.next,
            "looked_for": looked.words,
            "left_out": looked.left_out,
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
        summary=unmarked(found.span.quote),
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
        title="What you follow",
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
