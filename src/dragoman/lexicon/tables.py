"""Reading the word tables from disk: TOML and CSV, with faults named by file and entry."""

import csv
from pathlib import Path
from typing import Any

import tomli

from dragoman.errors import LexiconError

DATA = Path(__file__).parent / "data"


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Raises LexiconError naming the file and the fault."""
    try:
        with path.open("rb") as file:
            return tomli.load(file)
    except OSError as error:
        raise LexiconError(f"{path.name}: cannot be read ({error.strerror}); restore the file") from error
    except tomli.TOMLDecodeError as error:
        raise LexiconError(f"{path.name}: is not TOML ({error}); mend the line it names") from error


def read_csv(path: Path, columns: tuple[str, ...]) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file with exactly these columns. Raises LexiconError naming file and row."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = [row for row in csv.reader(file) if row] or [[]]
    except OSError as error:
        raise LexiconError(f"{path.name}: cannot be read ({error.strerror}); restore the file") from error
    if tuple(header) != columns:
        raise LexiconError(f"{path.name}: columns are {header}; they must be {list(columns)}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise LexiconError(f"{path.name}: row {number} has not {len(columns)} cells; mend it")
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


def strings(value: object, where: str) -> tuple[str, ...]:
    """A list of strings as a tuple. Raises LexiconError where it is anything else."""
    if not isinstance(value, list) or not all(
        isinstance(item, str) and item.strip() == item and item for item in value
    ):
        raise LexiconError(f"{where}: must be a list of words without outer spaces, found {value!r}")
    return tuple(value)
