"""A file of persons and offices to the ledger: which form it has, what of it is new."""

import bz2
import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Literal

from dragoman.cli.ledger_file import append, load
from dragoman.errors import AuthorityError, InputError, MissingError
from dragoman.identity.authorities import Fault, Lines, Read, read_csv_persons
from dragoman.identity.followthemoney import read_ftm_persons
from dragoman.identity.wikidata import read_wikidata_persons
from dragoman.lexicon.country_codes import CountryCodes, country_codes_of
from dragoman.lexicon.load import load_lexicon
from dragoman.model.identity import Authority

Form = Literal["ftm", "wikidata", "csv"]
READERS: dict[str, Callable[[Lines, str, CountryCodes], Read]] = {
    "ftm": read_ftm_persons,
    "wikidata": read_wikidata_persons,
    "csv": read_csv_persons,
}
OPENERS: dict[str, Callable[..., IO[str]]] = {".gz": gzip.open, ".bz2": bz2.open}
AT_ONCE = 5_000  # entries appended at once
MOST_FAULTS = 20  # faults that are told singly
LONGEST_LINE = 32_000_000
FIRST = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How many persons were read, how many of them were new; the first faults, and how many there were."""

    read: int
    added: int
    known: int
    faulty: int
    faults: tuple[str, ...]


def bring_in(file: Path, ledger: Path, form: Form | None) -> Brought:
    """Append the persons of a file that the ledger has not yet. Raises AuthorityError, InputError, LedgerError."""
    known = {(one.source, one.id): one for one in load(ledger).authorities}
    if not file.is_file():
        raise MissingError(f"{file}: there is no such file; look at its spelling")
    lexicon = load_lexicon()
    codes = country_codes_of(lexicon.codes, lexicon.world)
    read = READERS[form or _form(file)](lambda: _lines(file), file.name, codes)
    counts = {"read": 0, "added": 0, "faulty": 0}
    faults: list[str] = []

    def new() -> Iterator[Authority]:
        for one in read:
            if isinstance(one, Fault):
                counts["faulty"] += 1
                if len(faults) < MOST_FAULTS:
                    faults.append(str(one))
                continue
            counts["read"] += 1
            if known.get((one.source, one.id)) != one:
                counts["added"] += 1
                yield one

    fresh = new()
    while piece := list(islice(fresh, AT_ONCE)):
        append(ledger, piece)
    return Brought(**counts, known=counts["read"] - counts["added"], faults=tuple(faults))


def _form(file: Path) -> Form:
    """Tell the form by the file's name, else by its beginning."""
    if ".csv" in file.suffixes:
        return "csv"
    start = "".join(islice(_lines(file), 3))[:FIRST]
    if '"claims"' in start or '"labels"' in start:
        return "wikidata"
    if '"schema"' in start and '"properties"' in start:
        return "ftm"
    raise AuthorityError(f"{file}: is neither FollowTheMoney nor Wikidata nor *.csv by its first lines; say --as")


def _lines(file: Path) -> Iterable[str]:
    """The lines of a file, unpacked where its name says that it is packed. Raises InputError."""
    opener = OPENERS.get(file.suffix, open)
    try:
        with opener(file, "rt", encoding="utf-8-sig", errors="replace", newline="") as lines:
            while line := lines.readline(LONGEST_LINE):
                yield line
    except (OSError, EOFError) as error:
        raise InputError(f"{file}: cannot be read ({error})") from error
