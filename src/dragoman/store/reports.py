"""Appearances as they are listed: what they lack is taken from the reading of their text that counts."""

import json

from sqlalchemy import Connection, select

from dragoman.store import schema as s
from dragoman.store.sql import put

BY_HAND = "by hand"  # the `used` of the reading that has what persons added to a document


def list_reports(connection: Connection, document: int) -> None:
    """List the appearances of a document anew."""
    r = s.readings.c
    query = select(r.head).where(r.document == document, r.current, r.used != BY_HAND)
    head = connection.execute(query).scalar_one_or_none()
    found = json.loads(head)["document"] if head is not None else {}
    day = (found.get("published") or {}).get("earliest")
    basis = (found.get("published") or {}).get("basis") or "unknown"
    rows = [
        {
            "appearance": row.n,
            "document": document,
            "url": row.url,
            "outlet": row.outlet or found.get("outlet"),
            "title": row.title or found.get("title"),
            "byline": row.byline or found.get("byline"),
            "published": row.published or day,
            "basis": "publication" if row.published else basis,
        }
        for row in connection.execute(select(s.appearances).where(s.appearances.c.document == document))
    ]
    put(connection, s.reports, rows)
