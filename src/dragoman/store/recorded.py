"""The record of a document as a store has it."""

from sqlalchemy import Connection, select

from dragoman.model.record import Record
from dragoman.store import schema as s
from dragoman.store.counting import is_by_machine
from dragoman.store.rows import record_of


def record_in(connection: Connection, document: str) -> Record | None:
    """The record of a document by its current reading, equal to the one that was taken; None where there is none."""
    r, f = s.readings.c, s.findings.c
    query = (
        select(r.n, r.head, s.documents.c.text)
        .join(s.documents, s.documents.c.n == r.document)
        .where(s.documents.c.id == document, is_by_machine())
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    found = connection.execute(select(f.kind, f.value).where(f.reading == row.n).order_by(f.n)).all()
    return record_of(row.head, row.text, [(one.kind, one.value) for one in found])
