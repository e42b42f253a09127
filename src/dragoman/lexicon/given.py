"""Given names that tell whether "he" or "she" is meant."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_csv
from dragoman.lexicon.world import fold

Gender = Literal["m", "f"]


def load_given(path: Path) -> dict[str, Gender]:
    """The gender that a given name tells, by the name folded; names of both are in no table.

    A row has many names, folded already: one row and one folding a name would cost more than all else at the start.
    Raises LexiconError naming the row that has another gender, or a name that is told before or is not folded.
    """
    rows = read_csv(path, ("gender", "names"))
    told = [(row["gender"], row["names"].split("|")) for row in rows]
    found = {name: cast("Gender", gender) for gender, names in told for name in names}
    letters = "".join(found)
    sure = len(found) == sum(len(names) for _, names in told) and "" not in found and letters == fold(letters)
    if not sure or not {gender for gender, _ in told} <= {"m", "f"}:
        raise LexiconError(f"{path.name}: {next(_faults(told))}; give each name once, folded, with gender m or f")
    return found


def _faults(told: list[tuple[str, list[str]]]) -> Iterator[str]:
    seen: set[str] = set()
    for number, (gender, names) in enumerate(told, start=2):
        if gender not in {"m", "f"}:
            yield f"row {number} has gender {gender!r}"
        for name in names:
            if not name or name != fold(name) or name in seen:
                yield f"row {number} has {name!r}"
            seen.add(name)
