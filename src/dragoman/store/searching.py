"""Sentences in which words are found, with the places of those words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select

from dragoman.errors import QueryError
from dragoman.model.record import Span, Value
from dragoman.store import schema as s
from dragoman.store.filters import (
    Filter,
    Spread,
    after,
    cursor_of,
    day_from,
    day_until,
    has_words,
    matching,
    spread_of,
)
from dragoman.store.lists import check_limit
from dragoman.store.outlet_names import mains
from dragoman.store.outlines import Facets
from dragoman.store.report_list import ReportFilter, conditions
from dragoman.store.sql import select_in
from dragoman.store.telling_list import first_reports
from dragoman.store.words import marks, search

SEARCH_SORTS = ("-day", "day")
UNDATED = ""
# Sentences of which facets are counted, of words that are in few, and of those that are looked for from day to day
COUNTED, COUNTED_OF_MANY = 2_000, 300
ANYTHING = Filter()
_Sentences = tuple[Select[Any], ColumnElement[Any], ColumnElement[int]]  # with their days and numbers


class Found(Value):
    """A sentence with words that were looked for: `span` and `marks` count the characters of the document's text.

    day: that of the first report with this text; title, outlet and url are that report's.
    """

    document: str = Field(description="The id of the text.")
    day: str | None = Field(description="Of the first report with this text (ISO 8601).")
    title: str | None = Field(description="That report's headline.")
    outlet: str | None = Field(description="Who printed that report.")
    url: str | None = Field(description="That report's address.")
    span: Span = Field(description="The sentence.")
    marks: tuple[tuple[int, int], ...] = Field(description="Where the words begin and end, counted in the text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Some of the sentences that were found, and where they go on."""

    items: tuple[Found, ...]
    next: str | None


def sentences(
    connection: Connection,
    told: str,
    limits: ReportFilter,
    sort: str,
    limit: int,
    cursor: str | None,
    telling: Filter = ANYTHING,
) -> Sentences:
    """The sentences in which words are found, by the day of the first report with that text. Raises QueryError.

    telling: those in which something is told that has these types, states and contexts.
    """
    check_limit(limit)
    if sort not in SEARCH_SORTS:
        raise QueryError(f"{sort!r}: is no order of sentences; take one of {', '.join(SEARCH_SORTS)}")
    spread = spread_of(connection, told)
    query, day, n = _ordered(connection, told, limits, telling, spread, down=sort.startswith("-"))
    if cursor is not None:
        query = query.where(after(sort, cursor, day, n))
    rows = connection.execute(query.limit(limit + 1)).all()
    more = cursor_of(sort, rows[limit - 1].day, rows[limit - 1].n) if len(rows) > limit else None
    return Sentences(items=_found(connection, told, rows[:limit]), next=more)


def facets(connection: Connection, told: str, limits: ReportFilter, telling: Filter = ANYTHING) -> Facets:
    """How many of the newest sentences that are found are of each month, outlet, type, state and context.

    A sentence counts once for each value. Raises QueryError.
    """
    spread = spread_of(connection, told)
    query, _, _ = _ordered(connection, told, limits, telling, spread, down=True)
    most = COUNTED if spread == "rare" else COUNTED_OF_MANY
    rows = connection.execute(query.limit(most + 1)).all()
    counted = rows[:most]
    by: dict[str, Counter[str]] = {"month": Counter(row.day[:7] for row in counted if row.day)}
    r = s.reports.c
    documents = Counter(row.document for row in counted)
    told_by = [
        row
        for row in select_in(connection, select(r.document, r.outlet), r.document, documents)
        if row.outlet is not None
    ]
    main = mains({row.outlet for row in told_by})
    by["outlet"] = Counter()
    for document, outlet in {(row.document, main[row.outlet]) for row in told_by}:
        by["outlet"][outlet] += documents[document]
    se, f, mf, m = s.sentences.c, s.findings.c, s.merged_findings.c, s.merged.c
    here = select(se.n, mf.merged, m.type)
    source = s.sentences.join(s.findings, and_(f.document == se.document, f.start < se.end, f.end > se.start))
    source = source.join(s.merged_findings, mf.finding == f.n).join(s.merged, m.n == mf.merged)
    found = select_in(connection, here, se.n, [row.n for row in counted], source)
    by["type"] = Counter(kind for _, kind in {(row.n, row.type) for row in found if row.type is not None})
    tables: tuple[tuple[str, Any, Any], ...] = (
        ("state", s.merged_states.c.merged, s.merged_states.c.country),
        ("context", s.merged_contexts.c.merged, s.merged_contexts.c.context),
    )
    of: dict[int, set[int]] = {}
    for row in found:
        of.setdefault(row.merged, set()).add(row.n)
    for name, merged, column in tables:
        values = select_in(connection, select(merged, column), merged, of)
        by[name] = Counter(value for _, value in {(n, row[1]) for row in values for n in of[row[0]]})
    return Facets(counts={name: dict(each.most_common()) for name, each in by.items()}, whole=len(rows) <= most)


def _ordered(
    connection: Connection, told: str, limits: ReportFilter, telling: Filter, spread: Spread, *, down: bool
) -> _Sentences:
    """The sentences in which words are found, in their order."""
    dialect = connection.dialect.name
    se, r = s.sentences.c, s.reports.c
    walked = spread != "rare"
    query, day, n = _by_day(told, dialect, spread, down=down) if walked else _by_words(told, dialect)
    others = conditions(replace(limits, since=None, until=None), dialect)  # days are those of the first report
    if others:
        document = se.document if walked else query.selected_columns.document
        query = query.where(document.in_(select(r.document).where(*others).correlate(None)))
    if limits.since is not None:
        query = query.where(day >= day_from(limits.since))
    if limits.until is not None:
        query = query.where(day <= day_until(limits.until), day > UNDATED)
    if not walked:
        query = query.order_by(*((day.desc(), n.desc()) if down else (day, n)))
    here = (se.document, se.start, se.end) if walked else tuple(query.selected_columns)[1:4]
    if telling != ANYTHING:
        query = query.where(_tells(here, telling))
    return query, day, n


def _tells(here: tuple[Any, ...], telling: Filter) -> ColumnElement[bool]:
    """That something of these types, states and contexts is told in a sentence: its document, start and end."""
    f, mf, m = s.findings.c, s.merged_findings.c, s.merged.c
    document, start, end = here
    found = select(f.n).join(s.merged_findings, mf.finding == f.n).join(s.merged, m.n == mf.merged)
    found = found.where(f.document == document, f.start < end, f.end > start)
    if telling.types:
        found = found.where(m.type.in_(telling.types))
    for table, column, values in (
        (s.merged_states, "country", telling.states),
        (s.merged_contexts, "context", telling.contexts),
    ):
        for value in values:
            own = table.alias().c
            found = found.where(exists().where(own.merged == m.n, own[column] == value))
    return found.correlate(document.table).exists()


def _by_words(told: str, dialect: str) -> _Sentences:
    """The sentences that have words, each with the day of the first report: for words that are in few."""
    se, r = s.sentences.c, s.reports.c
    day = select(func.coalesce(func.min(r.published), UNDATED)).where(r.document == se.document).scalar_subquery()
    inner = select(se.n, se.document, se.start, se.end, day.label("day")).where(se.n.in_(matching(told, dialect)))
    found = inner.subquery().c
    query = select(found.n, found.document, found.start, found.end, found.day)
    return query, found.day, found.n


def _by_day(told: str, dialect: str, spread: Spread, *, down: bool) -> _Sentences:
    """The same, from day to day: for words that are in so many that a page is full soon."""
    se, r, other = s.sentences.c, s.reports.c, s.reports.alias().c
    first = select(other.appearance).where(other.document == r.document)
    first = first.order_by(other.published.asc().nulls_last(), other.appearance).limit(1)
    day = func.coalesce(r.published, UNDATED)
    query = (
        select(se.n, se.document, se.start, se.end, day.label("day"))
        .join(s.reports, r.document == se.document)
        .where(r.appearance == first.scalar_subquery(), has_words(told, dialect, spread))
    )
    if down:
        return query.order_by(r.published.desc().nulls_last(), se.n.desc()), day, se.n
    return query.order_by(r.published.asc().nulls_first(), se.n), day, se.n


def _found(connection: Connection, told: str, rows: Sequence[Any]) -> tuple[Found, ...]:
    looked_for = search(told)
    se, d = s.sentences.c, s.documents.c
    part = func.substr(d.text, se.start + 1, se.end - se.start).label("quote")
    query = select(se.n, d.id, part)
    source = s.sentences.join(s.documents, d.n == se.document)
    quotes = {row.n: row for row in select_in(connection, query, se.n, [row.n for row in rows], source)}
    first = first_reports(connection, {row.document for row in rows})
    return tuple(
        Found(
            document=quotes[row.n].id,
            day=row.day or None,
            title=first[row.document].title,
            outlet=first[row.document].outlet,
            url=first[row.document].url,
            span=Span(start=row.start, end=row.end, quote=quotes[row.n].quote),
            marks=tuple((row.start + a, row.start + b) for a, b in marks(quotes[row.n].quote, looked_for)),
        )
        for row in rows
    )
