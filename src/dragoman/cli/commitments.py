"""`dragoman commitments`."""

from dragoman.cli.found import show_found
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters

HELP = (
    """List commitments: who owes what to whom, and whether it was kept.

\b
  dragoman commitments --doer TUR --status open
  dragoman commitments --text "aircraft" --format json
"""
    + HELP_OF_FILTERS
)


@with_filters
def list_commitments(*, asked: Asked) -> None:
    """Print what a store has of them."""
    show_found(("commitment",), asked, "commitments")
