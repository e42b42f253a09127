"""Who meets whom: persons, or the offices that they held, whom reports tell to have met or to have signed together.

It is counted over the newest of what is asked only, so that a store of a million events answers as soon as a small one.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, Literal

from sqlalchemy import Connection, select

from dragoman.lexicon.world import fold
from dragoman.model.identity import Identity
from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.filters import Filter
from dragoman.store.lists import check_limit, newest
from dragoman.store.people import persons_in
from dragoman.store.seen import Within, identities_seen
from dragoman.store.sql import select_in

By = Literal["person", "office"]
MOST_COUNTED = 1000  # meetings, and as many agreements
TOLD = {"id", "name", "country", "named", "offices"}
OFFICE = ("key", "seat", "title", "organization", "country", "first", "last", "reports")
MOST_TOGETHER = 40  # of one meeting: a list of a hundred who were there says nothing of each two


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeTold:
    """An office of somebody, as his identity has it, without its evidence."""

    key: str
    seat: str | None
    title: str
    told: tuple[str, ...]
    organization: str | None
    country: str | None
    first: str | None
    last: str | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """Somebody who meets others. id: of an identity; of an office its key, its seat and its country.

    persons: the identities behind an office, or the one itself. met: in how many meetings and agreements. named: False
    for who is only described ("the Turkish foreign minister").
    """

    id: str
    kind: str
    name: str
    country: str | None
    office: OfficeTold | None
    persons: tuple[str, ...]
    met: int
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two who met. between: the two identities of each pair of persons, with their meetings and their agreements."""

    one: str
    other: str
    meetings: int
    agreements: int
    last: str
    between: tuple[tuple[str, str, int, int], ...]

    @property
    def times(self) -> int:
        """How often, in all."""
        return self.meetings + self.agreements


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Who meets whom, most often first.

    names: of persons, by their ids. found: how many there are in all; counted: how many meetings and agreements were
    looked at; all_counted: whether these are all that there are.
    """

    knots: tuple[Knot, ...]
    ties: tuple[Tie, ...]
    names: dict[str, str]
    found: int
    counted: int
    all_counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    id: str
    name: str
    country: str | None
    named: bool
    offices: tuple[OfficeTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    kind: MergedKind
    day: str
    persons: tuple[str, ...]


def circle(
    connection: Connection,
    asked: Mapping[MergedKind, Filter],
    by: By,
    office: str | None,
    limit: int,
    within: Within = None,
) -> Circle:
    """Who meets whom in the newest findings of some kinds, each with its limits. Raises QueryError.

    office: words of a title that one of each two must hold.
    """
    check_limit(limit)
    m = s.merged.c
    meetings: list[_Meeting] = []
    all_counted = True
    for kind, limits in asked.items():
        found = newest(connection, kind, limits, (m.n, m.day), MOST_COUNTED + 1)
        all_counted = all_counted and len(found) <= MOST_COUNTED
        meetings += _attended(connection, kind, found[:MOST_COUNTED], within)
    together = [one for one in meetings if 1 < len(one.persons) <= MOST_TOGETHER]
    people = _people(connection, {person for one in together for person in one.persons}, within)
    knots, ties = _tied(together, people, by, office)
    shown = sorted(knots.values(), key=lambda one: (-one.met, one.name, one.id))[:limit]
    here = {one.id for one in shown}
    return Circle(
        knots=tuple(shown),
        ties=tuple(
            sorted(
                (tie for tie in ties if tie.one in here and tie.other in here),
                key=lambda tie: (-tie.times, knots[tie.one].name, knots[tie.other].name, tie.one, tie.other),
            )
        ),
        names={one.id: one.name for one in people.values()},
        found=len(knots),
        counted=len(meetings),
        all_counted=all_counted,
    )


def _attended(connection: Connection, kind: MergedKind, rows: Sequence[Any], within: Within) -> list[_Meeting]:
    """The persons of some merged findings, those only whom reports that may be seen tell of."""
    query = persons_in(within, s.identities.c.id)
    persons: dict[int, set[str]] = defaultdict(set)
    for row in select_in(connection, query, s.merged_actors.c.merged, [row.n for row in rows]):
        persons[row.merged].add(row.id)
    return [_Meeting(kind=kind, day=row.day, persons=tuple(sorted(persons[row.n]))) for row in rows]


def _people(connection: Connection, asked: Iterable[str], within: Within) -> dict[str, _Person]:
    """Persons by their ids, with the offices that they held. A value is read without being checked: they are many."""
    i = s.identities.c
    rows = select_in(connection, select(i.id, i.value), i.id, asked)
    if within is None:
        return {row.id: _person(json.loads(row.value)) for row in rows}
    found = identities_seen(connection, [Identity.model_validate_json(row.value) for row in rows], within)
    return {one.id: _person(one.model_dump(include=TOLD)) for one in found}


def _person(told: dict[str, Any]) -> _Person:
    offices = (
        OfficeTold(**{name: office.get(name) for name in OFFICE}, told=tuple(office["told"]))
        for office in told.get("offices", ())
    )
    return _Person(
        id=told["id"],
        name=told["name"],
        country=told.get("country"),
        named=told.get("named", True),
        offices=tuple(offices),
    )


def _tied(
    meetings: Sequence[_Meeting], people: Mapping[str, _Person], by: By, office: str | None
) -> tuple[dict[str, Knot], list[Tie]]:
    """All who met in these meetings, and each two of them."""
    looked_for = fold(office) if office else None
    knots: dict[str, Knot] = {}
    times: Counter[str] = Counter()
    persons: dict[str, set[str]] = defaultdict(set)
    pairs: dict[tuple[str, str], Counter[tuple[str, str, MergedKind]]] = defaultdict(Counter)
    last: dict[tuple[str, str], str] = {}
    for meeting in meetings:
        here: dict[str, str] = {}  # who of this meeting stands for a knot
        for person in meeting.persons:
            if person in people:
                knot = _knot(people[person], meeting.day, by)
                knots.setdefault(knot.id, knot)
                here.setdefault(knot.id, person)
        holds = {
            knot: looked_for is None or _holds(people[person], meeting.day, looked_for) for knot, person in here.items()
        }
        joined = [
            (one, other)
            for one, other in combinations(sorted(here, key=lambda knot: (knots[knot].name, knot)), 2)
            if holds[one] or holds[other]
        ]
        for one, other in joined:
            pairs[one, other][here[one], here[other], meeting.kind] += 1
            last[one, other] = max(last.get((one, other), ""), meeting.day)
        for each in {one for pair in joined for one in pair}:
            times[each] += 1
            persons[each].add(here[each])
    ties = [_tie(pair, found, last[pair]) for pair, found in pairs.items()]
    told = {
        key: replace(knot, met=times[key], persons=tuple(sorted(persons[key])))
        for key, knot in knots.items()
        if times[key]
    }
    return told, ties


def _tie(pair: tuple[str, str], found: Counter[tuple[str, str, MergedKind]], last: str) -> Tie:
    between: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for (one, other, kind), many in found.items():
        between[one, other][kind == "agreement"] += many
    ranked = sorted(between.items(), key=lambda item: (-sum(item[1]), item[0]))
    return Tie(
        one=pair[0],
        other=pair[1],
        meetings=sum(many[0] for many in between.values()),
        agreements=sum(many[1] for many in between.values()),
        last=last,
        between=tuple((one, other, many[0], many[1]) for (one, other), many in ranked),
    )


def _knot(person: _Person, day: str, by: By) -> Knot:
    held = office_at(person.offices, day)
    if by == "person" or held is None:
        return Knot(
            id=person.id,
            kind="person",
            name=person.name,
            country=person.country,
            office=held,
            persons=(person.id,),
            met=0,
            named=person.named,
        )
    country = held.country or person.country
    return Knot(
        id=f"office:{held.key}|{held.seat or country or ''}",
        kind="office",
        name=held.title,
        country=country,
        office=held,
        persons=(person.id,),
        met=0,
    )


def office_at(offices: Sequence[OfficeTold], day: str) -> OfficeTold | None:
    """The office that reports tell of somebody around a day: one that he held then, else his last; None for none."""

    def fits(office: OfficeTold) -> tuple[bool, str, int]:
        first, last = office.first or "", office.last or ""
        return (first <= day <= last, last, office.reports)

    return max(offices, key=fits, default=None)


def _holds(person: _Person, day: str, looked_for: str) -> bool:
    held = office_at(person.offices, day)
    return held is not None and any(
        looked_for in fold(words) for words in (held.title, *held.told, held.organization or "", held.country or "")
    )
