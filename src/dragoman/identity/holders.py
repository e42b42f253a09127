"""Who held an office on a day: "the Turkish foreign minister said", told without a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.identity.offices import OfficeReader
from dragoman.identity.personas import OfficeId, Parts, Persona, Seen
from dragoman.identity.score import Scorer
from dragoman.model.identity import Authority, Sighting

Bounds = tuple[str | None, str | None]
DAY = len("2024-05-12")
EARLIEST, LATEST = "0000-01-01", "9999-12-31"
NAMED_AS_HOLDER = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Somebody who held an office: a group of sightings by number, or an authority whom no report names."""

    group: int | None
    authority: Authority | None
    start: str
    end: str
    why: str


@dataclass(slots=True, kw_only=True)
class Holders:
    """Holders by office."""

    reader: OfficeReader
    _by_office: dict[OfficeId, list[Holder]] = field(default_factory=dict)

    def add(self, office: OfficeId, holder: Holder) -> None:
        """One more holder."""
        self._by_office.setdefault(office, []).append(holder)

    def on(self, sighting: Sighting, day: str) -> tuple[OfficeId, tuple[Holder, ...]] | None:
        """The office by which somebody without a name is told, and who held it that day; None where no office is told.

        Only an office with one holder at a time tells whom.
        """
        told = self.reader.offices(sighting.names[0], sighting.country)
        offices = [office.office for office in sighting.offices] or [office.office for office, _ in told]
        for office in offices:
            if office[1] is not None and self.reader.single(office):
                found = [one for one in self._by_office.get(office, ()) if one.start <= day <= one.end]
                return office, _distinct(found)
        return None


def _distinct(found: Iterable[Holder]) -> tuple[Holder, ...]:
    """Each holder once; what an authority says goes before what reports tell."""
    by_holder: dict[object, Holder] = {}
    for one in sorted(found, key=lambda one: (one.authority is None, one.why)):
        key = one.group if one.group is not None else (one.authority.source, one.authority.id) if one.authority else ""
        by_holder.setdefault(key, one)
    return tuple(by_holder.values())


def holders_of(groups: Sequence[Persona], authorities: Iterable[Authority], reader: OfficeReader) -> Holders:
    """Everybody whom reports or authorities tell in an office."""
    holders = Holders(reader=reader)
    of_authority: dict[tuple[str, str], int] = {}
    for number, persona in enumerate(groups):
        of_authority.update(dict.fromkeys(persona.authorities, number))
        for office, seen in persona.offices.items():
            if seen.first is not None and seen.last is not None:
                why = f"told in it from {seen.first} to {seen.last}"
                holders.add(office, Holder(group=number, authority=None, start=seen.first, end=seen.last, why=why))
    for authority in authorities:
        group = of_authority.get((authority.source, authority.id))
        for office, terms in terms_of(authority, reader).items():
            for start, end in terms:
                told = f"{authority.source}: {authority.name}, {start or '..'}/{end or '..'}"
                held = Holder(group=group, authority=authority, start=start or EARLIEST, end=end or LATEST, why=told)
                holders.add(office, held)
    return holders


def terms_of(authority: Authority, reader: OfficeReader) -> dict[OfficeId, list[Bounds]]:
    """The offices that an authority tells, each with the first and last day of its terms, None where none is told."""
    found: dict[OfficeId, list[Bounds]] = {}
    for term in authority.terms:
        country = term.country or authority.country
        for told, _ in reader.offices(term.title, country, term.organization, foreign=country is None):
            start, end = padded(term.start, EARLIEST), padded(term.end, LATEST)
            bounds = (start, end or start) if term.ended else (start, end)
            found.setdefault(told.office, []).append(bounds)
    return found


def padded(day: str | None, bound: str) -> str | None:
    """The first or the last day of a year, a month or a day."""
    return None if day is None else day[:DAY] + bound[len(day[:DAY]) :] if day[:4].isdecimal() else None


def persona_of(authority: Authority, scorer: Scorer) -> Persona:
    """What an authority tells of somebody, to be compared with what reports tell."""
    names: tuple[Parts, ...] = scorer.all_parts((authority.name, *authority.aliases))
    spelled = {parts for parts in map(scorer.parts, authority.aliases) if scorer.strong(parts)} - set(names[1:])
    terms = terms_of(authority, scorer.offices)
    return Persona(
        key=("authority", authority.source, authority.id),
        names={names[0], *spelled},
        akas=set(names[1:]),
        countries={authority.country} if authority.country else set(),
        offices={office: _seen(bounds) for office, bounds in terms.items()},
        told=set(terms),
        authorities={(authority.source, authority.id)},
    )


def _seen(terms: Iterable[Bounds]) -> Seen:
    seen = Seen()
    for bounds in terms:
        seen.add(*bounds)
    return seen
