"""`dragoman --version`."""

from importlib.metadata import PackageNotFoundError, version

import typer


def print_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    """Print name and version, and leave, where the option was given."""
    if not asked:
        return
    try:
        found = version("dragoman")
    except PackageNotFoundError:
        found = "(version unknown: run from a source tree that is not installed)"
    typer.echo(f"dragoman {found}")
    raise typer.Exit
