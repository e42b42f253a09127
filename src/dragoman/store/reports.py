"""Appearances as they are listed: what they lack is taken from the reading of their text that counts."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from dragoman.store import schema as s
from dragoman.store.counting import is_by_machine
from dragoman.store.rows import Row
from dragoman.store.sql import put


def list_reports(connection: Connection, document: int) -> None:
    """List the appearances of a document anew."""
    r = s.readings.c
    query = select(r.head).where(r.document == document, is_by_machine())
    head = connection.execute(query).scalar_one_or_none()
    found = json.loads(head)["document"] if head is not None else {}
    appearances = connection.execute(select(s.appearances).where(s.appearances.c.document == document))
    put(connection, s.reports, [listed(row._mapping, found) for row in appearances])  # noqa: SLF001 - its public name


def listed(appearance: Mapping[Any, Any], found: Mapping[str, Any]) -> Row:
    """An appearance as it is listed; `found` is the document as its reading has it, empty where it has none."""
    published = found.get("published") or {}
    return {
        "appearance": appearance["n"],
        "document": appearance["document"],
        "url": appearance["url"],
        "outlet": appearance["outlet"] or found.get("outlet"),
        "title": appearance["title"] or found.get("title"),
        "byline": appearance["byline"] or found.get("byline"),
        "published": appearance["published"] or published.get("earliest"),
        "basis": "publication" if appearance["published"] else published.get("basis") or "unknown",
    }
