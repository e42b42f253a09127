"""Times that dangle ("the following day", "a month earlier"), counted from a time told before them."""

from collections.abc import Sequence
from datetime import date

from dragoman.model.reading import TimeExpression
from dragoman.reading.date_parts import Components, Unit
from dragoman.reading.date_rules import Period, count_from

__all__ = ["count_dangling"]

_REACH = 3  # sentences: further back, nobody knows what "the next day" follows
_NEWS = 14  # days: a day further off is history, and the news goes on with its own
_OPENING = 3  # times: among these is the day of the news
_SAME_REACH = 12  # sentences: "on the same day" closes the account of a day, however long it is


def count_dangling(
    parts: Components,
    told: Sequence[TimeExpression],
    sentences: Sequence[int],
    *,
    home: date | None,
    last: date | None,
) -> Period | None:
    """Count what dangles from the nearest time told before it; None where there is none near enough.

    `told` are the times before it, resolved, in order; `sentences` theirs, and as the last its own. `home` is the
    report's own day, from which "on the eve" and "later in the day" count where no other is told. What would come to
    lie after `last` is counted from a time further back: "which enters into force on August 10" is no day to fight on.
    """
    here = sentences[-1]
    reach = _REACH if parts.shift else _SAME_REACH
    for number in range(len(told) - 1, -1, -1):
        if here - sentences[number] > reach:
            break
        base = _base(told[number], "year" if parts.month is not None else parts.unit)
        recalled = parts.home and home is not None and base is not None and abs((home - base).days) > _NEWS
        ahead = parts.home and home is not None and base is not None and base > home
        if (recalled or ahead) and sentences[number] != here:
            continue  # "later in the day", after an accord signed two years ago: the day of the news
        period = None if base is None else count_from(parts, base)
        if period is not None and not (last is not None and period.earliest is not None and period.earliest > last):
            return period
    if parts.home and home is not None:
        return count_from(parts, home)
    return _before_the_news(parts, told, home)


def _before_the_news(parts: Components, told: Sequence[TimeExpression], home: date | None) -> Period | None:
    """Count back from the day that a report opens with: "met Wednesday in Rabat", and far below "The day before"."""
    if home is None or parts.shift is None or parts.shift >= 0:
        return None
    if parts.unit in {"week", "month"} and parts.whole and parts.weekday is None:
        return count_from(parts, home)  # "met in Nairobi the previous week"
    if parts.unit != "day":
        return None
    for time in told[:_OPENING]:
        base = _base(time, parts.unit)
        if base is not None and 0 <= (home - base).days <= _NEWS:
            return count_from(parts, base)
    return None


def _base(told: TimeExpression, unit: Unit | None) -> date | None:
    """Tell the day to count from, where the time is told no more vaguely than the unit that is counted."""
    if told.relation != "at" or told.earliest is None or told.latest is None:
        return None
    length = {"month": 7, "year": 4, "decade": 4}.get(unit or "", 10)
    return date.fromisoformat(told.latest) if told.earliest[:length] == told.latest[:length] else None
