"""Stories: events, each told by reports of which no two tell it alike. Seeded; all invented, but for the states.

A story is a pair of states and what happens between them in some weeks: an event told by 1 to 20 reports, a look-alike
a week later, another act on the same day, a meeting of others on the same day. Reports use other words, call the actors
by state, minister or ministry, give no date, a month, or the wrong day, no place or the wrong one, and recall it weeks
later.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from dragoman.merging import telling_of
from dragoman.model.merged import Telling
from dragoman.model.record import Event, Record, Span, When
from tests.store.making import Desk

STATES = {
    "AZE": ("Baku", "Ganja"),
    "TUR": ("Ankara", "Istanbul"),
    "KEN": ("Nairobi", "Mombasa"),
    "UGA": ("Kampala", "Entebbe"),
    "PER": ("Lima", "Cusco"),
    "CHL": ("Santiago", "Arica"),
    "JPN": ("Tokyo", "Osaka"),
    "FJI": ("Suva", "Nadi"),
    "NOR": ("Oslo", "Bergen"),
    "EST": ("Tallinn", "Tartu"),
    "GHA": ("Accra", "Kumasi"),
    "TGO": ("Lome", "Kara"),
    "OMN": ("Muscat", "Salalah"),
    "IRQ": ("Baghdad", "Basra"),
    "VNM": ("Hanoi", "Danang"),
    "PHL": ("Manila", "Cebu"),
    "SRB": ("Belgrade", "Nis"),
    "GRC": ("Athens", "Patras"),
    "SDN": ("Khartoum", "Kassala"),
    "ETH": ("Addis", "Gondar"),
    "KAZ": ("Astana", "Almaty"),
    "KGZ": ("Bishkek", "Osh"),
    "BOL": ("Sucre", "Puno"),
    "MAR": ("Rabat", "Agadir"),
}
GIVEN = ("Ruth", "Moses", "Marko", "Elena", "Said", "Hatem", "Ines", "Raul", "Ana", "Kenji", "Farid", "Leyla", "Tomas")
FAMILY = (
    *("Wekesa", "Okello", "Jovic", "Doukas", "Jubouri", "Quiroga", "Mamani", "Sato", "Vakalala", "Lindqvist", "Tamm"),
    *("Mensah", "Agbeko", "Toktobolotov", "Abenov", "Dang", "Reyes", "Bekele", "Idris", "Alaoui", "Rojas", "Huseynli"),
)
TOPICS = (
    ("gas", "pipeline", "energy", "transit", "supplies", "Caspian", "fuel"),
    ("border", "crossing", "customs", "trucks", "checkpoint", "frontier", "traders"),
    ("fisheries", "trawler", "quota", "coast", "waters", "catch", "nets"),
    ("grain", "export", "corridor", "harvest", "wheat", "shipments", "silos"),
    ("refugees", "camp", "shelter", "displaced", "asylum", "tents", "families"),
    ("railway", "track", "freight", "station", "bridge", "cargo", "engineers"),
    ("dam", "river", "water", "irrigation", "reservoir", "flood", "turbine"),
    ("prisoners", "release", "detained", "soldiers", "exchange", "captured", "custody"),
    ("nuclear", "reactor", "inspection", "uranium", "plant", "safety", "inspectors"),
    ("trade", "tariff", "duties", "market", "goods", "exporters", "import"),
    ("drone", "airspace", "radar", "incursion", "jets", "flight", "pilots"),
    ("loan", "debt", "bank", "credit", "repayment", "bonds", "budget"),
)
ACTS: dict[str, tuple[str | None, str, tuple[str, ...]]] = {
    "CONSULT": (None, "040", ("held talks with", "met", "conferred with", "sat down with", "received")),
    "ACCUSE": ("disapprove", "112", ("accused", "blamed", "lashed out at", "pointed a finger at", "charged")),
    "SUPPORT": (None, "057", ("signed an accord with", "concluded a pact with", "inked a deal with")),
    "AID": (None, "073", ("sent help to", "gave relief to", "delivered assistance to")),
    "ASSAULT": ("heavy-weapons", "194", ("shelled", "fired on", "bombarded", "attacked positions of")),
    "SANCTION": ("discontinue", "163", ("imposed sanctions on", "slapped penalties on", "punished")),
    "REQUEST": (None, "020", ("called on", "urged", "appealed to", "asked")),
}
VERBS = ("rejected the stand of", *(verb for _, _, verbs in ACTS.values() for verb in verbs))
RELATED = {"ACCUSE": "REJECT", "REQUEST": "ACCUSE"}
FIRST_DAY = date(2024, 1, 8)
PAST = "background"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What truly happened."""

    number: int
    sort: str
    sides: tuple[str, str]
    persons: tuple[str, str]
    day: date
    place: tuple[str, str]
    topic: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report, with the happening that each of its events tells of, in their order."""

    desk: Desk
    truth: tuple[int, ...]
    record: Record


def tellings_in(told: Sequence[Told]) -> tuple[list[Telling], dict[str, int]]:
    """The tellings of some reports, and what is true of each."""
    found = [telling_of(event, one.record) for one in told for event in one.record.events]
    truth = {event.id: number for one in told for event, number in zip(one.record.events, one.truth, strict=True)}
    return found, truth


def stories(many: int, seed: int, *, pairs: Sequence[tuple[str, str]] = (), days: int = 500) -> list[Told]:
    """The reports of so many stories. `pairs`: the states to which they happen; any where none are given."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    told: list[Told] = []
    number = 0
    for _ in range(many):
        sides = random.choice(pairs) if pairs else tuple(random.sample(sorted(STATES), 2))
        for happening in _happenings(random, (sides[0], sides[1]), number, days):
            told += _reports(random, happening)
            number = happening.number + 1
    return told


def _happenings(random: Random, sides: tuple[str, str], number: int, days: int) -> Iterator[Happening]:
    sort = random.choice(("CONSULT", "CONSULT", *ACTS))
    day = FIRST_DAY + timedelta(days=random.randrange(days))
    city = random.choice(STATES[random.choice(sides)])
    country = next(code for code, cities in STATES.items() if city in cities)
    made: dict[str, Any] = {"sort": sort, "sides": sides, "day": day, "place": (city, country)}
    made |= {"persons": (_person(random), _person(random)), "topic": random.choice(TOPICS)}
    yield Happening(number=number, **made)
    if random.random() < 0.35:  # a look-alike
        week = {**made, "day": day + timedelta(days=random.choice((6, 7, 8)))}
        number += 1
        yield Happening(number=number, **week)
    if random.random() < 0.25:  # another act on the same day
        number += 1
        other = random.choice([act for act in ACTS if act != sort and RELATED.get(act) != sort])
        yield Happening(number=number, **{**made, "sort": other})
    if random.random() < 0.1 and sort == "CONSULT":  # others meet on the same day, about something else
        number += 1
        persons = (_person(random), _person(random))
        topic = random.choice([topic for topic in TOPICS if topic != made["topic"]])
        yield Happening(number=number, **{**made, "persons": persons, "topic": topic})


def _person(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"


def _reports(random: Random, happening: Happening) -> Iterator[Told]:
    many = min(20, 1 + int(random.paretovariate(1.1)))
    named = random.random() < 0.7  # whether its actors are persons whom reports name
    for _ in range(many):
        yield _report(random, happening, named=named, recalled=False)
    if random.random() < 0.35:
        yield _report(random, happening, named=named, recalled=True)


def _report(random: Random, happening: Happening, *, named: bool, recalled: bool) -> Told:
    published = happening.day + timedelta(days=random.randint(14, 60) if recalled else random.choice((0, 0, 1, 1, 2)))
    desk = Desk(
        published=published.isoformat(), outlet=f"Wire {random.randrange(1000)}", opening=f"No {random.random()}"
    )
    sort = happening.sort
    if random.random() < 0.04 and not recalled:
        sort = RELATED.get(sort, sort)
    mode, cameo, verbs = ACTS.get(sort, (None, "120", ("rejected the stand of",)))
    about = random.sample(happening.topic, random.randint(1, 4))
    sides = [_called(random, *side, named=named) for side in zip(happening.sides, happening.persons, strict=True)]
    actors, recipients = [sides[0]], [sides[1]]
    if sort in {"CONSULT", "SUPPORT"} and random.random() < 0.3:
        actors, recipients = (recipients, actors) if random.random() < 0.5 else ([*actors, *recipients], [])
    desk.event(
        sort,
        actors,
        recipients,
        day=_day(random, happening.day, recalled=recalled),
        place=_place(random, happening),
        novelty=PAST if recalled else "reported",
        mode=mode if random.random() < 0.7 else None,
        words=f"{random.choice(verbs)} over the {' and the '.join(about)}",
        confidence=round(random.uniform(0.4, 0.9), 2),
    )
    return Told(desk=desk, truth=(happening.number,), record=as_read(desk.record(), cameo))


def _called(random: Random, state: str, person: str, *, named: bool) -> str:
    """An actor by the name of its state, of its minister, or of a ministry."""
    chance = random.random()
    if named and chance < 0.45:
        return f"{person if random.random() < 0.8 else person.split()[1]}:{state}"
    return f"{random.choice(('Foreign', 'Defence'))} Ministry of {state}:{state}" if chance > 0.8 else state


def _day(random: Random, day: date, *, recalled: bool) -> str | None:
    chance = random.random()
    if recalled:
        return f"{day:%Y-%m}" if chance < 0.6 else day.isoformat()
    if chance < 0.15:
        return None
    if chance < 0.25:
        return (day + timedelta(days=random.choice((-1, 1)))).isoformat()
    return f"{day:%Y-%m}" if chance < 0.28 else day.isoformat()


def _place(random: Random, happening: Happening) -> tuple[str, str] | None:
    chance = random.random()
    if chance < 0.3:
        return None
    if chance < 0.38:
        country = random.choice(happening.sides)
        return (random.choice(STATES[country]), country)
    return happening.place


def as_read(record: Record, cameo: str | None = None) -> Record:
    """A record of a desk as the machine would read it: ministries are bodies, months are months, spans stand."""
    published = record.document.published.earliest if record.document.published else None
    actors = tuple(
        actor.model_copy(update={"kind": "organization"}) if "Ministry" in actor.name else actor
        for actor in record.actors
    )
    events = tuple(_event_as_read(event, published, cameo) for event in record.events)
    return record.model_copy(update={"actors": actors, "events": events})


def _event_as_read(event: Event, published: str | None, cameo: str | None) -> Event:
    update: dict[str, Any] = {"cameo": cameo}
    whole = event.evidence[0]
    update["evidence"] = (*(_within(whole, verb) for verb in VERBS if verb in whole.quote), whole)
    if event.date is None:
        update["date"] = When(edtf=f"../{published}", latest=published, basis="inferred") if published else None
    else:
        told = event.date.edtf or ""
        update["date"] = _month(event.date) if len(told) == len("2024-05") else event.date
        update["date"] = update["date"].model_copy(update={"evidence": (_within(whole, told),)})
    if event.place is not None:
        update["place"] = event.place.model_copy(update={"evidence": (_within(whole, event.place.name),)})
    return event.model_copy(update=update)


def _month(when: When) -> When:
    first = date.fromisoformat(f"{when.edtf}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return when.model_copy(update={"earliest": first.isoformat(), "latest": last.isoformat()})


def _within(whole: Span, quote: str) -> Span:
    start = whole.start + whole.quote.rindex(quote)
    return Span(start=start, end=start + len(quote), quote=quote)
