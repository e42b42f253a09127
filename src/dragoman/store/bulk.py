"""New documents by the hundred: their rows are written table by table, and what they tell is grouped at once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import Connection, select

from dragoman.store import schema as s
from dragoman.store.given import appearance_row, document_row, numbered, sentence_rows
from dragoman.store.nearby import place_in_clusters
from dragoman.store.notes import Taken, coder_number, note_change, note_offer
from dragoman.store.prepared import Prepared
from dragoman.store.regroup import New, regroup
from dragoman.store.reports import listed
from dragoman.store.rows import Numbers, Row
from dragoman.store.sql import index_words, insert, select_in


def runs(connection: Connection, told: Sequence[Prepared]) -> Iterator[tuple[bool, list[Prepared]]]:
    """What is given, in its order: runs of documents that are new, each once, and of others."""
    d = s.documents.c
    met = {row.id for row in select_in(connection, select(d.id), d.id, [one.document for one in told])}
    new: list[bool] = []
    for one in told:
        new.append(one.document not in met)
        met.add(one.document)
    for is_new, pairs in groupby(zip(new, told, strict=True), key=lambda pair: pair[0]):
        yield is_new, [one for _, one in pairs]


def take_new(connection: Connection, told: Sequence[Prepared], now: str) -> list[Taken]:
    """Take documents of which the store has none, each another."""
    numbers = Numbers(connection, {})
    first = numbers.of(s.documents, len(told))
    documents = list(zip(range(first, first + len(told)), told, strict=True))
    _give(connection, numbers, documents, now)
    near = [(n, one.signature, one.bands) for n, one in documents if one.signature is not None]
    copies = place_in_clusters(connection, near)
    come = _read(connection, numbers, documents, now)
    if come:
        regroup(connection, numbers, come=come, changed=note_change(connection, numbers, now))
    _offered(connection, numbers, documents, now)
    return [
        Taken(outcome="taken" if copies.get(n) is None else "duplicate", document=one.document, copy_of=copies.get(n))
        for n, one in documents
    ]


def _give(connection: Connection, numbers: Numbers, documents: Sequence[tuple[int, Prepared]], now: str) -> None:
    """Write what was given: texts, sentences and their words, appearances as they were and as they are listed."""
    rows: dict[str, list[Row]] = defaultdict(list)
    words: list[tuple[int, list[str]]] = []
    appearance = numbers.of(s.appearances, len(documents))
    sentence = numbers.of(s.sentences, sum(len(one.sentences) for _, one in documents))
    for place, (n, one) in enumerate(documents):
        rows["documents"].append(document_row(one, n, now))
        rows["sentences"] += sentence_rows(one, sentence, n)
        words += [(sentence + k, told) for k, (_, _, told) in enumerate(one.sentences)]
        sentence += len(one.sentences)
        appeared = appearance_row(one, appearance + place, n, now)
        rows["appearances"].append(appeared)
        found = one.record.document.model_dump(exclude={"text"}) if one.record is not None else {}
        rows["reports"].append(listed(appeared, found))
    for table in (s.documents, s.sentences, s.appearances, s.reports):
        insert(connection, table, rows[table.name])
    index_words(connection, words)


def _read(connection: Connection, numbers: Numbers, documents: Sequence[tuple[int, Prepared]], now: str) -> list[New]:
    """Write what was read; the findings that may be told by others, too."""
    readings: list[Row] = []
    findings: list[Row] = []
    come: list[New] = []
    coders: dict[object, int] = {}
    reading = numbers.of(s.readings, sum(one.record is not None for _, one in documents))
    for n, one in documents:
        if one.record is None:
            continue
        coder = one.record.coder
        if coder not in coders:
            coders[coder] = coder_number(connection, numbers, coder)
        row = {"n": reading, "document": n, "used": one.used, "coder": coders[coder], "head": one.head, "read": now}
        readings.append({**row, "current": True})
        first = numbers.of(s.findings, len(one.findings))
        findings += numbered(one.findings, first, reading, n)
        come += [
            New(finding=first + place, telling=told.telling, line=told.line, alone=told.alone)
            for place, told in one.told.items()
        ]
        reading += 1
    insert(connection, s.readings, readings)
    insert(connection, s.findings, findings)
    return come


def _offered(connection: Connection, numbers: Numbers, documents: Sequence[tuple[int, Prepared]], now: str) -> None:
    """Note what became of the offers; one that was skipped or failed before is noted anew."""
    o = s.offers.c
    keys = [one.offer for _, one in documents]
    before = {row.key for row in select_in(connection, select(o.key), o.key, keys)}
    fresh: dict[str, tuple[int, Prepared]] = {}
    again: list[tuple[str, int, Prepared]] = []
    for key, (n, one) in zip(keys, documents, strict=True):
        if key in before or key in fresh:
            again.append((key, n, one))
        else:
            fresh[key] = (n, one)
    first = numbers.of(s.offers, len(fresh))
    taken = {"outcome": "taken", "code": None, "message": None, "at": now}
    rows = [
        {"n": first + place, "key": key, "name": one.item.raw.name, **taken, "document": n}
        for place, (key, (n, one)) in enumerate(fresh.items())
    ]
    insert(connection, s.offers, rows)
    for key, n, one in again:
        note_offer(connection, numbers, key, one.item.raw.name, "taken", now, document=n)
