"""Times as ISO 8601-2 writes them, as far as the contract uses it, and the days between which they lie."""

import re
from calendar import monthrange
from datetime import MINYEAR

_PART = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")
_MONTHS, _SEASONS = range(1, 13), range(21, 42)
OPEN = ".."


def bounds_of(told: str) -> tuple[str | None, str | None] | None:
    """The first and the last day of a time ("2024-05", "2020~", "../2022-05-12"), as ISO days; None where it is none.

    An end that is open is None. Of a season, which lies otherwise in the south, the year's are told.
    """
    first, slash, last = told.partition("/")
    if not slash:
        return _days(first)
    if first == last == OPEN:
        return None
    start = (None, None) if first == OPEN else _days(first)
    end = (None, None) if last == OPEN else _days(last)
    if start is None or end is None or (start[0] is not None and end[1] is not None and start[0] > end[1]):
        return None
    return start[0], end[1]


def _days(told: str) -> tuple[str, str] | None:
    match = _PART.fullmatch(told)
    if match is None:
        return None
    low, high = (int(match[1].replace("X", digit)) for digit in "09")
    month, day = (int(match[number]) if match[number] else None for number in (2, 3))
    if month is None or (month in _SEASONS and day is None):
        return (f"{max(low, MINYEAR):04}-01-01", f"{high:04}-12-31") if high >= MINYEAR else None
    if low != high or low < MINYEAR or month not in _MONTHS:
        return None
    last = monthrange(low, month)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return f"{low:04}-{month:02}-{day or 1:02}", f"{low:04}-{month:02}-{day or last:02}"
