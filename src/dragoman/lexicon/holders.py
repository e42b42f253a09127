"""Who held high office, of which state or body, from when to when: read when a name is first looked up."""

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.historical import first_day, last_day
from dragoman.lexicon.tables import read_csv
from dragoman.lexicon.world import World, fold

COLUMNS = ("name", "aliases", "country", "body", "office", "from", "to", "source")
NAMES, ROWS = "|", ";"
_DOUBLED = re.compile(r"(.)\1+")


class Holder(NamedTuple):
    """Somebody in one office for one time.

    names: the name and its aliases; one word is what he is called beside his office ("Xi"). country: ISO 3166-1 alpha-3
    of the state, None where the office is of a body; body: its name as the world has it. offices: the one office, in
    one or more words for it. first, last: years; last is None where he held it when the table was made.
    """

    names: tuple[str, ...]
    country: str | None
    body: str | None
    offices: tuple[str, ...]
    first: int
    last: int | None
    source: str


class Holders:
    """The holders of a holders.csv, by name.

    Opening costs nothing: the table is read at the first question, and a row of it is made a value and checked when it
    is asked for; `holders` checks them all. Raises LexiconError then, naming the row: an unknown state or body, both or
    none of them, years that are none or run backwards, a name told twice, no office or source.
    """

    def __init__(self, path: Path, world: World, particles: frozenset[str]) -> None:
        self._path, self._world, self._particles = path, world, particles

    def called(self, name: str) -> tuple[Holder, ...]:
        """The holders of this full name; () for nobody, and for one word."""
        words = self._words(fold(name))
        return self._made(self._index[0].get(_key(words), ())) if len(words) > 1 else ()

    def surnamed(self, name: str) -> tuple[Holder, ...]:
        """The holders who are called by this one word beside their office; () for nobody, and for a full name."""
        words = self._words(fold(name))
        return self._made(self._index[1].get(_key(words), ())) if len(words) == 1 else ()

    @cached_property
    def holders(self) -> tuple[Holder, ...]:
        """All holders, in the order of the table; one name in one office at one time is refused if it is two rows."""
        found = self._made(range(len(self._rows)))
        _refuse_twice(found, self._path.name)
        return found

    @cached_property
    def _rows(self) -> tuple[dict[str, str], ...]:
        return read_csv(self._path, COLUMNS)

    @cached_property
    def _index(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The rows by full names and by last words; all names are folded at once, as folding each costs more."""
        full: dict[str, list[int]] = {}
        last: dict[str, list[int]] = {}
        told = fold(ROWS.join(row["name"] + NAMES + row["aliases"] for row in self._rows))
        for number, names in enumerate(told.split(ROWS)):
            for name in filter(None, names.split(NAMES)):
                words = self._words(name)
                if len(words) > 1:
                    full.setdefault(_key(words), []).append(number)
                last.setdefault(_key(words[-1:]), []).append(number)
        return full, last

    def _words(self, folded: str) -> list[str]:
        """The words by which a name is compared: no particles, no initials."""
        told = folded.replace("'", "").replace("-", " ").replace(".", " ").split()
        return [word for word in told if len(word) > 1 and word not in self._particles] or told

    def _made(self, numbers: Iterable[int]) -> tuple[Holder, ...]:
        return tuple(
            _holder(self._rows[number], self._world, f"{self._path.name}: row {number + 2}")
            for number in dict.fromkeys(numbers)
        )


def _key(words: list[str]) -> str:
    """One key for spellings that differ by letters only: "Sergey" is "Sergei", "Kim Jong Un" is "Kim Jong-un".

    What is written more differently needs an alias.
    """
    return _DOUBLED.sub(r"\1", "".join(words).replace("y", "i"))


def _holder(row: dict[str, str], world: World, where: str) -> Holder:
    names = (row["name"], *(row["aliases"].split("|") if row["aliases"] else ()))
    offices = tuple(row["office"].split("|"))
    if "" in names or "" in offices or not row["source"] or len(set(names)) < len(names):
        raise LexiconError(f"{where} needs a name, aliases each told once, an office and a source; it has {row}")
    if bool(row["country"]) == bool(row["body"]):
        raise LexiconError(f"{where} has country {row['country']!r}, body {row['body']!r}; tell one of them")
    if row["country"] and row["country"] not in world.actors:
        raise LexiconError(f"{where} has country {row['country']!r}; use an ISO 3166-1 alpha-3 code of states.csv")
    known = world.find(row["body"]) if row["body"] else ()
    if row["body"] and (not known or known[0].kind == "state"):
        raise LexiconError(f"{where} has body {row['body']!r}; use the name of a body of igos.csv or bodies.csv")
    first, last = row["from"], row["to"]
    try:
        forward = first_day(first) <= last_day(last or first)
    except ValueError as error:
        raise LexiconError(f"{where} has from {first!r} and to {last!r} ({error}); use years or months") from error
    if not forward:
        raise LexiconError(f"{where} ends ({last}) before it begins ({first}); mend it")
    return Holder(
        names=names,
        country=row["country"] or None,
        body=row["body"] or None,
        offices=offices,
        first=first_day(first).year,
        last=last_day(last).year if last else None,
        source=row["source"],
    )


def _refuse_twice(holders: tuple[Holder, ...], file: str) -> None:
    """One name in one office at one time is one row; a term may begin in the year in which the last one ended."""
    terms: dict[tuple[str, str | None, str | None, tuple[str, ...]], list[Holder]] = {}
    for number, holder in enumerate(holders, start=2):
        seen = terms.setdefault((fold(holder.names[0]), holder.country, holder.body, holder.offices), [])
        for other in seen:
            if (other.last is None or holder.first < other.last) and (holder.last is None or other.first < holder.last):
                raise LexiconError(f"{file}: row {number} has {holder.names[0]} in an office of another row then; join")
        seen.append(holder)
