"""The gate: floors below which no figure may fall, by set of gold, with the digest of the data they were measured on.

floor.toml has one table a set: `path` (from the file's own folder, or from the folder of shared gold where `shared` is
true), `digest` of the data, and `floors`, figure by figure. Raising is a command and never lowers; lowering is an edit
of the file, with its reason in the commit.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomli

from dragoman.errors import GoldError
from dragoman.evaluation.run import Run, evaluate, figures_of
from dragoman.evaluation.tables import read_text_file

SLACK = 0.005  # another machine may round a belief the other way
DIGITS = 3


@dataclass(frozen=True, slots=True)
class FloorSet:
    """The floors of one set of gold."""

    path: str
    shared: bool
    digest: str
    floors: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set was measured at: faults in words, or why it was skipped."""

    floors: FloorSet
    digest: str
    figures: Mapping[str, float]
    faults: tuple[str, ...] = ()
    skipped: str | None = None


def load_floors(path: Path) -> tuple[FloorSet, ...]:
    """Load a file of floors. Raises GoldError naming file and set."""
    try:
        told = tomli.loads(read_text_file(path))
        return tuple(_floor_set(row) for row in told["set"])
    except (tomli.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise GoldError(
            f"{path}: is no file of floors ({error!r}); each [[set]] has path, digest and floors"
        ) from error


def _floor_set(row: dict[str, Any]) -> FloorSet:
    floors = {str(name): float(value) for name, value in row["floors"].items()}
    return FloorSet(str(row["path"]), bool(row.get("shared", False)), str(row["digest"]), floors)


def check_floors(path: Path, shared: Path | None) -> Iterator[Outcome]:
    """Measure every set of a file of floors. Raises GoldError where data that is no shared gold is missing."""
    for floors in load_floors(path):
        if floors.shared and (shared is None or not (shared / floors.path).exists()):
            yield Outcome(
                floors, floors.digest, {}, skipped="the shared gold is not here; DRAGOMAN_SHARED names its folder"
            )
            continue
        where = shared / floors.path if floors.shared and shared is not None else path.parent / floors.path
        run = evaluate(where, coders=("both",))
        yield Outcome(floors, run.digest, figures_of(run), tuple(_faults(floors, run)))


def _faults(floors: FloorSet, run: Run) -> Iterator[str]:
    if run.digest != floors.digest:
        yield f"the data has digest {run.digest}, the floors were measured on {floors.digest}; raise them on this data"
    figures = figures_of(run)
    for name, floor in floors.floors.items():
        if name not in figures:
            yield f"{name} is not measured here; take its floor out"
        elif figures[name] < floor:
            yield f"{name} is {figures[name]:.3f}, below its floor of {floor:.3f}"


def raised(outcome: Outcome) -> FloorSet:
    """Give the floors of a set raised to what was measured, less a little.

    None is lowered while the data is the same.
    """
    floors = outcome.floors
    measured = {name: math.floor((value - SLACK) * 10**DIGITS) / 10**DIGITS for name, value in outcome.figures.items()}
    same = outcome.digest == floors.digest
    return replace(
        floors,
        digest=outcome.digest,
        floors={
            name: max(0.0, value, floors.floors.get(name, 0.0) if same else 0.0) for name, value in measured.items()
        },
    )


def floors_text(sets: Sequence[FloorSet]) -> str:
    """Write sets of floors as TOML."""
    lines = [
        "# Below these no figure may fall: `dragoman gate check` (make check) holds them. `dragoman gate raise` raises",
        "# them to what is reached now and lowers none; a floor is lowered by hand, with the reason in the commit.",
    ]
    for floors in sets:
        lines += ["", "[[set]]", f'path = "{floors.path}"', *(["shared = true"] if floors.shared else [])]
        lines += [f'digest = "{floors.digest}"', "[set.floors]"]
        lines += [f'"{name}" = {value:.3f}' for name, value in floors.floors.items()]
    return "\n".join(lines) + "\n"
