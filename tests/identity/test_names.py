"""Whether two names in two reports may be one person's: letters, orders, particles, initials, families."""

import csv
from pathlib import Path

import pytest

from dragoman.lexicon.load import load_lexicon
from dragoman.linking.names import compare_names, name_parts

with (Path(__file__).parents[1] / "cases/identity_names.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def test_there_are_enough_rows_and_each_is_told_once() -> None:
    assert len(ROWS) >= 60
    assert len({(row["one"], row["other"]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['note']}: {row['one']} / {row['other']}" for row in ROWS])
def test_names(row: dict[str, str]) -> None:
    lexicon = load_lexicon()
    particles = lexicon.names.name_particles
    one, other = (name_parts(row[side], particles, lexicon.spellings) for side in ("one", "other"))
    assert compare_names(one, other, lexicon.spellings).kind == row["match"]
    assert compare_names(other, one, lexicon.spellings) == compare_names(one, other, lexicon.spellings)
