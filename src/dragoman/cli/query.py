# ruff: noqa: PLC0415 - the store is entered when a command runs, so that --help stays fast
"""What the commands that ask a store have in common: the options of a list, and how an answer is told."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, TypeVar, get_type_hints

import typer

from dragoman.cli.output import complain
from dragoman.cli.storing import STORE, StoreOption

if TYPE_CHECKING:
    from dragoman.asking.question import Question

Form = Literal["table", "json", "csv"]


class Paged(Protocol):
    """Some of a list, and where it goes on."""

    @property
    def items(self) -> tuple[object, ...]: ...
    @property
    def next(self) -> str | None: ...


P = TypeVar("P", bound=Paged)
MOST_AT_ONCE = 500

Since = Annotated[str | None, typer.Option(metavar="DAY", help="From this day, month or year on (2024-05).")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Up to the end of this day, month or year.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Told by this outlet, or such as have this word.")]
InCollection = Annotated[str | None, typer.Option(metavar="NAME", help="Told by a document of this collection.")]
Limit = Annotated[int, typer.Option(min=0, metavar="N", help="At most so many; 0 for all.")]
Cursor = Annotated[str | None, typer.Option(metavar="CURSOR", help="Go on where a list ended.")]
FormOption = Annotated[
    Form, typer.Option("--format", help="table, to be read by people; json, one a line; csv, for a spreadsheet.")
]

HELP_OF_FILTERS = """
Filters are joined by AND. --type, --mode, --status, --state and --context may be given several times: of types, modes
and statuses one must fit, of states and contexts all must; --cameo, too: one of them.

\b
  --state AZE, --doer, --target  a state by its code (ISO 3166-1 alpha-3) or its name
  --actor NAME        a person or body by a part of its name, or by an id of `dragoman people`
  --speaker NAME      who says it, in the same way: of statements only
  --place Baku        a place by its name; --place AZE all places of a state
  --text 'gas deal*'  words of the sentence that tells it, all of them, in any order; "gas deal"
                      in quotes follow each other; pipeline OR gas: one of them; sanction* begins
                      so; -oil is not in it
  --changed-since 12  what became other after a change (json tells `changed`), or after a day
  --facet month       counts instead of a list, by type, mode, quad, status, novelty, month,
                      state, context, outlet or place_country
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of merged findings, as the command line takes it."""

    store: StoreOption = STORE
    since: Since = None
    until: Until = None
    types: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Type, act or kind.")] = None
    modes: Annotated[list[str] | None, typer.Option("--mode", metavar="MODE", help="Mode of an event.")] = None
    cameos: Annotated[list[str] | None, typer.Option("--cameo", metavar="CODE", help="CAMEO code of an event.")] = None
    states: Annotated[list[str] | None, typer.Option("--state", metavar="STATE", help="On either side.")] = None
    doer: Annotated[str | None, typer.Option(metavar="STATE", help="The state that acts, speaks or owes.")] = None
    target: Annotated[str | None, typer.Option(metavar="STATE", help="The state towards which.")] = None
    actor: Annotated[str | None, typer.Option(metavar="NAME", help="A person or body, by name or id.")] = None
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Who says it, by name or id.")] = None
    contexts: Annotated[list[str] | None, typer.Option("--context", metavar="CONTEXT", help="Context.")] = None
    place: Annotated[str | None, typer.Option(metavar="PLACE", help="Where.")] = None
    status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help="occurred, planned, signed, ...")] = None
    novelty: Annotated[Literal["reported", "background"] | None, typer.Option(help="News, or recalled.")] = None
    confidence: Annotated[float | None, typer.Option(min=0, max=1, help="At least so sure.")] = None
    outlet: Outlet = None
    collection: InCollection = None
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="Words of the sentence that tells it.")] = None
    changed_since: Annotated[str | None, typer.Option(metavar="CHANGE", help="Became other since.")] = None
    facet: Annotated[str | None, typer.Option(metavar="BY", help="Count by this instead of listing.")] = None
    sort: Annotated[
        str | None, typer.Option(metavar="ORDER", help="-day, day, -reports, -intensity, intensity, -confidence.")
    ] = None
    limit: Limit = 50
    cursor: Cursor = None
    form: FormOption = "table"


def with_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of all lists; it gets them as one value, `asked`."""
    own = inspect.signature(command)
    hints = get_type_hints(command, include_extras=True)
    arguments = [one.replace(annotation=hints[one.name]) for one in own.parameters.values() if one.name != "asked"]
    options = get_type_hints(Asked, include_extras=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    names = [each.name for each in fields(Asked)]
    defaults = {each.name: each.default for each in fields(Asked)}
    parameters = [inspect.Parameter(name, keyword, default=defaults[name], annotation=options[name]) for name in names]

    def run(**told: Any) -> None:  # noqa: ANN401 - whatever its signature says
        asked = Asked(**{name: told.pop(name) for name in names})
        command(**told, asked=asked)

    run.__doc__ = command.__doc__
    run.__annotations__ = {one.name: one.annotation for one in (*arguments, *parameters)}
    run.__signature__ = own.replace(  # type: ignore[attr-defined] # what `inspect.signature` asks for
        parameters=[*arguments, *parameters], return_annotation=None
    )
    return run


def question_of(asked: Asked) -> "Question":
    """What is asked, without how it is to be told."""
    from dragoman.asking.question import Question

    return Question(
        since=asked.since,
        until=asked.until,
        types=tuple(asked.types or ()),
        modes=tuple(asked.modes or ()),
        cameos=tuple(asked.cameos or ()),
        states=tuple(asked.states or ()),
        doer=asked.doer,
        target=asked.target,
        actor=asked.actor,
        speaker=asked.speaker,
        contexts=tuple(asked.contexts or ()),
        place=asked.place,
        status=tuple(asked.status or ()),
        novelty=asked.novelty,
        confidence=asked.confidence,
        outlet=asked.outlet,
        collection=asked.collection,
        text=asked.text,
        changed_since=asked.changed_since,
    )


def paged(more: Callable[[int, str | None], P], limit: int, cursor: str | None) -> Iterator[P]:
    """Pages of a list up to so many items (0: all of them); where there are more, that is told at the end."""
    left = limit
    while True:
        page = more(min(left, MOST_AT_ONCE) if limit else MOST_AT_ONCE, cursor)
        yield page
        left -= len(page.items)
        cursor = page.next
        if cursor is None:
            return
        if limit and left <= 0:
            complain(f"there are more: --cursor {cursor}, or --limit 0 for all")
            return
