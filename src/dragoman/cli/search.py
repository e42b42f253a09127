# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman search`."""

from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dragoman.cli.output import answering, guarded_output
from dragoman.cli.query import (
    Cursor,
    FormOption,
    InCollection,
    Limit,
    Outlet,
    Since,
    Until,
    paged,
)
from dragoman.cli.storing import STORE, StoreOption, opened

if TYPE_CHECKING:
    from dragoman.cli.table import Row
    from dragoman.store.searching import Found, Sentences

HELP = """Find sentences by their words, by the day of the report.

WORDS are looked for in one sentence, all of them, in any order and spelled as ASCII has them (Nağıyev is nagiyev).
"gas deal" in quotes follow each other; pipeline OR gas: one of them; sanction* begins so; -oil is not in it.

\b
  dragoman search '"gas deal" OR pipeline*' --since 2024
  dragoman search nagiyev --outlet "Caspian Wire" --format json
"""
COLUMNS = ("day", "outlet", "title", "sentence", "document", "start", "end", "url")


def search_sentences(
    words: Annotated[list[str], typer.Argument(metavar="WORDS")],
    *,
    store: StoreOption = STORE,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="In reports that tell of this state.")] = None,
    collection: InCollection = None,
    copies: Annotated[bool, typer.Option(help="In all near copies, or in the first of each story.")] = True,
    sort: Annotated[str, typer.Option(metavar="ORDER", help="-day, day.")] = "-day",
    limit: Limit = 50,
    cursor: Cursor = None,
    form: FormOption = "table",
) -> None:
    """Print the sentences that have these words."""
    with answering(), opened(store) as found, guarded_output(utf8=form != "table") as stream:
        from dragoman.asking.question import collection_of, state_of
        from dragoman.store.report_list import ReportFilter

        limits = ReportFilter(
            since=since,
            until=until,
            outlet=outlet,
            state=state_of(state) if state is not None else None,
            collection=collection_of(collection, found.view) if collection is not None else None,
            copies=copies,
        )

        def more(limit: int, cursor: str | None) -> "Sentences":
            return found.view.search(" ".join(words), limits, sort=sort, limit=limit, cursor=cursor)

        for number, page in enumerate(paged(more, limit, cursor)):
            _say(stream, page, form, first=number == 0)


def _say(stream: TextIO, sentences: "Sentences", form: str, *, first: bool) -> None:
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Section

    if form == "json":
        say_json(stream, (one.model_dump(mode="json") for one in sentences.items))
    elif form == "csv":
        rows = (
            {**dict(one), "sentence": one.span.quote, "start": one.span.start, "end": one.span.end}
            for one in sentences.items
        )
        say_csv(stream, COLUMNS, rows, head=first)
    else:
        found = tuple(map(_row, sentences.items))
        say_page(stream, Page(head=(), sections=(Section(title="SENTENCES", rows=found),) if found else ()))


def _row(one: "Found") -> "Row":
    from dragoman.asking.phrases import one_line
    from dragoman.cli.table import Row

    details = (one.outlet, one.title, f"{one.document} [{one.span.start}-{one.span.end}]")
    return Row(
        label=one.day or "not dated",
        lines=(one_line(_marked(one)), " · ".join(one_line(part) for part in details if part)),
    )


def _marked(one: "Found") -> str:
    """The sentence, what was looked for between asterisks: they stay where a page is piped or copied."""
    told, at = "", 0
    for start, end in ((start - one.span.start, end - one.span.start) for start, end in one.marks):
        told += f"{one.span.quote[at:start]}*{one.span.quote[start:end]}*"
        at = end
    return told + one.span.quote[at:]
