"""What is reviewed next, and what stands beside it: the findings that want a look most, those near, those alike."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from dragoman.model.judgement import Judgement
from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.counting import findings
from dragoman.store.decisions import about, lapsed
from dragoman.store.doubt import doubt_of
from dragoman.store.filters import Filter, conditions, day_from, day_until, kind_of, spread_of
from dragoman.store.listed import Listed, as_listed
from dragoman.store.lists import by_number
from dragoman.store.rows import MERGED
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in

KINDS: tuple[MergedKind, ...] = ("event", "statement", "agreement", "commitment")
FEW = 4_000  # findings within a limit: so many are sorted by doubt faster than they are met in that order
NEAR = 3  # findings before and after in the report
MOST_ALIKE, MOST_SHARING = 6, 300
NO_ANSWER = "note"  # says something, and leaves the finding in the queue


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The neighbours of a finding: before and after it in its report, and what may be the same."""

    before: tuple[Listed, ...]
    after: tuple[Listed, ...]
    alike: tuple[Listed, ...]


def queue(
    connection: Connection,
    kinds: Sequence[MergedKind],
    limits: Filter,
    who: str,
    *,
    past: Iterable[str] = (),
    limit: int = 2,
) -> tuple[Listed, ...]:
    """The next findings for somebody: first what nobody has decided, then what others have; what wants it most first.

    What he answered does not come again, nor what is in a round that is not done. past: ids that are left out, too.
    """
    gone = set(past)
    undoing = lapsed(connection)
    found: list[Any] = []
    for conditions_of in (_undecided, _decided):
        rows: list[Any] = []
        for kind in kinds:
            doubt = doubt_of(connection.dialect.name)
            query = _open(connection, kind, limits, who, gone).where(*conditions_of(who, undoing))
            query = query.add_columns(doubt.label("doubt"))
            rows += connection.execute(query.order_by(doubt.desc(), s.merged.c.n.desc()).limit(limit)).all()
        rows.sort(key=lambda row: (-row.doubt, -row.n))
        found += rows[: limit - len(found)]
        if len(found) == limit:
            break
    return as_listed(connection, found, limits.within)


def left(
    connection: Connection,
    kinds: Sequence[MergedKind],
    limits: Filter,
    who: str,
    most: int,
    *,
    past: Iterable[str] = (),
) -> int:
    """How many findings nobody has decided and he has not answered; no more than `most` are counted."""
    gone = set(past)
    undecided = _undecided(who, lapsed(connection))
    total = 0
    for kind in kinds:
        query = _open(connection, kind, limits, who, gone).where(*undecided).with_only_columns(s.merged.c.n)
        told = query.limit(most - total).subquery()
        total += connection.execute(select(func.count()).select_from(told)).scalar_one()
        if total >= most:
            break
    return total


def _open(connection: Connection, kind: MergedKind, limits: Filter, who: str, past: AbstractSet[str]) -> Select[Any]:
    """Findings of a kind within limits that somebody has not answered, and that are in no round which goes on."""
    dialect = connection.dialect.name
    a, i, t = s.review_answers.alias().c, s.round_items.alias().c, s.assignments.alias().c
    mine = exists().where(
        a.target == s.merged.c.id, a.who == who, a.round.is_(None), a.verdict != NO_ANSWER, a.undone.is_(None)
    )
    going_on = exists().where(i.target == s.merged.c.id, i.round == t.round, t.done.is_(None))
    spread = spread_of(connection, limits.text)
    query = select(s.merged).where(*conditions(limits, dialect, spread=spread))
    query = query.where(~mine.correlate(s.merged), ~going_on.correlate(s.merged))
    if past:
        query = query.where(s.merged.c.id.not_in(sorted(past)))
    few = []
    for some in _narrowing(kind, limits):
        counted = some.limit(FEW + 1).subquery()
        if connection.execute(select(func.count()).select_from(counted)).scalar_one() <= FEW:
            few.append(s.merged.c.n.in_(some))
    if few:  # the kind is told so that no index begins with it: SQLite would walk one in spite of the few
        return query.where((s.merged.c.kind + "") == kind, *few)
    return query.where(kind_of(kind))


def _narrowing(kind: MergedKind, limits: Filter) -> Iterator[Select[Any]]:
    """The numbers of findings by what an index has of the limits: their states, and their types and days."""
    ms, m = s.merged_states.c, s.merged.alias().c
    for state in (*limits.states, *(limits.pair or ())):
        yield select(ms.merged).where(ms.country == state, ms.kind == kind)
    bounds: list[ColumnElement[bool]] = []
    if limits.types:
        bounds.append(m.type.in_(limits.types))
    if limits.since is not None:
        bounds.append(m.day >= day_from(limits.since))
    if limits.until is not None:
        bounds.append(m.day <= day_until(limits.until))
    if bounds:
        yield select(m.n).where(m.kind == kind, *bounds)


def _standing(idle: AbstractSet[str], *more: Any) -> ColumnElement[bool]:  # noqa: ANN401 - conditions on judgements
    """That a judgement about a finding of this merged one holds. idle: what undoes, and doesn't hold (`lapsed`)."""
    mf, f, d = s.merged_findings.alias().c, s.findings.alias().c, s.judged.alias().c
    j = s.judgements.c
    query = exists().where(mf.merged == s.merged.c.n, f.n == mf.finding, d.attached == f.id, j.n == d.judgement)
    return query.where(*_holds(idle), *more).correlate(s.merged)


def _holds(idle: AbstractSet[str]) -> tuple[ColumnElement[bool], ...]:
    j, back = s.judgements.c, s.judgements.alias().c
    taken_back = exists().where(back.undoes == j.id, back.id.not_in(sorted(idle))).correlate(s.judgements)
    return j.undoes.is_(None), ~taken_back


def _undecided(_: str, idle: AbstractSet[str]) -> tuple[ColumnElement[bool], ...]:
    return (~_standing(idle),)


def _decided(who: str, idle: AbstractSet[str]) -> tuple[ColumnElement[bool], ...]:
    """What others decided, and not he: found from the judgements, which are few beside the findings."""
    mf, f, d = s.merged_findings.c, s.findings.c, s.judged.c
    judged = select(mf.merged).join(s.findings, f.n == mf.finding).join(s.judged, d.attached == f.id).scalar_subquery()
    by = s.judgements.c.by
    return s.merged.c.n.in_(judged), _standing(idle, by != who), ~_standing(idle, by == who)


def beside(connection: Connection, identifier: str, within: Within) -> Beside:
    """What stands beside a merged finding, by its id."""
    mf, f, m = s.merged_findings.c, s.findings.c, s.merged.c
    query = select(f.n, f.id, f.document, f.start, f.end, mf.merged, m.kind)
    query = query.join(s.merged_findings, mf.finding == f.n).join(s.merged, m.n == mf.merged)
    own = connection.execute(query.where(m.id == identifier, *is_seen(f.document, within)).order_by(f.n)).all()
    if not own:
        return Beside(before=(), after=(), alike=())
    first = next((row for row in own if row.id == identifier), own[0])
    around = findings(mf.merged, f.start, f.n).join(s.merged_findings, mf.finding == f.n)
    around = around.where(f.document == first.document, f.kind.in_(sorted(MERGED)), mf.merged != first.merged)
    before = around.where(or_(f.start < first.start, (f.start == first.start) & (f.n < first.n)))
    after = around.where(or_(f.start > first.start, (f.start == first.start) & (f.n > first.n)))
    earlier = connection.execute(before.order_by(f.start.desc(), f.n.desc()).limit(NEAR)).all()
    later = connection.execute(after.order_by(f.start, f.n).limit(NEAR)).all()
    alike = _alike(connection, [row.n for row in own], first.merged, first.kind)
    told = by_number(connection, [*(row.merged for row in (*earlier, *later)), *alike], within)
    return Beside(
        before=_each(told, [row.merged for row in reversed(earlier)]),
        after=_each(told, [row.merged for row in later]),
        alike=_each(told, alike),
    )


def _alike(connection: Connection, own: Sequence[int], merged: int, kind: str) -> list[int]:
    """Merged findings that share keys by which the same is looked for: those that share the most first."""
    k, mf, m = s.merge_keys.c, s.merged_findings.c, s.merged.c
    keys = {row.key for row in select_in(connection, select(k.key), k.finding, own)}
    shared: dict[int, int] = {}
    for key in sorted(keys):
        query = select(mf.merged).distinct().join(s.merge_keys, k.finding == mf.finding)
        query = query.join(s.merged, m.n == mf.merged).where(k.key == key, mf.merged != merged, m.kind == kind)
        for row in connection.execute(query.limit(MOST_SHARING)):
            shared[row.merged] = shared.get(row.merged, 0) + 1
    return sorted(shared, key=lambda n: (-shared[n], n))[:MOST_ALIKE]


def _each(told: dict[int, Listed], numbers: Iterable[int]) -> tuple[Listed, ...]:
    return tuple(told[n] for n in dict.fromkeys(numbers) if n in told)


def standing_on(connection: Connection, identifier: str) -> tuple[Judgement, ...]:
    """The judgements that hold about one report's finding, merged or rejected."""
    return tuple(judgement for _, judgement in about(connection, [identifier]))
