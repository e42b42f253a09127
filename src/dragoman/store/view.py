"""What is seen of a store: one query layer for the library, the command line and the page."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import select

from dragoman.merging import Outcome
from dragoman.model.merged import MergedKind
from dragoman.store import (
    circles,
    collecting,
    judgement_list,
    lists,
    news,
    notes,
    outlets,
    outlines,
    pieces,
    places,
    report_list,
    searches,
    searching,
    seen,
    stories,
    sums,
    telling_list,
    versions,
)
from dragoman.store import schema as s
from dragoman.store.agreement_names import names_in
from dragoman.store.circles import By, Circle
from dragoman.store.collecting import Collection
from dragoman.store.filters import Filter
from dragoman.store.judgement_list import Judged, JudgementFilter, Judgements
from dragoman.store.kept import kept
from dragoman.store.listed import Listed
from dragoman.store.lists import Facet, Page
from dragoman.store.news import News
from dragoman.store.outcomes import outcomes_of
from dragoman.store.outlets import Outlet
from dragoman.store.outlines import Facets, Met, Outlines
from dragoman.store.people import PeopleFilter
from dragoman.store.pieces import Seen
from dragoman.store.places import Placed
from dragoman.store.report_list import Counts, ReportFilter, Reports
from dragoman.store.searches import Search, Visit
from dragoman.store.searching import Sentences
from dragoman.store.stories import Story
from dragoman.store.sums import Cell, Edge
from dragoman.store.telling_list import Account, Accounts
from dragoman.store.versions import Change, Version
from dragoman.store.view_of_people import ViewOfPeople
from dragoman.store.words import folded

Kinds = MergedKind | Sequence[MergedKind]
TIMELINE: tuple[MergedKind, ...] = ("event", "agreement", "commitment")
ANY = Filter()
ANY_REPORT = ReportFilter()
ANY_JUDGEMENT = JudgementFilter()
R = TypeVar("R")
L = TypeVar("L", Filter, JudgementFilter, PeopleFilter, ReportFilter)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(ViewOfPeople):
    """Looks into a store and changes nothing. Whatever makes no sense in a question raises QueryError.

    within: the collections that who looks may see; whatever is asked, the rest of the store is not there. None: all is.
    """

    def _seen(self, limits: L) -> L:
        """What is asked, within what may be seen, an outlet by its names; nobody widens that by asking."""
        if isinstance(limits, Filter | ReportFilter) and limits.outlet is not None:
            limits = replace(limits, outlets=outlets.meant(self.outlets(), limits.outlet))
        return limits if self.within is None else replace(limits, within=self.within)

    def _kept(self, ask: Callable[..., R], *told: Hashable) -> R:
        """What a function of the store tells, kept until something changes: sums over much of it.

        Asked anew is what hangs on who is who. What may be seen of it, and a collection that it is limited to, change
        with what is in these collections.
        """

        def look() -> R:
            with self.engine.connect() as connection:
                return ask(connection, *told)

        limits = [one for one in told if isinstance(one, Filter)]
        if any((one.actor, one.also, one.speaker) != (None, None, None) for one in limits):
            return look()
        names = frozenset((*(self.within or ()), *(one.collection for one in limits if one.collection is not None)))
        with self.engine.connect() as connection:
            stamp = f"{notes.stamp(connection)} {collecting.held(connection, names)}"
        return kept((self.engine, ask, told), stamp, look)

    def sees(self, document: str) -> bool:
        """Whether a document is there, and may be seen."""
        with self.engine.connect() as connection:
            return seen.sees(connection, document, self.within)

    # -- merged findings

    def list(
        self, kind: Kinds, limits: Filter = ANY, *, sort: str = "-day", limit: int = 50, cursor: str | None = None
    ) -> Page:
        """Merged findings of a kind, or of several in one order, from the cursor on."""
        with self.engine.connect() as connection:
            return lists.page(connection, _kinds(kind), self._seen(limits), sort, limit, cursor)

    def timeline(self, limits: Filter = ANY, *, sort: str = "day", limit: int = 50, cursor: str | None = None) -> Page:
        """Events, agreements and commitments in the order of their days: of a state, a pair or an actor in `limits`."""
        return self.list(TIMELINE, limits, sort=sort, limit=limit, cursor=cursor)

    def one(self, identifier: str, *, as_of: str | None = None) -> Listed | None:
        """The merged finding of this id, or of which a finding of this id is part; a commitment as of an ISO day."""
        with self.engine.connect() as connection:
            return lists.one(connection, identifier, self.within, as_of)

    def outcomes(self, identifier: str) -> tuple[Outcome, ...]:
        """What later events made of a commitment: kept (or a part), or broken, the earliest first, and why."""
        with self.engine.connect() as connection:
            return outcomes_of(connection, identifier, self.within)

    def count(self, kind: Kinds, limits: Filter = ANY) -> int:
        """How many there are."""
        with self.engine.connect() as connection:
            return lists.count(connection, _kinds(kind), self._seen(limits))

    def facet(self, kind: Kinds, by: Facet | str, limits: Filter = ANY, *, limit: int = 50) -> dict[str, int]:
        """How many there are of each type, month, state, ..., the most frequent first; months in their order."""
        known = self.outlets() if by == "outlet" else ()
        with self.engine.connect() as connection:
            return lists.facet(connection, _kinds(kind), by, self._seen(limits), limit, known)

    def tellings(self, identifier: str, *, most: int = telling_list.MOST_ACCOUNTS) -> Accounts:
        """What each report of a merged finding tells, with the sentences that it stands in: the earliest first."""
        with self.engine.connect() as connection:
            return telling_list.accounts(connection, identifier, most, self.within)

    def accounts_of(self, findings: Iterable[str]) -> dict[str, Account]:
        """What reports tell in findings of these ids, by id."""
        with self.engine.connect() as connection:
            return telling_list.accounts_of(connection, findings, self.within)

    def under(self, agreements: Iterable[str], as_of: str | None = None) -> tuple[tuple[Listed, tuple[str, ...]], ...]:
        """Events and commitments under an agreement, told by the ids of its findings; each with those that it names."""
        with self.engine.connect() as connection:
            told = telling_list.under(connection, agreements, self.within)
            found = lists.several(connection, told, self.within, as_of)
            return tuple((one, tuple(told[one.merged.id])) for one in found)

    def outlines(self, kind: Kinds, limits: Filter = ANY, *, limit: int = 300) -> Outlines:
        """The newest of some kinds as a chart draws them."""
        return self._kept(outlines.outlines, tuple(_kinds(kind)), self._seen(limits), limit)

    def count_to(self, kind: MergedKind, limits: Filter = ANY, *, most: int = 1_000) -> int:
        """How many there are, counted no further than one beyond `most`."""
        return self._kept(outlines.count_to, kind, self._seen(limits), most)

    def facets_of(self, kind: MergedKind, limits: Filter = ANY, *, most: int = 2_000) -> Facets:
        """How many of the newest there are of each type, mode, quad, status, month, context, state and outlet."""
        return self._kept(outlines.facets_of, kind, self._seen(limits), most)

    def met(self, limits: Filter = ANY, *, limit: int = 50) -> tuple[Met, ...]:
        """Who met most often in the newest meetings, each with those whom he met."""
        return self._kept(outlines.met, self._seen(limits), limit)

    def agreements_named(self, words: str, *, limit: int = 6) -> tuple[Listed, ...]:
        """Agreements in whose names all these words are, those that most reports tell first."""
        asked = frozenset(folded(words))
        found: list[Listed] = []
        with self.engine.connect() as connection:
            for identifier in names_in(self.engine).ids(connection, asked) if asked else ():
                item = lists.one(connection, identifier, self.within)
                if item is not None and asked <= set(folded(getattr(item.merged.finding, "name", ""))):
                    found.append(item)
                if len(found) == limit:
                    break
        return tuple(found)

    # -- sums

    def months(self, one: str, other: str = "", *, since: str = "", until: str = "9999") -> tuple[Cell, ...]:
        """What happened month by month to a state, or between two: by quad class, from the months' sums."""
        return self._kept(sums.months, one, other, since, until, self.within)

    def network(
        self,
        *,
        since: str = "",
        until: str = "9999",
        types: Sequence[str] = (),
        state: str | None = None,
        limit: int = 200,
    ) -> tuple[Edge, ...]:
        """Who had to do with whom in some months: the pairs of states with the most events first."""
        return self._kept(sums.network, since, until, tuple(types), state, limit, self.within)

    # -- where, and with whom

    def places(self, limits: Filter = ANY, *, limit: int = 250, without: int = 20, of: str | None = None) -> Placed:
        """Events that lie on a map, the most told first, sums of those of a state only, and those without a place."""
        return self._kept(places.places, self._seen(limits), limit, without, of)

    def circle(
        self,
        asked: Mapping[MergedKind, Filter],
        *,
        by: By = "person",
        office: str | None = None,
        limit: int = 150,
    ) -> Circle:
        """Persons, or the offices they held, who are told of together in the newest findings of these limits.

        office: words of a title that one of each two must hold.
        """
        with self.engine.connect() as connection:
            seen = {kind: self._seen(limits) for kind, limits in asked.items()}
            return circles.circle(connection, seen, by, office, limit, self.within)

    # -- changes

    def last_change(self, at: str | None = None) -> int:
        """The number of the last change, or of the last before a moment (ISO 8601)."""
        with self.engine.connect() as connection:
            return notes.last_change(connection, at)

    def stamp(self) -> str:
        """The last change: its number and its moment. As long as it is the same, all merged findings are."""
        with self.engine.connect() as connection:
            return notes.stamp(connection)

    def news(self, kind: Kinds, change: int, *, limit: int = 200) -> News:
        """What became other after a change, the latest first."""
        with self.engine.connect() as connection:
            return news.changed_since(connection, _kinds(kind), change, limit, self.within)

    def due(self, *, since: str | None = None, until: str, as_of: str | None = None, limit: int = 50) -> News:
        """Commitments due in some days (ISO) that nothing kept or broke (until `as_of`), the last first."""
        with self.engine.connect() as connection:
            return news.due(connection, since, until, as_of, limit, self.within)

    def departed(self, since: int) -> dict[str, str | None]:
        """Ids of merged findings that are no longer, since a change, and the id of what took each in."""
        query = select(s.departed.c.id, s.departed.c.into).where(s.departed.c.changed > since).order_by(s.departed.c.id)
        with self.engine.connect() as connection:
            return {row.id: row.into for row in connection.execute(query)}

    # -- judgements

    def judgements(
        self, limits: JudgementFilter = ANY_JUDGEMENT, *, sort: str = "-n", limit: int = 50, cursor: str | None = None
    ) -> Judgements:
        """What persons decided, the newest first, undone or not."""
        with self.engine.connect() as connection:
            return judgement_list.judgements(connection, self._seen(limits), sort, limit, cursor)

    def judgement(self, identifier: str) -> Judged | None:
        """The judgement of this id."""
        with self.engine.connect() as connection:
            return judgement_list.judgement(connection, identifier, self.within)

    # -- reports

    def outlets(self) -> tuple[Outlet, ...]:
        """Who printed the reports, those with the most first; names that are one are one outlet."""
        return self._kept(outlets.outlets, self.within)

    def reports(
        self, limits: ReportFilter = ANY_REPORT, *, sort: str = "-published", limit: int = 50, cursor: str | None = None
    ) -> Reports:
        """Reports by the day on which they were published, with their near copies counted."""
        with self.engine.connect() as connection:
            return report_list.reports(connection, self._seen(limits), sort, limit, cursor)

    def count_reports(self, limits: ReportFilter = ANY_REPORT) -> Counts:
        """How many documents, appearances, outlets and stories there are."""
        with self.engine.connect() as connection:
            return report_list.counted(connection, self._seen(limits))

    def seen(self, document: str, start: int, end: int) -> Seen | None:
        """A piece of a document, with all that is told in it; None where it is not there."""
        with self.engine.connect() as connection:
            return pieces.seen(connection, document, start, end, self.within)

    def piece(self, document: str, start: int, end: int) -> str:
        """The characters from start to end of a document."""
        with self.engine.connect() as connection:
            return pieces.piece(connection, document, start, end, self.within)

    def length(self, document: str) -> int | None:
        """How many characters a document has; None where it is not there."""
        with self.engine.connect() as connection:
            return pieces.length_of(connection, document, self.within)

    def versions(self, url: str) -> tuple[Version, ...]:
        """The texts that an address has had, the oldest first."""
        with self.engine.connect() as connection:
            return versions.versions(connection, url, self.within)

    def difference(self, one: str, other: str) -> tuple[Change, ...]:
        """What changed from one document to another, sentence by sentence."""
        with self.engine.connect() as connection:
            return versions.difference(connection, one, other, self.within)

    def search(
        self,
        text: str,
        limits: ReportFilter = ANY_REPORT,
        *,
        sort: str = "-day",
        limit: int = 50,
        cursor: str | None = None,
        telling: Filter = ANY,
    ) -> Sentences:
        """Sentences with these words (`store.words.search`), by day, with the places of the words.

        telling: those in which something is told that has these types, states and contexts.
        """
        with self.engine.connect() as connection:
            return searching.sentences(connection, text, self._seen(limits), sort, limit, cursor, telling)

    def search_facets(self, text: str, limits: ReportFilter = ANY_REPORT, *, telling: Filter = ANY) -> Facets:
        """How many of the newest sentences with these words are of each month, outlet, type, state and context."""
        with self.engine.connect() as connection:
            return searching.facets(connection, text, self._seen(limits), telling)

    def stories(self, documents: Iterable[str]) -> dict[str, Story]:
        """The story of each document: near copies are one."""
        with self.engine.connect() as connection:
            return stories.stories_of(connection, documents, self.within)

    def searches(self, who: str) -> tuple[Search, ...]:
        """What somebody saved, by name."""
        with self.engine.connect() as connection:
            return searches.searches(connection, who)

    def last_visit(self, who: str) -> Visit | None:
        """When somebody last looked; None where that was never."""
        with self.engine.connect() as connection:
            return searches.last_visit(connection, who)

    def collections(self) -> tuple[Collection, ...]:
        """All collections that may be seen, by name."""
        with self.engine.connect() as connection:
            return collecting.collections(connection, self.within)


def _kinds(kind: Kinds) -> Sequence[MergedKind]:
    return (kind,) if isinstance(kind, str) else kind
