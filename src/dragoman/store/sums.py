"""What happened month by month, and between whom: from the months' sums, without looking at any event."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.store import schema as s
from dragoman.store.merged_rows import TENTHS

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


def months(connection: Connection, one: str, other: str, since: str, until: str) -> tuple[Cell, ...]:
    """The sums of a state, or of two, in the order of months and quad classes."""
    m = s.months.c
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
    connection: Connection, since: str, until: str, types: Sequence[str], state: str | None, limit: int
) -> tuple[Edge, ...]:
    """The pairs of states with the most events."""
    m = s.months.c
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
