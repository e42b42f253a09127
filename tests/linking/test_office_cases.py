"""Offices told in every manner: 190 sentences written by somebody who had not seen the word tables."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.link import link
from dragoman.model.linked import LinkedActor
from dragoman.model.source_text import Raw
from dragoman.reading import read_text

pytestmark = pytest.mark.model

CASES = Path(__file__).parent.parent / "cases" / "offices.csv"
FAILING: dict[str, str] = {}


def _rows() -> Iterator[Any]:
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reason = FAILING.get(row["name"])
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(row, id=row["name"], marks=marks)


ROWS = tuple(_rows())


@pytest.mark.parametrize("row", ROWS)
def test_office(row: dict[str, str], lexicon: Lexicon) -> None:
    assert wrong(row, lexicon) == []


def wrong(row: dict[str, str], lexicon: Lexicon) -> list[str]:
    """Tell what is wrong with the office that fits a row best; a title is right in either's words."""
    found = link(read_text(Raw(text=row["text"], name=row["name"], published="2025-06-15"), lexicon), lexicon)
    person = next((n for n, a in enumerate(found.actors) if a.kind == "person" and row["person"] in _names(a)), None)
    if person is None:
        return ["person"]
    told = []
    for tenure in found.tenures:
        if tenure.person != person:
            continue
        title, wanted = fold(tenure.title), fold(row["title"])
        body = [] if tenure.organization is None else _names(found.actors[tenure.organization])
        bodies = [fold(name) for name in row["organization"].split("|") if name]
        right = {
            "title": title in wanted or wanted in title,
            "organization": not bodies or any(want in fold(name) for want in bodies for name in body),
            "country": (tenure.country or "") == row["country"],
            "rank": (tenure.rank or "") == row["rank"],
            "sector": bool(set(found.actors[person].sectors) & set(row["sector"].split("|"))),
        }
        told.append([part for part, holds in right.items() if not holds])
    return min(told, key=len, default=["tenure"])


def _names(actor: LinkedActor) -> list[str]:
    return [actor.name, *actor.aliases]


def test_every_known_failure_is_a_row() -> None:
    names = [row.id for row in ROWS]
    assert sorted(names) == sorted(set(names))
    assert set(FAILING) <= set(names)
