"""Lists of merged findings: by which table they are walked, in which order, and where a page ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from dragoman.errors import QueryError
from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.filters import (
    Filter,
    Spread,
    after,
    conditions,
    cursor_of,
    day_from,
    day_until,
    kind_of,
    order,
    spread_of,
)
from dragoman.store.fitting import MOST_ANEW, As, fitting
from dragoman.store.listed import Listed, as_listed
from dragoman.store.outlets import Outlet
from dragoman.store.seen import Within, is_seen, told_by
from dragoman.store.sql import by_bytes, select_in
from dragoman.store.standings import status_on

MOST = 1000  # rows of one page
TURNS = 4  # pages that are looked at for one, where some don't fit as they are seen
Facet = Literal["type", "mode", "quad", "status", "novelty", "month", "state", "context", "outlet", "place_country"]
FACETS: tuple[Facet, ...] = (
    *("type", "mode", "quad", "status", "novelty"),
    *("month", "state", "context", "outlet", "place_country"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of a list, and where it goes on; `next` None at its end."""

    items: tuple[Listed, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """Rows of `merged`, and the columns of the table that is walked by which they are in order of day."""

    query: Select[Any]
    day: ColumnElement[Any]
    n: ColumnElement[Any]


def check_limit(limit: int) -> None:
    """Raise QueryError where a page would be empty or too long."""
    if not 1 <= limit <= MOST:
        raise QueryError(f"a limit of {limit}: take 1 to {MOST}, and go on with the cursor")


def page(
    connection: Connection, kinds: Sequence[MergedKind], limits: Filter, sort: str, limit: int, cursor: str | None
) -> Page:
    """Merged findings of some kinds in one order, from the cursor on. Raises QueryError.

    For who sees some collections only those are left out that don't fit as he sees them: a page may be shorter than it
    was asked to be, and go on.
    """
    check_limit(limit)
    rows, more = _rows(connection, kinds, limits, sort, limit, cursor)
    if limits.within is None:
        return Page(items=as_listed(connection, rows, as_of=limits.as_of), next=more)
    found: list[tuple[Listed, Any]] = []
    for _ in range(TURNS):
        items = as_listed(connection, rows, limits.within, limits.as_of)
        fit = {one.item.merged.id for one in fitting(connection, items, limits)}
        found += [(item, row) for item, row in zip(items, rows, strict=True) if item.merged.id in fit]
        if more is None or len(found) >= limit:
            break
        rows, more = _rows(connection, kinds, limits, sort, limit, more)
    if len(found) > limit:
        column, (_, last) = order(sort)[0].name, found[limit - 1]
        more = cursor_of(sort, getattr(last, column), last.n)
    return Page(items=tuple(item for item, _ in found[:limit]), next=more)


def _rows(
    connection: Connection, kinds: Sequence[MergedKind], limits: Filter, sort: str, limit: int, cursor: str | None
) -> tuple[list[Any], str | None]:
    """Rows that fit by what all reports tell, and the cursor where there are more."""
    column, down = order(sort)
    name = column.name
    found: list[Any] = []
    spread = spread_of(connection, limits.text) if name == "day" else "rare"
    for kind in kinds:
        walk = walk_of(connection, kind, limits, spread)
        key, n = (walk.day, walk.n) if name == "day" else (column, s.merged.c.n)
        query = walk.query.order_by(*((key.desc(), n.desc()) if down else (key.asc(), n.asc())))
        if name == "intensity":
            query = query.where(column.is_not(None))
        if cursor is not None:
            query = query.where(after(sort, cursor, key, n))
        found += connection.execute(query.limit(limit + 1)).all()
    found.sort(key=lambda row: (getattr(row, name), row.n), reverse=down)
    shown = found[:limit]
    more = cursor_of(sort, getattr(shown[-1], name), shown[-1].n) if len(found) > limit else None
    return shown, more


def one(connection: Connection, identifier: str, within: Within = None, as_of: str | None = None) -> Listed | None:
    """The merged finding of this id, or of which a finding of this id is part; None where it may not be seen."""
    seen = told_by(within)
    row = connection.execute(select(s.merged).where(s.merged.c.id == identifier, *seen)).one_or_none()
    if row is None:
        query = (
            select(s.merged)
            .join(s.merged_findings, s.merged_findings.c.merged == s.merged.c.n)
            .join(s.findings, s.findings.c.n == s.merged_findings.c.finding)
            .where(s.findings.c.id == identifier, *is_seen(s.findings.c.document, within))
        )
        row = connection.execute(query).first()
    return as_listed(connection, [row], within, as_of)[0] if row is not None else None


def several(
    connection: Connection, identifiers: Iterable[str], within: Within = None, as_of: str | None = None
) -> tuple[Listed, ...]:
    """The merged findings of these ids that may be seen, by day."""
    rows = select_in(connection, select(s.merged).where(*told_by(within)), s.merged.c.id, identifiers)
    return as_listed(connection, sorted(rows, key=lambda row: (row.day, row.n)), within, as_of)


def by_number(connection: Connection, numbers: Iterable[int], within: Within = None) -> dict[int, Listed]:
    """The merged findings of these numbers that may be seen."""
    rows = select_in(connection, select(s.merged).where(*told_by(within)), s.merged.c.n, numbers)
    return {row.n: item for row, item in zip(rows, as_listed(connection, rows, within), strict=True)}


def newest(
    connection: Connection,
    kind: MergedKind,
    limits: Filter,
    columns: Sequence[ColumnElement[Any]],
    most: int,
    spread: Spread = "rare",
) -> Sequence[Any]:
    """Columns of the newest merged findings of a kind, so many at most."""
    walk = walk_of(connection, kind, limits, spread)
    query = walk.query.with_only_columns(*columns).order_by(walk.day.desc(), walk.n.desc())
    return connection.execute(query.limit(most)).all()


def count(connection: Connection, kinds: Sequence[MergedKind], limits: Filter) -> int:
    """How many there are; of those that the newest hide, for who sees some collections only, as `unfit` tells."""
    walks = (walk_of(connection, kind, limits).query for kind in kinds)
    whole = sum(
        connection.execute(
            select(func.count()).select_from(query.with_only_columns(s.merged.c.n).subquery())
        ).scalar_one()
        for query in walks
    )
    return whole - sum(unfit(connection, kind, limits) for kind in kinds)


def newest_seen(connection: Connection, kind: MergedKind, limits: Filter) -> tuple[list[As], int]:
    """The newest of a kind that fit as they are seen, and how many were looked at; for sums of a limited account."""
    rows = newest(connection, kind, limits, list(s.merged.c), MOST_ANEW, spread_of(connection, limits.text))
    return fitting(connection, as_listed(connection, rows, limits.within, limits.as_of), limits), len(rows)


def unfit(connection: Connection, kind: MergedKind, limits: Filter) -> int:
    """How many of the newest don't fit as they are seen: a sum of all reports is so much too high."""
    if limits.within is None:
        return 0
    fit, looked_at = newest_seen(connection, kind, limits)
    return looked_at - len(fit)


def facet(
    connection: Connection, kinds: Sequence[MergedKind], by: str, limits: Filter, limit: int, known: Iterable[Outlet]
) -> dict[str, int]:
    """How many there are of each value, the most frequent first; months in their order. Raises QueryError.

    known: the outlets, of which each is counted once under all of its names: lists are limited to all of them. For who
    sees some collections only: of the newest, by what their reports tell him.
    """
    if by not in FACETS:
        raise QueryError(f"{by!r}: nothing is counted by that; take one of {', '.join(FACETS)}")
    check_limit(limit)
    counts: dict[Any, int] = {}
    for kind in kinds if limits.within is None or by == "outlet" else ():
        rows = walk_of(connection, kind, limits).query.subquery()
        column, joined = _facet(by, rows, limits.within)
        if by == "outlet":
            column = _as_one(column, known)
        if by == "status" and kind == "commitment" and limits.as_of is not None:
            column = status_on(rows.c.n, limits.as_of, limits.within)
        number = func.count(rows.c.n.distinct())
        query = select(column.label("value"), number.label("many")).select_from(joined).where(column.is_not(None))
        ranked = column if by == "month" else number.desc()
        query = query.group_by(column).order_by(ranked, by_bytes(column, connection.dialect.name))
        for row in connection.execute(query.limit(limit) if len(kinds) == 1 else query):
            counts[row.value] = counts.get(row.value, 0) + row.many
    for kind in kinds if limits.within is not None and by != "outlet" else ():
        for one in newest_seen(connection, kind, limits)[0]:
            for value in values_of(one, by):
                counts[value] = counts.get(value, 0) + 1
    ranked_all = sorted(counts, key=lambda value: (0 if by == "month" else -counts[value], value))
    return {str(value): counts[value] for value in ranked_all[:limit]}


def walk_of(connection: Connection, kind: MergedKind, limits: Filter, spread: Spread = "rare") -> Walk:
    """Rows of a kind, walked by the pair or the state that limits them where there is one, else by kind and day."""
    dialect = connection.dialect.name
    m = s.merged.c
    query = select(s.merged).where(kind_of(kind))
    key: Any = m
    if limits.pair is not None:
        one_state, other = sorted(limits.pair)
        key = s.merged_pairs.c
        query = query.join(s.merged_pairs, key.merged == m.n)
        query = query.where(key.one == one_state, key.other == other, key.kind == kind)
        limits = replace(limits, pair=None)
    elif limits.states:
        first, *rest = limits.states
        key = s.merged_states.c
        query = query.join(s.merged_states, key.merged == m.n).where(key.country == first, key.kind == kind)
        limits = replace(limits, states=tuple(rest))
    if key is not m:  # the days of the key that is walked bound it; those of `merged` only tell what to leave out
        query = query.where(*([key.day >= day_from(limits.since)] if limits.since is not None else []))
        query = query.where(*([key.day <= day_until(limits.until)] if limits.until is not None else []))
    query = query.where(*conditions(limits, dialect, spread=spread))
    return Walk(query=query, day=key.day, n=m.n if key is m else key.merged)


def values_of(one: As, by: str) -> list[Any]:
    """The values of a merged finding by which it is counted, as it is seen."""
    match by:
        case "month":
            return [one.item.day[: len("2024-05")]]
        case "state":
            return sorted(one.states)
        case "context":
            return list(one.contexts)
        case "status":
            return [status] if (status := one.status) is not None else []
    return [one.row[by]] if one.row[by] is not None else []


def _as_one(column: ColumnElement[str], known: Iterable[Outlet]) -> ColumnElement[str]:
    """The outlet that a name is, by the longest of its names."""
    others = {name: one.name for one in known for name in one.names if name != one.name}
    return case(others, value=column, else_=column) if others else column


def _facet(by: str, rows: Any, within: Within) -> tuple[Any, Any]:  # noqa: ANN401 - columns and joins
    match by:
        case "month":
            return func.substr(rows.c.day, 1, 7), rows
        case "state":
            return s.merged_states.c.country, rows.join(s.merged_states, s.merged_states.c.merged == rows.c.n)
        case "context":
            return s.merged_contexts.c.context, rows.join(s.merged_contexts, s.merged_contexts.c.merged == rows.c.n)
        case "outlet":
            joined = (
                rows.join(s.merged_findings, s.merged_findings.c.merged == rows.c.n)
                .join(
                    s.findings,
                    and_(s.findings.c.n == s.merged_findings.c.finding, *is_seen(s.findings.c.document, within)),
                )
                .join(s.reports, s.reports.c.document == s.findings.c.document)
            )
            return s.reports.c.outlet, joined
    return rows.c[by], rows
