# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""A list of merged findings, or its counts, in the form that was asked for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TextIO

from dragoman.cli.output import answering, guarded_output
from dragoman.cli.query import Asked, paged, question_of
from dragoman.cli.storing import opened

if TYPE_CHECKING:
    from dragoman.cli.table import Row
    from dragoman.model.merged import MergedKind
    from dragoman.store.filters import Filter
    from dragoman.store.lists import Page
    from dragoman.store.view import View

DAYS = frozenset({"day", "-day"})


def show_found(
    kinds: "Sequence[MergedKind]",
    asked: Asked,
    title: str,
    *,
    meetings: bool = False,
    pair: tuple[str, str] | None = None,
    states: tuple[str, ...] = (),
    sort: str = "-day",
    as_of: str | None = None,
) -> None:
    """Print what a store has of some kinds. `title` heads the table; `sort` is the order where none is asked for.

    as_of: the day as of which commitments stand; today.
    """
    from dragoman.asking.question import check_fits, limits_of

    with answering(), opened(asked.store) as store:
        view = store.view
        limits = limits_of(replace(question_of(asked), as_of=as_of or datetime.now(UTC).date().isoformat()), view)
        if len(kinds) == 1:
            check_fits(limits, kinds[0])
        limits = replace(limits, meetings=meetings, pair=pair, states=(*states, *limits.states))
        with guarded_output(utf8=asked.form != "table") as stream:
            if asked.facet is not None:
                _counts(stream, view, kinds, limits, asked)
            else:
                _list(stream, view, kinds, limits, asked, title, asked.sort or sort)


def _list(
    stream: TextIO,
    view: "View",
    kinds: "Sequence[MergedKind]",
    limits: "Filter",
    asked: Asked,
    title: str,
    sort: str,
) -> None:
    from dragoman.asking.cells import COLUMNS, found_cells
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.found_page import found_page
    from dragoman.lexicon.told import world_told

    def more(limit: int, cursor: str | None) -> "Page":
        return view.list(kinds, limits, sort=sort, limit=limit, cursor=cursor)

    first = True
    for page in paged(more, asked.limit, asked.cursor):
        items = page.items
        if asked.form == "json":
            say_json(stream, (item.as_json() for item in items))
        elif asked.form == "csv":
            say_csv(stream, COLUMNS, map(found_cells, items), head=first)
        else:
            many = view.count(kinds, limits) if first else 0
            head = (f"{title}: {many}",) if first else ()
            say_page(stream, found_page(items, world_told(), head, by_day=sort in DAYS))
        first = False


def _counts(stream: TextIO, view: "View", kinds: "Sequence[MergedKind]", limits: "Filter", asked: Asked) -> None:
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Section
    from dragoman.store.lists import MOST

    told = view.facet(kinds, asked.facet or "", limits, limit=min(asked.limit or MOST, MOST))
    if asked.form == "json":
        say_json(stream, ({"value": value, "count": many} for value, many in told.items()))
    elif asked.form == "csv":
        say_csv(stream, ("value", "count"), ({"value": a, "count": b} for a, b in told.items()), head=True)
    else:
        rows = tuple(_row(value, many) for value, many in told.items())
        title = f"BY {asked.facet}".upper()
        say_page(stream, Page(head=(), sections=(Section(title=title, rows=rows),) if rows else ()))


def _row(value: str, many: int) -> "Row":
    from dragoman.cli.table import Row

    return Row(label=value, lines=(str(many),))
