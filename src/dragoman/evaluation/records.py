"""Gold records: single sentences with their events, after the PLOVER project's gold-standard records.

One JSON object a line: {"id", "text", "date" (ISO day or null), "events"}. An event is {"type", "mode", "status",
"event_text" (words of the text that tell the act), "actors", "recipients", "contexts"}; a side is a list of
{"text" (words of the text), "country", "sectors"}. Country is ISO 3166-1 alpha-3, or IGO, UNO, EUR for
intergovernmental bodies, null where unknown. evaluation/records.jsonl is such a file.

What reviewers judged has the same form (`dragoman export-judgements`), with `judged`, and `whole` where the text is a
report that somebody read all of. There `events` may be empty: nothing is told. Lines without `events` are skipped.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from dragoman.errors import GoldError
from dragoman.evaluation.metrics import Level, level
from dragoman.evaluation.tables import half_of, read_text_file
from dragoman.model.record import Event, EventType, Record, Role
from dragoman.pipeline import read

IGO = "IGO"
BODIES = frozenset({"UNO", "EUR", IGO})  # the gold records of 2016 have IGO for all of them


@dataclass(frozen=True, slots=True)
class Side:
    """One actor or recipient as the gold has it."""

    text: str
    country: str | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event of a gold record."""

    type: EventType
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]
    event_text: str


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """A sentence with its events; `date` is the day that it is read on.

    whole: it is a report, with all events that it tells.
    """

    id: str
    text: str
    date: str | None
    events: tuple[GoldEvent, ...]
    whole: bool = False

    @property
    def half(self) -> str:
        """Its half of the set."""
        return half_of(self.id)


@dataclass(frozen=True, slots=True)
class RecordScore:
    """What reading one record found: the gold event that was looked for, and what was found of it.

    found: how many of all its events; of a report that was read whole they tell recall and precision.
    """

    record: GoldRecord
    told: Record
    typed: bool
    sided: bool
    acting: bool
    touched: bool
    found: int = 0

    @property
    def first(self) -> GoldEvent:
        """The event that the sentence is about."""
        return self.record.events[0]


@dataclass(frozen=True, slots=True)
class RecordScores:
    """Shares over records: an event of the gold's type; with the gold's countries on both sides. Types by class.

    Where there are such: of texts in which nothing is told the share in which nothing is found (quiet), and of reports
    that were read whole the recall and the precision of all their events, by type.
    """

    scores: tuple[RecordScore, ...]
    types: Level

    def shares(self, half: str | None = None) -> dict[str, float]:
        """Give the shares, over all records or those of a half."""
        every = [one for one in self.scores if half is None or one.record.half == half]
        rows = [one for one in every if one.record.events]
        quiet = [not one.told.events for one in every if not one.record.events]
        whole = [one for one in every if one.record.whole]
        more = {"quiet": sum(quiet) / len(quiet)} if quiet else {}
        if whole:
            found = sum(one.found for one in whole)
            more["recall"] = found / max(1, sum(len(one.record.events) for one in whole))
            more["precision"] = found / max(1, sum(len(one.told.events) for one in whole))
        count = max(1, len(rows))
        return {
            "type": sum(one.typed for one in rows) / count,
            "countries": sum(one.sided for one in rows) / count,
            "actors": sum(one.acting for one in rows) / count,
            "recipients": sum(one.touched for one in rows) / count,
            "any event": sum(bool(one.told.events) for one in rows) / count,
            **more,
        }


def load_records(path: Path) -> tuple[GoldRecord, ...]:
    """Load a file of gold records. Raises GoldError naming line and fault."""
    found = []
    for number, line in enumerate(read_text_file(path).split("\n"), start=1):
        if line.strip():
            where = f"{path}: line {number}"
            try:
                told = json.loads(line)
                if "events" in told or "judged" not in told:
                    found.append(_record(told, where))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise GoldError(f"{where}: is no gold record ({error!r}); docs/evaluation.md shows the form") from error
    if not found:
        raise GoldError(f"{path}: holds no records")
    return tuple(found)


def _record(told: dict[str, Any], where: str) -> GoldRecord:
    text = str(told["text"])
    events = tuple(_event(event, text, where) for event in told["events"])
    if not events and "judged" not in told:
        raise GoldError(f"{where}: has no events; a gold record has at least one")
    return GoldRecord(str(told["id"]), text, told.get("date"), events, whole=told.get("whole") is True)


def _event(told: dict[str, Any], text: str, where: str) -> GoldEvent:
    if told["type"] not in get_args(EventType):
        raise GoldError(f"{where}: type {told['type']!r} is none of {get_args(EventType)}")
    sides = [
        tuple(Side(side["text"], side.get("country")) for side in told[which]) for which in ("actors", "recipients")
    ]
    for words in (told["event_text"], *(side.text for found in sides for side in found)):
        if words not in text:
            raise GoldError(f"{where}: {words!r} does not stand in the text; copy the words as they are")
    return GoldEvent(told["type"], sides[0], sides[1], told["event_text"])


def score_records(records: Sequence[GoldRecord]) -> RecordScores:
    """Read each record and score its first event: its type, and the countries of both sides."""
    scores = tuple(_score(record) for record in records)
    told = [one for one in scores if one.record.events]
    return RecordScores(scores, level([one.first.type for one in told], [_type_of(one) for one in told]))


def _score(record: GoldRecord) -> RecordScore:
    told = read(record.text, published=record.date)
    wanted = [(gold, event) for gold in record.events for event in told.events if event.type == gold.type]
    sides = [_sides_held(gold, event, told) for gold, event in wanted]
    return RecordScore(
        record,
        told,
        typed=bool(wanted),
        sided=any(acting and touched for acting, touched in sides),
        acting=any(acting for acting, _ in sides),
        touched=any(touched for _, touched in sides),
        found=_matched(record.events, told.events),
    )


def _matched(gold: Sequence[GoldEvent], told: Sequence[Event]) -> int:
    """How many events of the gold are found, each by one of its type that no other is found by."""
    return (Counter(event.type for event in gold) & Counter(event.type for event in told)).total()


def _type_of(one: RecordScore) -> str | None:
    """Give the type for the confusion: the gold's where an event has it, else that of the first event found."""
    types = [event.type for event in one.told.events]
    wanted = {gold.type for gold in one.record.events}
    return one.first.type if wanted & set(types) else next(iter(types), None)


def _sides_held(gold: GoldEvent, event: Event, record: Record) -> tuple[bool, bool]:
    """Whether the gold's countries stand on the actors' and on the recipients' side.

    Where all act alike they may stand anywhere. What the gold leaves open is free.
    """
    sides = [_countries(side, record) for side in (event.actors, event.recipients)]
    wanted = [{_joined(side.country) for side in told if side.country} for told in (gold.actors, gold.recipients)]
    if not event.recipients or not gold.recipients:
        sides = [sides[0] | sides[1]] * 2
    return wanted[0] <= sides[0], wanted[1] <= sides[1]


def _countries(roles: Iterable[Role], record: Record) -> set[str | None]:
    kinds = {actor.id: actor for actor in record.actors}
    found: set[str | None] = set()
    for role in roles:
        actor = kinds[role.actor]
        found.add(IGO if actor.kind == "igo" else role.country or actor.country)
    return found


def _joined(country: str | None) -> str | None:
    return IGO if country in BODIES else country
