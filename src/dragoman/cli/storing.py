# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""The option that names a store, and a store that is open while a command runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import StoreError

if TYPE_CHECKING:
    from dragoman.store import Store

STORE = "dragoman.db"

StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="DRAGOMAN_STORE",
        metavar="PATH-OR-URL",
        help="The store: a file, or the address of a PostgreSQL database.",
    ),
]


@contextmanager
def opened(store: str, *, make: bool = False) -> Iterator["Store"]:
    """Give the store, open; `make` it where there is none. Raises StoreError."""
    from dragoman.store import Store

    if not make and "://" not in store and not Path(store).exists():
        raise StoreError(f"{store}: there is no such store; make one with `dragoman add SOURCE --store {store}`")
    found = Store.open(store)
    try:
        yield found
    finally:
        found.close()
