"""Judgements as they are listed: who decided what, the newest first, undone or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Select, exists, false, not_, or_, select

from dragoman.errors import QueryError
from dragoman.model.judgement import Judgement, JudgementKind, undone_ids
from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.decisions import judgement_from, with_all_undoing, with_undoing
from dragoman.store.filters import after, cursor_of
from dragoman.store.lists import check_limit
from dragoman.store.seen import Within, is_seen

JUDGEMENT_SORTS = ("-n", "n")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementFilter:
    """What a list of judgements is limited to.

    target: the id of what it is about: a finding, a merged finding (all that it was made of), an actor or a document.
    by: the name of who judged. within: the collections that who asks may see: all that a judgement is about is there.
    """

    id: str | None = None
    target: str | None = None
    by: str | None = None
    kind: JudgementKind | None = None
    within: Within = None


class Judged(Value):
    """A judgement, and the id of the one that takes it back, where that holds."""

    judgement: Judgement = Field(description="What was decided.")
    undone_by: str | None = Field(
        default=None, description="The id of the judgement that takes it back, where that holds."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Some of a list of judgements, and where it goes on."""

    items: tuple[Judged, ...]
    next: str | None


def judgements(
    connection: Connection, limits: JudgementFilter, sort: str, limit: int, cursor: str | None
) -> Judgements:
    """Judgements in the order in which they were made, or the newest first. Raises QueryError."""
    check_limit(limit)
    if sort not in JUDGEMENT_SORTS:
        raise QueryError(f"{sort!r}: is no order of judgements; take one of {', '.join(JUDGEMENT_SORTS)}")
    j = s.judgements.c
    query = select(s.judgements).order_by(j.n.desc() if sort == "-n" else j.n.asc())
    if limits.id is not None:
        query = query.where(j.id == limits.id)
    if limits.by is not None:
        query = query.where(j.by == limits.by)
    if limits.kind is not None:
        query = query.where(j.kind == limits.kind)
    if limits.target is not None:
        query = query.where(_or_undoes(_about(limits.target)))
    if limits.within is not None:
        query = query.where(_is_seen(limits.within))
    if cursor is not None:
        query = query.where(after(sort, cursor, j.n, j.n))
    rows = connection.execute(query.limit(limit + 1)).all()
    more = cursor_of(sort, rows[limit - 1].n, rows[limit - 1].n) if len(rows) > limit else None
    return Judgements(items=_judged(connection, rows[:limit]), next=more)


def judgement(connection: Connection, identifier: str, within: Within = None) -> Judged | None:
    """The judgement of this id; None where it may not be seen."""
    query = select(s.judgements).where(s.judgements.c.id == identifier)
    rows = connection.execute(query if within is None else query.where(_is_seen(within))).all()
    return next(iter(_judged(connection, rows)), None)


def _is_seen(within: Within) -> ColumnElement[bool]:
    """That all is seen which a judgement is about, or the first that it takes back, or gives again."""
    j, first, d = s.judgements.c, s.judgements.alias().c, s.judged.c
    hidden = exists().where(d.judgement == first.n, not_(or_(false(), *is_seen(d.document, within))))
    there = exists().where(d.judgement == first.n, d.document.is_not(None))
    seen = select(first.id).where(there.correlate(first.n.table), not_(hidden.correlate(first.n.table)))
    return j.id.in_(with_all_undoing(seen))


def _about(target: str) -> Select[Any]:
    """The numbers of judgements about something, or about one of the findings that it is made of."""
    d, f, mf, m = s.judged.c, s.findings.c, s.merged_findings.c, s.merged.c
    inside = select(f.id).join(s.merged_findings, mf.finding == f.n).join(s.merged, m.n == mf.merged)
    inside = inside.where(m.id == target)
    return select(d.judgement).where(or_(d.target == target, d.attached == target, d.attached.in_(inside)))


def _or_undoes(numbers: Select[Any]) -> ColumnElement[bool]:
    """Whether a judgement is one of these, or takes one of them back, or gives it again."""
    first = s.judgements.alias().c
    return s.judgements.c.id.in_(with_all_undoing(select(first.id).where(first.n.in_(numbers))))


def _judged(connection: Connection, rows: Sequence[Any]) -> tuple[Judged, ...]:
    """Judgements with what takes each back, followed to its end: what takes back may be taken back itself."""
    here = {n: judgement_from(row) for n, row in sorted(with_undoing(connection, rows).items())}
    every = list(here.values())
    undone = undone_ids(every)
    by = {one.undoes: one.id for one in every if one.undoes is not None and one.id not in undone}
    return tuple(Judged(judgement=here[row.n], undone_by=by.get(row.id)) for row in rows)
