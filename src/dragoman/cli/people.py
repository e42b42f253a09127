# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""`dragoman people`."""

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Literal, TextIO

import typer

from dragoman.cli.output import answering, guarded_output
from dragoman.cli.query import Cursor, FormOption, Limit, Since, Until, paged
from dragoman.cli.storing import STORE, StoreOption, opened

if TYPE_CHECKING:
    from dragoman.store.people import People

HELP = """List persons, and with --kind states and bodies, with their offices on a time line.

NAME is a part of any of their names; the id of an identity, or of an actor, shows that one alone.

\b
  dragoman people --state AZE
  dragoman people naghiyev --format json
  dragoman people --kind organization --since 2024

With --format json each is one line: id, kind, name, aliases, country, sectors, wikidata, members (the actors of the
reports), reports, first, last, offices.
"""
IDS = ("identity:", "actor:")
Kind = Literal["person", "organization", "state", "igo", "group", "media"]


def list_people(
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    *,
    store: StoreOption = STORE,
    kind: Annotated[Kind, typer.Option(help="Whom.")] = "person",
    state: Annotated[str | None, typer.Option(metavar="STATE", help="Of this state.")] = None,
    since: Since = None,
    until: Until = None,
    everybody: Annotated[bool, typer.Option("--all", help="Those too who are told without a name.")] = False,
    sort: Annotated[str, typer.Option(metavar="ORDER", help="-reports, name, first, -last.")] = "-reports",
    limit: Limit = 50,
    cursor: Cursor = None,
    form: FormOption = "table",
) -> None:
    """Print the register of a store."""
    with answering(), opened(store) as found:
        from dragoman.asking.question import state_of
        from dragoman.store.people import PeopleFilter

        by_id = name is not None and name.startswith(IDS)
        limits = PeopleFilter(
            id=name if by_id else None,
            kind=None if by_id else kind,
            name=None if by_id else name,
            country=state_of(state) if state is not None else None,
            since=since,
            until=until,
            named=not (everybody or by_id),
        )

        def more(limit: int, cursor: str | None) -> "People":
            return found.view.people(limits, sort=sort, limit=limit, cursor=cursor)

        with guarded_output(utf8=form != "table") as stream:
            for number, page in enumerate(paged(more, limit, cursor)):
                _say(stream, page, form, first=number == 0)


def _say(stream: TextIO, people: "People", form: str, *, first: bool) -> None:
    from dragoman.asking.cells import ACTOR_COLUMNS, actor_cells
    from dragoman.asking.phrases import one_line
    from dragoman.cli.actor_pages import KINDS, identity_lines
    from dragoman.cli.answers import say_csv, say_json, say_page
    from dragoman.cli.table import Page, Row, Section
    from dragoman.lexicon.told import world_told

    if form == "json":
        say_json(stream, (one.model_dump(mode="json") for one in people.items))
    elif form == "csv":
        say_csv(stream, ACTOR_COLUMNS, map(actor_cells, people.items), head=first)
    else:
        names = {one.id: one.name for one in people.items} | people.names
        sections = tuple(
            Section(
                title=KINDS[kind],
                rows=tuple(
                    Row(label=one_line(one.name), lines=(*identity_lines(one, names, world_told()), one.id))
                    for one in some
                ),
            )
            for kind, some in groupby(people.items, lambda one: one.kind)
        )
        say_page(stream, Page(head=(), sections=sections))
