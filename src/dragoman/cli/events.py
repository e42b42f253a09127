"""`dragoman events`."""

from dragoman.cli.found import show_found
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters

HELP = (
    """List events, each once, with who tells it.

\b
  dragoman events --state AZE --since 2024 --type CONSULT
  dragoman events --doer AZE --target ARM --sort intensity
  dragoman events --text "gas OR pipeline" --format json
"""
    + HELP_OF_FILTERS
)


@with_filters
def list_events(*, asked: Asked) -> None:
    """Print what a store has of them."""
    show_found(("event",), asked, "events")
