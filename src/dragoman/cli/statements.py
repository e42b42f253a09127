"""`dragoman statements`."""

from dragoman.cli.found import show_found
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters

HELP = (
    """List statements: who praised, accused, warned, promised.

\b
  dragoman statements --doer TUR --type praise
  dragoman statements --speaker Kalin --text gas
  dragoman statements --text '"territorial integrity"' --format csv
"""
    + HELP_OF_FILTERS
)


@with_filters
def list_statements(*, asked: Asked) -> None:
    """Print what a store has of them."""
    show_found(("statement",), asked, "statements")
