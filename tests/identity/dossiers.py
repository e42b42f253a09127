"""Synthetic dossiers: reports about persons whose offices change and whose names are written in several ways.

Namesakes are among them.

The ways of writing a name stand in people.csv, written by hand as the press of several countries writes such names, and
the titles of an office in offices.csv: nothing here makes a variant by a rule, and no rule of the register is used.
"""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from dragoman.model.identity import Register
from dragoman.model.record import Actor, Coder, Document, Record, Span, Tenure, When
from tests.pairs import Pairs, pairs_in

HERE = Path(__file__).parent
CODER = Coder(name="dragoman", version="0", lexicon="none", model="none")
FIRST, LAST = date(2006, 1, 1), date(2025, 12, 31)
NAMESAKE = "ns"
CAST, REPORTS = 8, 12
TOLD = 4  # persons in a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of people.csv."""

    key: str
    country: str
    gender: str
    names: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Somebody's time in an office of offices.csv."""

    office: str
    sector: str
    titles: tuple[str, ...]
    start: date
    end: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Reports about one cast, and who each actor of them is."""

    records: tuple[Record, ...]
    truth: Mapping[str, str]


def people() -> tuple[Person, ...]:
    """Everybody of people.csv."""
    return tuple(
        Person(
            key=row["key"],
            country=row["country"],
            gender=row["gender"],
            names=tuple(row["names"].split("|")),
            short=tuple(row["short"].split("|")),
        )
        for row in _rows("people.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def careers(persons: Iterable[Person], random: Random) -> dict[str, tuple[Post, ...]]:
    """One to three posts for everybody; an office of one holder has one at a time in each state.

    Compatriots of one name serve at the same time, in other offices: of two after one another, nobody could say from
    reports alone that they are two.
    """
    offices = _rows("offices.csv")
    taken: list[tuple[str, str, date, date]] = []
    held: dict[tuple[str, str], set[str]] = {}
    begun: dict[tuple[str, str], date] = {}
    found = {}
    for person in persons:
        posts: list[Post] = []
        start = FIRST + timedelta(days=random.randrange(5 * 365))
        namesake = (person.country, person.names[0])
        start = begun.setdefault(namesake, start)
        for _ in range(random.choice((1, 2, 2, 3))):
            end = min(start + timedelta(days=random.randrange(2 * 365, 7 * 365)), LAST)
            free = [
                row
                for row in offices
                if row["key"] not in held.get(namesake, set())
                and not any(
                    row["single"] == "yes"
                    and (person.country, row["key"]) == (country, office)
                    and start <= until
                    and since <= end
                    for country, office, since, until in taken
                )
            ]
            row = random.choice(free)
            taken.append((person.country, row["key"], start, end))
            posts.append(
                Post(
                    office=row["key"],
                    sector=row["sector"],
                    titles=tuple(row["titles"].split("|")),
                    start=start,
                    end=end,
                )
            )
            start = end + timedelta(days=random.randrange(1, 200))
            if start >= LAST:
                break
        found[person.key] = tuple(posts)
        held.setdefault(namesake, set()).update(post.office for post in posts)
    return found


def dossiers(count: int, seed: int = 7) -> Iterator[Dossier]:
    """So many dossiers; the same for the same seed. Everybody has one career in all of them."""
    random = Random(seed)  # noqa: S311 - repeatable, not secret
    everybody = people()
    posts = careers(everybody, random)
    by_name: dict[str, list[Person]] = {}
    for person in everybody:
        if person.key.startswith(NAMESAKE):
            by_name.setdefault(person.names[0].split()[-1], []).append(person)
    for number in range(count):
        cast = random.sample(everybody, CAST)
        if number % 4 == 0:  # namesakes in one dossier
            cast = [*cast[: CAST - 2], *random.sample(random.choice([p for p in by_name.values() if len(p) > 1]), 2)]
        truth: dict[str, str] = {}
        records = tuple(_report(f"{seed}/{number}/{nth}", cast, posts, truth, random) for nth in range(REPORTS))
        yield Dossier(records=records, truth=truth)


def _report(
    name: str, cast: list[Person], posts: dict[str, tuple[Post, ...]], truth: dict[str, str], random: Random
) -> Record:
    day = FIRST + timedelta(days=random.randrange((LAST - FIRST).days))
    identity = f"sha256:{hashlib.sha256(name.encode()).hexdigest()}"
    published = None
    if random.random() >= 0.12:
        told = day.isoformat()
        published = When(text=told, edtf=told, earliest=told, latest=told, basis="publication")
    text = ""
    actors: list[Actor] = []
    tenures: list[Tenure] = []
    shown: set[str] = set()
    for person in random.sample(cast, TOLD):
        short = random.random() < 0.15
        called = random.choice(person.short if short else person.names)
        if called in shown:
            continue  # one report would tell such two apart by more than a name
        shown.add(called)
        title, former, sector = _title(posts[person.key], day, random)
        if short and title is None:
            called = random.choice(person.names)  # nobody is brought in by a bare surname
        beside = " ".join(part for part in ("former" if former else "", title or "", called) if part)
        start = len(text)
        text += f"{beside} spoke. "
        at = start + len(beside) - len(called)
        actor = f"actor:{hashlib.sha256(f'{identity}|{at}'.encode()).hexdigest()[:16]}"
        truth[actor] = person.key
        country = person.country if random.random() < (0.93 if title else 0.75) else None
        actors.append(
            Actor(
                id=actor,
                kind="person",
                name=called,
                country=country,
                sectors=(sector,) if sector and title else (),
                mentions=(Span(start=at, end=at + len(called), quote=called),),
            )
        )
        if title is not None:
            tenures.append(
                Tenure(
                    id=actor.replace("actor", "tenure"),
                    person=actor,
                    title=title,
                    country=country,
                    observed=published,
                    evidence=(Span(start=start, end=start + len(beside), quote=beside),),
                    cue="told",
                    confidence=0.9,
                )
            )
    return Record(
        document=Document(id=identity, text=text, published=published),
        actors=tuple(actors),
        tenures=tuple(tenures),
        coder=CODER,
    )


def _title(posts: tuple[Post, ...], day: date, random: Random) -> tuple[str | None, bool, str | None]:
    """A title held on the day, or once held; None where none is told."""
    held = [post for post in posts if post.start <= day <= post.end]
    past = [post for post in posts if post.end < day]
    if held and random.random() < 0.88:
        return random.choice(held[0].titles), False, held[0].sector
    if past and not held and random.random() < 0.6:
        return random.choice(past[-1].titles), True, past[-1].sector
    return None, False, None


def pairs(register: Register, truth: Mapping[str, str]) -> Pairs:
    """Hold a register to the truth, pair by pair of actors."""
    return pairs_in(([actor for actor in one.members if actor in truth] for one in register.identities), truth)
