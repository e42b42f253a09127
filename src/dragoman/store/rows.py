"""Records to rows and back."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from dragoman.model.record import Actor, Document, Record, Span, Statement, Value, spans_of
from dragoman.model.source_text import Item

Row = dict[str, Any]

# The kinds of findings in a record, and where it has them.
FINDINGS = {
    "actor": "actors",
    "tenure": "tenures",
    "event": "events",
    "statement": "statements",
    "agreement": "agreements",
    "commitment": "commitments",
}
MERGED = frozenset({"event", "statement", "agreement", "commitment"})  # what many reports may tell
_as_json = json.JSONEncoder(ensure_ascii=False).encode
HEAD: Mapping[str, bool | set[str]] = {
    "schema_version": True,
    "document": set(Document.model_fields) - {"text"},
    "issues": True,
    "coder": True,
}


@dataclass(slots=True)
class Numbers:
    """The next number of each table, within one transaction of the one writer."""

    connection: Connection
    next: dict[str, int]

    def of(self, table: Table, many: int = 1) -> int:
        """The first of so many new numbers."""
        if table.name not in self.next:
            last = self.connection.execute(select(func.max(table.c.n))).scalar()
            self.next[table.name] = (last or 0) + 1
        first = self.next[table.name]
        self.next[table.name] = first + many
        return first


def key_of(*parts: str | None) -> str:
    """A digest of some texts, none told apart from empty."""
    told = _as_json(parts)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def used_key(item: Item) -> str:
    """The key of the metadata that a reading uses."""
    raw = item.raw
    return key_of(raw.title, raw.outlet, raw.byline, raw.url, raw.published)


def precedence(item_published: str | None, used: str) -> tuple[str, str]:
    """By which one reading of a text counts, whatever came first: that of the earliest dated appearance."""
    return item_published or "9999-99-99", used


def row_of_finding(kind: str, position: int, finding: Any) -> Row:  # noqa: ANN401 - any kind of finding
    """The row of a finding, without its number, reading and document."""
    start, end = extent_of(finding)
    return {
        "id": finding.id,
        "kind": kind,
        "position": position,
        "start": start,
        "end": end,
        "value": finding.model_dump_json(),
    }


def extent_of(finding: Value) -> tuple[int, int]:
    """From the first to the last character of a finding's evidence; of an actor, of its first mention.

    Of a statement from its words to its verb: that its source stands in the date line makes it no part of the first
    sentence.
    """
    told = getattr(finding, "evidence", ())
    if isinstance(finding, Actor):
        told = finding.mentions[:1]
    elif isinstance(finding, Statement):
        told = finding.content, finding.verb
    spans: tuple[Span, ...] = told or tuple(spans_of(finding))
    if len(spans) == 1:
        return spans[0].start, spans[0].end
    if not spans:
        return 0, 0
    return min(span.start for span in spans), max(span.end for span in spans)


def head_of(record: Record) -> str:
    """What of a record is no finding, without its text, which stands in the store once."""
    return record.model_dump_json(include=HEAD)


def record_of(head: str, text: str, findings: Sequence[tuple[str, str]]) -> Record:
    """The record of these (kind, value) pairs, in their order: equal to the one that was taken."""
    told = json.loads(head)
    told["document"]["text"] = text
    for name in FINDINGS.values():
        told[name] = []
    for kind, value in findings:
        told[FINDINGS[kind]].append(json.loads(value))
    return Record.model_validate_json(json.dumps(told))
