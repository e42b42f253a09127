"""The stories that documents are of: near copies are one story, told first by the document that came first."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.store import schema as s
from dragoman.store.report_list import stories_by_number
from dragoman.store.seen import Within, seen_of
from dragoman.store.sql import select_in
from dragoman.store.telling_list import first_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A report and its near copies: `document` is the first, of which title, outlet and day are."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    copies: int


def stories_of(connection: Connection, documents: Iterable[str], within: Within) -> dict[str, Story]:
    """The story of each document (by its id) that may be seen."""
    d = s.documents.c
    asked = {row.n: row.id for row in select_in(connection, select(d.n, d.id), d.id, documents)}
    seen = seen_of(connection, asked, within)
    clusters = stories_by_number(connection, seen, within)
    first = {number: clusters.get(number, (asked[number], 1)) for number in seen}
    heads = [row.n for row in select_in(connection, select(d.n), d.id, {one for one, _ in first.values()})]
    told = {row.id: row for row in first_reports(connection, heads).values()}
    return {
        asked[number]: Story(
            document=head,
            title=told[head].title if head in told else None,
            outlet=told[head].outlet if head in told else None,
            published=told[head].published if head in told else None,
            copies=copies,
        )
        for number, (head, copies) in first.items()
    }
