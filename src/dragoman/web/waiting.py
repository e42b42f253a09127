"""How much waits for review."""

from dragoman.web.desk import Desk


def waiting(desk: Desk) -> int | None:  # noqa: ARG001 - until there is a queue to count
    """How many findings wait for review; None where nobody counts them."""
    return None
