# ruff: noqa: PLC0415 - the pipeline, and spaCy with it, is loaded when the command runs
"""`dragoman lexicon check`."""

import typer

from dragoman.cli.output import complaining, guarded_output, say_line, visible, waiting

CHECK_HELP = """Prove every example of the word tables.

Each cue stands in the tables with examples and counter-examples. An example must be coded by exactly that cue with
exactly the marked spans; a counter-example must not be. Prints one line a fault: the file, the cue, what is wrong.

\b
Exit codes
  0  no fault        1  there are faults, or a table cannot be loaded
"""

app = typer.Typer(
    help="Look after the word tables that the reading rests on.", no_args_is_help=True, rich_markup_mode=None
)


@app.callback()
def _group() -> None:
    """Keep `check` a word of its own: a group with one command would swallow its name."""


@app.command("check", help=CHECK_HELP, short_help="Prove every example of the word tables.")
def check() -> None:
    """Print the faults of the word tables; exit 1 where there are any."""
    from dragoman.pipeline import check_lexicon

    faults = 0
    with guarded_output() as stream:
        with complaining(), waiting("proving the examples of the word tables"):
            found = tuple(check_lexicon())
        for fault in found:
            faults += 1
            say_line(stream, visible(fault))
        say_line(stream, f"{faults or 'no'} fault{'' if faults == 1 else 's'} in the word tables")
    if faults:
        raise typer.Exit(1)
