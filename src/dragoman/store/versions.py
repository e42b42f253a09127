"""The texts that one address has had, and what changed from one to the other: news sites rewrite."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from sqlalchemy import Connection, select

from dragoman.errors import QueryError
from dragoman.model.record import Span, Value
from dragoman.store import schema as s
from dragoman.store.passages import passages
from dragoman.store.seen import Within, is_seen


class Version(Value):
    """One text of an address, as it was first met there."""

    document: str
    title: str | None
    published: str | None
    modified: str | None
    retrieved: str | None
    added: str


class Change(Value):
    """Sentences of one text, and those that stand in their place in the other; spans of each text's own."""

    kind: Literal["added", "removed", "changed"]
    before: tuple[Span, ...] = ()
    after: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentence:
    span: Span
    words: str  # by which it is compared: where a line breaks is no change


def versions(connection: Connection, url: str, within: Within = None) -> tuple[Version, ...]:
    """The texts of an address as they followed each other, by when they were retrieved, changed or published."""
    a, d = s.appearances.c, s.documents.c
    query = (
        select(d.id, a.title, a.published, a.modified, a.retrieved, a.added, a.n)
        .join(s.documents, d.n == a.document)
        .where(a.n.in_(select(s.reports.c.appearance).where(s.reports.c.url == url)), *is_seen(a.document, within))
    )
    rows = sorted(
        connection.execute(query), key=lambda row: (row.retrieved or row.modified or row.published or "", row.n)
    )
    found: dict[str, Version] = {}
    for row in rows:
        version = Version(
            document=row.id,
            title=row.title,
            published=row.published,
            modified=row.modified,
            retrieved=row.retrieved,
            added=row.added,
        )
        found.setdefault(row.id, version)
    return tuple(found.values())


def difference(connection: Connection, one: str, other: str, within: Within = None) -> tuple[Change, ...]:
    """What changed from one document to the other, sentence by sentence. Raises QueryError where one is not there."""
    before, after = (_sentences(text_of(connection, document, within)) for document in (one, other))
    # `autojunk` stays on: without it, a text of one sentence ten thousand times over would take minutes
    matcher = SequenceMatcher(None, [each.words for each in before], [each.words for each in after])
    kinds: dict[str, Literal["added", "removed", "changed"]] = {
        "insert": "added",
        "delete": "removed",
        "replace": "changed",
    }
    return tuple(
        Change(
            kind=kinds[tag],
            before=tuple(each.span for each in before[start:end]),
            after=tuple(each.span for each in after[start_after:end_after]),
        )
        for tag, start, end, start_after, end_after in matcher.get_opcodes()
        if tag != "equal"
    )


def text_of(connection: Connection, document: str, within: Within = None) -> str:
    """The text of a document. Raises QueryError where it is not there."""
    d = s.documents.c
    query = select(d.text).where(d.id == document, *is_seen(d.n, within))
    text: str | None = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise QueryError(f"{document}: is no document of this store; `dragoman reports` lists them")
    return text


def _sentences(text: str) -> Sequence[_Sentence]:
    return [
        _Sentence(span=Span(start=start, end=end, quote=text[start:end]), words=" ".join(text[start:end].split()))
        for start, end in passages(text)
    ]
