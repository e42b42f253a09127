"""Clusters of near copies, kept up as documents come: connected by likeness, so that no order of arrival matters."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from dragoman.screening import near
from dragoman.store import schema as s
from dragoman.store.sql import insert_plain, select_in


def place_in_clusters(
    connection: Connection, told: Sequence[tuple[int, bytes, Sequence[int]]]
) -> dict[int, str | None]:
    """Place new documents with their signatures and bands, one after the other, each among its near copies.

    The id of the first of them, None where it is the first itself.
    """
    b, g = s.bands.c, s.signatures.c
    own = {document: bands for document, _, bands in told}
    sharing: dict[int, list[int]] = defaultdict(list)  # by hash alone: two of other bands are hardly ever the same
    hashes = {value for values in own.values() for value in values}
    for row in select_in(connection, select(b.document, b.hash), b.hash, hashes):
        sharing[row.hash].append(row.document)
    here = {document for documents in sharing.values() for document in documents}
    rows = select_in(connection, select(s.signatures), g.document, here)
    signatures = {row.document: row.signature for row in rows}
    clusters = {row.document: row.cluster for row in rows}
    first: dict[int, int | None] = {}
    for document, signature, _ in told:
        like = {other for value in own[document] if value in sharing for other in sharing[value]}
        alike = {clusters[other] for other in like if near(signature, signatures[other])}
        cluster = min(alike, default=document)
        for other in alike - {cluster}:
            connection.execute(update(s.signatures).where(g.cluster == other).values(cluster=cluster))
            clusters |= {one: cluster for one, its in clusters.items() if its == other}
        first[document] = cluster if alike else None
        signatures[document], clusters[document] = signature, cluster
        for value in own[document]:
            sharing[value].append(document)
    insert_plain(
        connection,
        s.bands,
        ("hash", "band", "document"),
        sorted((value, band, document) for document, values in own.items() for band, value in enumerate(values)),
    )
    new = [(document, signature, clusters[document]) for document, signature, _ in told]
    insert_plain(connection, s.signatures, ("document", "signature", "cluster"), new)
    asked = {cluster for cluster in first.values() if cluster is not None}
    ids = {
        row.n: row.id
        for row in select_in(connection, select(s.documents.c.n, s.documents.c.id), s.documents.c.n, asked)
    }
    return {document: ids[cluster] if cluster is not None else None for document, cluster in first.items()}
