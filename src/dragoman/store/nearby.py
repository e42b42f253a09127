"""Clusters of near copies, kept up as documents come: connected by likeness, so that no order of arrival matters."""

from sqlalchemy import Connection, select, update

from dragoman.screening import bands, near
from dragoman.store import schema as s
from dragoman.store.sql import insert, select_in


def place_in_cluster(connection: Connection, document: int, told: bytes) -> str | None:
    """Place a new document among its near copies; the id of the first of them, None where it is the first itself."""
    rows = [{"band": band, "hash": value, "document": document} for band, value in enumerate(bands(told))]
    b = s.bands.c
    like = {
        row.document
        for row in select_in(connection, select(b.document, b.band, b.hash), b.hash, {row["hash"] for row in rows})
        if rows[row.band]["hash"] == row.hash
    }
    g = s.signatures.c
    alike = [row for row in select_in(connection, select(s.signatures), g.document, like) if near(told, row.signature)]
    cluster = min((row.cluster for row in alike), default=document)
    for other in {row.cluster for row in alike} - {cluster}:
        connection.execute(update(s.signatures).where(g.cluster == other).values(cluster=cluster))
    insert(connection, s.bands, rows)
    insert(connection, s.signatures, [{"document": document, "signature": told, "cluster": cluster}])
    if not alike:
        return None
    first: str = connection.execute(select(s.documents.c.id).where(s.documents.c.n == cluster)).scalar_one()
    return first
