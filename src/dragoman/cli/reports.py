"""Folders and files of reports, and of records read before, to what is seen of their actors."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from dragoman.cli.batch import Job, Options, read_all
from dragoman.cli.demo import ENDINGS, NO_REPORT
from dragoman.cli.output import complain, waiting
from dragoman.errors import InputError, MissingError
from dragoman.identity.offices import OfficeReader
from dragoman.identity.sightings import sightings
from dragoman.model.faults import fault_in
from dragoman.model.identity import Sighting
from dragoman.model.record import Record

RECORDS = ".jsonl"
MARKUP = (*ENDINGS, ".htm")


def seen_in(paths: Sequence[Path], reader: OfficeReader) -> tuple[tuple[Sighting, ...], int]:
    """What is seen in these reports, and how many made trouble, each told on standard error.

    A folder stands for the reports and records in it. A file that ends in .jsonl has records, a line each, as
    `dragoman read --format json` prints them; anything else is a report, and is read. Raises MissingError where a path
    is nothing, or a folder has no reports.
    """
    found: list[Sighting] = []
    files = [file for path in paths for file in _files(path)]
    troubles = 0
    for file in (file for file in files if file.suffix == RECORDS):
        try:
            with waiting(str(file)):
                for record in _records(file):
                    found += sightings(record, reader.lexicon, reader)
        except InputError as error:
            complain(str(error))
            troubles += 1
    jobs = tuple(Job(path=file, options=Options()) for file in files if file.suffix != RECORDS)
    if jobs:
        troubles += read_all(jobs, lambda _, record: found.extend(sightings(record, reader.lexicon, reader)))
    return tuple(found), troubles


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.exists():
            raise MissingError(f"{path}: there is no such file or folder; look at its spelling")
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in {*MARKUP, RECORDS} and file.name != NO_REPORT)
    if not found:
        raise MissingError(f"{path}: holds no reports ({', '.join(MARKUP)}) and no records ({RECORDS})")
    return found


def _records(file: Path) -> Iterator[Record]:
    try:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _record(line, f"{file}: line {number}")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error})") from error


def _record(line: str, where: str) -> Record:
    try:
        return Record.model_validate_json(line)
    except ValidationError as error:
        told = f"{where} is no record ({fault_in(error)}); make it with `dragoman read --format json`"
        raise InputError(told) from error
