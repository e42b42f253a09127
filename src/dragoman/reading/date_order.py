"""Which figure of "12/09/2024" is the day: told by what else the report says of its days."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from dragoman.reading.date_parts import MONTHS, Components, RawTime
from dragoman.reading.date_rules import day_of

__all__ = ["day_comes_first"]

_FIGURES = re.compile(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?![0-9/])")
_NEAR = 7  # days: "05/04/2023" above "on Tuesday, April 4" is of April
_BESIDE = 20  # characters: "Thursday, 12/09/2024", "(Thursday) 12/09/2024"


def day_comes_first(text: str, found: Sequence[RawTime]) -> bool | None:
    """Whether the day stands before the month in the figures of a text; None where nothing tells, or not only one.

    Other figures tell it ("25/09/2024"), the same day in words ("Thursday (Sep. 12)"), a weekday beside the figures,
    and the days of the month with their weekdays: in a report of "12/09/2024" a "Monday (9)" is of September.
    """
    written = [(one.start(), int(one[1]), int(one[2]), int(one[3])) for one in _FIGURES.finditer(text)]
    clear = {first > MONTHS for _, first, second, _ in written if min(first, second) <= MONTHS < max(first, second)}
    if clear:
        return clear.pop() if len(clear) == 1 else None
    votes: set[bool] = set()
    for at, first, second, year in written:
        days = day_of(year, second, first), day_of(year, first, second)
        if first == second or days[0] is None or days[1] is None:
            continue
        votes.update(_votes((days[0], days[1]), found, list(_weekdays_beside(text, at, found))))
    return votes.pop() if len(votes) == 1 else None


def _weekdays_beside(text: str, at: int, found: Iterable[RawTime]) -> Iterator[int]:
    for raw in found:
        own = raw.components[0].weekday
        beside = 0 <= at - raw.inner.end < _BESIDE and not text[raw.inner.end : at].strip(" ,()-\N{EN DASH}")
        if raw.kind == "weekday" and own is not None and beside:
            yield own


def _votes(days: tuple[date, date], found: Iterable[RawTime], weekdays: Iterable[int]) -> Iterator[bool]:
    """What each thing told says of two readings: true for the first. What fits both or neither says nothing."""
    for parts in (part for raw in found for part in raw.components):
        fits = [_fits(parts, day) for day in days]
        if fits[0] != fits[1]:
            yield fits[0]
    for weekday in weekdays:
        fits = [day.weekday() == weekday for day in days]
        if fits[0] != fits[1]:
            yield fits[0]


def _fits(parts: Components, day: date) -> bool:
    """Whether the day in words is this one or, without a year, close to it; a bare day has its weekday in the month."""
    if parts.day is None or parts.shift is not None or parts.year not in {None, day.year}:
        return False
    if parts.month is not None:
        named = day_of(day.year, parts.month, parts.day)
        near = named is not None and abs((named - day).days) <= (_NEAR if parts.year is None else 0)
        return near and named is not None and parts.weekday in {None, named.weekday()}
    told = day_of(day.year, day.month, parts.day)
    return parts.weekday is not None and told is not None and told.weekday() == parts.weekday
