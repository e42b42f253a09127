# ruff: noqa: PLC0415 - rich is loaded when something is drawn with it
"""What is seen while documents are taken: a line that counts, complaints, and at the end a summary."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dragoman.cli.output import complain, visible
from dragoman.errors import OptionError

if TYPE_CHECKING:
    from dragoman.taking import Became, Summary

TROUBLES = frozenset({"refused", "failed"})
ORDER = ("taken", "duplicate", "known", "skipped", "passed", "refused", "failed")
SAID = {
    "duplicate": "taken as near copies",
    "known": "known before",
    "skipped": "skipped by the gate",
    "passed": "passed over",
}


@contextmanager
def counting(errors: Path | None) -> "Iterator[Callable[[Became], None]]":
    """Give what hears of each document: it complains of troubles, writes them to `errors`, and counts on a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with ExitStack() as stack:
        try:
            file = stack.enter_context(errors.open("w", encoding="utf-8")) if errors is not None else None
        except OSError as error:
            raise OptionError(f"{errors}: cannot be written ({error.strerror})") from error
        bar = Progress(
            TextColumn("{task.completed} documents"),
            BarColumn(pulse_style="cyan"),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        stack.enter_context(bar)
        task = bar.add_task("", total=None)

        def tell(became: "Became") -> None:
            bar.update(task, advance=1, description=visible(became.name)[-60:])
            if became.outcome not in TROUBLES:
                return
            message = became.message or ""
            complain(message if became.name in message else f"{became.name}: {message} ({became.code})")
            if file is not None:
                told = {"name": became.name, "outcome": became.outcome, "code": became.code, "message": message}
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
                file.flush()

        yield tell


def say_summary(summary: "Summary") -> None:
    """Say on standard output how many documents became what, and why some were not taken."""
    for outcome in ORDER:
        many = summary.outcomes[outcome]
        if not many:
            continue
        typer.echo(f"{many:>8,} {SAID.get(outcome, outcome)}")
        told = sorted((code, count) for (one, code), count in summary.reasons.items() if one == outcome)
        for code, count in told:
            typer.echo(f"{'':>8}   {count:,} {code}")
    if not summary.outcomes:
        typer.echo("       0 documents: the sources hold none")
