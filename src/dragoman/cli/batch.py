"""Several files after one another: what each made trouble of is told, and the others are read all the same."""

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TextIO

from dragoman.cli.output import complain, say_line, waiting, width_of
from dragoman.cli.page import print_page
from dragoman.cli.table import TROUBLES, table_of
from dragoman.errors import DragomanError, LexiconError, ModelError
from dragoman.intake import read_path, read_stream, with_options
from dragoman.model.record import Record
from dragoman.model.source_text import Raw

STDIN = "standard input"

Emit = Callable[[str, Record], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user knows of a report."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One report to be read; no path is standard input."""

    path: Path | None
    options: Options

    @property
    def name(self) -> str:
        return STDIN if self.path is None else str(self.path)


def check_options(options: Options) -> None:
    """Raise OptionError where an option makes no sense, before anything is read."""
    with_options(Raw(text="", name="options"), **asdict(options))


def printer(stream: TextIO, form: Literal["table", "json"], *, evidence: bool) -> Emit:
    """Give what prints a record to the stream: one line of JSON, or a table with a blank line before the next."""
    first = True

    def emit(name: str, record: Record) -> None:
        nonlocal first
        if form == "json":
            say_line(stream, record.model_dump_json())
            return
        if not first:
            say_line(stream, "")
        first = False
        print_page(table_of(record, name), stream, width=width_of(stream), evidence=evidence)

    return emit


def read_all(jobs: tuple[Job, ...], emit: Emit, *, encoder: bool | Path = True) -> int:
    """Read the jobs in order, hand each record on, and return how many made trouble, each told on standard error.

    `encoder` is as the pipeline takes it. Raises LexiconError and ModelError, which are the trouble of no one file, and
    what `emit` raises.
    """
    from dragoman.pipeline import read_raw  # noqa: PLC0415 - loads spaCy: after the options were found right

    troubles = 0
    for number, job in enumerate(jobs, start=1):
        try:
            record = _read(job, partial(read_raw, encoder=encoder), f"{number} of {len(jobs)} · {job.name}")
        except (LexiconError, ModelError):
            raise
        except DragomanError as error:
            told = str(error)
            complain(told if job.name in told else f"{job.name}: {told}")
            troubles += 1
            continue
        except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the reports that follow
            kind = type(error).__name__
            complain(f"{job.name}: was not read for a fault of dragoman's own, {kind}: {error}; please report it")
            troubles += 1
            continue
        emit(job.name, record)
        found = [issue for issue in record.issues if issue.code in TROUBLES]
        for issue in found:
            complain(f"{job.name}: {issue.message} ({issue.code})")
        troubles += bool(found)
    return troubles


def _read(job: Job, read_raw: Callable[[Raw], Record], what: str) -> Record:
    if job.path is None:
        raw = read_stream(sys.stdin.buffer, STDIN)  # no spinner where somebody may be typing
    else:
        with waiting(what):
            raw = read_path(job.path)
    raw = with_options(raw, **asdict(job.options))
    with waiting(what):
        return read_raw(raw)
