"""States and territories that are no more, and names that states bore before: what each was, from when to when."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_csv

COLUMNS = (
    *("name", "kind", "forms", "adjectives", "demonyms", "cow"),
    *("from", "to", "successor", "successors", "source"),
)
# what was there: a state, what a state ruled or held, or a state that goes on under another name
HISTORICAL_KINDS = ("state", "territory", "name")
_EDTF = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?~?\Z")


class Form(NamedTuple):
    """A word for a historical state; kind: historical (its name), adjective or demonym."""

    text: str
    kind: str
    ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricalState:
    """One state, territory or name of the past. `began` and `ended` are EDTF, as precise as they are known.

    `successor` is the state of today that counts for it in event data, `successors` all that took its land.
    """

    name: str
    kind: str
    forms: tuple[Form, ...]
    cow: int | None
    began: str
    ended: str
    successor: str
    successors: tuple[str, ...]
    source: str

    def stood_on(self, day: date) -> bool:
        """Whether it may have stood on this day: a year alone counts from its first day to its last."""
        return first_day(self.began) <= day <= last_day(self.ended)


def first_day(edtf: str) -> date:
    """The first day of a year, month or day in EDTF. Raises ValueError where it is none of them."""
    year, month, day = _parts(edtf)
    return date(year, month or 1, day or 1)


def last_day(edtf: str) -> date:
    """The last day of a year, month or day in EDTF. Raises ValueError where it is none of them."""
    year, month, day = _parts(edtf)
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


def load_historical(path: Path, countries: frozenset[str]) -> tuple[HistoricalState, ...]:
    """Read the historical states of a table.

    Raises LexiconError naming the row: an unknown kind or state, dates that are none or run backwards, a form told
    twice, a successor that is none of the successors, no source.
    """
    return tuple(
        _historical(row, countries, f"{path.name}: row {number}")
        for number, row in enumerate(read_csv(path, COLUMNS), start=2)
    )


def _historical(row: dict[str, str], countries: frozenset[str], where: str) -> HistoricalState:
    successors = tuple(row["successors"].split("|"))
    if row["kind"] not in HISTORICAL_KINDS or not row["source"] or not re.fullmatch(r"\d{0,3}", row["cow"]):
        raise LexiconError(f"{where} needs a kind of {HISTORICAL_KINDS}, a source, and a number for cow or none")
    if not countries.issuperset(successors) or row["successor"] not in successors:
        raise LexiconError(f"{where} goes over to {row['successor']} of {successors}; use states of states.csv")
    try:
        backwards = last_day(row["to"]) < first_day(row["from"])
    except ValueError as error:
        raise LexiconError(f"{where} has a date that is none ({error}); write 1991, 1991-12 or 1991-12-26") from error
    if backwards:
        raise LexiconError(f"{where} ends {row['to']} before it begins {row['from']}; turn the dates")
    return HistoricalState(
        name=row["name"],
        kind=row["kind"],
        forms=_forms(row, where),
        cow=int(row["cow"]) if row["cow"] else None,
        began=row["from"],
        ended=row["to"],
        successor=row["successor"],
        successors=successors,
        source=row["source"],
    )


def _forms(row: dict[str, str], where: str) -> tuple[Form, ...]:
    """Every form of a row; the name stands among its forms only to be marked ambiguous, as in the other tables."""
    told = row["forms"].split("|") if row["forms"] else []
    if f"{row['name']}~" not in told:
        told = [row["name"], *told]
    forms = [_form(form, "historical") for form in told]
    for column, kind in (("adjectives", "adjective"), ("demonyms", "demonym")):
        forms += [_form(form, kind) for form in row[column].split("|") if form]
    if len(set(forms)) < len(forms) or any(not form.text or form.text != form.text.strip() for form in forms):
        raise LexiconError(f"{where} has an empty form, outer spaces or one form twice; give each once")
    return tuple(forms)


def _form(told: str, kind: str) -> Form:
    bare = told.removesuffix("~")
    return Form(bare, kind, bare != told)


def _parts(edtf: str) -> tuple[int, int, int]:
    told = _EDTF.match(edtf)
    if told is None:
        raise ValueError(repr(edtf))
    year, month, day = (int(part) if part else 0 for part in told.groups())
    return year, month, day
