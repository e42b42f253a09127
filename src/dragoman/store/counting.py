"""What counts of all that was read: of each document one reading by the machine, and what persons added to it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, select

from dragoman.store import schema as s
from dragoman.store.sql import select_in

BY_HAND = "by hand"  # the `used` of the reading that has what persons added to a document


def is_by_machine() -> ColumnElement[bool]:
    """Whether a reading is the one of its document that counts; what persons added is a reading beside it."""
    return and_(s.readings.c.current, s.readings.c.used != BY_HAND)


def findings(*columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of the findings that count, from tables joined to `findings` and its `readings`."""
    return select(*columns).join(s.readings, s.readings.c.n == s.findings.c.reading).where(s.readings.c.current)


def documents_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The ids of the documents in whose texts findings of these ids stand, by those."""
    f = s.findings.c
    query = select(f.id, s.documents.c.id.label("document")).join(s.documents, s.documents.c.n == f.document).distinct()
    return {row.id: row.document for row in select_in(connection, query, f.id, ids)}


def numbers_of(connection: Connection, ids: Iterable[str]) -> set[int]:
    """The numbers of the findings that count and have these ids."""
    f = s.findings.c
    return {row.n for row in select_in(connection, findings(f.n), f.id, ids)}
