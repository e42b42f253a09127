"""`dragoman commitments`."""

from typing import Annotated

import typer

from dragoman.cli.found import show_found
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters

HELP = (
    """List commitments: who owes what to whom, and whether it was kept.

\b
  dragoman commitments --doer TUR --status open
  dragoman commitments --status overdue --as-of 2024-12-31
  dragoman commitments --text "aircraft" --format json

A status is that of today, or of --as-of: what reports say, what later events made of it, and overdue where neither
tells that it was kept or broken.
"""
    + HELP_OF_FILTERS
)


@with_filters
def list_commitments(
    *,
    as_of: Annotated[str | None, typer.Option(metavar="DAY", help="As they stand on this day; today.")] = None,
    asked: Asked,
) -> None:
    """Print what a store has of them."""
    show_found(("commitment",), asked, "commitments", as_of=as_of)
