"""A judgement into the store, and what of the merged findings it makes other."""

from sqlalchemy import Connection, select

from dragoman.model.judgement import Judgement
from dragoman.store import schema as s
from dragoman.store.decisions import append, standing_decisions
from dragoman.store.regroup import regroup
from dragoman.store.rows import Numbers
from dragoman.store.sql import insert, select_in


def judge(connection: Connection, judgement: Judgement, now: str) -> None:
    """Append a judgement and group anew what it is about. Raises JudgementError where it makes no sense."""
    numbers = Numbers(connection, {})
    append(connection, numbers, judgement)
    changed = numbers.of(s.changes)
    insert(connection, s.changes, [{"n": changed, "at": now}])
    if judgement.kind in {"merge", "split"}:
        touched = _findings_about(connection, judgement.undoes or judgement.id)
        decisions = standing_decisions(connection)
        regroup(connection, numbers, touched=touched, decisions=decisions, changed=changed)


def _findings_about(connection: Connection, judgement: str) -> list[int]:
    """The numbers of the findings that count and that a judgement is attached to."""
    query = (
        select(s.judged.c.attached)
        .join(s.judgements, s.judgements.c.n == s.judged.c.judgement)
        .where(s.judgements.c.id == judgement, s.judged.c.attached.is_not(None))
    )
    ids = connection.execute(query).scalars().all()
    found = select(s.findings.c.n).join(s.readings, s.readings.c.n == s.findings.c.reading).where(s.readings.c.current)
    return [row.n for row in select_in(connection, found, s.findings.c.id, ids)]
