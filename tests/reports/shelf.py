"""The reports with a sheet of facts: the examples, those never looked at while building, those kept outside."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.evaluation.facts import Score, Sheet, load_sheet, score
from dragoman.evaluation.reports import SHEET, reports_in
from dragoman.model.record import Record
from dragoman.pipeline import read_file

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.toml")
GATED = ("tenure", "event", "agreement")  # kinds that sheets list whole


@dataclass(frozen=True, slots=True)
class Report:
    """A report and its sheet; `shelf` is where it stands."""

    shelf: str
    path: Path

    @property
    def name(self) -> str:
        """Its name in floors.toml and in the ids of tests."""
        return f"{self.shelf}.{self.path.stem}"

    def sheet(self) -> Sheet:
        """Load its sheet."""
        return load_sheet(self.path.with_suffix(SHEET))


@dataclass(frozen=True, slots=True)
class Floor:
    """What reading a report must not fall short of, and what it must not exceed.

    facts: held of its sheet. known: findings that are facts of the sheet, by kind. stray: findings of the kinds listed
    whole that are none. broken: ids of the "never" facts that it breaks still.
    """

    facts: int
    known: Mapping[str, int]
    stray: int
    broken: tuple[str, ...] = ()

    def worse_than(self, other: "Floor") -> list[str]:
        """Tell in what this is worse than another."""
        told = [] if self.facts >= other.facts else [f"facts {self.facts}, were {other.facts}"]
        told += [
            f"known {kind}s {self.known.get(kind, 0)}, were {number}"
            for kind, number in other.known.items()
            if self.known.get(kind, 0) < number
        ]
        told += [] if self.stray <= other.stray else [f"stray findings {self.stray}, were {other.stray}"]
        told += [f"never {fact} is broken" for fact in self.broken if fact not in other.broken]
        return told


def shared() -> Path | None:
    """Find the folder outside the repository that DRAGOMAN_SHARED names, by default ../shared; None where it is not."""
    folder = Path(os.environ.get("DRAGOMAN_SHARED", ROOT.parent / "shared"))
    return folder if (folder / "articles").is_dir() else None


def reports() -> tuple[Report, ...]:
    """List every report that has a sheet."""
    outside = shared()
    shelves = {
        "examples": ROOT / "examples/reports",
        "unseen": ROOT / "tests/reports/unseen",
        "fresh": ROOT / "tests/reports/fresh",
        **{folder.name: folder for folder in sorted(FLOORS.parent.glob("ten*"))},
    }
    if outside is not None:
        shelves["shared"] = outside / "articles"
    return tuple(report for shelf, folder in shelves.items() for report in _on(shelf, folder))


def _on(shelf: str, folder: Path) -> Iterator[Report]:
    return (Report(shelf, path) for path in reports_in([folder]))


@cache
def record_of(report: Report) -> Record:
    """Read a report with its sheet's options."""
    return read_file(report.path, **report.sheet().options)


@cache
def score_of(report: Report) -> Score:
    """Score a report against its sheet."""
    return score(record_of(report), report.sheet())


def measured(report: Report) -> Floor:
    """Measure what reading a report gives now."""
    result = score_of(report)
    known = {kind: result.known[kind][0] for kind in GATED if kind in result.known}
    return Floor(result.total, known, sum(told - mine for mine, told in result.known.values()), result.broken)


def load_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """Load the floors by the name of the report."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        f"{shelf}.{stem}": Floor(
            facts=row["facts"],
            known={kind: row[f"{kind}s"] for kind in GATED if f"{kind}s" in row},
            stray=row["stray"],
            broken=tuple(row["broken"]),
        )
        for shelf, rows in tables.items()
        for stem, row in rows.items()
    }


def floors_text(floors: Mapping[str, Floor]) -> str:
    """Write floors as TOML."""
    lines = [
        "# What reading each report must reach: facts held, known findings of the kinds that its sheet lists whole; at",
        '# most so many stray findings, and no "never" broken but these. Written by scripts/golden.py --floors.',
    ]
    for name, floor in sorted(floors.items()):
        broken = ", ".join(f'"{fact}"' for fact in floor.broken)
        counts = [f"{kind}s = {number}" for kind, number in floor.known.items()]
        lines += ["", f"[{name}]", f"facts = {floor.facts}", *counts, f"stray = {floor.stray}", f"broken = [{broken}]"]
    return "\n".join(lines) + "\n"
