"""Persons and bodies told by two names: both are names of one actor."""

import csv
from pathlib import Path

import pytest

from dragoman import read

pytestmark = pytest.mark.model
CASES = Path(__file__).parent.parent / "cases" / "aliases.csv"


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_two_names_are_one_actors(case: dict[str, str]) -> None:
    record = read(case["text"], published="2025-06-15", encoder=False)
    named = [{actor.name, *actor.aliases} for actor in record.actors]
    assert any({case["one"], case["other"]} <= names for names in named), named
