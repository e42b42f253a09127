"""How promises stand on a day, as it is kept: for lists that tell it, and that are limited to it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from dragoman.merging.standing import ENDED
from dragoman.model.record import CommitmentStatus, Value
from dragoman.store import schema as s
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in


class Standing(Value):
    """How a promise stands on a day: since when, and by which event, where no report tells it in words."""

    status: CommitmentStatus = Field(description="How it stands.")
    as_of: str = Field(description="The day on which it does (ISO 8601).")
    since: str | None = Field(description="Since when; null: from the first.")
    event: str | None = Field(
        default=None, description="The id of the event that decides it, where no report says it in words."
    )
    late: int | None = Field(
        default=None, description="By how many days it was kept behind its due day; null: in time, or nobody can tell."
    )
    partly: bool = Field(default=False, description="Whether a part of it was done, which ended nothing.")


def standings(connection: Connection, merged: Iterable[int], day: str, within: Within) -> dict[int, Standing]:
    """How commitments (by their numbers) stand on a day; nothing of what is none."""
    st, o, m, by = s.standings.c, s.outcomes.c, s.merged.c, s.merged.alias().c
    event = _event_seen(within).label("event")
    decided = select(o.day).where(o.promise == st.merged, o.event == st.event).correlate(s.standings).scalar_subquery()
    due = select(m.latest).where(m.n == st.merged).correlate(s.standings).scalar_subquery()
    done = select(by.earliest).where(by.n == st.event).correlate(s.standings).scalar_subquery()
    columns = (st.merged, st.status, st.told, st.told_since, event, decided.label("decided"))
    query = select(*columns, due.label("due"), done.label("done"), _partly(day, within)).where(*_on(day))
    return {
        row.merged: Standing(
            status=row.status if row.event is not None else row.told,
            as_of=day,
            since=(row.decided if row.event is not None else row.told_since) or None,
            event=row.event,
            late=_late(row.due, row.done) if row.event is not None and row.status == "kept" else None,
            partly=row.partly and row.event is None and row.told not in ENDED,
        )
        for row in select_in(connection, query, st.merged, merged)
    }


def _late(due: str | None, done: str | None) -> int | None:
    """By how many days the first day of what was done lies behind the last on which it was due."""
    days = (date.fromisoformat(done) - date.fromisoformat(due)).days if due is not None and done is not None else 0
    return days if days > 0 else None


def stands(statuses: Sequence[str], day: str, within: Within) -> ColumnElement[bool]:
    """Whether a row of `merged` is a commitment that has one of these statuses on a day."""
    st, m = s.standings.c, s.merged.c
    return m.n.in_(select(st.merged).where(*_on(day), status_seen(within).in_(statuses)))


def status_on(merged: Any, day: str, within: Within) -> Any:  # noqa: ANN401 - a column, and a query of one
    """The status of a commitment (by its number) on a day."""
    st = s.standings.c
    query = select(status_seen(within)).where(st.merged == merged, *_on(day))
    return query.correlate(merged.table).scalar_subquery()


def status_seen(within: Within) -> ColumnElement[Any]:
    """The status of a row of `standings`: where the event that decides may not be seen, that of words alone."""
    st = s.standings.c
    if within is None:
        return st.status
    return case((_event_seen(within).is_not(None), st.status), else_=st.told)


def _partly(day: str, within: Within) -> ColumnElement[bool]:
    """Whether a part of it was done until a day, by an event that may be seen."""
    st, o, mf, f = s.standings.c, s.outcomes.alias().c, s.merged_findings.alias().c, s.findings.alias().c
    query = select(o.event).where(o.promise == st.merged, o.what == "partly", o.day <= day)
    if within is not None:
        query = query.where(mf.merged == o.event, f.n == mf.finding, *is_seen(f.document, within))
    return query.correlate(s.standings).exists().label("partly")


def _on(day: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    st = s.standings.c
    return st.since <= day, or_(st.until.is_(None), st.until > day)


def _event_seen(within: Within) -> ColumnElement[Any]:
    """The id of the event that decides, as far as it may be seen: the smallest of its findings that may."""
    st, m, mf, f = s.standings.c, s.merged.alias().c, s.merged_findings.alias().c, s.findings.alias().c
    if within is None:
        return select(m.id).where(m.n == st.event).correlate(s.standings).scalar_subquery()
    query = select(func.min(f.id)).where(and_(mf.merged == st.event, f.n == mf.finding), *is_seen(f.document, within))
    return query.correlate(s.standings).scalar_subquery()
