"""Collections: named sets of documents, to which every query can be limited."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from dragoman.errors import StoreError
from dragoman.store import schema as s
from dragoman.store.rows import Numbers
from dragoman.store.sql import insert, put, select_in


def collect(connection: Connection, name: str, documents: Iterable[str], now: str) -> None:
    """Put documents (by their ids) into a collection, made where there is none. Raises StoreError for one unknown."""
    asked = set(documents)
    rows = select_in(connection, select(s.documents.c.n, s.documents.c.id), s.documents.c.id, asked)
    missing = asked - {row.id for row in rows}
    if missing:
        raise StoreError(f"{min(missing)}: there is no such document to collect")
    c = s.collections.c
    n = connection.execute(select(c.n).where(c.name == name)).scalar_one_or_none()
    if n is None:
        n = Numbers(connection, {}).of(s.collections)
        insert(connection, s.collections, [{"n": n, "name": name, "made": now}])
    put(connection, s.collection_documents, [{"collection": n, "document": row.n} for row in rows])
