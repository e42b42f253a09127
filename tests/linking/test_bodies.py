"""Standing bodies told by pattern or by table: each sentence names one, of a state and with its sector."""

import csv
from pathlib import Path

import pytest

from dragoman import read

pytestmark = pytest.mark.model
CASES = Path(__file__).parent.parent / "cases" / "bodies.csv"
COUNTRIES = 40


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_a_body_has_its_state_and_sector(case: dict[str, str]) -> None:
    record = read(case["text"], published="2024-06-15", encoder=False)
    bodies = [actor for actor in record.actors if actor.kind == "organization"]
    assert [(actor.country, case["sector"] in actor.sectors) for actor in bodies] == [(case["country"], True)]


def test_the_table_has_enough_cases() -> None:
    assert len(cases()) >= 60
    assert len({case["country"] for case in cases()}) >= COUNTRIES


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        pytest.param(
            "The National Bank of Georgia condemned the attack on Monday.",
            "organization",
            "National Bank of Georgia",
            id="a bank, not the newspaper it begins with",
        ),
        pytest.param(
            "The Australian Prime Minister visited Japan on Monday.",
            "person",
            "Australian Prime Minister",
            id="a minister, not a newspaper",
        ),
        pytest.param(
            "The Guardian said on Monday that China had warned Japan.", "media", "The Guardian", id="a newspaper"
        ),
        pytest.param(
            "Guardian Council members condemned the vote on Monday.",
            "organization",
            "Guardian Council",
            id="a council that begins as a newspaper does",
        ),
    ],
)
def test_a_doubtful_name_is_no_beginning_of_a_longer_one(text: str, kind: str, name: str) -> None:
    record = read(text, published="2024-06-15", encoder=False)
    assert [actor.name for actor in record.actors if actor.kind == kind] == [name]


def test_the_forces_of_two_states_are_those_states() -> None:
    """They are not the British Armed Forces, though a form of that name begins so."""
    record = read(
        "The British and French armed forces attacked the militia on Monday.", published="2024-06-15", encoder=False
    )
    assert {actor.name for actor in record.actors if actor.kind == "state"} == {"United Kingdom", "France"}
    assert not [actor for actor in record.actors if actor.kind == "organization"]
