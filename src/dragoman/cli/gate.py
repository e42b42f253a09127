# ruff: noqa: PLC0415 - the pipeline is loaded when the command runs
"""`dragoman gate check` and `dragoman gate raise`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import complaining, guarded_output, say_line, visible, waiting

CHECK_HELP = """Hold the figures to their floors.

FILE has floors for sets of gold, each with the digest of its data; evaluation/floor.toml is the project's. Sets marked
as shared lie in the folder that DRAGOMAN_SHARED names (../shared where it is not set) and are skipped, visibly, where
that is missing.

\b
Exit codes
  0  nothing fell        1  a figure is below its floor, or there was trouble
"""
RAISE_HELP = """Raise the floors in FILE to what is reached now, less a little for other machines.

None is lowered while the data is the same: that is an edit by hand, with the reason in the commit.
"""
FILE = Path("evaluation/floor.toml")

app = typer.Typer(
    help="Hold the quality of the coder to what it has reached.", no_args_is_help=True, rich_markup_mode=None
)
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of floors.")]


def _shared() -> Path | None:
    folder = Path(os.environ.get("DRAGOMAN_SHARED") or "../shared")
    return folder if folder.is_dir() else None


@app.command("check", help=CHECK_HELP, short_help="Hold the figures to their floors.")
def check(path: File = FILE) -> None:
    """Print a line a set, and each figure that fell; exit 1 where one did."""
    from dragoman.evaluation.gate import check_floors

    faults = 0
    with guarded_output() as stream:
        with complaining(), waiting(f"measuring the sets of {path}"):
            outcomes = tuple(check_floors(path, _shared()))
        for outcome in outcomes:
            held = f"{len(outcome.floors.floors)} floors, {len(outcome.faults) or 'none'} broken"
            say_line(stream, visible(f"{outcome.floors.path}: {outcome.skipped or held}"))
            for fault in outcome.faults:
                faults += 1
                say_line(stream, visible(f"  {fault}"))
    if faults:
        raise typer.Exit(1)


@app.command("raise", help=RAISE_HELP, short_help="Raise the floors to what is reached now.")
def raise_floors(path: File = FILE) -> None:
    """Write the floors anew."""
    from dragoman.evaluation.gate import check_floors, floors_text, raised

    with complaining():
        with waiting(f"measuring the sets of {path}"):
            outcomes = tuple(check_floors(path, _shared()))
        sets = [outcome.floors if outcome.skipped else raised(outcome) for outcome in outcomes]
    with guarded_output(path) as stream:
        stream.write(floors_text(sets))
    typer.echo(f"{path}: {sum(len(one.floors) for one in sets)} floors in {len(sets)} sets")
