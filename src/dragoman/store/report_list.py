"""Reports as they are listed: appearances of documents, what is told in them, and how many near copies there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, or_, select

from dragoman.errors import QueryError
from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.filters import cursor_of, day_from, day_until, matching, read_cursor
from dragoman.store.lists import check_limit
from dragoman.store.outlet_names import apart
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in

REPORT_SORTS = ("-published", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFilter:
    """What a list of reports is limited to. text: a sentence of it has these words; state: it tells of it.

    outlet: a name, or the beginning of a word of it; outlets: the names that it means (`View` fills them in).
    copies: False lists of near copies the first that came. within: the collections that who asks may see.
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    outlets: tuple[str, ...] = ()
    url: str | None = None
    state: str | None = None
    collection: str | None = None
    document: str | None = None
    text: str | None = None
    copies: bool = True
    within: tuple[str, ...] | None = None


class Listing(Value):
    """A report: an appearance of a document. `name` is where it was read from, `basis` that of its date.

    told: how many events, statements, agreements, commitments it tells. story: the id of the first document of which
    its text is a near copy, or of itself; copies: how many documents are near copies of that one, itself included.
    """

    document: str = Field(description="The id of its text.")
    name: str = Field(description="Where it was read from: a file, an address.")
    url: str | None = Field(description="Its address.")
    outlet: str | None = Field(description="Who printed it.")
    title: str | None = Field(description="The headline.")
    byline: str | None = Field(description="Who wrote it, as printed.")
    published: str | None = Field(description="The day on which it was published (ISO 8601).")
    basis: str = Field(description="What `published` rests on: stated, publication, inferred or unknown.")
    modified: str | None = Field(description="When its file or address was last changed.")
    retrieved: str | None = Field(description="When it was fetched.")
    added: str = Field(description="When it came into the store.")
    language: str | None = Field(description="ISO 639-1: en.")
    told: dict[str, int] = Field(description="How many events, statements, agreements and commitments it tells.")
    story: str = Field(description="The id of the first document of which its text is a near copy, or its own.")
    copies: int = Field(description="How many documents are near copies of that one, itself included.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Some of a list of reports, and where it goes on."""

    items: tuple[Listing, ...]
    next: str | None


class Counts(Value):
    """Reports counted apart: documents (texts), appearances, outlets, and stories, of which near copies are one."""

    documents: int = Field(description="Texts.")
    appearances: int = Field(description="Reports: a text in one place.")
    outlets: int = Field(description="Who printed them.")
    stories: int = Field(description="Texts, of which near copies are one.")


def reports(connection: Connection, limits: ReportFilter, sort: str, limit: int, cursor: str | None) -> Reports:
    """Reports by the day on which they were published, those without one as before all. Raises QueryError."""
    check_limit(limit)
    if sort not in REPORT_SORTS:
        raise QueryError(f"{sort!r}: is no order of reports; take one of {', '.join(REPORT_SORTS)}")
    r, a, d = s.reports.c, s.appearances.c, s.documents.c
    down = sort.startswith("-")
    query = (
        select(s.reports, a.name, a.modified, a.retrieved, a.added, d.id, d.language)
        .join(s.appearances, a.n == r.appearance)
        .join(s.documents, d.n == r.document)
        .where(*conditions(limits, connection.dialect.name))
    )
    if down:
        query = query.order_by(r.published.desc().nulls_last(), r.appearance.desc())
    else:
        query = query.order_by(r.published.asc().nulls_first(), r.appearance.asc())
    if cursor is not None:
        day, number = read_cursor(cursor, sort)
        if not isinstance(day, str):
            raise QueryError(f"{cursor[:40]!r}: is no cursor of a list of reports; take what `next` gave")
        query = query.where(_after(day, number, down=down))
    rows = connection.execute(query.limit(limit + 1)).all()
    more = cursor_of(sort, rows[limit - 1].published or "", rows[limit - 1].appearance) if len(rows) > limit else None
    return Reports(items=_listed(connection, rows[:limit], limits.within), next=more)


def counted(connection: Connection, limits: ReportFilter) -> Counts:
    """How many there are."""
    r, g = s.reports.c, s.signatures.c
    query = (
        select(
            func.count(r.document.distinct()).label("documents"),
            func.count(r.appearance).label("appearances"),
            func.count(func.coalesce(g.cluster, r.document).distinct()).label("stories"),
        )
        .select_from(s.reports.outerjoin(s.signatures, g.document == r.document))
        .where(*conditions(limits, connection.dialect.name))
    )
    names = select(r.outlet).distinct().where(r.outlet.is_not(None), *conditions(limits, connection.dialect.name))
    told = apart(connection.execute(names).scalars())
    return Counts(outlets=len(told), **connection.execute(query).one()._mapping)  # noqa: SLF001 - its public name


def conditions(limits: ReportFilter, dialect: str) -> list[ColumnElement[bool]]:
    """What a row of `reports` must fulfil. Raises QueryError."""
    r = s.reports.c
    found = is_seen(r.document, limits.within)
    if limits.since is not None:
        found.append(r.published >= day_from(limits.since))
    if limits.until is not None:
        found.append(r.published <= day_until(limits.until))
    if limits.outlets:
        found.append(r.outlet.in_(limits.outlets))
    if limits.url is not None:
        found.append(r.url == limits.url)
    if limits.document is not None:
        found.append(_of(select(s.documents.c.n).where(s.documents.c.id == limits.document)))
    if limits.collection is not None:
        cd, c = s.collection_documents.c, s.collections.c
        inside = select(cd.document).join(s.collections, c.n == cd.collection)
        found.append(_of(inside.where(c.name == limits.collection)))
    if limits.state is not None:
        f, mf, st = s.findings.c, s.merged_findings.c, s.merged_states.c
        telling = select(f.document).join(s.merged_findings, mf.finding == f.n)
        telling = telling.join(s.merged_states, st.merged == mf.merged).where(st.country == limits.state)
        found.append(_of(telling))
    if limits.text is not None:
        se = s.sentences.c
        found.append(_of(select(se.document).where(se.n.in_(matching(limits.text, dialect)))))
    if not limits.copies:
        g, first = s.signatures.c, s.signatures.alias().c
        copies = select(g.document).where(g.document != g.cluster)
        if limits.within is not None:  # of those that may be seen: the first of all may be another's
            before = exists().where(
                first.cluster == g.cluster, first.document < g.document, *is_seen(first.document, limits.within)
            )
            copies = copies.where(before.correlate(s.signatures))
        found.append(r.document.not_in(copies))
    return found


def _of(documents: Select[Any]) -> ColumnElement[bool]:
    return s.reports.c.document.in_(documents)


def _after(value: str, n: int, *, down: bool) -> ColumnElement[bool]:
    """What comes behind a report of this day ("": of none) and number; without a day is before all days."""
    day, key = s.reports.c.published, s.reports.c.appearance
    if not value:
        return and_(day.is_(None), key < n) if down else or_(day.is_not(None), key > n)
    if down:
        return or_(day < value, and_(day == value, key < n), day.is_(None))
    return or_(day > value, and_(day == value, key > n))


def _listed(connection: Connection, rows: Sequence[Any], within: Within) -> tuple[Listing, ...]:
    documents = {row.document for row in rows}
    told = _told(connection, documents)
    stories = stories_by_number(connection, documents, within)
    return tuple(
        Listing(
            document=row.id,
            name=row.name,
            url=row.url,
            outlet=row.outlet,
            title=row.title,
            byline=row.byline,
            published=row.published,
            basis=row.basis,
            modified=row.modified,
            retrieved=row.retrieved,
            added=row.added,
            language=row.language,
            told=told.get(row.document, {}),
            story=stories[row.document][0] if row.document in stories else row.id,
            copies=stories[row.document][1] if row.document in stories else 1,
        )
        for row in rows
    )


def _told(connection: Connection, documents: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many findings of each kind that count each document has."""
    f, mf = s.findings.c, s.merged_findings.c
    query = select(f.document, f.kind).join(s.merged_findings, mf.finding == f.n)
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in sorted(select_in(connection, query, f.document, documents)):
        found[row.document][row.kind] = found[row.document].get(row.kind, 0) + 1
    return found


def stories_by_number(connection: Connection, documents: Iterable[int], within: Within) -> dict[int, tuple[str, int]]:
    """The first document of which each is a near copy, and how many near copies of it there are, of those seen."""
    g, d = s.signatures.c, s.documents.c
    cluster_of = {
        row.document: row.cluster for row in select_in(connection, select(s.signatures), g.document, documents)
    }
    clusters = set(cluster_of.values())
    many: dict[int, int] = defaultdict(int)
    firsts: dict[int, int] = {}
    copies = select(g.cluster, g.document).where(*is_seen(g.document, within))
    for row in select_in(connection, copies, g.cluster, clusters):
        many[row.cluster] += 1
        firsts[row.cluster] = min(row.document, firsts.get(row.cluster, row.document))
    first = {row.n: row.id for row in select_in(connection, select(d.n, d.id), d.n, set(firsts.values()))}
    return {document: (first[firsts[cluster]], many[cluster]) for document, cluster in cluster_of.items()}
