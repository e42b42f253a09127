"""Lists of reports and of collections."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from dragoman.asking.question import collection_of, state_of
from dragoman.store.report_list import Listing, ReportFilter
from dragoman.web import addresses
from dragoman.web.answers import Answer, Entry, add_view, next_page
from dragoman.web.asked import Cursor, Limit
from dragoman.web.data import report_with_page
from dragoman.web.desk import AtDesk
from dragoman.web.listing import changed, chips, month_words, pairs_of
from dragoman.web.outlets_asked import outlets_asked
from dragoman.web.words import states_by_name

router = APIRouter()
COLUMNS = (
    *(
        "document",
        "published",
        "basis",
        "outlet",
        "title",
        "byline",
        "url",
        "name",
        "language",
        "modified",
        "retrieved",
    ),
    *("added", "event", "statement", "agreement", "commitment", "story", "copies"),
)
ORDERS = (("-published", "newest first"), ("published", "oldest first"))


def reports(
    request: Request,
    desk: AtDesk,
    since: str | None = None,
    until: str | None = None,
    outlet: str | None = None,
    state: str | None = None,
    collection: str | None = None,
    url: str | None = None,
    text: str | None = None,
    copies: Annotated[bool | None, Query(description="False: of near copies the first only.")] = None,
    sort: str = "-published",
    limit: Limit = 60,
    cursor: Cursor = None,
) -> Answer:
    """Reports by the day on which they were published. Raises QueryError."""
    limits = ReportFilter(
        since=since or None,
        until=until or None,
        outlet=outlet or None,
        state=state_of(state) if state else None,
        collection=collection_of(collection, desk.view) if collection else None,
        url=url or None,
        text=text or None,
        copies=copies is not False,
    )
    found = desk.view.reports(limits, sort=sort, limit=limit, cursor=cursor)
    asked = {"since": since, "until": until, "outlet": outlet, "state": state, "collection": collection, "text": text}
    return Answer(
        template="reports.html",
        title="Reports",
        context=lambda: {
            "groups": _by_month(found.items), "asked": {name: value or "" for name, value in asked.items()},
            "outlets": outlets_asked(desk.view, outlet), "copies": copies is not False,
            "sort": sort, "orders": ORDERS, "states": states_by_name(),
            "chips": chips(request, desk.view), "here": changed(request), "more": next_page(request, found.next),
            "told_at": lambda one: addresses.with_query("/events", document=one.document),
            "first": addresses.with_pairs("/reports", pairs_of(request)) if cursor is not None else None,
        },
        data=lambda: {"items": list(map(report_with_page, found.items)), "next": found.next},
        columns=COLUMNS,
        rows=lambda: ({**one.model_dump(), **one.told} for one in found.items),
        entries=lambda: map(_entry, found.items),
    )  # fmt: skip


def _entry(one: Listing) -> Entry:
    told = ", ".join(f"{many} {kind}{'s' if many != 1 else ''}" for kind, many in sorted(one.told.items()))
    return Entry(
        id=f"{one.document}:{one.name}",
        title=" · ".join(part for part in (one.title or one.name, one.outlet) if part),
        updated=one.published or one.added,
        address=addresses.report(one.document),
        summary=told or "nothing is told in it",
    )


def _by_month(items: tuple[Listing, ...]) -> list[tuple[str, list[Listing]]]:
    found: dict[str, list[Listing]] = {}
    for one in items:
        heading = month_words(one.published[:7]) if one.published else "No day is told"
        found.setdefault(heading, []).append(one)
    return list(found.items())


def collections(desk: AtDesk) -> Answer:
    """Named sets of reports."""
    found = [
        {
            "name": one.name,
            "made": one.made,
            "documents": one.documents,
            "page": addresses.with_query("/reports", collection=one.name),
        }
        for one in desk.view.collections()
    ]
    return Answer(
        template="collections.html",
        title="Collections",
        context=lambda: {"found": found},
        data=lambda: {"items": found, "next": None},
        columns=("name", "made", "documents"),
        rows=lambda: found,
    )


add_view(router, "/reports", reports)
add_view(router, "/collections", collections)
