"""A document as it is looked at: a piece of its text, and what is told in that piece, by machine and by hand."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from dragoman.model.judgement import Judgement
from dragoman.model.merged import Finding
from dragoman.model.record import Actor, Coder, Document, Issue, Record, Tenure
from dragoman.store import schema as s
from dragoman.store.counting import BY_HAND, findings
from dragoman.store.decisions import about
from dragoman.store.regroup import MODELS
from dragoman.store.rows import extent_of
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in
from dragoman.store.telling_list import first_reports

MOST_COPIES = 100
_ACTORS = TypeAdapter(list[Actor])
_TENURES = TypeAdapter(list[Tenure])


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A document whose text is a near copy, by its first report."""

    document: str
    outlet: str | None
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A piece of a document and what is told in it.

    document: without its text. text: the piece; start: where it begins; length: of the whole. coder: None where nothing
    was read. merged: the id of the merged finding of each finding, those left out that are rejected. added: ids of the
    findings that persons added. judged: what holds about each finding.
    """

    document: Document
    text: str
    start: int
    length: int
    coder: Coder | None
    actors: tuple[Actor, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    findings: tuple[Finding, ...] = ()
    issues: tuple[Issue, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    added: frozenset[str] = frozenset()
    judged: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict)
    copies: tuple[Copy, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def seen_of(record: Record, most: int) -> Seen:
    """The first characters of a record that is in no store, as a document is looked at."""
    document = record.document
    told: list[Finding] = [*record.events, *record.statements, *record.agreements, *record.commitments]
    return Seen(
        document=document.model_copy(update={"text": ""}),
        text=document.text[:most],
        start=0,
        length=len(document.text),
        coder=record.coder,
        actors=record.actors,
        tenures=record.tenures,
        findings=tuple(one for one in told if extent_of(one)[0] < most),
        issues=record.issues,
    )


def length_of(connection: Connection, document: str, within: Within = None) -> int | None:
    """How many characters a document has; None where it is not there."""
    d = s.documents.c
    query = select(func.length(d.text)).where(d.id == document, *is_seen(d.n, within))
    return connection.execute(query).scalar_one_or_none()


def piece(connection: Connection, document: str, start: int, end: int, within: Within = None) -> str:
    """The characters from start to end of a document; none where it is not there."""
    d = s.documents.c
    query = select(func.substr(d.text, start + 1, end - start)).where(d.id == document, *is_seen(d.n, within))
    return connection.execute(query).scalar_one_or_none() or ""


def seen(connection: Connection, document: str, start: int, end: int, within: Within = None) -> Seen | None:
    """The characters from start to end of a document, with all that touches them; None where it is not there."""
    d, r, f = s.documents.c, s.readings.c, s.findings.c
    piece = func.substr(d.text, start + 1, end - start).label("piece")
    row = connection.execute(
        select(d.n, d.id, d.language, piece, func.length(d.text).label("length")).where(
            d.id == document, *is_seen(d.n, within)
        )
    ).one_or_none()
    if row is None:
        return None
    query = select(r.n, r.head, r.used).where(r.document == row.n, r.current)
    readings = connection.execute(query).all()
    head: dict[str, Any] = next((json.loads(one.head) for one in readings if one.used != BY_HAND), {})
    by_hand = {one.n for one in readings if one.used == BY_HAND}
    told = findings(f.n, f.reading, f.id, f.kind, f.value, f.start).where(f.document == row.n)
    people = connection.execute(told.where(f.kind == "actor").order_by(f.n)).all()
    there = connection.execute(
        told.where(f.kind != "actor", f.start < start + len(row.piece), f.end >= start).order_by(f.start, f.n)
    ).all()
    values = [one for one in there if one.kind in MODELS]
    numbers = {one.n: one.id for one in values}
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for finding, judgement in about(connection, numbers.values()):
        judged[finding].append(judgement)
    return Seen(
        document=Document.model_validate(
            {**head.get("document", {"id": row.id, "language": row.language}), "id": row.id, "text": ""}
        ),
        text=row.piece,
        start=start,
        length=row.length,
        coder=Coder.model_validate(head["coder"]) if head else None,
        actors=tuple(_ACTORS.validate_json(_listed(one.value for one in people))),
        tenures=tuple(_TENURES.validate_json(_listed(one.value for one in there if one.kind == "tenure"))),
        findings=tuple(MODELS[one.kind].model_validate_json(one.value) for one in values),
        issues=tuple(map(Issue.model_validate, head.get("issues", ()))),
        merged=_merged(connection, numbers, within),
        added=frozenset(one.id for one in values if one.reading in by_hand),
        judged={finding: tuple(told) for finding, told in judged.items()},
        copies=_copies(connection, row.n, within),
    )


def _listed(values: Iterable[str]) -> str:
    return f"[{','.join(values)}]"


def _merged(connection: Connection, numbers: Mapping[int, str], within: Within) -> dict[str, str]:
    """The id of the merged finding of each: the smallest of its findings that may be seen."""
    mf, f = s.merged_findings.c, s.findings.c
    query = select(mf.finding, mf.merged)
    of = {row.finding: row.merged for row in select_in(connection, query, mf.finding, numbers)}
    told = select(mf.merged, f.id).join(s.findings, f.n == mf.finding).where(*is_seen(f.document, within))
    ids: dict[int, str] = {}
    for row in select_in(connection, told, mf.merged, set(of.values())):
        ids[row.merged] = min(row.id, ids.get(row.merged, row.id))
    return {numbers[finding]: ids[merged] for finding, merged in of.items()}


def _copies(connection: Connection, document: int, within: Within) -> tuple[Copy, ...]:
    """Other documents of the same cluster of near copies, the earliest first."""
    g = s.signatures.c
    cluster = select(g.cluster).where(g.document == document).scalar_subquery()
    query = select(g.document).where(g.cluster == cluster, g.document != document, *is_seen(g.document, within))
    others: Sequence[int] = connection.execute(query.order_by(g.document).limit(MOST_COPIES)).scalars().all()
    reports = first_reports(connection, others)
    copies = [
        Copy(document=one.id, outlet=one.outlet, title=one.title, published=one.published) for one in reports.values()
    ]
    return tuple(sorted(copies, key=lambda one: (one.published or "9999", one.document)))
