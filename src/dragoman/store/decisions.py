"""Judgements as a store keeps them: appended, undone by others, attached to the findings they are about."""

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, insert, select

from dragoman.errors import JudgementError
from dragoman.model.judgement import Judgement
from dragoman.model.merged import Decision
from dragoman.store import schema as s
from dragoman.store.rows import Numbers
from dragoman.store.sql import select_in

ON_FINDINGS = frozenset({"accept", "correct", "reject", "merge", "split"})


def judgements_in(connection: Connection) -> list[Judgement]:
    """All judgements, in the order in which they were made."""
    rows = connection.execute(select(s.judgements).order_by(s.judgements.c.n)).all()
    return [_judgement(row) for row in rows]


def _judgement(row: Any) -> Judgement:  # noqa: ANN401 - a row
    return Judgement(
        id=row.id,
        kind=row.kind,
        targets=tuple(json.loads(row.targets)),
        value=json.loads(row.value) if row.value is not None else None,
        by=row.by,
        at=row.at,
        why=row.why,
        undoes=row.undoes,
    )


def undone_ids(judgements: Sequence[Judgement]) -> set[str]:
    """The ids of those that are taken back. What takes back may be taken back, and the first holds again."""
    undone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.undoes is not None and judgement.id not in undone:
            undone.add(judgement.undoes)
    return undone


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that hold: neither taken back, nor what takes others back."""
    told = list(judgements)
    undone = undone_ids(told)
    return [judgement for judgement in told if judgement.undoes is None and judgement.id not in undone]


def standing_decisions(connection: Connection) -> list[Decision]:
    """What holds about which findings are told of one thing, by the findings it is about now."""
    kinds = ("merge", "split")
    query = select(s.judgements).where(s.judgements.c.kind.in_(kinds)).order_by(s.judgements.c.n)
    told = standing(_judgement(row) for row in connection.execute(query))
    return decisions_of(connection, told)


def decisions_of(connection: Connection, judgements: Sequence[Judgement]) -> list[Decision]:
    """Judgements of merging and splitting as decisions on findings."""
    if not judgements:
        return []
    query = (
        select(s.judgements.c.id, s.judged.c.target, s.judged.c.attached)
        .join(s.judged, s.judged.c.judgement == s.judgements.c.n)
        .where(s.judged.c.attached.is_not(None))
    )
    attached: dict[tuple[str, str], str] = {
        (row.id, row.target): row.attached
        for row in select_in(connection, query, s.judgements.c.id, [judgement.id for judgement in judgements])
    }
    found = []
    for judgement in judgements:
        here = [attached[judgement.id, target] for target in judgement.targets if (judgement.id, target) in attached]
        others = [attached[judgement.id, told] for told in from_of(judgement) if (judgement.id, told) in attached]
        if judgement.kind == "merge":
            found += [Decision(kind="merge", one=(one,), other=(other,)) for one, other in pairwise(here)]
        elif here and others:
            found.append(Decision(kind="split", one=tuple(here), other=tuple(others)))
    return found


def from_of(judgement: Judgement) -> tuple[str, ...]:
    """The findings from which a split takes its targets."""
    told = (judgement.value or {}).get("from", [])
    return tuple(item for item in told if isinstance(item, str)) if isinstance(told, list) else ()


def append(connection: Connection, numbers: Numbers, judgement: Judgement) -> None:
    """Append a judgement, attached to what it is about. Raises JudgementError where that is not there."""
    if connection.execute(select(s.judgements.c.n).where(s.judgements.c.id == judgement.id)).first():
        raise JudgementError(f"{judgement.id}: is there already; give a new judgement an id of its own")
    if judgement.undoes is not None:
        _check_undoes(connection, judgement)
    n = numbers.of(s.judgements)
    told = judgement.model_dump(mode="json")
    row = {**told, "targets": json.dumps(told["targets"]), "value": told["value"] and json.dumps(told["value"])}
    connection.execute(insert(s.judgements).values(n=n, **row))
    if judgement.undoes is not None:
        return
    rows = []
    for position, target in enumerate((*judgement.targets, *from_of(judgement))):
        about = _about(connection, target) if judgement.kind in ON_FINDINGS else None
        if judgement.kind in ON_FINDINGS and about is None:
            raise JudgementError(f"{target}: there is no such finding; look it up with `dragoman events --format json`")
        if judgement.kind == "add":
            about = _document(connection, target, judgement)
        rows.append({"judgement": n, "position": position, "target": target, **(about or _NOTHING)})
    connection.execute(insert(s.judged), rows)


_NOTHING: dict[str, Any] = {"document": None, "kind": None, "start": None, "end": None, "attached": None}


def _check_undoes(connection: Connection, judgement: Judgement) -> None:
    told = judgements_in(connection)
    if all(other.id != judgement.undoes for other in told):
        raise JudgementError(f"{judgement.undoes}: is no judgement of this store, so {judgement.id} can't undo it")
    if judgement.undoes in undone_ids(told):
        raise JudgementError(f"{judgement.undoes}: is undone already")


def _about(connection: Connection, target: str) -> dict[str, Any] | None:
    """What a target is: a finding that counts (a merged finding goes by the id of its smallest)."""
    f = s.findings.c
    query = (
        select(f.document, f.kind, f.start, f.end, f.id)
        .join(s.readings, s.readings.c.n == f.reading)
        .where(f.id == target, s.readings.c.current)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    return {"document": row.document, "kind": row.kind, "start": row.start, "end": row.end, "attached": row.id}


def _document(connection: Connection, target: str, judgement: Judgement) -> dict[str, Any]:
    n = connection.execute(select(s.documents.c.n).where(s.documents.c.id == target)).scalar_one_or_none()
    if n is None:
        raise JudgementError(f"{target}: there is no such document; what was missed is added to a document by its id")
    return {**_NOTHING, "document": n, "kind": str((judgement.value or {}).get("kind", "")) or None}
