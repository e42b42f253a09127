"""Findings: lists of each kind, one by its id, counts, sums, and what changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import Response

from dragoman.asking.question import change_of, check_fits, state_of
from dragoman.model.merged import MergedKind
from dragoman.model.record import EventType, Value
from dragoman.store.filters import Filter, Sort
from dragoman.store.listed import Listed
from dragoman.store.lists import Facet
from dragoman.store.lists import Page as FoundPage
from dragoman.store.report_list import ReportFilter
from dragoman.store.sums import Cell, Edge
from dragoman.store.view import TIMELINE
from dragoman.web import addresses
from dragoman.web.api import values as v
from dragoman.web.api.answering import IN_ORDER, USUAL, Cursor, Form, Limit, Listing, answered, stamp_of, whole
from dragoman.web.api.describing import PREFIX, add, add_list
from dragoman.web.asked import FILLED, Limits
from dragoman.web.data import FOUND_COLUMNS, cells_with_page, with_page
from dragoman.web.desk import AtDesk
from dragoman.web.desk import Desk as OneDesk

router = APIRouter(prefix=PREFIX, tags=["Findings"])

KINDS: tuple[MergedKind, ...] = ("event", "statement", "agreement", "commitment")
TOLD: dict[MergedKind, type[v.Sourced]] = {
    "event": v.EventTold,
    "statement": v.StatementTold,
    "agreement": v.AgreementTold,
    "commitment": v.CommitmentTold,
}
LISTS: dict[MergedKind, type[Value]] = {
    "event": v.Events,
    "statement": v.Statements,
    "agreement": v.Agreements,
    "commitment": v.Commitments,
}
UNDATED = "0000-00"
ARTICLE = {"event": "an", "agreement": "an"}
MONTH = r"^[0-9]{4}(-[0-9]{2})?$"
Month = Annotated[str | None, Query(pattern=MONTH, description="A month or a year.", examples=["2024-05"])]


def found_limits(
    limits: Limits,
    pair: Annotated[
        str | None,
        Query(pattern="^[A-Za-z]{3}-[A-Za-z]{3}$", description="Two states between which it is.", examples=["AZE-TUR"]),
    ] = None,
) -> Filter:
    """What a list of findings is limited to."""
    if pair is None:
        return limits
    one, other = map(state_of, pair.split("-"))
    return replace(limits, pair=(one, other))


FoundLimits = Annotated[Filter, Depends(found_limits)]


def _listing(desk: OneDesk, kinds: Sequence[MergedKind], limits: Filter, sort: Sort) -> Listing[Listed]:
    def ask(limit: int, cursor: str | None) -> FoundPage:
        return desk.view.list(kinds, limits, sort=sort, limit=limit, cursor=cursor)

    return Listing(ask=ask, tell=with_page, columns=FOUND_COLUMNS, cells=cells_with_page)


def _add_list(path: str, told: type[Value], kinds: Sequence[MergedKind], summary: str, *, usual: Sort = "-day") -> None:
    def listed(
        request: Request,
        desk: AtDesk,
        limits: FoundLimits,
        sort: Annotated[Sort, IN_ORDER] = usual,
        limit: Limit = None,
        cursor: Cursor = None,
        format: Form = "json",  # noqa: A002 - as addresses have it
    ) -> Response:
        if len(kinds) == 1:
            check_fits(limits, kinds[0])
        limits = replace(limits, meetings=path == "/meetings")
        stamp = stamp_of(desk, limits.collection, limits.actor, limits.also, limits.speaker)
        return _listing(desk, kinds, limits, sort).answer(request, format, limit, cursor, stamp=stamp)

    add_list(router, path, listed, told, summary)


def _add_one(kind: MergedKind) -> None:
    def one(
        request: Request,
        desk: AtDesk,
        id: Annotated[str, Path(description="Its id, or that of a finding that is part of it.")],  # noqa: A002
    ) -> Response:
        item = desk.view.one(id, as_of=desk.today)
        if item is None or item.merged.kind != kind:
            raise HTTPException(404, f"{id[:100]}: there is no such {kind} in this store")
        return answered(request, lambda: with_page(item), stamp=stamp_of(desk))

    add(router, f"/{addresses.FOLDERS[kind]}/{{id}}", one, TOLD[kind], f"{ARTICLE.get(kind, 'a').title()} {kind}")


for _kind in KINDS:
    _add_list(f"/{addresses.FOLDERS[_kind]}", LISTS[_kind], (_kind,), f"{addresses.FOLDERS[_kind].title()}")
    _add_one(_kind)
_add_list("/meetings", v.Events, ("event",), "Events of those who met, and of those who agreed to")
_add_list("/timeline", v.Findings, TIMELINE, "Events, agreements and commitments by day", usual="day")


# -- counts and sums -----------------------------------------------------------------------------------------------


def _counts(request: Request, desk: AtDesk, limits: FoundLimits) -> Response:
    view = desk.view

    def tell() -> dict[str, Any]:
        found = {addresses.FOLDERS[kind]: view.count(kind, limits) for kind in KINDS}
        meetings = view.count("event", replace(limits, meetings=True))
        return {**found, "meetings": meetings, "reports": view.count_reports(ReportFilter()).model_dump()}

    return answered(request, tell)


def _facets(
    request: Request,
    desk: AtDesk,
    limits: FoundLimits,
    by: Annotated[Facet, Query(description="What is counted.")],
    kind: Annotated[MergedKind, Query(description="Of which findings.")] = "event",
    limit: Annotated[int, Query(ge=1, le=1000, description="So many values at most.")] = USUAL,
) -> Response:
    check_fits(limits, kind)

    def tell() -> dict[str, Any]:
        found = desk.view.facet(kind, by, limits, limit=limit)
        return {
            "by": by,
            "items": [
                {"value": value if value != UNDATED else None, "count": many, "page": page(value)}
                for value, many in found.items()
            ],
        }

    def page(value: str) -> str | None:
        asked = {"month": {"since": value, "until": value}, "place_country": {"place": value}}.get(by, {by: value})
        told = [
            (name, each) for name, each in request.query_params.multi_items() if name not in {"by", "kind", "limit"}
        ]
        if {name for name, _ in told} & {*asked, "pair"} or value == UNDATED:
            return None  # the page takes one of each, and no pair
        return addresses.with_pairs(f"/{addresses.FOLDERS[kind]}", (*told, *asked.items()))

    return answered(request, tell, stamp=stamp_of(desk, limits.collection, limits.actor, limits.also, limits.speaker))


SUMS = ("month", "quad", "events", "reports", "intensity", "page")
EDGES = ("one", "other", "events", "reports", "intensity", "cooperation", "conflict", "page")


def _months(
    request: Request,
    desk: AtDesk,
    one: Annotated[str, Query(pattern=FILLED, description="A state: its code or name.", examples=["AZE"])],
    other: Annotated[str | None, Query(description="Another; left out, the first and all others.")] = None,
    since: Month = None,
    until: Month = None,
    format: Form = "json",  # noqa: A002
) -> Response:
    first, second = state_of(one), state_of(other) if other is not None else None

    def cells() -> tuple[Cell, ...]:
        return desk.view.months(first, second or "", since=since or "", until=until or "9999")

    def tell(cell: Cell) -> dict[str, Any]:
        page = addresses.with_query(addresses.pair(first, second), since=cell.month, until=cell.month, quad=cell.quad)
        return {**{name: getattr(cell, name) for name in SUMS[:-1]}, "page": page}

    listing = Listing(ask=whole(cells), tell=tell, columns=SUMS, cells=tell)
    return listing.answer(request, format, None, None, stamp=stamp_of(desk))


def _network(
    request: Request,
    desk: AtDesk,
    since: Month = None,
    until: Month = None,
    type: Annotated[list[EventType] | None, Query(description="Types of events; one must fit.")] = None,  # noqa: A002
    state: Annotated[str | None, Query(description="One of the two: its code or name.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000, description="So many pairs at most.")] = 200,
    format: Form = "json",  # noqa: A002
) -> Response:
    asked = state_of(state) if state is not None else None

    def edges() -> tuple[Edge, ...]:
        return desk.view.network(since=since or "", until=until or "9999", types=type or (), state=asked, limit=limit)

    def tell(edge: Edge) -> dict[str, Any]:
        return {**{name: getattr(edge, name) for name in EDGES[:-1]}, "page": addresses.pair(edge.one, edge.other)}

    listing = Listing(ask=whole(edges), tell=tell, columns=EDGES, cells=tell)
    return listing.answer(request, format, None, None, stamp=stamp_of(desk))


def _changes(
    request: Request,
    desk: AtDesk,
    since: Annotated[
        str,
        Query(pattern=FILLED, description="The number of a change (`last` of the answer before), a day or a moment."),
    ],
    limit: Limit = None,
    cursor: Cursor = None,
) -> Response:
    view = desk.view

    def tell() -> dict[str, Any]:
        after, last = change_of(since, view), view.last_change()
        page = view.list(KINDS, Filter(changed_since=after), sort="day", limit=limit or USUAL, cursor=cursor)
        gone = view.departed(after) if cursor is None else {}
        return {
            "since": after,
            "last": last,
            "items": [with_page(item) for item in page.items],
            "departed": [{"id": identifier, "into": into} for identifier, into in gone.items()],
            "next": page.next,
        }

    return answered(request, tell, stamp=stamp_of(desk))


add(router, "/counts", _counts, v.AllCounts, "How many there are")
add(router, "/facets", _facets, v.Facets, "How many there are of each type, month, state, outlet, ...")
add_list(router, "/months", _months, v.Months, "What happened month by month to a state, or between two")
add_list(router, "/network", _network, v.Network, "Who had to do with whom: the most events first")
add(router, "/changes", _changes, v.Changes, "What became other after a change, and what departed")
