# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman add`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.offering import offers
from dragoman.cli.output import complain
from dragoman.cli.storing import STORE, StoreOption, opened
from dragoman.errors import DragomanError, OptionError

if TYPE_CHECKING:
    from dragoman.taking import Became

HELP = """Read reports into a store.

SOURCE is a file, a folder, a pattern ("news/*.html"), an archive, a crawl (WARC), a table (JSONL, CSV, Parquet), a
mail, a feed, the http(s) address of one of these, or "-" for standard input. Everything in it is taken, one report
after another; what cannot be taken is named with the reason, and the others are taken all the same.

Running it again takes only what is new: a run that was broken off, at whatever moment, goes on where it stopped.
A cheap test skips texts that can hold no event (sport, weather, markets); --no-gate reads them, too.

\b
  dragoman add reports/
  dragoman add crawl.warc.gz --store news.db
  dragoman add table.parquet --map text=body,published=date,outlet=source
  dragoman add https://example.org/report.html

\b
Exit codes
  0  everything was taken, known or skipped      2  the command was misused
  1  something could not be taken                130  stopped by Ctrl-C
"""


def add_sources(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="What to take; see above.")],
    *,
    store: StoreOption = STORE,
    columns: Annotated[
        str | None, typer.Option("--map", metavar="FIELD=COLUMN,...", help="Which column of a table holds what.")
    ] = None,
    no_gate: Annotated[bool, typer.Option("--no-gate", help="Read also what can hold no event.")] = False,
    no_model: Annotated[bool, typer.Option("--no-model", help="Code by the cues alone, without an encoder.")] = False,
    model_dir: Annotated[
        Path | None, typer.Option(metavar="DIR", help="An encoder of your own, from `dragoman train`.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes that read; by default, one for each core.")
    ] = None,
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Put the documents into this collection, too.")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was not taken there, a line of JSON each.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch also from addresses of private networks.")
    ] = False,
) -> None:
    """Take every source; exit 1 where something could not be taken."""
    from dragoman.cli.progress import counting, say_summary
    from dragoman.intake import columns_of
    from dragoman.taking import Options, take_all

    if no_model and model_dir is not None:
        raise typer.BadParameter("--no-model and --model-dir exclude each other")
    try:
        mapping = columns_of(columns) if columns is not None else {}
    except OptionError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from None
    options = Options(
        screen=not no_gate, encoder=False if no_model else model_dir or True, workers=workers or os.cpu_count() or 1
    )
    documents: list[str] = []
    try:
        with opened(store, make=True) as place, counting(errors) as tell:

            def heard(became: "Became") -> None:
                tell(became)
                if became.document is not None:
                    documents.append(became.document)

            offered = offers(sources, mapping, allow_private=allow_private)
            summary = take_all(offered, place, options, tell=heard)
            if collection is not None:
                place.collect(collection, documents)
            place.refresh_people()
    except DragomanError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    say_summary(summary)
    raise typer.Exit(1 if summary.troubles else 0)
