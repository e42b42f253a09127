"""Tables of cases, and the records of short texts."""

import csv
from functools import cache
from pathlib import Path

from dragoman.model.record import Event, Record
from dragoman.pipeline import read

CASES = Path(__file__).parent.parent / "cases"
DAY = "2025-03-12"


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def record_of(text: str, published: str = DAY, outlet: str | None = None) -> Record:
    """Read a text."""
    return read(text, published=published or None, outlet=outlet or None)


def events_of(record: Record, kind: str) -> list[Event]:
    """Give the events of a type."""
    return [event for event in record.events if event.type == kind]


def told(record: Record) -> list[str]:
    """Give what a failing test shows of the events."""
    return [f"{event.type} {event.cue} {event.status} {event.evidence[0].quote!r}" for event in record.events]


def names(record: Record, actors: tuple[str, ...]) -> list[str]:
    """Give the names of actors, in alphabetical order."""
    by_id = {actor.id: actor.name for actor in record.actors}
    return sorted(by_id[actor] for actor in actors)
