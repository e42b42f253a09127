# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman add`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.offering import offers
from dragoman.cli.output import complaining
from dragoman.cli.reading_options import (
    TIMEOUT,
    AllowPrivate,
    Columns,
    Errors,
    ModelDir,
    NoGate,
    NoModel,
    Timeout,
    Workers,
    options_of,
)
from dragoman.cli.storing import STORE, StoreOption, opened
from dragoman.errors import OptionError

if TYPE_CHECKING:
    from dragoman.taking import Became

HELP = """Read reports into a store.

SOURCE is a file, a folder, a pattern ("news/*.html"), an archive, a crawl (WARC), a table (JSONL, CSV, Parquet), a
mail, a feed, the http(s) address of one of these, or "-" for standard input. Everything in it is taken, one report
after another; what cannot be taken is named with the reason, and the others are taken all the same. What lies in a
folder or an archive in a form that is not read (pictures, settings in JSON) is passed over and counted.

Running it again takes only what is new: a run that was broken off, at whatever moment, goes on where it stopped.
A cheap test skips texts that can hold no event (sport, weather, markets); --no-gate reads them, too.

\b
  dragoman add reports/
  dragoman add crawl.warc.gz --store news.db
  dragoman add table.parquet --map text=body,published=date,outlet=source
  dragoman add https://example.org/report.html

\b
Exit codes
  0  everything was taken, known, skipped or passed over      2  the command was misused
  1  something could not be taken                             130  stopped by Ctrl-C
"""


def add_sources(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="What to take; see above.")],
    *,
    store: StoreOption = STORE,
    columns: Columns = None,
    no_gate: NoGate = False,
    no_model: NoModel = False,
    model_dir: ModelDir = None,
    workers: Workers = None,
    timeout: Timeout = TIMEOUT,
    collection: Annotated[
        str | None, typer.Option(metavar="NAME", help="Put the documents into this collection, too.")
    ] = None,
    errors: Errors = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Take every source; exit 1 where something could not be taken."""
    from dragoman.cli.progress import counting, say_summary
    from dragoman.intake import columns_of
    from dragoman.taking import take_all

    try:
        mapping = columns_of(columns) if columns is not None else {}
    except OptionError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from None
    options = options_of(no_gate=no_gate, no_model=no_model, model_dir=model_dir, workers=workers, timeout=timeout)
    documents: list[str] = []
    with complaining(), opened(store, make=True) as place, counting(errors) as tell:

        def heard(became: "Became") -> None:
            tell(became)
            if became.document is not None:
                documents.append(became.document)

        offered = offers(sources, mapping, allow_private=allow_private)
        summary = take_all(offered, place, options, tell=heard)
        if collection is not None:
            place.collect(collection, documents)
        place.refresh_people()
    say_summary(summary)
    raise typer.Exit(1 if summary.troubles else 0)
