# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman between`."""

from typing import Annotated

import typer

from dragoman.cli.found import show_found
from dragoman.cli.output import answering, guarded_output
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters
from dragoman.cli.storing import opened
from dragoman.errors import QueryError

HELP = (
    """Tell what happened between two states: month by month how much of it was cooperation and how much conflict, and
their timeline.

The months count events that occurred, in the time of --since and --until; other filters limit the timeline alone.
With json and csv the timeline alone is printed, or with --months the months alone.

\b
  dragoman between AZE TUR --since 2024
  dragoman between Azerbaijan Armenia --months --format csv
"""
    + HELP_OF_FILTERS
)
COLUMNS = ("month", "cooperation", "conflict", "reports", "intensity")


@with_filters
def show_between(
    one: Annotated[str, typer.Argument(metavar="STATE")],
    other: Annotated[str, typer.Argument(metavar="STATE")],
    *,
    only_months: Annotated[bool, typer.Option("--months", help="The months alone.")] = False,
    asked: Asked,
) -> None:
    """Print the months of a pair, and its timeline."""
    from dragoman.asking.question import state_of

    with answering():
        pair = state_of(one), state_of(other)
        if pair[0] == pair[1]:
            raise QueryError(f"{one} and {other} are one state; `dragoman timeline {pair[0]}` tells of one")
        if only_months or (asked.form == "table" and asked.facet is None and asked.cursor is None):
            _months(pair, asked)
    if not only_months:
        show_found(("event", "agreement", "commitment"), asked, f"{pair[0]} and {pair[1]}", pair=pair, sort="day")


def _months(pair: tuple[str, str], asked: Asked) -> None:
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Row, Section
    from dragoman.store.filters import day_from, day_until
    from dragoman.store.sums import COOPERATION

    since = day_from(asked.since) if asked.since is not None else ""
    until = day_until(asked.until) if asked.until is not None else "9999"
    with opened(asked.store) as store:
        cells = store.view.months(*pair, since=since, until=until)
    months: dict[str, dict[str, float]] = {}
    for cell in cells:
        told = months.setdefault(cell.month, dict.fromkeys(COLUMNS[1:], 0))
        told["cooperation" if cell.quad <= COOPERATION else "conflict"] += cell.events
        told["reports"] += cell.reports
        told["intensity"] = round(told["intensity"] + cell.intensity, 1)
    lines = [{"month": month, **told} for month, told in months.items()]
    with guarded_output(utf8=asked.form != "table") as stream:
        if asked.form == "json":
            say_json(stream, lines)
        elif asked.form == "csv":
            say_csv(stream, COLUMNS, lines, head=True)
        else:
            rows = tuple(Row(label=month, lines=(_said(told),)) for month, told in months.items())
            say_page(stream, Page(head=(), sections=(Section(title="MONTHS", rows=rows),) if rows else ()))


def _said(told: dict[str, float]) -> str:
    reports = f"{told['reports']} report{'s' if told['reports'] != 1 else ''}"
    return f"{told['cooperation']} cooperation, {told['conflict']} conflict · told by {reports}"
