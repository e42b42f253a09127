"""Persons and offices from the files of others: FollowTheMoney entities, a Wikidata extract, CSV.

Each reader takes a way to open the lines anew, since entities point at others before and after them; between the passes
it keeps only what offices are called, never the file. What cannot be used is given as a `Fault`, and the rest goes on.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from dragoman.errors import AuthorityError
from dragoman.lexicon.country_codes import CountryCodes
from dragoman.model.identity import Authority, Term

Lines = Callable[[], Iterable[str]]
COLUMNS = ("name", "aliases", "country", "title", "organization", "start", "end", "wikidata")
MOST_ALIASES = 50
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Fault(NamedTuple):
    """What could not be used, and where it stands."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


Read = Iterator[Authority | Fault]


def json_lines(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Each line's place and object, None where it is none; an array with an element a line is read as its elements."""
    for number, line in enumerate(lines, start=1):
        told = line.strip().rstrip(",")
        if told in {"", "[", "]"}:
            continue
        try:
            value = json.loads(told)
        except (json.JSONDecodeError, RecursionError):
            value = None
        yield f"line {number}", value if isinstance(value, dict) else None


def day_told(told: object) -> str | None:
    """A year, month or day as EDTF has it, the time of the day left out; None for anything else."""
    if not isinstance(told, str):
        return None
    day = told.strip().split("T")[0]
    return day if _DAY.fullmatch(day) else None


def distinct(names: Iterable[str], *, but: str) -> tuple[str, ...]:
    """Other names, each once and in order, as many as are of use."""
    told = dict.fromkeys(" ".join(name.split()) for name in names)
    return tuple(name for name in told if name and name != but)[:MOST_ALIASES]


def read_csv_persons(lines: Lines, source: str, codes: CountryCodes) -> Read:
    """Persons of a CSV file with a row for each office; the rows of one person stand together.

    Raises AuthorityError where the columns are not those that are known.
    """
    rows = csv.DictReader(lines())
    told = rows.fieldnames or []
    unknown = [column for column in told if column not in COLUMNS]
    if unknown or "name" not in told or len(set(told)) != len(told):
        fault = f"unknown columns {unknown}" if unknown else f"columns {list(told)}"
        raise AuthorityError(f"{source}: has {fault}; they are {','.join(COLUMNS)}, of which name is needed")
    done: set[str] = set()
    person: Authority | None = None
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield Fault(f"line {rows.line_num}", f"is no row of CSV ({error})")
            continue
        read = _row(row, source, codes, f"line {rows.line_num}")
        if isinstance(read, Fault):
            yield read
        elif person is not None and read.id == person.id:
            person = _both(person, read)
        elif read.id in done:
            yield Fault(f"line {rows.line_num}", f"{read.name} stands apart from its other rows; sort the file by name")
        else:
            if person is not None:
                yield person
            person = read
            done.add(read.id)
    if person is not None:
        yield person


def _row(row: dict[str | Any, str | Any], source: str, codes: CountryCodes, where: str) -> Authority | Fault:
    if None in row or None in row.values():
        return Fault(where, "has more or fewer cells than the header")
    cells = {column: " ".join(row.get(column, "").split()) or None for column in COLUMNS}
    name, told = cells["name"], cells["country"]
    if name is None:
        return Fault(where, "has no name")
    country = codes.find(told) if told else None
    if told and country is None:
        return Fault(where, f"has the country {told!r}; use an ISO 3166-1 code or the state's name")
    days = [cells["start"], cells["end"]]
    wrong = [day for day in days if day is not None and day_told(day) is None]
    if wrong:
        return Fault(where, f"has the date {wrong[0]!r}; write 2024, 2024-05 or 2024-05-12")
    title = cells["title"]
    term = (
        Term(title=title, organization=cells["organization"], country=country, start=days[0], end=days[1])
        if title
        else None
    )
    return Authority(
        id=cells["wikidata"] or f"{name}|{country or ''}",
        source=source,
        name=name,
        aliases=distinct((cells["aliases"] or "").split("|"), but=name),
        country=country,
        wikidata=cells["wikidata"],
        terms=(term,) if term else (),
    )


def _both(one: Authority, other: Authority) -> Authority:
    return one.model_copy(
        update={
            "aliases": distinct((*one.aliases, other.name, *other.aliases), but=one.name),
            "country": one.country or other.country,
            "terms": (*one.terms, *(term for term in other.terms if term not in one.terms)),
        }
    )
