"""Persons in the making: sightings of one name in one country, and later those joined to them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.model.identity import Gender, Sighting

Parts = tuple[str, ...]
OfficeId = tuple[str, str | None]
AuthorityId = tuple[str, str]  # the file, and the id there


@dataclass(slots=True)
class Seen:
    """When an office was told of somebody, and how often."""

    first: str | None = None
    last: str | None = None
    times: int = 0

    def add(self, day: str | None, times: int = 1) -> None:
        """Take one more telling in."""
        self.times += times
        if day is not None:
            self.first = day if self.first is None else min(self.first, day)
            self.last = day if self.last is None else max(self.last, day)

    def meets(self, other: "Seen") -> bool:
        """Whether the two times cross: one is told of between two tellings of the other."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first < other.last and other.first < self.last


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
        self.seen.add(other.seen.first, other.seen.times)
        self.seen.add(other.seen.last, 0)
        for office, seen in other.offices.items():
            mine = self.offices.setdefault(office, Seen())
            mine.add(seen.first, seen.times)
            mine.add(seen.last, 0)

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
