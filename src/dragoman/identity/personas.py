"""Persons in the making: sightings of one name in one country, and later those joined to them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import merge
from itertools import pairwise

from dragoman.model.identity import Gender, Sighting

MOST_DAYS = 64
LEAST_TURNS = 2
Parts = tuple[str, ...]
OfficeId = tuple[str, str | None]
AuthorityId = tuple[str, str]  # the file, and the id there


@dataclass(slots=True)
class Seen:
    """When an office was told of somebody, and how often."""

    days: list[str] = field(default_factory=list)  # sorted; of many, every other one is kept

    def add(self, *days: str | None) -> None:
        """Take more tellings in."""
        for day in days:
            if day is not None:
                at = bisect_left(self.days, day)
                if at == len(self.days) or self.days[at] != day:
                    self.days.insert(at, day)
        if len(self.days) > MOST_DAYS:
            self.days = [*self.days[:-1:2], self.days[-1]]

    @property
    def first(self) -> str | None:
        return self.days[0] if self.days else None

    @property
    def last(self) -> str | None:
        return self.days[-1] if self.days else None

    def turns(self, other: "Seen") -> int:
        """How often tellings of the one are followed by tellings of the other; a man who returns makes two turns."""
        if not self.days or not other.days or self.days[0] > other.days[-1] or other.days[0] > self.days[-1]:
            return 1
        told = merge(((day, 0) for day in self.days), ((day, 1) for day in other.days))
        return sum(one != two for (_, one), (_, two) in pairwise(told))

    def crosses(self, other: "Seen") -> bool:
        """Whether two offices are told in turns as of one who cannot hold both after one another.

        Three turns do; so do two about a single telling: of who returns to an office, the years between tell more.
        """
        turns = self.turns(other)
        if turns != LEAST_TURNS:
            return turns > LEAST_TURNS
        inner = other if self.days[0] < other.days[0] else self
        return len(inner.days) == 1


@dataclass(slots=True)
class Persona:
    """What is known of one bearer of a name. The working memory of this room; nothing of it leaves it."""

    key: tuple[str, ...]  # of what was told, never of the order in which it was read
    names: set[Parts]
    akas: set[Parts] = field(default_factory=set)  # names that are no form of the others: "alias Ramiro Cauca"
    countries: set[str] = field(default_factory=set)
    offices: dict[OfficeId, Seen] = field(default_factory=dict)  # held at the time of the report
    told: set[OfficeId] = field(default_factory=set)  # those held before or to be held, too
    sectors: set[str] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)
    members: list[int] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    company: Counter[str] = field(default_factory=Counter)
    seen: Seen = field(default_factory=Seen)
    authorities: set[AuthorityId] = field(default_factory=set)
    contested: set[tuple[str, ...]] = field(default_factory=set)  # names and countries that several bear

    def add(self, number: int, sighting: Sighting) -> None:
        """One more sighting."""
        self.members.append(number)
        self.documents.add(sighting.document)
        self.seen.add(sighting.day)
        if sighting.country:
            self.countries.add(sighting.country)
        if sighting.gender:
            self.genders.add(sighting.gender)
        self.sectors.update(sighting.sectors)
        self.company.update(sighting.company)
        for office in sighting.offices:
            self.told.add(office.office)
            if office.mark not in {"former", "designate"}:
                self.offices.setdefault(office.office, Seen()).add(office.day)

    def take_in(self, other: "Persona") -> None:
        """All that is known of another, who is the same."""
        self.key = min(self.key, other.key)
        self.names |= other.names
        self.akas |= other.akas
        self.countries |= other.countries
        self.sectors |= other.sectors
        self.genders |= other.genders
        self.members += other.members
        self.documents |= other.documents
        self.company.update(other.company)
        self.told |= other.told
        self.authorities |= other.authorities
        self.contested |= other.contested
        self.seen.add(other.seen.first, other.seen.last)
        for office, seen in other.offices.items():
            self.offices.setdefault(office, Seen()).add(*seen.days)

    @property
    def all_names(self) -> list[Parts]:
        """Every name, in order."""
        return sorted(self.names | self.akas)

    @property
    def fullest(self) -> Parts:
        """The name with the most parts."""
        return max(self.names, key=lambda parts: (len(parts), sum(map(len, parts)), parts))


def persona(names: Iterable[tuple[Parts, ...]], numbers: Sequence[int], seen: Sequence[Sighting]) -> Persona:
    """A persona of these sightings; of each the fullest name comes first, and then names that are no forms of it."""
    made = Persona(key=(min(seen[number].actor for number in numbers),), names=set())
    for told in names:
        made.names.add(told[0])
        made.akas.update(told[1:])
    for number in numbers:
        made.add(number, seen[number])
    return made
