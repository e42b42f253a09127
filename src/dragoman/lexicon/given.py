"""Given names that tell whether "he" or "she" is meant."""

from pathlib import Path
from typing import Literal, cast

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_csv
from dragoman.lexicon.world import fold

Gender = Literal["m", "f"]


def load_given(path: Path) -> dict[str, Gender]:
    """The gender that a given name tells, by the name folded; names of both are in no table.

    Raises LexiconError naming the row that has another gender or repeats a name.
    """
    found: dict[str, Gender] = {}
    for number, row in enumerate(read_csv(path, ("name", "gender")), start=2):
        key = fold(row["name"])
        if row["gender"] not in {"m", "f"} or not key or key in found:
            raise LexiconError(f"{path.name}: row {number} has {row}; give each name once, with gender m or f")
        found[key] = cast("Gender", row["gender"])
    return found
