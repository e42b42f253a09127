"""The texts that one address has had, and what changed from one to the other: news sites rewrite."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from pydantic import Field
from sqlalchemy import Connection, select

from dragoman.errors import QueryError
from dragoman.model.record import Span, Value
from dragoman.store import schema as s
from dragoman.store.passages import passages
from dragoman.store.seen import Within, is_seen

ALIKE = 0.5  # of the words of the shorter sentence: as many in another, and it says the same otherwise
MOST_COMPARED = 40_000  # pairs of sentences; beyond that a change is told whole


class Version(Value):
    """One text of an address, as it was first met there."""

    document: str = Field(description="The id of the text.")
    title: str | None = Field(description="The headline.")
    published: str | None = Field(description="When it was published.")
    modified: str | None = Field(description="When the address was last changed.")
    retrieved: str | None = Field(description="When it was fetched.")
    added: str = Field(description="When it came into the store.")


class Change(Value):
    """Sentences of one text, and those that stand in their place in the other; spans of each text's own."""

    kind: Literal["added", "removed", "changed"] = Field(
        description="Whether sentences were added, removed, or changed."
    )
    before: tuple[Span, ...] = Field(default=(), description="The sentences of the older text.")
    after: tuple[Span, ...] = Field(default=(), description="Those in their place in the newer one.")


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
    return tuple(
        change
        for tag, start, end, start_after, end_after in matcher.get_opcodes()
        if tag != "equal"
        for change in _changes(before[start:end], after[start_after:end_after])
    )


def _changes(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> Iterator[Change]:
    """What became of sentences where others stand: those alike are changed, the rest is left out, or added.

    One that is cut in two, or two that are drawn together, are one change.
    """
    if len(before) * len(after) > MOST_COMPARED:
        yield _change(before, after)
        return
    one, other = ([Counter(each.words.casefold().split()) for each in side] for side in (before, after))
    groups: list[tuple[set[int], set[int]]] = []
    for place, words in enumerate(one):
        alike = {number for number, told in enumerate(other) if _alike(words, told)}
        near = [group for group in groups if group[1] & alike]
        groups = [group for group in groups if group not in near]
        groups.append(({place}.union(*(group[0] for group in near)), alike.union(*(group[1] for group in near))))
    for places, numbers in sorted(groups, key=lambda group: min(group[0])):
        yield _change([before[place] for place in sorted(places)], [after[number] for number in sorted(numbers)])
    found = {number for _, numbers in groups for number in numbers}
    added = [each for number, each in enumerate(after) if number not in found]
    if added:
        yield _change([], added)


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return (one & other).total() >= ALIKE * min(one.total(), other.total())


def _change(before: Sequence[_Sentence], after: Sequence[_Sentence]) -> Change:
    kind: Literal["added", "removed", "changed"] = "changed" if before and after else "removed" if before else "added"
    return Change(kind=kind, before=tuple(each.span for each in before), after=tuple(each.span for each in after))


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
