"""What happened month by month, and between whom: from the months' sums, without looking at any event."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, select, union_all

from dragoman.store import schema as s
from dragoman.store.merged_rows import TENTHS
from dragoman.store.seen import Within, is_seen, told_by

RECALLED = '%"novelty":"background"%'  # as JSON has it: a quotation mark in a text is written \"
COOPERATION = 2  # quad classes 1 and 2 are cooperation, 3 and 4 conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What happened in a month, of a quad class: events, the reports of them, the sum of their intensities."""

    month: str
    quad: int
    events: int
    reports: int
    intensity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """What happened between two states in some time."""

    one: str
    other: str
    events: int
    reports: int
    intensity: float
    cooperation: int  # events of quad classes 1 and 2
    conflict: int  # of 3 and 4


def summed(within: Within) -> Any:  # noqa: ANN401 - columns of a table, or of what is asked in its place
    """The months' sums; for somebody who may see some collections only, of what is told there."""
    if within is None:
        return s.months.c
    m, st, p = s.merged.c, s.merged_states.c, s.merged_pairs.c
    told = (m.kind == "event", m.status == "occurred", *told_by(within))
    columns = (
        func.substr(m.day, 1, 7).label("month"),
        m.type,
        m.quad,
        literal(1).label("events"),
        _reports_seen(within).label("reports"),
        (m.intensity * TENTHS).label("intensity"),
    )
    alone = select(st.country.label("one"), literal("").label("other"), *columns).join(s.merged, m.n == st.merged)
    both = select(p.one, p.other, *columns).join(s.merged, m.n == p.merged)
    return union_all(alone.where(*told), both.where(*told)).subquery().c


def _reports_seen(within: Within) -> ColumnElement[int]:
    """How many of the documents that may be seen tell a row of `merged` as news."""
    mf, f = s.merged_findings.alias().c, s.findings.alias().c
    query = select(func.count(f.document.distinct())).select_from(mf.merged.table)
    query = query.join(f.n.table, f.n == mf.finding).where(mf.merged == s.merged.c.n, *is_seen(f.document, within))
    query = query.where(f.value.not_like(RECALLED))
    return query.correlate(s.merged).scalar_subquery()


def months(
    connection: Connection, one: str, other: str, since: str, until: str, within: Within = None
) -> tuple[Cell, ...]:
    """The sums of a state, or of two, in the order of months and quad classes."""
    m = summed(within)
    first, second = sorted((one, other)) if other else (one, "")
    query = (
        select(m.month, m.quad, *(func.sum(m[name]).label(name) for name in ("events", "reports", "intensity")))
        .where(m.one == first, m.other == second, m.month >= since[:7], m.month <= until[:7] + "~", m.events > 0)
        .group_by(m.month, m.quad)
        .order_by(m.month, m.quad)
    )
    return tuple(
        Cell(
            month=row.month,
            quad=row.quad,
            events=int(row.events),
            reports=int(row.reports),
            intensity=int(row.intensity) / TENTHS,
        )
        for row in connection.execute(query)
    )


def network(
    connection: Connection,
    since: str,
    until: str,
    types: Sequence[str],
    state: str | None,
    limit: int,
    within: Within = None,
) -> tuple[Edge, ...]:
    """The pairs of states with the most events."""
    m = summed(within)
    events = func.sum(m.events)
    friendly = func.sum(m.events).filter(m.quad <= COOPERATION)
    query = select(
        m.one,
        m.other,
        events.label("events"),
        func.sum(m.reports).label("reports"),
        func.sum(m.intensity).label("intensity"),
        friendly.label("friendly"),
    ).where(m.other != "", m.month >= since[:7], m.month <= until[:7] + "~")
    if types:
        query = query.where(m.type.in_(types))
    if state is not None:
        query = query.where((m.one == state) | (m.other == state))
    query = query.group_by(m.one, m.other).having(events > 0).order_by(events.desc(), m.one, m.other).limit(limit)
    return tuple(
        Edge(
            one=row.one,
            other=row.other,
            events=int(row.events),
            reports=int(row.reports),
            intensity=int(row.intensity) / TENTHS,
            cooperation=int(row.friendly or 0),
            conflict=int(row.events) - int(row.friendly or 0),
        )
        for row in connection.execute(query)
    )
