# ruff: noqa: PLC0415 - heavy rooms are entered when a command runs, so that --help stays fast
"""The options of the commands that read reports."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dragoman.taking import Options

NoGate = Annotated[bool, typer.Option("--no-gate", help="Read also what can hold no event.")]
NoModel = Annotated[bool, typer.Option("--no-model", help="Code by the cues alone, without an encoder.")]
ModelDir = Annotated[Path | None, typer.Option(metavar="DIR", help="An encoder of your own, from `dragoman train`.")]
Columns = Annotated[
    str | None, typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which column of a table holds what.")
]
Workers = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes that read; by default, one for each core.")
]
Timeout = Annotated[
    float, typer.Option(min=0, metavar="SECONDS", help="How long one report may take to be read; 0 for no limit.")
]
TIMEOUT = 120.0
Errors = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what was not taken there, a line of JSON each.")
]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch also from addresses of private networks.")]


def options_of(
    *, no_gate: bool, no_model: bool, model_dir: Path | None, workers: int | None, timeout: float
) -> "Options":
    """How things are taken. Raises BadParameter where two options exclude each other."""
    from dragoman.taking import Options

    if no_model and model_dir is not None:
        raise typer.BadParameter("--no-model and --model-dir exclude each other")
    encoder = False if no_model else model_dir or True
    return Options(screen=not no_gate, encoder=encoder, workers=workers_of(workers), seconds=timeout or None)


def workers_of(told: int | None) -> int:
    """As many processes as are told, or as there are cores."""
    return told or os.cpu_count() or 1
