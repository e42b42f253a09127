"""The language of a text: English however full of names, and no other for English."""

import csv
from pathlib import Path

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.reading.language import language_of

CASES = Path(__file__).parents[1] / "cases" / "languages.csv"
with CASES.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_the_language_is(row: dict[str, str], lexicon: Lexicon) -> None:
    assert language_of(row["text"], lexicon.languages) == row["language"]
