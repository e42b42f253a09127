"""The reports that the benchmarks read: the examples, the unseen ones, and the shared ones where they are."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.intake import read_path
from dragoman.model.source_text import Raw

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Report:
    """A report as intake gives it, with the persons that its fact sheet names."""

    folder: str
    raw: Raw
    persons: tuple[str, ...]


def folders() -> Iterator[tuple[str, Path]]:
    """Name the folders with reports, those that exist."""
    yield "examples/reports", ROOT / "examples/reports"
    yield "tests/reports/unseen", ROOT / "tests/reports/unseen"
    yield "tests/reports/fresh", ROOT / "tests/reports/fresh"
    shared = Path(os.environ.get("DRAGOMAN_SHARED") or ROOT.parent / "shared") / "articles"
    if shared.is_dir():
        yield "shared/articles", shared


def reports() -> tuple[Report, ...]:
    """Every report that has a fact sheet, in the order of folders and names."""
    found = []
    for folder, path in folders():
        for sheet in sorted(path.glob("*.facts.json")):
            told = json.loads(sheet.read_text(encoding="utf-8"))
            raw = read_path(path / told["article"])
            names = (fact["must"].get("person") for fact in told["facts"] if fact["kind"] in {"tenure", "alias"})
            found.append(Report(folder, raw, tuple(dict.fromkeys(name for name in names if isinstance(name, str)))))
    return tuple(found)
