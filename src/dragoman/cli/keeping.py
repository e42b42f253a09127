# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman backup`, `dragoman restore`, `dragoman check`."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import complaining, visible
from dragoman.cli.storing import STORE, StoreOption, opened

BACKUP_HELP = """Copy a store to a new file while others write into it.

The copy is of one moment, is whole or not there, and only its owner can read it. A PostgreSQL store is backed up with
its own tools (pg_dump).
"""
RESTORE_HELP = "Make a store out of a copy; it must not be there yet."
CHECK_HELP = """Verify a store, and say what is wrong, a line each, with exit code 1.

Looked at are the digests of texts, spans, keys between tables, indexes, the chain of the audit log, and that what is
computed follows from what was read and judged.
"""


def back_up_store(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The copy, a new file.")], *, store: StoreOption = STORE
) -> None:
    """Copy the store; exit 1 where that fails."""
    from dragoman.store.backup import back_up

    with complaining(), opened(store) as place:
        size = back_up(place.engine, to)
    typer.echo(f"{visible(str(to))}: {size:,} bytes")


def restore_store(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="The copy.")], *, store: StoreOption = STORE
) -> None:
    """Make the store; exit 1 where it is there, or the copy is damaged."""
    from dragoman.store.backup import restore

    with complaining():
        restore(copy, Path(store))
    typer.echo(f"{visible(store)}: restored")


def check_store(*, store: StoreOption = STORE) -> None:
    """Verify the store; exit 1 where something is wrong."""
    with complaining(), opened(store) as place:
        faults = place.faults()
        count = place.count()
        last = next(iter(place.log(limit=1)), None)
    for fault in faults:
        typer.echo(visible(fault))
    if faults:
        raise typer.Exit(1)
    told = ", ".join(f"{many:,} {name}" for name, many in count.items())
    typer.echo(f"{visible(place.name)}: sound ({told})")
    if last is not None:  # who keeps this elsewhere sees later whether the end was cut off
        typer.echo(f"the audit log has {last.n:,} rows, and ends with the digest {last.digest}")
