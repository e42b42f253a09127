"""Whether a store is sound: digests, spans, keys between tables, indexes, and what is computed from the rest."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, func, select, text

from dragoman.model.faults import fault_in
from dragoman.model.identity import Identity
from dragoman.model.judgement import Judgement
from dragoman.model.merged import Merged
from dragoman.model.record import Actor, Tenure, Value, spans_of
from dragoman.store import schema as s
from dragoman.store.audit import breaks
from dragoman.store.completing import CODING
from dragoman.store.counting import BY_HAND, findings, is_by_machine
from dragoman.store.decisions import about
from dragoman.store.entries import row_of
from dragoman.store.merged_rows import SUMS, sums_of_all
from dragoman.store.promises import events_like, is_kept, outcomes_among, standing_steps, tellings_in
from dragoman.store.refreshing import is_whole
from dragoman.store.regroup import MODELS, finding_with
from dragoman.store.rows import MERGED
from dragoman.store.sense import known_of, nonsense
from dragoman.store.sql import chunks, select_in

MOST_TOLD = 20  # faults of one kind
READ: Mapping[str, type[Value]] = {**MODELS, "actor": Actor, "tenure": Tenure}


def faults(connection: Connection) -> Iterator[str]:
    """Every fault of a store, a line each; nothing where it is sound."""
    for found in LOOKED_AT:
        name = found.__name__.strip("_")
        try:
            for number, fault in enumerate(found(connection)):
                if number == MOST_TOLD:
                    yield f"... and more of this kind ({name})"
                    break
                yield fault
        except ValueError as error:  # of pydantic, too: what is told above goes before what needs it
            told = fault_in(error) if isinstance(error, ValidationError) else str(error)
            yield f"{name}: can't be looked at to the end, for a value is none: {told}"


def _database(connection: Connection) -> Iterator[str]:
    """What the database itself finds wrong."""
    if connection.dialect.name != "sqlite":
        return
    for row in connection.execute(text("PRAGMA integrity_check(20)")):
        if row[0] != "ok":
            yield f"the database file is damaged: {row[0]}; restore a backup"
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"{row[0]}, row {row[1]}: names a row of {row[2]} that is not there"
    try:
        connection.execute(text("INSERT INTO sentence_words (sentence_words) VALUES ('integrity-check')"))
    except Exception as error:  # noqa: BLE001 - whatever the index says is told
        yield f"the index of words is damaged: {error}"


def _documents(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(s.documents.c.id, s.documents.c.text).execution_options(yield_per=200)):
        digest = hashlib.sha256(row.text.encode("utf-8", "surrogatepass")).hexdigest()
        if row.id != f"sha256:{digest}":
            yield f"{row.id}: its text has the digest {digest}: it was changed"


def _findings(connection: Connection) -> Iterator[str]:
    """Findings that are none, and spans whose quote is not what stands there."""
    f = s.findings.c
    query = select(f.id, f.kind, f.value, s.documents.c.text).join(s.documents, s.documents.c.n == f.document)
    for row in connection.execute(query.order_by(f.document).execution_options(yield_per=500)):
        try:
            finding = READ[row.kind].model_validate_json(row.value)
        except ValidationError as error:
            yield f"{row.id}: its value is no {row.kind}: {fault_in(error)}"
            continue
        for span in spans_of(finding):
            here = row.text[span.start : span.end]
            if here != span.quote:
                yield f"{row.id}: {span.start}-{span.end} is told to read {span.quote!r}, and reads {here!r}"


def _keys(connection: Connection) -> Iterator[str]:
    """Documents of which not exactly one reading counts, and merged findings that do not fit the findings."""
    r = s.readings.c
    many = select(r.document, func.count().label("many")).where(is_by_machine()).group_by(r.document)
    for double in connection.execute(many.having(func.count() > 1)):
        yield f"document {double.document}: {double.many} readings count; one should"
    counted = findings(s.findings.c.n).where(s.findings.c.kind.in_(sorted(MERGED)))
    compared = set(connection.execute(select(s.tellings.c.finding)).scalars())
    for n in sorted(compared - set(connection.execute(counted).scalars())):
        yield f"finding {n}: is compared with others though no reading that counts has it"
    grouped = set(connection.execute(select(s.merged_findings.c.finding)).scalars())
    for n in sorted(grouped - compared):
        yield f"finding {n}: is part of a merged finding, and is not compared with others"


def _judgements(connection: Connection) -> Iterator[str]:
    ids = set(connection.execute(select(s.judgements.c.id)).scalars())
    for row in connection.execute(select(s.judgements.c.id, s.judgements.c.undoes)):
        if row.undoes is not None and row.undoes not in ids:
            yield f"{row.id}: undoes {row.undoes}, which is not there"


def _corrections(connection: Connection) -> Iterator[str]:
    """What persons put right that cannot be: an older version took what made no sense."""
    d, f = s.judged.c, s.findings.c
    query = select(d.attached).distinct().join(s.judgements).where(s.judgements.c.kind == "correct")
    judged = list(connection.execute(query.where(d.attached.is_not(None))).scalars())
    corrections: dict[str, list[Judgement]] = defaultdict(list)
    for target, judgement in about(connection, judged):
        if judgement.kind == "correct":
            corrections[target].append(judgement)
    rows = select_in(connection, findings(f.id, f.kind, f.value, f.document), f.id, corrections)
    for row in sorted(rows, key=lambda row: row.id):
        known = known_of(connection, row.document)
        values = [judgement.value or {} for judgement in corrections[row.id]]
        for place, judgement in enumerate(corrections[row.id]):
            try:
                finding, _ = finding_with(row.kind, row.value, values[: place + 1])
            except ValidationError as error:
                yield f"{judgement.id}: puts {row.id} right with what is no {row.kind}: {fault_in(error)}"
                continue
            for fault in nonsense(finding, _but_numbers(values[place]), known):
                yield f"{judgement.id}: puts {row.id} right with what can't be: {fault}"


def _added(connection: Connection) -> Iterator[str]:
    """What persons added that cannot be."""
    f = s.findings.c
    query = findings(f.id, f.kind, f.value, f.document).where(s.readings.c.used == BY_HAND, f.kind.in_(sorted(MERGED)))
    for row in connection.execute(query.order_by(f.n)).all():
        finding = MODELS[row.kind].model_validate_json(row.value)
        told = _but_numbers(finding.model_dump(mode="json"))
        for fault in nonsense(finding, told, known_of(connection, row.document)):
            yield f"{row.id}: was added, and can't be: {fault}"


def _but_numbers(told: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What is told but for the numbers, where they follow: tables of another version may have had others."""
    follow = CODING & told.keys()
    return {name: value for name, value in told.items() if not follow or name not in {"quad", "intensity"}}


def _audit(connection: Connection) -> Iterator[str]:
    """Where the log of what people did is not what was written."""
    yield from breaks(connection)


def _merged(connection: Connection) -> Iterator[str]:
    """Merged findings whose value does not fit their row or their findings."""
    m, mf = s.merged.c, s.merged_findings.c
    for some in chunks(connection.execute(select(m.n).order_by(m.n)).scalars()):
        members: dict[int, list[str]] = {}
        query = select(mf.merged, s.findings.c.id).join(s.findings, s.findings.c.n == mf.finding)
        for row in connection.execute(query.where(mf.merged.in_(some))):
            members.setdefault(row.merged, []).append(row.id)
        first_told = _first_told(connection, some)
        for seen in connection.execute(select(s.merged).where(m.n.in_(some)).order_by(m.n)):
            try:
                merged = Merged.model_validate_json(seen.value)
            except ValidationError as error:
                yield f"{seen.id}: its value is no merged finding: {fault_in(error)}"
                continue
            if sorted(members.get(seen.n, [])) != list(merged.findings):
                yield f"{seen.id}: names {len(merged.findings)} findings, and {len(members.get(seen.n, []))} are in it"
            columns = row_of(merged, first_told.get(seen.n))
            wrong = [name for name, value in columns.items() if name != "value" and getattr(seen, name) != value]
            if wrong:
                yield f"{seen.id}: its columns do not fit its value: {', '.join(wrong)}"


def _first_told(connection: Connection, merged: Sequence[int]) -> dict[int, str]:
    """The days of the first reports that tell merged findings."""
    mf, f, r = s.merged_findings.c, s.findings.c, s.reports.c
    query = select(mf.merged, func.min(r.published).label("day")).join(s.findings, f.n == mf.finding)
    query = query.join(s.reports, r.document == f.document).where(mf.merged.in_(merged), r.published > "")
    return {row.merged: row.day for row in connection.execute(query.group_by(mf.merged))}


def _identities(connection: Connection) -> Iterator[str]:
    """Identities that others stand in than they name; nothing where finding out who is who was broken off."""
    if not is_whole(connection):
        return
    i, a = s.identities.c, s.identity_actors.c
    for some in chunks(connection.execute(select(i.n).order_by(i.n)).scalars()):
        standing: dict[int, set[str]] = defaultdict(set)
        for row in select_in(connection, select(s.identity_actors), a.identity, some):
            standing[row.identity].add(row.actor)
        for row in connection.execute(select(i.n, i.id, i.value).where(i.n.in_(some)).order_by(i.n)):
            try:
                members = set(Identity.model_validate_json(row.value).members)
            except ValidationError as error:
                yield f"{row.id}: its value is no identity: {fault_in(error)}"
                continue
            if members != standing[row.n]:
                yield f"{row.id}: names {len(members)} actors, and {len(members & standing[row.n])} of them stand in it"


def _promises(connection: Connection) -> Iterator[str]:
    """Promises that stand otherwise than later events make them; nothing where that was never kept yet."""
    if not is_kept(connection):
        return
    m, o, st = s.merged.c, s.outcomes.c, s.standings.c
    for some in chunks(connection.execute(select(m.n).where(m.kind == "commitment").order_by(m.n)).scalars()):
        ids = {row.n: row.id for row in select_in(connection, select(m.n, m.id), m.n, some)}
        kept: dict[int, dict[int, tuple[str, str]]] = {n: {} for n in some}
        for row in select_in(connection, select(s.outcomes), o.promise, some):
            kept[row.promise][row.event] = (row.what, row.day)
        for n, promise in tellings_in(connection, some).items():
            made = outcomes_among(connection, promise, events_like(connection, promise))
            if kept[n] != {event: (one.what, one.day) for event, one in made.items()}:
                yield f"{ids[n]}: what later events made of it is not what is kept"
        stands: dict[int, list[tuple[str, str, str, str, int | None]]] = {n: [] for n in some}
        for row in select_in(connection, select(s.standings).order_by(st.since), st.merged, some):
            stands[row.merged].append((row.since, row.status, row.told, row.told_since, row.event))
        for n, told in standing_steps(connection, some).items():
            if stands[n] != [(step.since, step.status, step.told, step.told_since, event) for step, event in told]:
                yield f"{ids[n]}: stands otherwise than what became of it tells"


def _months(connection: Connection) -> Iterator[str]:
    """Sums of months that are not the sums of their events."""
    keys = ("one", "other", "month", "type", "quad")
    there = {}
    for row in connection.execute(select(s.months)):
        there[tuple(getattr(row, key) for key in keys)] = tuple(getattr(row, name) for name in SUMS)
    for line in sums_of_all(connection):
        key = tuple(line[name] for name in keys)
        if there.pop(key, (0, 0, 0)) != tuple(line[name] for name in SUMS):
            yield f"month {key}: its sums are not those of its events"
    for key, sums in there.items():
        if any(sums):
            yield f"month {key}: has sums {sums}, and no events"


def _words(connection: Connection) -> Iterator[str]:
    """Sentences of which no words are indexed, or the other way round."""
    indexed = "SELECT sentence FROM sentence_words"
    if connection.dialect.name == "sqlite":
        indexed = "SELECT id FROM sentence_words_docsize"
    query = f"SELECT count(*) FROM sentences WHERE n NOT IN ({indexed})"  # noqa: S608 - our names
    missing = connection.execute(text(query)).scalar_one()
    if missing:
        yield f"{missing} sentences are not in the index of words"


LOOKED_AT: tuple[Callable[[Connection], Iterator[str]], ...] = (
    *(_database, _documents, _findings, _keys, _judgements, _corrections, _added, _audit),
    *(_merged, _identities, _promises, _months, _words),
)
