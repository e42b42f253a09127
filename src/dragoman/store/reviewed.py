"""What persons judged, document by document: what a machine read, what they say in its place, what they added."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dragoman.model.judgement import Judgement
from dragoman.model.merged import Finding, MergedKind
from dragoman.model.record import Actor
from dragoman.store import schema as s
from dragoman.store.adding import finding_id
from dragoman.store.counting import BY_HAND, findings
from dragoman.store.decisions import about, is_rejected, judgement_from, standing
from dragoman.store.regroup import ACTOR, MODELS, finding_with
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import chunks, select_in
from dragoman.store.telling_list import first_reports

DECIDING = frozenset({"accept", "correct", "reject"})
AT_ONCE = 50  # documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One finding of a report.

    machine: as it was read; None where a person added it. person: as persons have it; None where they reject it, or
    nobody judged it, as `judgements` tell.
    """

    kind: MergedKind
    id: str
    machine: Finding | None
    person: Finding | None
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedDocument:
    """A document in which something was judged. sentences: where each begins and ends. whole: a person read it all."""

    id: str
    text: str
    published: str | None
    outlet: str | None
    sentences: tuple[tuple[int, int], ...]
    actors: Mapping[str, Actor]
    said: tuple[Said, ...]
    whole: bool


def reviewed(connection: Connection, whole: Iterable[str], within: Within = None) -> Iterator[ReviewedDocument]:
    """Documents in which something was judged, or that were read whole, in the order in which they came."""
    d, f, j, jd = s.documents.c, s.findings.c, s.judgements.c, s.judged.c
    read = {row.n: row.id for row in select_in(connection, select(d.n, d.id), d.id, set(whole))}
    query = select(jd.document).distinct().join(s.judgements, j.n == jd.judgement)
    query = query.where(j.kind.in_((*DECIDING, "add")), jd.document.is_not(None))
    touched = {*connection.execute(query).scalars(), *read}
    seen = select(d.n, d.id, d.text).where(*is_seen(d.n, within))
    added = _added(connection)
    for some in chunks(sorted(touched), AT_ONCE):
        rows = {row.n: row for row in select_in(connection, seen, d.n, some)}
        there: dict[int, list[Any]] = defaultdict(list)
        columns = findings(f.n, f.document, f.id, f.kind, f.value, s.readings.c.used)
        for row in sorted(select_in(connection, columns, f.document, rows), key=lambda row: row.n):
            there[row.document].append(row)
        told = {row.id for each in there.values() for row in each if row.kind in MODELS}
        judged: dict[str, list[Judgement]] = defaultdict(list)
        for finding, judgement in about(connection, told):
            if judgement.kind in DECIDING:
                judged[finding].append(judgement)
        bounds = _sentences(connection, rows)
        reports = first_reports(connection, rows)
        for n in sorted(rows):
            actors = [ACTOR.validate_json(row.value) for row in there[n] if row.kind == "actor"]
            said = [_said(row, judged[row.id], added) for row in there[n] if row.kind in MODELS]
            yield ReviewedDocument(
                id=rows[n].id,
                text=rows[n].text,
                published=reports[n].published if n in reports else None,
                outlet=reports[n].outlet if n in reports else None,
                sentences=tuple(bounds[n]),
                actors={one.id: one for one in actors},
                said=tuple(one for one in said if one is not None),
                whole=n in read,
            )


def _sentences(connection: Connection, documents: Iterable[int]) -> Mapping[int, list[tuple[int, int]]]:
    se = s.sentences.c
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row in select_in(connection, select(se.document, se.start, se.end), se.document, documents):
        found[row.document].append((row.start, row.end))
    return {n: sorted(each) for n, each in found.items()} | {n: [] for n in documents if n not in found}


def _added(connection: Connection) -> dict[str, Judgement]:
    """The judgements that add something and hold, by the ids of what they add."""
    j = s.judgements.c
    rows = connection.execute(select(s.judgements).where(j.kind == "add").order_by(j.n)).all()
    return {finding_id(judgement): judgement for judgement in standing(map(judgement_from, rows))}


def _said(row: Any, judgements: Sequence[Judgement], added: Mapping[str, Judgement]) -> Said | None:  # noqa: ANN401 - a row
    own = (added[row.id],) if row.id in added else ()
    if row.used == BY_HAND and not own:
        return None  # what was added was taken back
    every = (*own, *judgements)
    corrections = [judgement.value or {} for judgement in judgements if judgement.kind == "correct"]
    machine = MODELS[row.kind].model_validate_json(row.value)
    person = finding_with(row.kind, row.value, corrections)[0] if every and not is_rejected(judgements) else None
    return Said(kind=row.kind, id=row.id, machine=None if own else machine, person=person, judgements=every)
