"""Stories of agreements and promises: each told by several reports, later too, beside others of the same two states.

An agreement is told under varying names when it is signed, and later when it is ratified, comes into force, or is
broken; on the day of its signing another may be signed, and a year or two later another on the same matter. A promise
is told in varying words, repeated, and told as kept or broken; others are made by the same to the same, by the same to
others, and the other way round.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any, Literal

from dragoman.merging import telling_of
from dragoman.model.merged import Telling
from dragoman.model.record import Agreement, Commitment, Record, When
from tests.merging.stories import FIRST_DAY, STATES
from tests.store.making import Desk

Kind = Literal["agreement", "commitment"]
MATTERS = tuple(
    f"{field} {facet}"
    for field in (
        *("gas", "rail", "fisheries", "grain", "customs", "border", "visa", "pension", "satellite", "flood", "cattle"),
        *("power", "river", "prisoner", "airspace", "tourism"),
    )
    for facet in ("transit", "safety", "inspection", "fees", "data", "training")
)
SORTS = {
    "treaty": ("treaty", "pact"),
    "agreement": ("agreement", "accord", "deal"),
    "memorandum": ("memorandum of understanding", "memorandum"),
    "protocol": ("protocol",),
    "declaration": ("declaration", "joint declaration"),
}
# verbs, what it is about, and what some reports add
PROMISES: tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        ("deliver", "supply", "provide"),
        ("transport aircraft", "transport planes"),
        ("for relief", "from its own fleet"),
    ),
    (("deliver", "supply", "send"), ("patrol boats", "patrol ships"), ("for the coast guard", "from its own yards")),
    (("deliver", "send"), ("field generators", "generators for field use"), ("with spare parts",)),
    (("reopen", "open"), ("the border crossing", "the frontier crossing"), ("to trucks", "at night")),
    (("withdraw", "pull back"), ("its troops", "its soldiers"), ("under observers", "with their guns")),
    (("release", "free"), ("captured fishermen", "the fishermen it captured"), ("without ransom", "before winter")),
    (("pay",), ("compensation for the flood", "flood compensation"), ("in full", "to farmers")),
    (("build",), ("a field hospital", "a hospital in tents in the field"), ("with sixty beds", "at its own cost")),
    (("lift", "abolish"), ("duties on grain", "grain duties"), ("for small mills", "at all ports")),
    (("train",), ("pilots of the air force", "air force pilots"), ("on simulators", "at its own academy")),
    (("share",), ("radar data", "the data of its radar"), ("in real time", "around the clock")),
    (("dismantle",), ("checkpoints", "the checkpoints"), ("with their barriers", "one by one")),
    (("restore", "resume"), ("electricity exports", "exports of electricity"), ("at half the price",)),
    (("clear",), ("mines", "the mines it laid"), ("with dogs", "metre by metre")),
    (("vaccinate",), ("cattle herds", "herds of cattle"), ("before spring",)),
    (("repair",), ("the canal locks", "locks of the canal"), ("with steel gates",)),
)
WHERE = (
    *("in the northern valley", "along the eastern ridge", "at the southern gulf", "on the western plateau"),
    *("near the old capital", "on the outer islands", "in the lake district", "beside the salt desert"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pact:
    """An agreement as it truly is."""

    number: int
    sides: tuple[str, str]
    day: date
    matter: str
    sort: str
    city: str | None  # by which it is called


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise as it truly is."""

    number: int
    sides: tuple[str, str]  # who owes, and to whom
    day: date
    due: date | None
    what: int
    where: int


Truth = dict[str, int]
Read = tuple[Record, tuple[int, ...]]


def read_stories(kind: Kind, many: int, seed: int) -> list[Read]:
    """The reports of so many stories, each with what is true of its findings."""
    random = Random(f"{kind} {seed}")  # noqa: S311 - repeatable, not secret
    told: list[Read] = []
    number = 0
    used: set[tuple[object, ...]] = set()  # two stories of one matter would be told alike
    while many:
        about: set[tuple[object, ...]]
        one, other = random.sample(sorted(STATES), 2)
        day = FIRST_DAY + timedelta(days=random.randrange(500))
        if kind == "agreement":
            pacts = list(_pacts(random, (one, other), day, number))
            about = {(*sorted(pact.sides), pact.matter) for pact in pacts}
            reports = [report for pact in pacts for report in _pact_reports(random, pact, pacts)]
        else:
            promises = list(_promises(random, (one, other), day, number))
            about = {(promise.sides[0], promise.what, promise.where) for promise in promises}
            reports = [report for promise in promises for report in _promise_reports(random, promise)]
        if used.isdisjoint(about):
            used |= about
            told += reports
            number += len(pacts if kind == "agreement" else promises)
            many -= 1
    return told


def found_in(kind: Kind, told: Sequence[Read]) -> tuple[list[Telling], Truth]:
    """The tellings of some reports, and what is true of each."""
    tellings: list[Telling] = []
    truth: Truth = {}
    for record, numbers in told:
        findings: Sequence[Agreement | Commitment] = record.agreements if kind == "agreement" else record.commitments
        tellings += [telling_of(finding, record) for finding in findings]
        truth |= {finding.id: number for finding, number in zip(findings, numbers, strict=True)}
    return tellings, truth


def _pacts(random: Random, sides: tuple[str, str], day: date, number: int) -> Iterator[Pact]:
    city = random.choice(STATES[random.choice(sides)]) if random.random() < 0.5 else None
    sort, matter = random.choice(sorted(SORTS)), random.choice(MATTERS)
    first = Pact(number=number, sides=sides, day=day, matter=matter, sort=sort, city=city)
    yield first
    if random.random() < 0.35:  # another on the same day, perhaps of the same sort
        number += 1
        other = random.choice([one for one in MATTERS if one != matter])
        yield replace(first, number=number, matter=other, sort=random.choice((sort, *SORTS)), city=None)
    if random.random() < 0.25:  # the next on the same matter
        number += 1
        later = day + timedelta(days=random.randrange(300, 700))
        yield replace(first, number=number, day=later, city=None)


def _pact_reports(random: Random, pact: Pact, pacts: Sequence[Pact]) -> Iterator[Read]:
    beside = [other for other in pacts if other.day == pact.day and other.number > pact.number]
    for _ in range(min(12, 1 + int(random.paretovariate(1.1)))):
        both = [pact, *(beside if random.random() < 0.4 else ())]
        yield _report_of(random, both, pact.day + timedelta(days=random.choice((0, 0, 1, 2))), "signed")
    day = pact.day
    for stage, chance, least, most in (
        ("ratified", 0.5, 30, 200),
        ("in-force", 0.3, 20, 90),
        ("suspended", 0.3, 90, 500),
    ):
        if random.random() < chance:
            day += timedelta(days=random.randrange(least, most))
            for _ in range(random.randint(1, 4)):
                yield _report_of(random, [pact], day + timedelta(days=random.choice((0, 1, 2))), stage)


def _report_of(random: Random, pacts: Sequence[Pact], published: date, stage: str) -> Read:
    desk = _desk(random, published)
    for pact in pacts:
        parties: tuple[str, ...] = pact.sides if random.random() < 0.5 else pact.sides[::-1]
        if random.random() < 0.06:
            parties = parties[:1]
        desk.agreement(
            _name(random, pact),
            parties,
            status=stage,
            signed=_signed(random, pact.day, later=stage != "signed"),
            kind=pact.sort if random.random() < 0.9 else "other",
        )
    record = desk.record()
    agreements = tuple(one.model_copy(update={"signed": _when(one.signed)}) for one in record.agreements)
    return record.model_copy(update={"agreements": agreements}), tuple(pact.number for pact in pacts)


def _name(random: Random, pact: Pact) -> str:
    sort = random.choice(SORTS[pact.sort])
    chance = random.random()
    if pact.city is not None and chance < 0.6:
        return f"{pact.city} {sort}" if chance < 0.45 else f"{pact.city} {pact.matter} {sort}"
    if chance < 0.05:
        return sort  # "the accord"
    if chance < 0.2:
        return f"{pact.matter.split()[random.randrange(2)]} {sort}"
    return f"{sort} on {pact.matter}" if random.random() < 0.5 else f"{pact.matter} {sort}"


def _signed(random: Random, day: date, *, later: bool) -> str | None:
    """The day of the signing as a report tells it, if it does: also a day off, or by month or year."""
    chance = random.random()
    if later:
        return (
            day.isoformat()
            if chance < 0.25
            else f"{day:%Y-%m}"
            if chance < 0.4
            else f"{day:%Y}"
            if chance < 0.5
            else None
        )
    if chance < 0.08:
        return (day + timedelta(days=random.choice((-1, 1)))).isoformat()
    return day.isoformat() if chance < 0.65 else f"{day:%Y-%m}" if chance < 0.7 else None


def _when(when: When | None) -> When | None:
    """A month or a year as the machine tells it: with its first and its last day."""
    told = (when.edtf or "") if when is not None else ""
    if when is None or len(told) == len("2024-05-11"):
        return when
    if len(told) == len("2024"):
        return when.model_copy(update={"earliest": f"{told}-01-01", "latest": f"{told}-12-31"})
    first = date.fromisoformat(f"{told}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return when.model_copy(update={"earliest": first.isoformat(), "latest": last.isoformat()})


def _desk(random: Random, published: date) -> Desk:
    outlet = f"Wire {random.randrange(1000)}"
    return Desk(published=published.isoformat(), outlet=outlet, opening=f"No {random.random()}")


def _promises(random: Random, sides: tuple[str, str], day: date, number: int) -> Iterator[Promise]:
    due = _due(random, day)
    what, where = random.randrange(len(PROMISES)), random.randrange(len(WHERE))
    first = Promise(number=number, sides=sides, day=day, due=due, what=what, where=where)
    yield first
    if random.random() < 0.35:  # another to the same, there or of the same kind
        number += 1
        other = random.choice([one for one in range(len(PROMISES)) if one != what])
        there = random.choice([one for one in range(len(WHERE)) if one != where])
        what, where = (other, where) if random.random() < 0.5 else (what, there)
        day = day + timedelta(days=random.randrange(0, 60))
        yield replace(first, number=number, day=day, due=_due(random, day), what=what, where=where)
    if random.random() < 0.25:  # the same to others
        number += 1
        third = random.choice([state for state in sorted(STATES) if state not in sides])
        day = day + timedelta(days=random.randrange(0, 90))
        yield replace(first, number=number, sides=(sides[0], third), day=day, due=_due(random, day))
    if random.random() < 0.15:  # the other way round
        number += 1
        yield replace(first, number=number, sides=sides[::-1])


def _due(random: Random, day: date) -> date | None:
    return day + timedelta(days=random.randrange(60, 400)) if random.random() < 0.6 else None


def _promise_reports(random: Random, promise: Promise) -> Iterator[Read]:
    for _ in range(min(8, 1 + int(random.paretovariate(1.1)))):
        yield _promised(random, promise, promise.day + timedelta(days=random.choice((0, 0, 1, 2))), "open")
    for _ in range(random.choice((0, 0, 1, 2))):
        again = promise.day + timedelta(days=random.randrange(10, 200))
        yield _promised(random, promise, again, random.choice(("open", "repeated")))
    if random.random() < 0.5:
        end = random.choice(("kept", "broken"))
        day = promise.due or promise.day + timedelta(days=random.randrange(40, 300))
        for _ in range(random.randint(1, 3)):
            yield _promised(random, promise, day + timedelta(days=random.randrange(0, 9)), end)


def _promised(random: Random, promise: Promise, published: date, status: str) -> Read:
    desk = _desk(random, published)
    verbs, objects, more = PROMISES[promise.what]
    what = f"{random.choice(verbs)} {random.choice(objects)}"
    if random.random() < 0.8:
        what = f"{what} {WHERE[promise.where]}"
    if random.random() < 0.3:
        what = f"{what} {random.choice(more)}"
    due = promise.due.isoformat() if promise.due is not None and random.random() < 0.5 else None
    told: dict[str, Any] = {"due": due, "status": status}
    desk.commitment(*promise.sides, what, **told)
    record = desk.record()
    if random.random() < 0.12:  # to whom is not told
        pledges = tuple(one.model_copy(update={"to": ()}) for one in record.commitments)
        record = record.model_copy(update={"commitments": pledges})
    return record, (promise.number,)
