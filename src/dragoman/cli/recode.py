# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman recode`."""

from typing import Annotated, Literal

import typer

from dragoman.cli.output import complain, complaining, visible
from dragoman.cli.reading_options import NoModel, Workers, workers_of
from dragoman.cli.storing import STORE, StoreOption, opened

HELP = """Read again what an older coder read, and print what changed.

Each report whose reading is by another version, other word tables or another model is read again. Judgements stay with
the findings they are about: by their id, or else by the words they overlap; those whose finding is not found again are
listed as orphaned, and kept.
"""


def recode_store(
    *,
    store: StoreOption = STORE,
    no_model: NoModel = False,
    workers: Workers = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", help="For people, or a line each.")] = "table",
) -> None:
    """Read again, print what changed and which judgements are orphaned; exit 1 where a report could not be read."""
    from dragoman.cli.answers import json_line
    from dragoman.taking import recode_all

    failed = 0
    changed = 0
    with complaining(), opened(store) as place:
        for told in recode_all(place, encoder=not no_model, workers=workers_of(workers)):
            if told.failed is not None:
                failed += 1
                complain(f"{told.name}: {told.failed}")
                continue
            if told.same:
                continue
            changed += 1
            if form == "json":
                typer.echo(json_line(told.as_json()))
            else:
                counts = f"{len(told.came)} came, {len(told.went)} went, {len(told.otherwise)} are told otherwise"
                typer.echo(f"{visible(told.name)}: {counts}")
        orphans = place.orphaned()
        place.refresh_people()
    for judgement in orphans:
        if form == "json":
            typer.echo(json_line({"orphaned": judgement.model_dump(mode="json")}))
        else:
            typer.echo(visible(f"orphaned: {judgement.id} ({judgement.kind} by {judgement.by}, {judgement.at})"))
    if form == "table":
        typer.echo(f"{changed} reports changed, {len(orphans)} judgements are orphaned")
    raise typer.Exit(1 if failed else 0)
