"""Whom a reference means: short reports from everywhere, each with one reference; nothing expected means unresolved."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.linking.link import link
from dragoman.model.reading import Extent, Mention, Reading
from dragoman.model.source_text import Raw
from dragoman.reading import read_text

pytestmark = pytest.mark.model

CASES = Path(__file__).parent.parent / "cases" / "linking.csv"
FAILING = {
    "the visiting minister": "the last minister told is taken, not the visitor",
    "surname with particle": "reading ends a name before a small particle: el-Masry",
    "Jordan a person": "reading takes a surname that is a state's name for the state",
    "person and state told apart": "reading takes a first name that is a state's name for the state",
    "him is not the subject": "a short text of names is not told to be English",
}


def _rows() -> Iterator[Any]:
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reason = FAILING.get(row["name"])
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(row, id=row["name"], marks=marks)


ROWS = tuple(_rows())


@pytest.mark.parametrize("row", ROWS)
def test_reference(row: dict[str, str], lexicon: Lexicon) -> None:
    reading = read_text(Raw(text=row["text"], name=row["name"], published=row["published"]), lexicon)
    found = link(reading, lexicon)
    mention = _mention(reading, row["reference"])
    assert mention is not None, f"no mention of {row['reference']!r} among {_told(reading)}"
    assert "; ".join(sorted(found.actors[actor].name for actor in found.of.get(mention.index, ()))) == row["expected"]


def _mention(reading: Reading, words: str) -> Mention | None:
    """Find the longest mention that ends where the last telling of the words does, its article left out."""
    start = reading.text.rindex(words)
    place = Extent(start, start + len(words))
    inside = [
        mention
        for mention in reading.mentions
        for extent in (mention.extent, mention.name_extent)
        if extent is not None and place.start <= extent.start and extent.end == place.end
    ]
    return max(inside, key=lambda mention: mention.extent.end - mention.extent.start, default=None)


def _told(reading: Reading) -> list[str]:
    return [reading.text[mention.extent.start : mention.extent.end] for mention in reading.mentions]


def test_every_known_failure_is_a_row() -> None:
    names = [row.id for row in ROWS]
    assert sorted(names) == sorted(set(names))
    assert set(FAILING) <= set(names)
