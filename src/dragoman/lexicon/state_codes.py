"""What codes a state has: of ISO 3166-1, and of the Correlates of War, which dates membership in the state system."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_csv

COLUMNS = ("iso3", "iso2", "numeric", "cow", "cow_code", "system", "source")
_SHAPES = {"iso3": r"[A-Z]{3}", "iso2": r"[A-Z]{2}", "numeric": r"\d{3}|", "cow": r"\d{1,3}|", "cow_code": r"[A-Z]{3}|"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCode:
    """The codes of one state or territory. `cow` is None where the Correlates of War count no such state.

    `system` holds the spells of membership in their state system, the last open while it lasts; empty where the state
    is no member, and where its dates are not in our table.
    """

    iso3: str
    iso2: str
    numeric: str | None
    cow: int | None
    cow_code: str | None
    system: tuple[tuple[date, date | None], ...]
    source: str

    def is_member(self, day: date) -> bool | None:
        """Whether the state was a member of the state system on this day; None where the table does not date it."""
        if self.cow is None:
            return False
        if not self.system:
            return None
        return any(begun <= day and (ended is None or day <= ended) for begun, ended in self.system)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateCodes:
    """Every state by its codes; the number of the Correlates of War is the one of the state that exists now."""

    by_iso3: dict[str, StateCode]
    by_iso2: dict[str, StateCode]
    by_cow: dict[int, StateCode]


def load_state_codes(path: Path, countries: frozenset[str]) -> StateCodes:
    """Read the codes of exactly these states.

    Raises LexiconError naming row or state: a code of the wrong shape or told twice, a number of the Correlates of War
    without its letters, spells that are no dates in their order, a state without codes, codes without a state.
    """
    rows = read_csv(path, COLUMNS)
    taken: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        for column, shape in _SHAPES.items():
            if not re.fullmatch(shape, row[column]):
                raise LexiconError(f"{path.name}: row {number} has {column} {row[column]!r}; write it as {shape}")
            if row[column] and taken.setdefault((column, row[column]), number) != number:
                raise LexiconError(f"{path.name}: row {number} repeats {column} {row[column]}; keep one of the rows")
    codes = [_code(row, f"{path.name}: row {number}") for number, row in enumerate(rows, start=2)]
    apart = countries.symmetric_difference(code.iso3 for code in codes)
    if apart:
        raise LexiconError(f"{path.name}: {', '.join(sorted(apart))} stand here or in states.csv only; tell both")
    return StateCodes(
        by_iso3={code.iso3: code for code in codes},
        by_iso2={code.iso2: code for code in codes},
        by_cow={code.cow: code for code in codes if code.cow is not None},
    )


def _code(row: dict[str, str], where: str) -> StateCode:
    if bool(row["cow"]) != bool(row["cow_code"]) or (row["system"] and not row["cow"]) or not row["source"]:
        raise LexiconError(f"{where} needs cow and cow_code together, system only with them, and a source; complete it")
    return StateCode(
        iso3=row["iso3"],
        iso2=row["iso2"],
        numeric=row["numeric"] or None,
        cow=int(row["cow"]) if row["cow"] else None,
        cow_code=row["cow_code"] or None,
        system=_spells(row["system"], where),
        source=row["source"],
    )


def _spells(cell: str, where: str) -> tuple[tuple[date, date | None], ...]:
    spells: list[tuple[date, date | None]] = []
    for told in cell.split("|") if cell else ():
        begun, slash, ended = told.partition("/")
        try:
            spell = (date.fromisoformat(begun), date.fromisoformat(ended) if ended else None)
        except ValueError as error:
            raise LexiconError(f"{where} has the spell {told!r} ({error}); write 1945-06-25/1990-10-02") from error
        last = spells[-1][1] if spells else date.min
        if not slash or last is None or spell[0] <= last or (spell[1] is not None and spell[1] < spell[0]):
            raise LexiconError(
                f"{where} has the spells {cell!r}; write them in order, each from its first day to its last"
            )
        spells.append(spell)
    return tuple(spells)
