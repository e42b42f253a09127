"""What is given, as rows: a document, its sentences, where it appeared, what is found in it."""

from collections.abc import Sequence

from dragoman.store.prepared import Prepared
from dragoman.store.rows import Row


def document_row(told: Prepared, n: int, now: str) -> Row:
    """The row of a document."""
    language = told.record.document.language if told.record is not None else None
    return {"n": n, "id": told.document, "text": told.item.raw.text, "language": language, "added": now}


def sentence_rows(told: Prepared, first: int, document: int) -> list[Row]:
    """A row for each sentence of a document, numbered from the first on."""
    return [
        {"n": first + place, "document": document, "start": start, "end": end}
        for place, (start, end, _) in enumerate(told.sentences)
    ]


def appearance_row(told: Prepared, n: int, document: int, now: str) -> Row:
    """The row of an appearance."""
    item, raw = told.item, told.item.raw
    return {
        "n": n,
        "document": document,
        "key": told.appearance,
        "name": raw.name,
        "url": raw.url,
        "outlet": raw.outlet,
        "title": raw.title,
        "byline": raw.byline,
        "published": raw.published,
        "modified": item.modified,
        "digest": item.digest,
        "retrieved": item.retrieved,
        "added": now,
        "used": told.used,
    }


def numbered(findings: Sequence[Row], first: int, reading: int, document: int) -> list[Row]:
    """Rows of findings, numbered from the first on."""
    return [
        {"n": first + place, "reading": reading, "document": document, **finding}
        for place, finding in enumerate(findings)
    ]
