"""Collections: named sets of documents, to which every query can be limited."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.errors import QueryError
from dragoman.store import schema as s
from dragoman.store.rows import Numbers
from dragoman.store.sql import by_bytes, insert, put, select_in

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A named set of documents, and how many it has."""

    name: str
    made: str
    documents: int


def collectable(connection: Connection, name: str, documents: Iterable[str]) -> list[int]:
    """The numbers of documents that can be put into a collection of this name. Raises QueryError where they cannot."""
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME:
        raise QueryError(f"{name[:40]!r}: is no name of a collection; take up to {LONGEST_NAME} characters")
    asked = set(documents)
    d = s.documents.c
    found = {row.id: row.n for row in select_in(connection, select(d.id, d.n), d.id, asked)}
    missing = asked - found.keys()
    if missing:
        raise QueryError(f"{min(missing)}: is no document of this store; `dragoman reports` lists them")
    return sorted(found.values())


def collect(connection: Connection, name: str, documents: Iterable[int], now: str) -> None:
    """Put documents (by their numbers) into the collection of this name, which is made where there is none."""
    c = s.collections.c
    n = connection.execute(select(c.n).where(c.name == name)).scalar_one_or_none()
    if n is None:
        n = Numbers(connection, {}).of(s.collections)
        insert(connection, s.collections, [{"n": n, "name": name, "made": now}])
    put(connection, s.collection_documents, [{"collection": n, "document": document} for document in documents])


def held(connection: Connection, names: frozenset[str]) -> int:
    """How often documents are in these collections: nothing is ever taken out, so it tells whether any was put in."""
    c, cd = s.collections.c, s.collection_documents.c
    query = select(func.count()).select_from(s.collection_documents.join(s.collections, c.n == cd.collection))
    return connection.execute(query.where(c.name.in_(names))).scalar_one() if names else 0


def collections(connection: Connection, within: tuple[str, ...] | None = None) -> tuple[Collection, ...]:
    """All collections that may be seen, by name."""
    c, cd = s.collections.c, s.collection_documents.c
    query = (
        select(c.name, c.made, func.count(cd.document).label("documents"))
        .select_from(s.collections.outerjoin(s.collection_documents, cd.collection == c.n))
        .where(*([c.name.in_(within)] if within is not None else []))
        .group_by(c.n, c.name, c.made)
        .order_by(by_bytes(c.name, connection.dialect.name))
    )
    return tuple(Collection(name=row.name, made=row.made, documents=row.documents) for row in connection.execute(query))
