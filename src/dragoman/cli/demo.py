# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman demo`."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.output import complaining, guarded_output, say_line
from dragoman.errors import InputError, MissingError

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.cli.batch import Job, Options
    from dragoman.model.record import Record

HELP = """Read the example reports and print their tables.

A readout, a wire story, a joint communiqué, a protest note, a ceasefire, a sanctions notice and more, from many
regions, written for this project. It needs no input and no network. --evidence shows the words behind each row.
"""
ENDINGS = (".txt", ".md", ".html")
NO_REPORT = "README.md"


def show_demo(
    *,
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Under each row of the table, the words it rests on.")
    ] = False,
) -> None:
    """Print the tables of the example reports, and in the end what was found in all of them."""
    from pathlib import Path

    from dragoman.cli.batch import printer, read_all

    records: list[Record] = []
    with complaining():
        jobs = _jobs(Path.cwd())
        with guarded_output(utf8=False) as stream:
            show = printer(stream, "table", evidence=evidence)

            def keep(name: str, record: "Record") -> None:
                records.append(record)
                show(Path(name).name, record)

            troubles = read_all(jobs, keep)
            say_line(stream, "")
            for line in _closing(records):
                say_line(stream, line)
    if troubles:
        raise typer.Exit(1)


def _jobs(here: "Path") -> tuple["Job", ...]:
    from dragoman.cli.batch import Job

    folder = _folder(here)
    reports = sorted(path for path in folder.iterdir() if path.suffix in ENDINGS and path.name != NO_REPORT)
    if not reports:
        raise MissingError(f"{folder}: holds no example reports; install dragoman anew")
    return tuple(Job(path=path, options=_options_of(path)) for path in reports)


def _folder(here: "Path") -> "Path":
    from pathlib import Path

    package = Path(__file__).parents[1]
    # installed with the package; beside it in the source tree; in the folder where the user stands
    places = (package / "examples" / "reports", package.parents[1] / "examples" / "reports", here / "examples/reports")
    for place in places:
        if place.is_dir():
            return place
    raise MissingError(f"there are no example reports in {', '.join(map(str, places))}; run it in a source tree")


def _options_of(report: "Path") -> "Options":
    """Take what the report's fact sheet tells of it: its outlet and date are not in the text."""
    import json

    from dragoman.cli.batch import Options

    sheet = report.with_suffix(".facts.json")
    if not sheet.is_file():
        return Options()
    try:
        return Options(**json.loads(sheet.read_text(encoding="utf-8"))["options"])
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{sheet}: its options cannot be read ({error}); mend or remove the sheet") from error


def _closing(records: "list[Record]") -> tuple[str, ...]:
    events = [event for record in records for event in record.events]
    news = sum(event.novelty == "reported" for event in events)
    counts = (
        f"{len(events)} events ({news} news, {len(events) - news} background)",
        f"{sum(len(record.statements) for record in records)} statements",
        f"{sum(len(record.agreements) for record in records)} agreements",
        f"{sum(len(record.commitments) for record in records)} commitments",
        f"{sum(len(record.tenures) for record in records)} people in office",
        f"{sum(len(record.issues) for record in records)} passages left unresolved",
    )
    return (
        f"{len(records)} REPORTS",
        *(f"  {count}" for count in counts),
        "Next: dragoman demo --evidence, or dragoman read YOUR-REPORT --published YYYY-MM-DD",
    )
