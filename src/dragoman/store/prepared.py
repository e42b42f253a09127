"""What is worked out of a document before the pen is taken, so that the transaction that writes it is short."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.merging import merged, tellings_of
from dragoman.model.merged import Member, Report, Telling
from dragoman.model.record import Record
from dragoman.model.source_text import Item
from dragoman.record.cut import document_id
from dragoman.screening import bands, signature
from dragoman.store.entries import Entry, entry_of
from dragoman.store.notes import offer_key
from dragoman.store.passages import passages
from dragoman.store.rows import FINDINGS, MERGED, Row, head_of, key_of, row_of_finding, used_key
from dragoman.store.words import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding that others may tell, too: what is compared of it, and the same as it is kept.

    alone: what the tables have of it where its document is new, and nobody else tells the same: as a rule.
    """

    telling: Telling
    line: str
    alone: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document with what follows from it alone; rows have no numbers yet. record None: it has been read before."""

    item: Item
    document: str
    used: str
    appearance: str  # what tells this appearance from others
    offer: str  # what tells this offer from others
    record: Record | None
    signature: bytes | None
    bands: tuple[int, ...]  # of the signature
    sentences: Sequence[tuple[int, int, list[str]]]
    head: str
    findings: Sequence[Row]
    told: dict[int, Told]  # by the place of the finding in `findings`


def prepared(item: Item, record: Record | None) -> Prepared:
    """Work out what can be without looking into the store."""
    text = item.raw.text
    document, used, near = document_id(text), used_key(item), signature(text)
    rows: list[Row] = []
    told: dict[int, Told] = {}
    if record is not None:
        rows, told = _findings(item, record)
    return Prepared(
        item=item,
        document=document,
        used=used,
        appearance=key_of(document, item.raw.name, used, item.modified, item.digest),
        offer=offer_key(item),
        record=record,
        signature=near,
        bands=bands(near) if near is not None else (),
        sentences=[(start, end, folded(text[start:end])) for start, end in passages(text)],
        head=head_of(record) if record is not None else "",
        findings=rows,
        told=told,
    )


def _findings(item: Item, record: Record) -> tuple[list[Row], dict[int, Told]]:
    """A row for each finding of a record, in the order of `FINDINGS`, and what others may tell, by its place there."""
    findings = [
        (kind, position, finding)
        for kind, name in FINDINGS.items()
        for position, finding in enumerate(getattr(record, name))
    ]
    shared = [(place, finding) for place, (kind, _, finding) in enumerate(findings) if kind in MERGED]
    tellings = tellings_of([finding for _, finding in shared], record)
    names = {actor.id: actor.name for actor in record.actors}
    countries = {actor.id: actor.country for actor in record.actors}
    report = _report(item, record)
    told = {}
    for (place, finding), telling in zip(shared, tellings, strict=True):
        member = Member(finding=finding, report=report, names=names, countries=countries)
        told[place] = Told(
            telling=telling,
            line=telling_line(telling),
            alone=entry_of(merged([member]), report.published),
        )
    return [row_of_finding(*one) for one in findings], told


def _report(item: Item, record: Record) -> Report:
    """What is told of a report by itself, as `store.reports` lists its one appearance."""
    when = record.document.published
    outlet = item.raw.outlet or record.document.outlet
    return Report(
        document=record.document.id,
        published=item.raw.published or (when.earliest if when is not None else None),
        outlets=(outlet,) if outlet else (),
    )


def telling_line(telling: Telling) -> str:
    """What is compared of a finding, as it is kept."""
    return telling.model_dump_json(exclude_defaults=True)
