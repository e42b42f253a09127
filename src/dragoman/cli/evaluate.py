# ruff: noqa: PLC0415 - the pipeline is loaded when the command runs
"""`dragoman evaluate`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.output import complain, guarded_output, say_line, visible, waiting
from dragoman.errors import DragomanError

HELP = """Score the coder on labelled data.

PATH is a table of pairs (.tsv: sentences with a marked source and target and the root of their relation), a file of
records (.jsonl: sentences with their events), a report with a sheet of facts beside it, or a folder of these.
docs/evaluation.md shows the three forms and says where sets of each can be had.

For pairs: macro-F1 at binary, quad and root level with bootstrap intervals, both halves of the rows, precision, recall
and F1 of each root, what is confused with what, what stayed uncoded, and beside both together the encoder alone, the
cues alone and the commonest root. For records: how many have an event of the gold's type, and with its countries on
both sides. For reports: facts found, findings known to the sheet, "never" facts broken.

\b
  dragoman evaluate plv-dev.tsv
  dragoman evaluate evaluation/records.jsonl --errors
  dragoman evaluate examples/reports --format json

\b
Exit codes
  0  scored        1  there was trouble        2  the command was misused
"""


def evaluate_on(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders of gold.")],
    *,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="table, or json, one object a file.")
    ] = "table",
    errors: Annotated[bool, typer.Option("--errors", help="Each miss, with the cue that fired.")] = False,
    half: Annotated[
        Literal["A", "B", "all"], typer.Option(help="Of which half of the rows misses are shown; keep B unseen.")
    ] = "A",
    by: Annotated[
        Literal["all", "both", "model", "cues"], typer.Option(help="Which coder of pairs; all shows them side by side.")
    ] = "all",
    model_dir: Annotated[Path | None, typer.Option(metavar="DIR", help="An encoder of your own.")] = None,
) -> None:
    """Print the figures of each path; exit 1 where one made trouble."""
    from dragoman.evaluation.run import CODERS, as_json, dumped, errors_of, evaluate, lines_of

    troubles = 0
    with guarded_output(utf8=form == "json") as stream:
        for path in paths:
            try:
                with waiting(f"scoring {path.name}"):
                    run = evaluate(path, coders=CODERS if by == "all" else (by,), model_dir=model_dir)
            except DragomanError as error:
                complain(str(error))
                troubles += 1
                continue
            misses = list(errors_of(run, ("A", "B") if half == "all" else (half,))) if errors else []
            if form == "json":
                say_line(stream, dumped(as_json(run) | ({"errors": misses} if errors else {})))
                continue
            for line in lines_of(run):
                say_line(stream, visible(line))
            for miss in misses:
                cue = f" by {miss['cue']}" if miss["cue"] else ""
                say_line(
                    stream, visible(f"  {miss['id']}: gold {miss['gold']}, told {miss['told']}{cue}: {miss['text']}")
                )
    if troubles:
        raise typer.Exit(1)
