"""Whom "our", "your" and "their" mean in somebody's own words, with their states."""

import pytest

from dragoman.model.record import Record, Role
from tests.record.cases import events_of, record_of, rows, told

pytestmark = pytest.mark.model


def _called(record: Record, roles: tuple[Role, ...]) -> set[str]:
    actors = {actor.id: actor for actor in record.actors}
    return {f"{actors[role.actor].name} {actors[role.actor].country or '-'}" for role in roles}


@pytest.mark.parametrize("row", rows("voices.csv"), ids=lambda row: row["name"])
def test_in_whose_words(row: dict[str, str]) -> None:
    record = record_of(row["text"])
    found = [(_called(record, e.actors), _called(record, e.recipients)) for e in events_of(record, row["type"])]
    wanted = [set(row[side].split("; ")) if row[side] else None for side in ("actors", "recipients")]
    assert any(
        all(side is None or side == given for side, given in zip(wanted, event, strict=True)) for event in found
    ), (found, told(record))
