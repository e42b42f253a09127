"""Reading labelled tables, with faults named by file and line."""

import csv
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import GoldError, MissingError

HALVES = ("A", "B")


def read_text_file(path: Path) -> str:
    """Read a file of gold. Raises MissingError where there is none, GoldError where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise MissingError(f"{path}: cannot be read ({error.strerror}); name a file of labelled data") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: is not UTF-8 ({error}); save it as UTF-8") from error


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows of a tab-separated table without quoting, each with its place, "pairs.tsv: line 7".

    The header must have at least these columns. Raises GoldError naming line and fault.
    """
    lines = read_text_file(path).split("\n")
    reader = csv.DictReader((line for line in lines if line), delimiter="\t", quoting=csv.QUOTE_NONE)
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise GoldError(
            f"{path}: line 1: has no column {missing}; the header must name {list(columns)}, parted by tabs"
        )
    for row in reader:
        where = f"{path}: line {reader.line_num}"
        if None in row or None in row.values():
            raise GoldError(f"{where}: has not {len(reader.fieldnames or ())} cells as the header; mend it")
        yield where, row


def read_lines(path: Path, key: str, columns: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the rows that lines of JSON list under a key, each with its place; lines without that key have none.

    Raises GoldError naming line and fault.
    """
    for number, line in enumerate(read_text_file(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}: line {number}"
        try:
            told = json.loads(line)
            rows = [dict(row) for row in told.get(key, ())]
        except (ValueError, TypeError, AttributeError) as error:
            raise GoldError(
                f"{where}: is no JSON with a list {key!r} ({error}); docs/review.md shows the form"
            ) from error
        for row in rows:
            if not all(isinstance(row.get(column), str) for column in columns):
                raise GoldError(f"{where}: a row of {key!r} needs {list(columns)}, each a text")
            yield where, row


def half_of(name: str) -> str:
    """Give the half of a set that a row is in by a digest of its id: A, whose errors may be looked at, or B."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def digest_of(paths: Sequence[Path]) -> str:
    """Give the digest of what these files hold, in this order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
