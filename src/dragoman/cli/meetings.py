"""`dragoman meetings`."""

from dragoman.cli.found import show_found
from dragoman.cli.query import HELP_OF_FILTERS, Asked, with_filters

HELP = (
    """List who met whom, and who will: events of the type CONSULT, and agreed meetings.

\b
  dragoman meetings --state AZE --since 2024-05
  dragoman meetings --actor Naghiyev --status occurred --format csv
"""
    + HELP_OF_FILTERS
)


@with_filters
def list_meetings(*, asked: Asked) -> None:
    """Print what a store has of them."""
    show_found(("event",), asked, "meetings", meetings=True)
