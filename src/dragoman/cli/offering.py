# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""What is named on the command line, as documents that come in: files of all forms, and addresses that are fetched."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.fetching import Client
    from dragoman.model.source_text import Item, Refused

_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Tell whether a source is to be fetched."""
    return _ADDRESS.match(source) is not None


def offers(
    sources: Iterable[str], columns: Mapping[str, str], *, allow_private: bool = False
) -> "Iterator[Item | Refused]":
    """Each document of each source, in order; what cannot be had is told as refused, with the reason."""
    from dragoman.intake import items

    client: Client | None = None  # one for all: it keeps the pauses between two visits to a host
    for source in sources:
        if is_address(source):
            from dragoman import fetching

            client = client or fetching.Client(allow_private=allow_private)
            yield from fetching.fetched_items(source, client, columns=columns)
        else:
            yield from items([source], columns=columns, stdin=sys.stdin.buffer)
