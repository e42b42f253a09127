# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman reports`."""

from itertools import pairwise
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
    from dragoman.store.report_list import Listing, Reports
    from dragoman.store.versions import Change, Version
    from dragoman.store.view import View

HELP = """List reports: where each appeared, what it tells, and how many near copies of it there are.

Texts (documents), appearances, outlets and stories are counted apart; near copies are one story.

\b
  dragoman reports --outlet "Caspian Wire" --since 2024-05
  dragoman reports --text "pipeline OR gas" --no-copies --format csv
  dragoman reports --versions https://example.org/report.html
"""
COLUMNS = (
    *("document", "published", "basis", "outlet", "title", "byline", "url", "name", "language"),
    *("event", "statement", "agreement", "commitment", "story", "copies", "modified", "retrieved", "added"),
)


def list_reports(
    *,
    store: StoreOption = STORE,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    url: Annotated[str | None, typer.Option(metavar="ADDRESS", help="From this address.")] = None,
    state: Annotated[str | None, typer.Option(metavar="STATE", help="That tell of this state.")] = None,
    collection: InCollection = None,
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="With a sentence that has these words.")] = None,
    copies: Annotated[bool, typer.Option(help="All near copies, or the first of each story.")] = True,
    versions: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The texts that an address has had, and what changed.")
    ] = None,
    sort: Annotated[str, typer.Option(metavar="ORDER", help="-published, published.")] = "-published",
    limit: Limit = 50,
    cursor: Cursor = None,
    form: FormOption = "table",
) -> None:
    """Print the reports of a store."""
    with answering(), opened(store) as found, guarded_output(utf8=form != "table") as stream:
        from dragoman.asking.question import collection_of, state_of
        from dragoman.store.report_list import ReportFilter

        view = found.view
        if versions is not None:
            _say_versions(stream, view, versions, form)
            return
        limits = ReportFilter(
            since=since,
            until=until,
            outlet=outlet,
            url=url,
            state=state_of(state) if state is not None else None,
            collection=collection_of(collection, view) if collection is not None else None,
            text=text,
            copies=copies,
        )

        def more(limit: int, cursor: str | None) -> "Reports":
            return view.reports(limits, sort=sort, limit=limit, cursor=cursor)

        head: tuple[str, ...] = ()
        if form == "table":
            told = view.count_reports(limits)
            parts = (("document", told.documents), ("appearance", told.appearances), ("outlet", told.outlets))
            counts = ", ".join(f"{many} {name}{'s' if many != 1 else ''}" for name, many in parts)
            head = (f"{counts}, {told.stories} {'stories' if told.stories != 1 else 'story'}",)
        for number, page in enumerate(paged(more, limit, cursor)):
            _say(stream, page, form, head if number == 0 else (), first=number == 0)


def _say(stream: TextIO, reports: "Reports", form: str, head: tuple[str, ...], *, first: bool) -> None:
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Section

    if form == "json":
        say_json(stream, (one.model_dump(mode="json") for one in reports.items))
    elif form == "csv":
        say_csv(stream, COLUMNS, ({**dict(one), **one.told} for one in reports.items), head=first)
    else:
        rows = tuple(map(_row, reports.items))
        say_page(stream, Page(head=head, sections=(Section(title="REPORTS", rows=rows),) if rows else ()))


def _row(one: "Listing") -> "Row":
    from dragoman.asking.phrases import one_line
    from dragoman.cli.table import Row

    title = one_line(one.title or one.name)
    told = ", ".join(f"{many} {kind}{'s' if many != 1 else ''}" for kind, many in sorted(one.told.items()))
    copies = f"{one.copies} near copies" if one.copies > 1 else None
    details = (one.outlet, one.byline, told or "nothing told", copies, one.url)
    return Row(
        label=one.published or "not dated",
        lines=(title, " · ".join(one_line(part) for part in details if part), one.document),
    )


def _say_versions(stream: TextIO, view: "View", url: str, form: str) -> None:
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Row, Section
    from dragoman.errors import QueryError

    texts = view.versions(url)
    if not texts:
        raise QueryError(f"{url}: no report of this store is from that address; `dragoman reports` lists them")
    steps = [(one, other, view.difference(one.document, other.document)) for one, other in pairwise(texts)]
    if form == "json":
        say_json(stream, _lines(texts, steps))
    elif form == "csv":
        names = ("document", "title", "published", "modified", "retrieved", "added")
        say_csv(stream, names, map(dict, texts), head=True)
    else:
        rows = tuple(Row(label=_when(one), lines=(one.title or "no title", one.document)) for one in texts)
        sections = [Section(title="VERSIONS", rows=rows)]
        for _, other, changes in steps:
            changed = tuple(map(_change, changes))
            sections += [Section(title=f"CHANGED IN THAT OF {_when(other)}", rows=changed)] if changed else []
        say_page(stream, Page(head=(url,), sections=tuple(sections)))


def _lines(
    texts: "tuple[Version, ...]", steps: "list[tuple[Version, Version, tuple[Change, ...]]]"
) -> list[dict[str, object]]:
    """A line for each version, with what changed from the one before it."""
    changes = {other.document: told for _, other, told in steps}
    return [
        {
            **one.model_dump(mode="json"),
            "changes": [change.model_dump(mode="json") for change in changes.get(one.document, ())],
        }
        for one in texts
    ]


def _when(one: "Version") -> str:
    return one.retrieved or one.modified or one.published or one.added


def _change(change: "Change") -> "Row":
    from dragoman.asking.phrases import quoted
    from dragoman.cli.table import Row

    lines = [f"- {quoted(span.quote)}" for span in change.before] + [f"+ {quoted(span.quote)}" for span in change.after]
    return Row(label=change.kind, lines=tuple(lines))
