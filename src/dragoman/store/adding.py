"""What the machine missed, added by a person to a document: a finding like others, with that person as its reader."""

import json
from collections.abc import Mapping, Sequence
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
from dragoman.store.counting import BY_HAND
from dragoman.store.notes import coder_number
from dragoman.store.prepared import telling_line
from dragoman.store.recorded import record_in
from dragoman.store.regroup import MODELS, New
from dragoman.store.rows import FINDINGS, Numbers, Row, key_of, row_of_finding
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
    whole = _joined(record, kind, finding, actors, judgement)
    known = {actor.id for actor in whole.actors}
    strangers = _actors_in(finding) - known
    if strangers:
        raise JudgementError(f"{min(strangers)}: is no actor of the document; tell it in `actors`")
    n = connection.execute(select(s.documents.c.n).where(s.documents.c.id == record.document.id)).scalar_one()
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
    whole = _joined(record, kind, finding, actors, judgement)
    telling = telling_of(finding, whole)
    line = telling_line(telling)
    return [New(finding=n, telling=telling, line=line) for n in added_by(connection, judgement)]


def finding_id(judgement: Judgement) -> str:
    kind = str((judgement.value or {}).get("kind"))
    return f"{kind}:{key_of('added', judgement.id)[:16]}"


def _built(judgement: Judgement, kind: str, told: Mapping[str, JsonValue]) -> tuple[Finding, list[Actor]]:
    value = told.get("finding")
    if not isinstance(value, dict):
        raise JudgementError(f"{judgement.id}: has no `finding`; give its fields as in a record")
    full = {**value, "id": finding_id(judgement), "cue": f"person.{judgement.by}", "confidence": 1.0}
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


def _actors_in(finding: Finding) -> set[str]:
    found: set[str] = set()
    for name in ("speaker",):
        found |= {getattr(finding, name)} if hasattr(finding, name) else set()
    for name in ("addressees", "parties", "signatories", "by", "to"):
        found |= set(getattr(finding, name, ()))
    for name in ("actors", "recipients"):
        found |= {role.actor for role in getattr(finding, name, ())}
    return found


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
