# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman demo`."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.output import complaining, guarded_output, say_line
from dragoman.cli.storing import opened
from dragoman.cli.whoami import system_user
from dragoman.errors import InputError, MissingError

if TYPE_CHECKING:
    from dragoman.model.source_text import Item
    from dragoman.store import Store

HELP = """Read the example reports into a store, print the record of one, and serve the desk over them.

Forty reports of two invented years, written for this project: clashes and ceasefires, visits, sanctions, pledges kept
and broken, told by ministries, agencies and papers of many regions. It needs no input and no network. Outside a
terminal, or with --no-serve, it prints the command that serves the desk and ends. --evidence shows the words behind
each row.
"""
STORE = "dragoman-demo.db"
ENDINGS = (".txt", ".md", ".html")
NO_REPORT = "README.md"
SHOWN = "taraz_truce_signed.txt"  # of which the record is printed
PORT = 8000
KINDS = {"event": "events", "statement": "statements", "agreement": "agreements", "commitment": "commitments"}


def show_demo(
    *,
    store: Annotated[
        str, typer.Option("--store", metavar="PATH-OR-URL", help="The store that the examples go into.")
    ] = STORE,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Under each row of the table, the words it rests on.")
    ] = False,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Do not serve the desk at the end.")] = False,
) -> None:
    """Read the examples into a store, print one record and what the store has, and serve the desk in a terminal."""
    with complaining():
        reports = _reports(_folder(Path.cwd()))
        with opened(store, make=True) as place:
            troubles = _take(reports, place)
            _show(reports, place, evidence=evidence)
        if troubles:
            raise typer.Exit(1)
        if no_serve or not _is_terminal():
            typer.echo(f"Next: dragoman serve --store {store}")
            return
        _serve(store)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _take(reports: tuple[Path, ...], store: "Store") -> int:
    """Read what the store doesn't know yet, with the options of each; how many made trouble."""
    from dragoman.cli.progress import counting, say_summary
    from dragoman.taking import take_all

    with counting(None) as tell:
        summary = take_all((_item(path) for path in reports), store, tell=tell)
        store.refresh_people()
    typer.echo(f"{len(reports)} EXAMPLE REPORTS")
    say_summary(summary)
    typer.echo("")
    return summary.troubles


def _show(reports: tuple[Path, ...], store: "Store", *, evidence: bool) -> None:
    """Print the record of one report, and how much the store has."""
    from dragoman.cli.batch import printer
    from dragoman.record.cut import document_id

    shown = next((path for path in reports if path.name == SHOWN), reports[0])
    with guarded_output(utf8=False) as stream:
        record = store.record(document_id(_item(shown).raw.text))
        if record is not None:
            printer(stream, "table", evidence=evidence)(shown.name, record)
        counts = [f"{store.view.count(kind)} {name}" for kind, name in KINDS.items()]  # type: ignore[arg-type] # its keys are kinds
        say_line(stream, "")
        say_line(stream, f"IN THE STORE: {', '.join(counts)}, told by {len(reports)} reports")


def _serve(store: str) -> None:
    """Serve the desk at the usual port, or at one that is free."""
    from dragoman.web.serving import serve
    from dragoman.web.settings import Settings

    def tell(address: str) -> None:
        typer.echo(f"The desk over them: {address} (Ctrl-C ends it; dragoman serve --store {store} opens it again)")

    settings = Settings(store=store, port=PORT, name=system_user())
    try:
        serve(settings, tell=tell)
    except InputError:
        serve(replace(settings, port=0), tell=tell)


def _reports(folder: Path) -> tuple[Path, ...]:
    reports = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.name != NO_REPORT)
    if not reports:
        raise MissingError(f"{folder}: holds no example reports; install dragoman anew")
    return tuple(reports)


def _folder(here: Path) -> Path:
    package = Path(__file__).parents[1]
    # installed with the package; beside it in the source tree; in the folder where the user stands
    places = (package / "examples" / "reports", package.parents[1] / "examples" / "reports", here / "examples/reports")
    for place in places:
        if place.is_dir():
            return place
    raise MissingError(f"there are no example reports in {', '.join(map(str, places))}; run it in a source tree")


def _item(report: Path) -> "Item":
    """A report with what its fact sheet tells of it: its outlet and date may not be in the text."""
    from dragoman.intake import items, with_options
    from dragoman.model.source_text import Item

    found = next(iter(items([report])))
    if not isinstance(found, Item):
        raise InputError(found.message)
    return replace(found, raw=with_options(replace(found.raw, name=report.name), **_options(report)))


def _options(report: Path) -> dict[str, str | None]:
    from dragoman.cli.batch import Options

    sheet = report.with_suffix(".facts.json")
    if not sheet.is_file():
        return asdict(Options())
    try:
        return asdict(Options(**json.loads(sheet.read_text(encoding="utf-8"))["options"]))
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{sheet}: its options cannot be read ({error}); mend or remove the sheet") from error
