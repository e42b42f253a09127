"""What is worked out of a document before the pen is taken, so that the transaction that writes it is short."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.merging import tellings_of
from dragoman.model.merged import Telling
from dragoman.model.record import Record
from dragoman.model.source_text import Item
from dragoman.record.cut import document_id
from dragoman.screening import signature
from dragoman.store.passages import passages
from dragoman.store.rows import FINDINGS, MERGED, Row, finding_rows, head_of, used_key
from dragoman.store.words import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document with what follows from it alone; rows have no numbers yet. record None: it has been read before."""

    item: Item
    document: str
    used: str
    record: Record | None
    signature: bytes | None
    sentences: Sequence[tuple[int, int, list[str]]]
    head: str
    findings: Sequence[Row]
    tellings: dict[int, Telling]  # by the place of the finding in `findings`


def prepared(item: Item, record: Record | None) -> Prepared:
    """Work out what can be without looking into the store."""
    text = item.raw.text
    rows: list[Row] = []
    tellings: dict[int, Telling] = {}
    if record is not None:
        rows = list(finding_rows(record))
        findings = [(kind, finding) for kind, name in FINDINGS.items() for finding in getattr(record, name)]
        places = [place for place, (kind, _) in enumerate(findings) if kind in MERGED]
        told = tellings_of([findings[place][1] for place in places], record)
        tellings = dict(zip(places, told, strict=True))
    return Prepared(
        item=item,
        document=document_id(text),
        used=used_key(item),
        record=record,
        signature=signature(text),
        sentences=[(start, end, folded(text[start:end])) for start, end in passages(text)],
        head=head_of(record) if record is not None else "",
        findings=rows,
        tellings=tellings,
    )
