"""What each report tells of a merged finding: its own finding, with the sentences that its spans stand in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from dragoman.merging import actors_in
from dragoman.model.merged import Finding, MergedKind
from dragoman.model.record import Actor, Event, Span, spans_of
from dragoman.store import schema as s
from dragoman.store.counting import findings
from dragoman.store.regroup import MODELS
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in

MOST_ACCOUNTS = 40  # reports that are shown with their words; the others are counted
MOST_SENTENCES = 80  # of one report: evidence may run over a whole document
NEAR = 1_000  # characters round a finding in which its actors' mentions are looked for
_FIRST = "9999"  # a report without a day comes after those that have one
_ACTORS = TypeAdapter(list[Actor])


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One report's finding, as the machine read it or as a person added it.

    `document`, `outlet`, `title`, `url`, `published` are of the first report with that text. names, countries,
    mentions: of the actors in it, by their ids; a mention is the one that stands nearest. sentences: those that its
    spans touch, in their order. recalls: it tells it as background.
    """

    kind: MergedKind
    finding: Finding
    document: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    names: Mapping[str, str]
    countries: Mapping[str, str | None]
    mentions: Mapping[str, Span]
    sentences: tuple[Span, ...]

    @property
    def recalls(self) -> bool:
        return isinstance(self.finding, Event) and self.finding.novelty == "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Some of the reports that tell of one thing, the earliest first, and how many there are."""

    items: tuple[Account, ...] = ()
    total: int = 0


def accounts(connection: Connection, identifier: str, most: int = MOST_ACCOUNTS, within: Within = None) -> Accounts:
    """What the reports of a merged finding tell, by its id or that of a finding that is part of it."""
    mf, f = s.merged_findings.c, s.findings.c
    own = select(mf.merged).join(s.findings, f.n == mf.finding).where(f.id == identifier)
    query = (
        select(f.n, f.id, f.document)
        .join(s.merged_findings, mf.finding == f.n)
        .where(mf.merged.in_(own.correlate(None)), *is_seen(f.document, within))
    )
    rows = connection.execute(query).all()
    reports = first_reports(connection, {row.document for row in rows})
    rows = sorted(rows, key=lambda row: (_day(reports.get(row.document)), row.n))
    shown = [row.n for row in rows[:most]]
    return Accounts(items=_accounts(connection, shown, reports), total=len(rows))


def accounts_of(connection: Connection, wanted: Iterable[str], within: Within = None) -> dict[str, Account]:
    """What reports tell in findings of these ids, by id: of those that count."""
    f = s.findings.c
    query = findings(f.n, f.document).where(f.kind.in_(tuple(MODELS)), *is_seen(f.document, within))
    rows = select_in(connection, query, f.id, wanted)
    reports = first_reports(connection, {row.document for row in rows})
    return {one.finding.id: one for one in _accounts(connection, sorted(row.n for row in rows), reports)}


def first_reports(connection: Connection, documents: Iterable[int]) -> dict[int, Any]:
    """The first report with the text of each document: the earliest, those without a day last."""
    found: dict[int, Any] = {}
    query = select(s.reports, s.documents.c.id).join(s.documents, s.documents.c.n == s.reports.c.document)
    for row in select_in(connection, query, s.reports.c.document, documents):
        known = found.get(row.document)
        if known is None or (_day(row), row.appearance) < (_day(known), known.appearance):
            found[row.document] = row
    return found


def _day(report: Any) -> str:  # noqa: ANN401 - a row
    return (report.published if report is not None else None) or _FIRST


def _accounts(connection: Connection, numbers: Sequence[int], reports: Mapping[int, Any]) -> tuple[Account, ...]:
    f = s.findings.c
    query = select(f.n, f.kind, f.document, f.start, f.end, f.value)
    rows = {row.n: row for row in select_in(connection, query, f.n, numbers) if row.document in reports}
    told = {n: MODELS[row.kind].model_validate_json(row.value) for n, row in rows.items()}
    actors = _actors(connection, map(actors_in, told.values()))
    found = []
    for n in numbers:
        if n not in rows:
            continue
        row, finding, report = rows[n], told[n], reports[rows[n].document]
        own = {one: actors[one] for one in actors_in(finding) if one in actors}
        mentions = {one: near for one, actor in own.items() if (near := _nearest(actor, row.start, row.end))}
        spans = [*spans_of(finding), *mentions.values()]
        found.append(
            Account(
                kind=row.kind,
                finding=finding,
                document=report.id,
                title=report.title,
                outlet=report.outlet,
                url=report.url,
                published=report.published,
                names={one: actor.name for one, actor in own.items()},
                countries={one: actor.country for one, actor in own.items()},
                mentions=mentions,
                sentences=sentences_at(connection, row.document, spans),
            )
        )
    return tuple(found)


def _actors(connection: Connection, wanted: Iterable[Iterable[str]]) -> dict[str, Actor]:
    f = s.findings.c
    rows = select_in(connection, findings(f.value).where(f.kind == "actor"), f.id, chain.from_iterable(wanted))
    return {actor.id: actor for actor in _ACTORS.validate_json(f"[{','.join(row.value for row in rows)}]")}


def _nearest(actor: Actor, start: int, end: int) -> Span | None:
    """The mention that stands in the evidence or next to it; the first one where none is near."""

    def away(span: Span) -> int:
        return max(start - span.end, span.start - end, 0)

    near = min(actor.mentions, key=lambda span: (away(span), span.start), default=None)
    return near if near is not None and away(near) <= NEAR else next(iter(actor.mentions), None)


def sentences_at(connection: Connection, document: int, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences of a document that some spans touch, so many at most, in their order."""
    if not spans:
        return ()
    se, d = s.sentences.c, s.documents.c
    low, high = min(span.start for span in spans), max(span.end for span in spans)
    query = select(se.n, se.start, se.end).where(se.document == document, se.start < high, se.end > low)
    touched = [
        row.n
        for row in connection.execute(query.order_by(se.start))
        if any(span.start < row.end and span.end > row.start for span in spans)
    ][:MOST_SENTENCES]
    quote = func.substr(d.text, se.start + 1, se.end - se.start).label("quote")
    source = s.sentences.join(s.documents, d.n == se.document)
    rows = select_in(connection, select(se.start, se.end, quote), se.n, touched, source)
    return tuple(Span(start=row.start, end=row.end, quote=row.quote) for row in sorted(rows))


def under(connection: Connection, agreements: Iterable[str], within: Within = None) -> dict[str, list[str]]:
    """The merged findings that are said to be under some agreements of reports: their ids, with the agreements'."""
    f, m, mf = s.findings.c, s.merged.c, s.merged_findings.c
    told = set(agreements)
    seen = findings(f.document).where(*is_seen(f.document, within))
    here = {row.document for row in select_in(connection, seen, f.id, told)}
    query = (
        select(m.id, f.kind, f.value)
        .join(s.findings, f.n == mf.finding)
        .join(s.merged, m.n == mf.merged)
        .where(f.kind.in_(("event", "commitment")))
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in select_in(connection, query, f.document, here, s.merged_findings):
        value = MODELS[row.kind].model_validate_json(row.value)
        of = getattr(value, "under", None) or getattr(value, "agreement", None)
        if of in told:
            found[row.id].append(str(of))
    return dict(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorTold:
    """An actor of a report, with its name there and its first mention."""

    id: str
    name: str
    document: str
    outlet: str | None
    published: str | None
    start: int
    end: int


def actors_told(connection: Connection, wanted: Iterable[str], within: Within = None) -> tuple[ActorTold, ...]:
    """Actors of reports by their ids, in the order of the reports' days."""
    f = s.findings.c
    query = findings(f.value, f.document, f.start, f.end).where(f.kind == "actor", *is_seen(f.document, within))
    rows = select_in(connection, query, f.id, wanted)
    reports = first_reports(connection, {row.document for row in rows})
    found = []
    for row in rows:
        actor, report = Actor.model_validate_json(row.value), reports[row.document]
        found.append(
            ActorTold(
                id=actor.id,
                name=actor.name,
                document=report.id,
                outlet=report.outlet,
                published=report.published,
                start=row.start,
                end=row.end,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.published or _FIRST, one.document, one.start)))
