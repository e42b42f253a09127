# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman collect` and `dragoman collections`."""

import sys
from typing import Annotated

import typer

from dragoman.cli.output import answering, guarded_output
from dragoman.cli.query import FormOption
from dragoman.cli.storing import STORE, StoreOption, opened

HELP = """Put documents into a collection, made where there is none; every list can be limited to it (--collection).

DOCUMENT is an id as `dragoman reports` prints it; "-" reads ids from standard input, a line each.

\b
  dragoman collect gas sha256:3f5a... sha256:97c0...
  dragoman reports --text pipeline --format json | jq -r .document | dragoman collect gas -
"""
LIST_HELP = "List the collections, with how many documents each has."


def collect_documents(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    documents: Annotated[list[str], typer.Argument(metavar="DOCUMENT")],
    *,
    store: StoreOption = STORE,
) -> None:
    """Put documents into a collection."""
    with answering(), opened(store) as found:
        told = [line.strip() for one in documents for line in (sys.stdin if one == "-" else [one])]
        found.collect(name, [one for one in told if one])
        made = next(one for one in found.view.collections() if one.name == name)
        typer.echo(f"{name}: {made.documents} documents")


def list_collections(*, store: StoreOption = STORE, form: FormOption = "table") -> None:
    """Print the collections of a store."""
    from dragoman.asking.phrases import one_line
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Row, Section

    with answering(), opened(store) as found, guarded_output(utf8=form != "table") as stream:
        told = found.view.collections()
        lines = [{"name": one.name, "made": one.made, "documents": one.documents} for one in told]
        if form == "json":
            say_json(stream, lines)
        elif form == "csv":
            say_csv(stream, ("name", "made", "documents"), lines, head=True)
        else:
            told_of = ((one.name, f"{one.documents} documents, since {one.made}") for one in told)
            rows = tuple(Row(label=one_line(name), lines=(line,)) for name, line in told_of)
            say_page(stream, Page(head=(), sections=(Section(title="COLLECTIONS", rows=rows),) if rows else ()))
