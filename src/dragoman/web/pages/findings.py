"""Lists of merged findings."""

from typing import Any

from fastapi import APIRouter, Request

from dragoman.asking.cells import COLUMNS, found_cells
from dragoman.model.merged import MergedKind
from dragoman.store.filters import Filter
from dragoman.store.listed import Listed
from dragoman.web import addresses
from dragoman.web.answers import Answer, Entry, add_view, next_page
from dragoman.web.asked import Asked, Cursor, Limit, Limits
from dragoman.web.desk import AtDesk
from dragoman.web.lines import line_of

router = APIRouter()
TITLES: dict[MergedKind, str] = {
    "event": "Events",
    "statement": "Statements",
    "agreement": "Agreements",
    "commitment": "Commitments",
}


def with_page(item: Listed) -> dict[str, Any]:
    """A finding as JSON tells it, and where it is on the desk."""
    return {**item.as_json(), "page": addresses.finding(item.merged.kind, item.merged.id)}


def entry_of(item: Listed) -> Entry:
    """A finding as news."""
    line = line_of(item)
    who = ", ".join(one.name for one in line.one)
    whom = ", ".join(one.name for one in line.other)
    title = " ".join(part for part in (line.what, who, "→" if whom else "", whom) if part)
    told = " · ".join(part for part in (line.when, line.place, line.words) if part)
    return Entry(id=line.id, title=title, updated=line.day or "1970-01-01", address=line.page, summary=told)


def _list(
    request: Request,
    desk: AtDesk,
    kind: MergedKind,
    asked: Asked,
    limits: Filter,
    sort: str,
    limit: int,
    cursor: str | None,
) -> Answer:
    page = desk.view.list(kind, limits, sort=sort, limit=limit, cursor=cursor)
    lines = [line_of(item) for item in page.items]
    more = next_page(request, page.next)
    return Answer(
        template="findings.html",
        title=TITLES[kind],
        context={"lines": lines, "next": page.next, "asked": asked, "kind": kind, "sort": sort, "more": more},
        data=lambda: {"items": [with_page(item) for item in page.items], "next": page.next},
        columns=COLUMNS,
        rows=lambda: map(found_cells, page.items),
        entries=lambda: map(entry_of, page.items),
    )


def _views(kind: MergedKind) -> None:
    def listed(
        request: Request,
        desk: AtDesk,
        asked: Asked,
        limits: Limits,
        sort: str = "-day",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Answer:
        return _list(request, desk, kind, asked, limits, sort, limit, cursor)

    add_view(router, f"/{addresses.FOLDERS[kind]}", listed)


for _kind in TITLES:
    _views(_kind)
