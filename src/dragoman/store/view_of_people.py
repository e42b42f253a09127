"""What is seen of persons and bodies: who is who, offices, company, what is said of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import Identity
from dragoman.model.identity import Judgement as RuleJudgement
from dragoman.store import offices, people, telling_list
from dragoman.store.changes import ChangeFilter, OfficeChange, changes
from dragoman.store.listed import Listed
from dragoman.store.offices import Companion
from dragoman.store.people import People, PeopleFilter
from dragoman.store.spoken import said_about
from dragoman.store.telling_list import ActorTold

ANYBODY = PeopleFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewOfPeople:
    """The part of `View` that is about persons and bodies."""

    engine: Engine
    within: tuple[str, ...] | None = None

    def people(
        self, limits: PeopleFilter = ANYBODY, *, sort: str = "-reports", limit: int = 50, cursor: str | None = None
    ) -> People:
        """Persons and bodies with their offices on a time line, as `Store.refresh_people` last found them."""
        with self.engine.connect() as connection:
            return people.people(connection, replace(limits, within=self.within), sort, limit, cursor)

    def person(self, identifier: str) -> Identity | None:
        """The identity of this id, or of an actor of this id."""
        found = self.people(PeopleFilter(id=identifier, kind=None, named=False), limit=1)
        return next(iter(found.items), None)

    def actors_told(self, actors: Iterable[str]) -> tuple[ActorTold, ...]:
        """Actors of reports by their ids, with their names there, in the order of the reports' days."""
        with self.engine.connect() as connection:
            return telling_list.actors_told(connection, actors, self.within)

    def holders(self, key: str, seat: str | None) -> tuple[Identity, ...]:
        """Who held an office, by its key and its seat, in the order of the first reports."""
        with self.engine.connect() as connection:
            return offices.holders(connection, key, seat, self.within)

    def officials(self, body: str, country: str | None) -> tuple[Identity, ...]:
        """Who held offices in a body of this name."""
        with self.engine.connect() as connection:
            return offices.officials(connection, body, country, self.within)

    def company(self, identity: str, *, limit: int = 20) -> tuple[Companion, ...]:
        """Whom a person or body met, by the events in which both take part: those with the most first."""
        with self.engine.connect() as connection:
            return offices.company(connection, identity, limit, self.within)

    def changes(self, limits: ChangeFilter, lexicon: Lexicon) -> tuple[OfficeChange, ...]:
        """Who came into offices, and who left them, the newest first."""
        with self.engine.connect() as connection:
            return changes(connection, limits, lexicon, self.within)

    def why_one(self, identity: Identity, lexicon: Lexicon) -> tuple[RuleJudgement, ...]:
        """What the rule weighed where it took the actors of an identity for one, or was unsure."""
        with self.engine.connect() as connection:
            return offices.why_one(connection, identity, lexicon)

    def said_about(self, identity: Identity, *, limit: int = 40) -> tuple[Listed, ...]:
        """What others said to somebody, or of him: the newest statements first, of those reports that he stands in."""
        with self.engine.connect() as connection:
            return said_about(connection, identity, limit, self.within)
