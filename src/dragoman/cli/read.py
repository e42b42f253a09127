# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman read`."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.output import complain, guarded_output
from dragoman.cli.reading_options import Columns, ModelDir, NoModel
from dragoman.errors import DragomanError, OptionError

HELP = """Read reports and print what they tell.

PATH is a file, a folder or a pattern; "-" reads standard input. All forms are taken: text, Markdown, HTML, PDF, DOCX,
mails, feeds, tables (JSONL, CSV, Parquet), web archives, archives of these. Many reports are many records.

The table is for people: news first, then recalled background, statements, agreements, commitments, people and their
offices, and what could not be resolved. --evidence puts under each row the words it rests on, with their offsets in the
text. With --format json each report is one line, a Record as `dragoman schema` describes it.

What is known of a report is given by options and beats what the file says of itself. The date of publication matters:
"on Thursday" and "May 12" are dated by it. Without one, only what the text itself fixes is dated.

\b
  dragoman read report.txt --published 2022-05-12 --outlet Azernews
  dragoman read reports/*.html --format json -o records.jsonl
  dragoman read table.jsonl --map text=body,published=date --format json
  curl -s https://example.org/report | dragoman read - --evidence

A report that cannot be read (missing, binary, too large) is named on standard error, and so is one that was read with
trouble (empty, in another language, damaged, its encoding guessed); the others are read all the same.

\b
Exit codes
  0  every file was read      2  the command was misused
  1  a file made trouble      130  stopped by Ctrl-C
"""


def read_reports(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help='Files to read; "-" is standard input.')],
    *,
    form: Annotated[
        Literal["table", "json"],
        typer.Option("--format", help="table, to be read by people; json, one record a line."),
    ] = "table",
    evidence: Annotated[
        bool, typer.Option("--evidence", help="Under each row of the table, the words it rests on.")
    ] = False,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the reports.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which they were published.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="The report's address (one report only).")] = None,
    columns: Columns = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The report's headline (one report only).")] = None,
    model_dir: ModelDir = None,
    no_model: NoModel = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, not to standard output.")
    ] = None,
) -> None:
    """Read every path and print its record; exit 1 where one made trouble."""
    from dragoman.cli.batch import Job, Options, check_options, printer, read_all
    from dragoman.intake import columns_of

    options = Options(title=title, outlet=outlet, published=published, url=url)
    try:
        _refuse_misuse(paths, options.url or options.title, output, both=no_model and model_dir is not None)
        check_options(options)
        mapping = columns_of(columns) if columns is not None else {}
    except OptionError as error:
        raise typer.BadParameter(str(error)) from None
    encoder = False if no_model else model_dir or True
    jobs = tuple(Job(path=None if str(path) == "-" else path, options=options, columns=mapping) for path in paths)
    try:
        with guarded_output(output, utf8=form == "json") as stream:
            troubles = read_all(jobs, printer(stream, form, evidence=evidence), encoder=encoder)
    except OptionError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from None
    except DragomanError as error:  # of no one file: the model is missing, a word table is faulty
        complain(str(error))
        raise typer.Exit(1) from None
    if troubles:
        if len(jobs) > 1:
            complain(f"{troubles} of {len(jobs)} files made trouble")
        raise typer.Exit(1)


def _refuse_misuse(paths: list[Path], of_one: str | None, output: Path | None, *, both: bool) -> None:
    if both:
        raise OptionError("--no-model and --model-dir exclude each other; give one")
    if [str(path) for path in paths].count("-") > 1:
        raise OptionError('"-" is given twice, but standard input can be read once')
    if of_one is not None and len(paths) > 1:
        raise OptionError("--title and --url belong to one report; give one PATH, or leave them out")
    if output is not None and output.is_file() and any(path.is_file() and path.samefile(output) for path in paths):
        raise OptionError(f"{output} is to be read and written; name another file for -o")
    if output is not None and output.is_dir():
        raise OptionError(f"{output} is a folder; name a file for -o")
    if "-" in map(str, paths) and sys.stdin is None:
        raise OptionError('"-" is given, but there is no standard input')
