"""What the machine missed, added by a person to a document: a finding like others, with that person as its reader."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, select

from dragoman.errors import EvidenceError, JudgementError
from dragoman.merging import telling_of
from dragoman.model.faults import fault_in
from dragoman.model.judgement import Judgement
from dragoman.model.merged import Finding
from dragoman.model.record import Actor, Coder, Record
from dragoman.store import schema as s
from dragoman.store.completing import completed
from dragoman.store.counting import BY_HAND, findings
from dragoman.store.notes import coder_number
from dragoman.store.prepared import telling_line
from dragoman.store.recorded import record_in
from dragoman.store.regroup import ACTOR, MODELS, New
from dragoman.store.rows import FINDINGS, Numbers, Row, key_of, row_of_finding
from dragoman.store.sense import known_of, nonsense, nonsense_of_actor
from dragoman.store.sql import insert

PERSON = Coder(name="person", version="", lexicon="", model="")


def added(connection: Connection, numbers: Numbers, judgement: Judgement, now: str) -> list[New]:
    """Keep the finding that a judgement adds: {"kind": "event", "finding": {...}, "actors": [...]}.

    `id`, `cue` and `confidence` are given here; `actors` are those that the record of the document lacks. Raises
    JudgementError where it is no finding of that kind, or its evidence is not in the text.
    """
    told = judgement.value or {}
    kind = str(told.get("kind"))
    record = record_in(connection, judgement.targets[0])
    if record is None:
        raise JudgementError(f"{judgement.targets[0]}: has not been read, so nothing can be missed in it")
    if kind not in MODELS:
        raise JudgementError(f"{kind!r}: is no kind of finding that can be added; take one of {', '.join(MODELS)}")
    finding, actors = _built(judgement, kind, told)
    n = connection.execute(select(s.documents.c.n).where(s.documents.c.id == record.document.id)).scalar_one()
    _check(connection, n, judgement, finding, actors)
    whole = _joined(record, kind, finding, [*_others(connection, n), *actors], judgement)
    reading = _reading(connection, numbers, n, now)
    first = numbers.of(s.findings, len(actors) + 1)
    rows: list[Row] = []
    for place, (sort, value) in enumerate([*(("actor", actor) for actor in actors), (kind, finding)]):
        told_row = row_of_finding(sort, first + place, value)
        rows.append({"n": first + place, "reading": reading, "document": n, **told_row})
    insert(connection, s.findings, rows)
    telling = telling_of(finding, whole)
    return [New(finding=first + len(actors), telling=telling, line=telling_line(telling))]


def added_by(connection: Connection, judgement: Judgement) -> list[int]:
    """The number of the finding that a judgement added."""
    query = select(s.findings.c.n).where(s.findings.c.id == finding_id(judgement))
    return list(connection.execute(query).scalars())


def added_again(connection: Connection, judgement: Judgement) -> list[New]:
    """The finding of a judgement that holds again, after what took it back was taken back."""
    record = record_in(connection, judgement.targets[0])
    told = judgement.value or {}
    kind = str(told.get("kind"))
    if record is None:
        return []
    finding, actors = _built(judgement, kind, told)
    numbers = added_by(connection, judgement)
    own = connection.execute(select(s.findings.c.document).where(s.findings.c.n.in_(numbers))).scalars()
    others = [one for document in set(own) for one in _others(connection, document)]
    whole = _joined(record, kind, finding, list({one.id: one for one in (*others, *actors)}.values()), judgement)
    telling = telling_of(finding, whole)
    line = telling_line(telling)
    return [New(finding=n, telling=telling, line=line) for n in numbers]


def finding_id(judgement: Judgement) -> str:
    kind = str((judgement.value or {}).get("kind"))
    return f"{kind}:{key_of('added', judgement.id)[:16]}"


def _built(judgement: Judgement, kind: str, told: Mapping[str, JsonValue]) -> tuple[Finding, list[Actor]]:
    value = told.get("finding")
    if not isinstance(value, dict):
        raise JudgementError(f"{judgement.id}: has no `finding`; give its fields as in a record")
    full = {
        **completed(kind, {}, value),
        "id": finding_id(judgement),
        "cue": f"person.{judgement.by}",
        "confidence": 1.0,
    }
    others = told.get("actors") or []
    try:
        finding = MODELS[kind].model_validate_json(json.dumps(full))
        actors = [Actor.model_validate_json(json.dumps(other)) for other in others] if isinstance(others, list) else []
    except ValidationError as error:
        raise JudgementError(f"{judgement.id}: {fault_in(error)}; mend the value") from error
    if not getattr(finding, "evidence", getattr(finding, "content", None)):
        raise JudgementError(f"{judgement.id}: points at no words; give the evidence")
    return finding, actors


def _joined(record: Record, kind: str, finding: Finding, actors: Sequence[Actor], judgement: Judgement) -> Record:
    """The record with what was missed; building it holds every span against the text."""
    told: dict[str, Any] = {name: getattr(record, name) for name in Record.model_fields}
    told["actors"] = (*record.actors, *actors)
    told[FINDINGS[kind]] = (*told[FINDINGS[kind]], finding)
    try:
        return Record(**told)
    except (ValidationError, EvidenceError) as error:
        raise JudgementError(f"{judgement.id}: {error}; the quote is not what stands there") from error


def _others(connection: Connection, document: int) -> list[Actor]:
    """The actors that persons added to a document before."""
    f = s.findings.c
    query = findings(f.value).where(f.document == document, f.kind == "actor", s.readings.c.used == BY_HAND)
    return [ACTOR.validate_json(value) for value in connection.execute(query.order_by(f.n)).scalars()]


def _check(
    connection: Connection, document: int, judgement: Judgement, finding: Finding, actors: Sequence[Actor]
) -> None:
    """Raise JudgementError where what is added cannot be."""
    known = known_of(connection, document)
    known = replace(known, actors=known.actors | {actor.id for actor in actors})
    told: Any = (judgement.value or {})["finding"]
    for fault in (
        *nonsense(finding, told, known),
        *(fault for actor in actors for fault in nonsense_of_actor(actor, known)),
    ):
        raise JudgementError(f"{judgement.id}: {fault}")


def _reading(connection: Connection, numbers: Numbers, document: int, now: str) -> int:
    """The reading of a document that has what persons added to it."""
    r = s.readings.c
    known = connection.execute(select(r.n).where(r.document == document, r.used == BY_HAND)).scalar_one_or_none()
    if known is not None:
        return int(known)
    coder = coder_number(connection, numbers, PERSON)
    n = numbers.of(s.readings)
    row = {"n": n, "document": document, "used": BY_HAND, "coder": coder, "head": "{}", "read": now, "current": True}
    insert(connection, s.readings, [row])
    return n
