"""`dragoman agreements`."""

from dragoman.cli.found import show_found
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters

HELP = (
    """List agreements, with what became of each.

\b
  dragoman agreements --state AZE --state TUR
  dragoman agreements --type ceasefire --status signed
"""
    + HELP_OF_FILTERS
)


@with_filters
def list_agreements(*, asked: Asked) -> None:
    """Print what a store has of them."""
    show_found(("agreement",), asked, "agreements")
