# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""What is named on the command line, as documents that come in: files of all forms, and addresses that are fetched."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model.source_text import Item, Refused

_ADDRESS = re.compile(r"^https?://", re.IGNORECASE)


def offers(
    sources: Iterable[str], columns: Mapping[str, str], *, allow_private: bool = False
) -> "Iterator[Item | Refused]":
    """Each document of each source, in order; what cannot be had is told as refused, with the reason."""
    from dragoman.intake import items

    for source in sources:
        if _ADDRESS.match(source):
            from dragoman.fetching import Client, at_address

            yield from at_address(source, Client(allow_private=allow_private), columns=columns)
        else:
            yield from items([source], columns=columns, stdin=sys.stdin.buffer)
