"""What is seen of a store: one query layer for the library, the command line and the page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Select, func, select

from dragoman.errors import QueryError
from dragoman.model.merged import Merged, MergedKind
from dragoman.store import schema as s
from dragoman.store.filters import Filter, after, conditions, cursor_of, kind_of, order
from dragoman.store.listed import Listed, as_listed
from dragoman.store.merged_rows import TENTHS

MOST = 1000  # rows of one page
Facet = Literal["type", "mode", "quad", "status", "novelty", "month", "state", "context", "outlet", "place_country"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of a list, and where it goes on; `next` None at its end."""

    items: tuple[Listed, ...]
    next: str | None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Looks into a store and changes nothing."""

    engine: Engine

    def list(  # noqa: A003 - what it is
        self, kind: MergedKind, limits: Filter = Filter(), *, sort: str = "-day", limit: int = 50, cursor: str | None = None
    ) -> Page:
        """Merged findings of a kind, sorted, from the cursor on. Raises QueryError where a filter makes no sense."""
        if not 1 <= limit <= MOST:
            raise QueryError(f"a limit of {limit}: take 1 to {MOST}, and go on with the cursor")
        column, down = order(sort)
        n = s.merged.c.n
        query = self._rows(kind, limits).order_by(
            *((column.desc(), n.desc()) if down else (column.asc(), n.asc()))
        )
        if sort.removeprefix("-") == "intensity":
            query = query.where(column.is_not(None))
        if cursor is not None:
            query = query.where(after(sort, cursor))
        with self.engine.connect() as connection:
            rows = connection.execute(query.limit(limit + 1)).all()
            items = as_listed(connection, rows[:limit])
        following = None
        if len(rows) > limit:
            last = rows[limit - 1]
            following = cursor_of(sort, getattr(last, sort.removeprefix("-")), last.n)
        return Page(items=items, next=following)

    def one(self, identifier: str) -> Listed | None:
        """The merged finding of this id, or of which a finding of this id is part."""
        with self.engine.connect() as connection:
            row = connection.execute(select(s.merged).where(s.merged.c.id == identifier)).one_or_none()
            if row is None:
                query = (
                    select(s.merged)
                    .join(s.merged_findings, s.merged_findings.c.merged == s.merged.c.n)
                    .join(s.findings, s.findings.c.n == s.merged_findings.c.finding)
                    .where(s.findings.c.id == identifier)
                )
                row = connection.execute(query).first()
            return as_listed(connection, [row])[0] if row is not None else None

    def count(self, kind: MergedKind, limits: Filter = Filter()) -> int:
        """How many there are."""
        with self.engine.connect() as connection:
            return connection.execute(
                select(func.count()).select_from(self._rows(kind, limits).subquery())
            ).scalar_one()

    def facet(self, kind: MergedKind, by: Facet, limits: Filter = Filter(), *, limit: int = 50) -> dict[str, int]:
        """How many there are of each type, month, state, ..., the most frequent first; months in their order."""
        rows = self._rows(kind, limits).subquery()
        column, joined = self._facet(by, rows)
        number = func.count(rows.c.n.distinct())
        query = select(column.label("value"), number.label("many")).select_from(joined).where(column.is_not(None))
        query = query.group_by(column).order_by(column if by == "month" else number.desc(), column).limit(limit)
        with self.engine.connect() as connection:
            return {str(row.value): row.many for row in connection.execute(query)}

    def months(self, one: str, other: str = "", *, since: str = "", until: str = "9999") -> tuple[Cell, ...]:
        """What happened month by month to a state, or between two: by quad class, from the months' sums."""
        m = s.months.c
        first, second = sorted((one, other)) if other else (one, "")
        query = (
            select(m.month, m.quad, *(func.sum(m[name]).label(name) for name in ("events", "reports", "intensity")))
            .where(m.one == first, m.other == second, m.month >= since[:7], m.month <= until[:7] + "~", m.events > 0)
            .group_by(m.month, m.quad)
            .order_by(m.month, m.quad)
        )
        with self.engine.connect() as connection:
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
        self, *, since: str = "", until: str = "9999", types: Sequence[str] = (), state: str | None = None, limit: int = 200
    ) -> tuple[Edge, ...]:
        """Who had to do with whom in some months: the pairs of states with the most events first."""
        m = s.months.c
        events = func.sum(m.events)
        friendly = func.sum(m.events).filter(m.quad <= 2)  # noqa: PLR2004 - 1 and 2 are cooperation
        query = select(
            m.one, m.other, events.label("events"), func.sum(m.reports).label("reports"),
            func.sum(m.intensity).label("intensity"), friendly.label("friendly"),
        ).where(m.other != "", m.month >= since[:7], m.month <= until[:7] + "~")
        if types:
            query = query.where(m.type.in_(types))
        if state is not None:
            query = query.where((m.one == state) | (m.other == state))
        query = query.group_by(m.one, m.other).having(events > 0).order_by(events.desc(), m.one, m.other).limit(limit)
        with self.engine.connect() as connection:
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

    def last_change(self, at: str | None = None) -> int:
        """The number of the last change, or of the last before a moment (ISO 8601)."""
        query = select(func.max(s.changes.c.n))
        if at is not None:
            query = query.where(s.changes.c.at < at)
        with self.engine.connect() as connection:
            return connection.execute(query).scalar() or 0

    def departed(self, since: int) -> dict[str, str | None]:
        """Ids of merged findings that are no longer, since a change, and the id of what took each in."""
        query = select(s.departed.c.id, s.departed.c.into).where(s.departed.c.changed > since).order_by(s.departed.c.id)
        with self.engine.connect() as connection:
            return {row.id: row.into for row in connection.execute(query)}

    def _rows(self, kind: MergedKind, limits: Filter) -> Select[Any]:
        """Rows of `merged`, walked by the state or the pair that limits them where there is one."""
        dialect = self.engine.dialect.name
        m = s.merged.c
        query = select(s.merged).where(kind_of(kind))
        if limits.pair is not None:
            one, other = sorted(limits.pair)
            p = s.merged_pairs.c
            query = query.join(s.merged_pairs, p.merged == m.n).where(p.one == one, p.other == other, p.kind == kind)
            limits = replace(limits, pair=None)
        elif limits.states:
            st = s.merged_states.c
            first, *rest = limits.states
            query = query.join(s.merged_states, st.merged == m.n).where(st.country == first, st.kind == kind)
            limits = replace(limits, states=tuple(rest))
        return query.where(*conditions(limits, dialect))

    def _facet(self, by: Facet, rows: Any) -> tuple[Any, Any]:  # noqa: ANN401 - columns and joins
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
                    .join(s.findings, s.findings.c.n == s.merged_findings.c.finding)
                    .join(s.reports, s.reports.c.document == s.findings.c.document)
                )
                return s.reports.c.outlet, joined
        return rows.c[by], rows
