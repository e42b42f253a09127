# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman timeline`."""

from dataclasses import replace
from typing import Annotated

import typer

from dragoman.cli.found import show_found
from dragoman.cli.output import answering
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters
from dragoman.errors import QueryError

HELP = (
    """List events, agreements and commitments of a state or of somebody, in the order of their days.

WHO is a state, by its code or name, or a person or body, by a part of its name or its id.

\b
  dragoman timeline AZE --since 2024
  dragoman timeline "Ali Naghiyev" --sort -day
"""
    + HELP_OF_FILTERS
)


@with_filters
def show_timeline(who: Annotated[str, typer.Argument(metavar="WHO")], *, asked: Asked) -> None:
    """Print what a store has of them; whoever is no state is looked for among people."""
    from dragoman.asking.question import state_of

    with answering():
        try:
            states: tuple[str, ...] = (state_of(who),)
        except QueryError:
            states, asked = (), replace(asked, actor=who)
    show_found(("event", "agreement", "commitment"), asked, who, states=states, sort="day")
