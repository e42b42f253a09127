"""Who did what to whom, when and where: whole events of the record."""

import pytest

from dragoman.model.record import Event, Record
from tests.record.cases import events_of, record_of, rows, told

NONE = "-"  # nobody, nowhere; an empty cell asks nothing

pytestmark = pytest.mark.model


def _called(record: Record, event: Event, side: str) -> set[str]:
    names = {actor.id: actor.name for actor in record.actors}
    roles = event.actors if side == "actors" else event.recipients
    return {names[role.actor] for role in roles}


def _is(record: Record, event: Event, row: dict[str, str]) -> bool:
    values = {
        "date": event.date.edtf if event.date else NONE,
        "place": event.place.name if event.place else NONE,
        "novelty": event.novelty,
        "status": event.status,
    }
    for side in ("actors", "recipients"):
        wanted = set() if row[side] == NONE else set(row[side].split("; "))
        if row[side] and _called(record, event, side) != wanted:
            return False
    return all(not row[key] or row[key] == value for key, value in values.items())


@pytest.mark.parametrize("row", rows("acts.csv"), ids=lambda row: row["name"])
def test_an_act(row: dict[str, str]) -> None:
    record = record_of(row["text"], row["published"])
    if row["type"] == "none":
        assert not record.events
    else:
        assert any(_is(record, event, row) for event in events_of(record, row["type"])), told(record)
