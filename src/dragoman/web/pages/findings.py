"""Lists of merged findings."""

from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request

from dragoman.asking.question import check_fits
from dragoman.model.merged import MergedKind
from dragoman.store.filters import Filter
from dragoman.store.listed import Listed
from dragoman.web.answers import Answer, Entry, add_view, next_page
from dragoman.web.asked import Asked, Cursor, Limit, Limits
from dragoman.web.data import FOUND_COLUMNS, cells_with_page, with_page
from dragoman.web.desk import AtDesk
from dragoman.web.lines import line_of
from dragoman.web.listing import changed, chips, counts, grouped, names_told
from dragoman.web.looked_for import lines_with
from dragoman.web.outlets_asked import outlets_asked
from dragoman.web.words import contexts, statuses_of, types_of

router = APIRouter()


def entry_of(item: Listed) -> Entry:
    """A finding as news."""
    line = line_of(item)
    who = ", ".join(one.name for one in line.one)
    whom = ", ".join(one.name for one in line.other)
    title = " ".join(part for part in (line.what, who, "→" if whom else "", whom) if part)
    title = line.plain if line.kind == "commitment" else title
    told = " · ".join(part for part in (line.when, line.place, line.words) if part)
    return Entry(id=line.id, title=title, updated=line.day or "1970-01-01", address=line.page, summary=told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A list of its own address: findings of a kind, or of those the meetings."""

    path: str
    title: str
    kind: MergedKind
    meetings: bool = False


LISTS = (
    Sort(path="/events", title="Events", kind="event"),
    Sort(path="/meetings", title="Meetings", kind="event", meetings=True),
    Sort(path="/statements", title="Statements", kind="statement"),
    Sort(path="/agreements", title="Agreements", kind="agreement"),
    Sort(path="/commitments", title="Commitments", kind="commitment"),
)
ORDERS = (
    ("-day", "newest first"),
    ("day", "oldest first"),
    ("-reports", "most reports first"),
    ("-intensity", "most cooperative first"),
    ("intensity", "most hostile first"),
    ("-confidence", "surest first"),
)


def _list(
    request: Request,
    desk: AtDesk,
    one: Sort,
    asked: Asked,
    limits: Filter,
    sort: str,
    limit: int,
    cursor: str | None,
) -> Answer:
    check_fits(limits, one.kind)
    limits = replace(limits, meetings=one.meetings)
    page = desk.view.list(one.kind, limits, sort=sort, limit=limit, cursor=cursor)

    def context() -> dict[str, Any]:
        lines = lines_with(page.items, limits.text, desk.view)
        return {
            "groups": grouped(lines, sort),
            "lines": lines,
            "asked": asked,
            "outlets": outlets_asked(desk.view, asked.outlet),
            "kind": one.kind,
            "lists": LISTS,
            "types": () if one.meetings else types_of(one.kind),
            "contexts": contexts() if one.kind in {"event", "statement"} else (),
            "statuses": statuses_of(one.kind),
            "orders": [order for order in ORDERS if one.kind == "event" or "intensity" not in order[0]],
            "named": names_told(request, desk.view),
            "chips": chips(request, desk.view),
            "sort": sort,
            "more": next_page(request, page.next),
            "first": changed(request, limit=None) if cursor is not None else None,
            "narrow": changed(request, f"/narrow{one.path}"),
            "here": changed(request),
        }

    return Answer(
        template="findings.html",
        title=one.title,
        context=context,
        data=lambda: {"items": [with_page(item) for item in page.items], "next": page.next},
        columns=FOUND_COLUMNS,
        rows=lambda: map(cells_with_page, page.items),
        entries=lambda: map(entry_of, page.items),
    )


def _narrow(request: Request, desk: AtDesk, one: Sort, limits: Filter) -> Answer:
    check_fits(limits, one.kind)
    facets = desk.view.facets_of(one.kind, replace(limits, meetings=one.meetings))
    return Answer(
        template="narrow.html",
        title=f"{one.title}, counted",
        context=lambda: {
            "facets": counts(request, one.path, facets),
            "whole": facets.whole,
            "back": changed(request, one.path),
        },
        data=lambda: facets.counts,
    )


def _lists(one: Sort) -> None:
    def listed(
        request: Request,
        desk: AtDesk,
        asked: Asked,
        limits: Limits,
        sort: str = "-day",
        limit: Limit = 50,
        cursor: Cursor = None,
    ) -> Answer:
        return _list(request, desk, one, asked, limits, sort, limit, cursor)

    def narrow(request: Request, desk: AtDesk, limits: Limits) -> Answer:
        return _narrow(request, desk, one, limits)

    add_view(router, one.path, listed)
    add_view(router, f"/narrow{one.path}", narrow)


for _list_of in LISTS:
    _lists(_list_of)
