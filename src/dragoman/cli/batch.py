"""Several sources after one another: what each made trouble of is told, and the others are read all the same."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Literal, TextIO

from dragoman.cli.output import complain, say_line, waiting, width_of
from dragoman.cli.page import print_page
from dragoman.cli.table import TROUBLES, table_of
from dragoman.errors import DragomanError, LexiconError, ModelError
from dragoman.intake import items, with_options
from dragoman.model.record import Record
from dragoman.model.source_text import Item, Raw, Refused

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
    """A source of reports; no path is standard input. `columns` says which column of a table holds what."""

    path: Path | None
    options: Options
    columns: Mapping[str, str] = field(default_factory=dict)

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

    read = partial(read_raw, encoder=encoder)
    return sum(_read_job(job, emit, read, f"{number} of {len(jobs)}") for number, job in enumerate(jobs, start=1))


def _read_job(job: Job, emit: Emit, read: Callable[[Raw], Record], number: str) -> bool:
    """Read all that a source holds; whether some of it made trouble."""
    trouble = passed = 0
    for found in _found(job, number):
        if isinstance(found, Refused):
            trouble += not found.passed_over
            passed += found.passed_over
            if not found.passed_over:
                _complain_of(found.name, found.message)
            continue
        record = _read(found.raw, job.options, read, f"{number} · {found.raw.name}")
        if record is None:
            trouble += 1
            continue
        emit(found.raw.name, record)
        issues = [issue for issue in record.issues if issue.code in TROUBLES]
        for issue in issues:
            complain(f"{found.raw.name}: {issue.message} ({issue.code})")
        trouble += bool(issues)
    if passed:
        complain(f"{job.name}: {passed} files in it are in forms that are not read; they were passed over")
    return bool(trouble)


def _found(job: Job, number: str) -> Iterator[Item | Refused]:
    """What a source holds. What is told of one report alone, a title, is the trouble of a source that holds several."""
    stdin = sys.stdin.buffer if job.path is None else None
    found = items([job.path or "-"], columns=job.columns, stdin=stdin, empty=True)
    if job.options.title is not None or job.options.url is not None:
        first = list(islice(found, 2))
        if len(first) > 1:
            told = f"{job.name}: holds several reports; --title and --url belong to one, leave them out"
            yield Refused(name=job.name, code="several", message=told)
            return
        yield from first
        return
    while True:
        if job.path is None:
            one = next(found, None)  # no spinner where somebody may be typing
        else:
            with waiting(f"{number} · {job.name}"):
                one = next(found, None)
        if one is None:
            return
        yield one


def _read(raw: Raw, options: Options, read: Callable[[Raw], Record], what: str) -> Record | None:
    """The record of a report; None where it could not be read, and that was told."""
    try:
        with waiting(what):
            return read(with_options(raw, **asdict(options)))
    except (LexiconError, ModelError):
        raise
    except DragomanError as error:
        _complain_of(raw.name, str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the reports that follow
        kind = type(error).__name__
        complain(f"{raw.name}: was not read for a fault of dragoman's own, {kind}: {error}; please report it")
    return None


def _complain_of(name: str, told: str) -> None:
    complain(told if name in told else f"{name}: {told}")
