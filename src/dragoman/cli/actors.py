# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman actors`: who is who across reports."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dragoman.cli.output import answering, complain, guarded_output, say_line, waiting, width_of
from dragoman.errors import OptionError

if TYPE_CHECKING:
    from pydantic import BaseModel

    from dragoman.cli.actor_world import Everybody
    from dragoman.cli.table import Page
    from dragoman.model.identity import Judgement

HELP = """Tell who is who across reports, by a rule that says why, and by what persons judge.

Each command reads what --reports names: files or folders of reports, or records that `dragoman read --format json`
printed (*.jsonl), which is much faster. What persons judge is appended to the file that --ledger names; it never
changes a record, and can be undone.
"""
LIST_HELP = """List everybody that the reports tell of, with their offices and the days on which they are told.

\b
  dragoman actors list --reports reports/
  dragoman actors list --reports records.jsonl --kind person --format json
  dragoman actors list --reports records.jsonl --ledger desk.jsonl --as-of report

With --as-of, "the Turkish foreign minister" who is told without a name is the one who held the office on the day of the
report (report) or on a day that is given (2024-05-12), by the authorities in the ledger or by other reports.

With --format json each identity is one line: id, kind, name, aliases, country, sectors, wikidata, members (the actors
of the records), reports, first, last, offices. --judgements adds the rule's own judgements, with scores and reasons.
"""
SHOW_HELP = """Show one identity: its names, its offices on a time line, where it is told of, and why these are one.

WHO is the id of an identity, of an actor of a record, or a name. A name of several lists them, and the command exits 2.
"""
MERGE_HELP = """Judge two to be the same. ONE and OTHER are told as for `show`.

\b
  dragoman actors merge "R. Naghiyev" "Ramil Naghiyev" -r records.jsonl -l desk.jsonl --by Dana --why "same portrait"
"""
SPLIT_HELP = """Judge actors to be somebody else than the identity that has them.

WHO is told as for `show`, ACTOR is the id of an actor of a record, or of a report: `show` prints both. What is taken
out becomes an identity of its own, and stays so when more is read.
"""
UNDO_HELP = (
    """Take a judgement back. JUDGEMENT is its id, as `merge` and `list` print it; an undoing can be undone too."""
)
IMPORT_HELP = """Bring persons and their offices from a file of others into the ledger.

FILE has FollowTheMoney entities (a line of JSON each), entities of a Wikidata dump (an array or lines), or CSV with the
columns name, aliases, country, title, organization, start, end, wikidata; aliases are parted by |, a person with
several offices has several rows. What cannot be used is counted and told, and does not stop the rest.
"""

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode=None)
Reports = Annotated[
    list[Path], typer.Option("--reports", "-r", metavar="PATH", help="A report, records (*.jsonl) or a folder of them.")
]
LedgerFile = Annotated[
    Path | None, typer.Option("--ledger", "-l", metavar="FILE", help="What persons judged, and authorities.")
]
LedgerToWrite = Annotated[
    Path, typer.Option("--ledger", "-l", metavar="FILE", help="Where it is appended; made where it is missing.")
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="report|YYYY-MM-DD", help="Give offices told without a name to their holders then."
    ),
]
Form = Annotated[Literal["text", "json"], typer.Option("--format", help="text, to be read by people; json.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="For what reason.")]
Who = Annotated[str, typer.Argument(metavar="WHO", help="The id of an identity or an actor, or a name.")]


@app.command("list", help=LIST_HELP, short_help="List everybody, with offices and days.")
def list_actors(
    *,
    reports: Reports,
    ledger: LedgerFile = None,
    kind: Annotated[
        Literal["person", "organization", "state", "igo", "group", "media"] | None,
        typer.Option("--kind", help="Only actors of this kind."),
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Those too who are told without a name.")] = False,
    judgements: Annotated[bool, typer.Option("--judgements", help="With json: the rule's judgements too.")] = False,
    as_of: AsOf = None,
    form: Form = "text",
) -> None:
    """Print the register; exit 1 where a report made trouble."""
    with _register(reports, ledger, as_of) as found:
        from dragoman.cli.actor_pages import list_page

        if form == "json":
            shown = (one for one in found.register.identities if (one.named or everybody) and kind in {None, one.kind})
            _print_json([*shown, *(found.register.judgements if judgements else ())])
        else:
            _print_page(
                list_page(found.register, found.ledger, found.seen, found.world, kind=kind, everybody=everybody)
            )


@app.command("show", help=SHOW_HELP, short_help="Show one identity and why it is one.")
def show_actor(
    who: Who,
    *,
    reports: Reports,
    ledger: LedgerFile = None,
    as_of: AsOf = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="Under each office, the words it rests on.")] = False,
    form: Form = "text",
) -> None:
    """Print one identity."""
    with _register(reports, ledger, as_of) as found:
        from dragoman.cli.actor_pages import identity_page

        identity = found.one(who)
        if form == "json":
            members = set(identity.members)
            touching = [one for one in found.judgements() if members & {*one.one, *one.other}]
            _print_json([identity, *touching])
        else:
            page = identity_page(identity, found.register, found.ledger, found.seen, found.world)
            _print_page(page, evidence=evidence)


@app.command("merge", help=MERGE_HELP, short_help="Judge two to be the same.")
def merge_actors(
    one: Annotated[str, typer.Argument(metavar="ONE")],
    other: Annotated[str, typer.Argument(metavar="OTHER")],
    *,
    reports: Reports,
    ledger: LedgerToWrite,
    by: By,
    why: Why,
    form: Form = "text",
) -> None:
    """Append that two are the same."""
    with _register(reports, ledger, None) as found:
        from dragoman.identity.ledger import judged

        first, second = found.one(one), found.one(other)
        if first.id == second.id:
            raise OptionError(f"{one!r} and {other!r} are one already ({first.id})")
        judgement = judged(found.ledger, "same", first.members, second.members, by=by, when=_now(), why=why)
        _append(ledger, judgement, f"{first.name} and {second.name} are the same", form)


@app.command("split", help=SPLIT_HELP, short_help="Judge actors to be somebody else.")
def split_actors(
    who: Who,
    actors: Annotated[list[str], typer.Argument(metavar="ACTOR", help="Ids of actors, or of reports.")],
    *,
    reports: Reports,
    ledger: LedgerToWrite,
    by: By,
    why: Why,
    form: Form = "text",
) -> None:
    """Append that some are different from the rest."""
    with _register(reports, ledger, None) as found:
        from dragoman.identity.ledger import judged

        identity = found.one(who)
        taken = found.members_told(identity, actors)
        rest = [actor for actor in identity.members if actor not in taken]
        if not rest:
            raise OptionError(f"{identity.name} has no other actors than these; leave some")
        judgement = judged(found.ledger, "different", sorted(taken), rest, by=by, when=_now(), why=why)
        _append(ledger, judgement, f"{len(taken)} of {len(identity.members)} are not {identity.name}", form)


@app.command("undo", help=UNDO_HELP, short_help="Take a judgement back.")
def undo_judgement(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The id of a judgement.")],
    *,
    ledger: LedgerToWrite,
    by: By,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="For what reason.")] = "undone",
    form: Form = "text",
) -> None:
    """Append that a judgement is taken back."""
    with answering():
        from dragoman.cli.ledger_file import load
        from dragoman.identity.ledger import undone

        _append(ledger, undone(load(ledger), judgement, by=by, when=_now(), why=why), f"{judgement} is undone", form)


@app.command("import", help=IMPORT_HELP, short_help="Bring in persons and offices from a file of others.")
def import_authorities(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="FollowTheMoney, Wikidata or CSV.")],
    *,
    ledger: LedgerToWrite,
    source: Annotated[
        Literal["ftm", "wikidata", "csv"] | None,
        typer.Option("--as", help="What the file is, where its name and first lines do not tell."),
    ] = None,
    form: Form = "text",
) -> None:
    """Append authorities; exit 1 where some could not be used."""
    with answering():
        from dragoman.cli.authority_file import bring_in

        with waiting(str(file)):
            brought = bring_in(file, ledger, source)
        for fault in brought.faults:
            complain(f"{file}: {fault}")
        if form == "json":
            told = {"read": brought.read, "added": brought.added, "known": brought.known, "faulty": brought.faulty}
            with guarded_output() as stream:
                say_line(stream, json.dumps(told))
        else:
            typer.echo(
                f"{file}: {brought.read} persons read, {brought.added} added to {ledger}, "
                f"{brought.known} there already, {brought.faulty} entries could not be used"
            )
        if brought.faulty:
            raise typer.Exit(1)


@contextmanager
def _register(reports: list[Path], ledger: Path | None, as_of: str | None) -> Iterator["Everybody"]:
    """Read the reports and the ledger, and give the register; trouble is told, and ends in exit 1."""
    with answering():
        from dragoman.cli.actor_world import everybody_in

        found = everybody_in(reports, ledger, as_of)
        yield found
        if found.troubles:
            raise typer.Exit(1)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _append(ledger: Path, judgement: "Judgement", told: str, form: str) -> None:
    from dragoman.cli.ledger_file import append

    append(ledger, [judgement])
    if form == "json":
        _print_json([judgement])
    else:
        typer.echo(f"{told}: {judgement.id} in {ledger}")


def _print_json(values: "Iterable[BaseModel]") -> None:
    with guarded_output() as stream:
        for value in values:
            say_line(stream, value.model_dump_json())


def _print_page(page: "Page", *, evidence: bool = False) -> None:
    from dragoman.cli.page import print_page

    with guarded_output(utf8=False) as stream:
        print_page(page, stream, width=width_of(stream), evidence=evidence)
