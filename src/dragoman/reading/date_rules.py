"""The calendar of time expressions: from what is printed, and a day to count from, to EDTF (ISO 8601-2) and bounds.

Seasons are the northern ones: spring is March to May, and the winter of a year begins in its December.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

from dragoman.lexicon.date_words import Relation, TimeKind
from dragoman.reading.date_parts import Components, has_own_year

Tense = Literal["past", "future", "near"]

# EDTF codes: 21-24 seasons, 33-36 quarters, 40-41 halves; first month and number of months.
_SEASONS = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    40: (1, 6), 41: (7, 6),
}  # fmt: skip
_REACH = 8  # years either way: the 29th of February may be eight years off (1896 to 1904)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days under its EDTF string; a bound is None where it is open."""

    edtf: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day to count from; what is past lies at most `slack` days after it."""

    day: date
    tense: Tense
    slack: int = 0


def day_of(year: int, month: int, day: int) -> date | None:
    """Give that day, or None where the calendar has none."""
    if not MINYEAR <= year <= MAXYEAR or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):  # noqa: PLR2004
        return None
    return date(year, month, day)


def full_day(parts: Components) -> date | None:
    """Give the day that is printed in full, or None."""
    if parts.year is None or parts.month is None or parts.day is None:
        return None
    return day_of(parts.year, parts.month, parts.day)


def period_of(parts: Components, year: int) -> Period | None:
    """Place the day, month, season or year that is printed in this year; None where the calendar has none."""
    mark = "~" if parts.about or parts.part is not None else ""
    if parts.season is not None:
        first, months = _SEASONS[parts.season]
        start, end = day_of(year, first, 1), _last_of_month(year, first + months - 1)
        edtf = f"{year:04d}-{parts.season}"
    elif parts.month is None:
        start, end = day_of(year, 1, 1), day_of(year, 12, 31)
        edtf = f"{year:04d}"
    elif parts.day is None:
        start, end = day_of(year, parts.month, 1), _last_of_month(year, parts.month)
        edtf = f"{year:04d}-{parts.month:02d}"
    else:
        start = end = day_of(year, parts.month, parts.day)
        edtf = f"{year:04d}-{parts.month:02d}-{parts.day:02d}"
    return None if start is None or end is None else Period(edtf + mark, start, end)


def settle(kind: TimeKind, parts: tuple[Components, ...], anchor: Anchor | None) -> Period | None:
    """Find the period told, counted from the anchor where it must be; None where that cannot be known."""
    if kind == "range":
        return _span_of(parts, anchor)
    if kind == "counted":
        # "three days before May 12"; "the day after the siege" has no date behind it
        base = (
            settle("date" if parts[1].weekday is None or parts[1].day else "weekday", parts[1:], anchor)
            if parts[1:]
            else None
        )
        return None if base is None or base.latest is None else count_from(parts[0], base.latest)
    found = _settle(parts[0], kind, anchor)
    return widen(found) if parts[0].night else found


def widen(period: Period | None) -> Period | None:
    """Take in the evening before: a night is of two days."""
    before = None if period is None or period.earliest is None else _plus(period.earliest, -1)
    return None if before is None or period is None else _days(before, period.latest)


def count_from(parts: Components, day: date) -> Period | None:
    """Count what dangles from a day told elsewhere: "two days later", "the following Monday", "May of that year"."""
    if parts.shift is None or (parts.count is None and parts.unit not in {"minute", "hour"}):
        return None
    if parts.weekday is not None and parts.shift:
        return _weekday(parts, Anchor(day, "past"))
    if parts.weekday is not None:  # "on the same Monday"
        return Period(day.isoformat(), day, day) if day.weekday() == parts.weekday else None
    if parts.month is not None:
        return period_of(parts, day.year + parts.shift)
    if parts.unit in {"minute", "hour"} and parts.count is None:
        return Period(day.isoformat(), day, day)  # "hours later": on that day, as a rule
    found = _unit(parts, Anchor(day, "past")) if parts.whole else _offset(parts, day)
    # "three months after 23 June" is told to the month, and no more is claimed
    rough = found is not None and parts.unit in {"month", "year"}
    return replace(found, edtf=found.edtf.rstrip("~")) if found is not None and rough else found


def relate(period: Period, relation: Relation, part: str | None) -> Period:
    """Open the period as its relation does: "before 31 July" has no beginning, "since January" no end."""
    first, last = period.earliest, period.latest
    if relation in {"before", "by", "until"}:
        whole = "/" in period.edtf or part == "end"  # "by the end of May" is by the 31st
        return Period(f"../{last.isoformat() if whole and last else period.edtf}", None, last)
    if relation in {"since", "after"}:
        whole = "/" in period.edtf or part == "start"
        return Period(f"{first.isoformat() if whole and first else period.edtf}/..", first, None)
    return period


def pick(periods: Iterable[Period], anchor: Anchor) -> Period | None:
    """Of periods in order: the latest begun (past), the first not over (future), or the nearest one."""
    day, found = anchor.day, None
    if anchor.tense == "near":
        return min(periods, key=lambda period: _gap(period, day), default=None)
    for period in periods:
        if period.earliest is None or period.latest is None:
            continue
        if anchor.tense == "future" and period.latest >= day:
            return period
        if anchor.tense == "past" and (period.earliest - day).days <= anchor.slack:
            found = period
    return found


def _settle(parts: Components, kind: TimeKind, anchor: Anchor | None) -> Period | None:
    if has_own_year(parts):
        return _printed(parts)
    if anchor is None or kind == "dangling":
        return None
    if kind == "weekday":
        return _weekday(parts, anchor)
    if kind == "offset":
        return _offset(parts, anchor.day)
    if kind == "span":
        return _counted_span(parts, anchor.day)
    if parts.month is None and parts.day is not None and parts.shift is None:
        return pick(_monthly(parts, anchor.day), anchor)
    if parts.month is None and parts.season is None:
        return _unit(parts, anchor)
    if parts.unit == "year" and parts.shift is not None:
        return period_of(parts, anchor.day.year + parts.shift)
    candidates = _yearly(parts, anchor.day)
    return pick(candidates, anchor) if parts.shift is None else _shifted(candidates, parts.shift, anchor.day)


def _printed(parts: Components) -> Period | None:
    mark = "~" if parts.about or parts.part is not None else ""
    if parts.decade is not None:
        return _years(f"{parts.decade:03d}X{mark}", parts.decade * 10, parts.decade * 10 + 9)
    if parts.century is not None:
        return _years(f"{parts.century:02d}XX{mark}", parts.century * 100, parts.century * 100 + 99)
    return None if parts.year is None else period_of(parts, parts.year)


def _years(edtf: str, first: int, last: int) -> Period | None:
    start, end = day_of(first, 1, 1), day_of(last, 12, 31)
    return None if start is None or end is None else Period(edtf, start, end)


def _yearly(parts: Components, day: date) -> list[Period]:
    years = (period_of(parts, year) for year in range(day.year - _REACH, day.year + _REACH + 1))
    return [period for period in years if period is not None]


def _monthly(parts: Components, day: date) -> list[Period]:
    """Place "the 14th" in each month around a day; of "Thursday (12)" only in those where it is a Thursday."""
    months = range(day.year * 12 + day.month - 1 - _REACH, day.year * 12 + day.month + _REACH)
    periods = (period_of(replace(parts, month=month % 12 + 1), month // 12) for month in months)
    return [
        period
        for period in periods
        if period is not None and period.earliest is not None
        if parts.weekday is None or period.earliest.weekday() == parts.weekday
    ]


def _shifted(candidates: Iterable[Period], shift: int, day: date) -> Period | None:
    """Last: wholly before the day. Next: wholly after it. This: the one it lies in, else that of its year."""
    ordered = list(candidates)
    if shift < 0:
        return next((p for p in reversed(ordered) if p.latest is not None and p.latest < day), None)
    if shift > 0:
        return next((p for p in ordered if p.earliest is not None and p.earliest > day), None)
    around = (p for p in ordered if p.earliest is not None and p.latest is not None and p.earliest <= day <= p.latest)
    same_year = (p for p in ordered if p.earliest is not None and p.earliest.year == day.year)
    return next(around, None) or next(same_year, None)


def _weekday(parts: Components, anchor: Anchor) -> Period | None:
    if parts.weekday is None:
        return None
    if parts.unit == "week" and parts.shift is not None:
        return _day(_plus(anchor.day, parts.weekday - anchor.day.weekday() + 7 * parts.shift))
    back = (anchor.day.weekday() - parts.weekday) % 7
    ahead = (parts.weekday - anchor.day.weekday()) % 7
    if parts.shift == -1:
        return _day(_plus(anchor.day, -(back or 7)))
    if parts.shift == 1:
        return _day(_plus(anchor.day, ahead or 7))
    # "informed this Friday", told on Friday, is that day; "will meet this Friday" the next one
    return _day(_plus(anchor.day, -back if anchor.tense == "past" else ahead))


def _unit(parts: Components, anchor: Anchor) -> Period | None:
    """Today, last week, next month, this year, the weekend."""
    day, shift = anchor.day, parts.shift or 0
    if parts.unit == "day":
        return _day(_plus(day, shift))
    if parts.unit == "month":
        return _month(day, shift, parts)
    if parts.unit == "year":
        return period_of(parts, day.year + shift)
    monday = _plus(day, 7 * shift - day.weekday())
    if monday is None:
        return None
    if parts.unit == "week":
        return _days(monday, _plus(monday, 6))
    if parts.unit == "weekend":
        # "over the weekend", told on a Monday, is the last one
        saturday = _plus(monday, 5)
        if parts.shift is None and anchor.tense == "past" and saturday is not None and saturday > day:
            saturday = _plus(saturday, -7)
        return None if saturday is None else _days(saturday, _plus(saturday, 1))
    return None


def _offset(parts: Components, day: date) -> Period | None:
    """Three days ago, in two weeks: a day is exact, what is counted in more is about then."""
    if parts.count is None or parts.shift is None:
        return None
    count = parts.count * parts.shift
    if parts.unit in {"minute", "hour"}:
        return _day(_plus(day, (parts.count // 24 if parts.unit == "hour" else 0) * parts.shift))
    if parts.unit == "day":
        return _day(_plus(day, count))
    if parts.unit == "week":
        found = _day(_plus(day, 7 * count))
        return None if found is None else replace(found, edtf=found.edtf + "~")
    if parts.unit == "month":
        return _month(day, count, Components(about=True))
    years = count * 10 if parts.unit == "decade" else count
    return period_of(Components(about=True), day.year + years)


def reach(parts: Components, day: date) -> Period | None:
    """Count the time up to a deadline: "within 30 days" ends on the thirtieth."""
    target = _counted(parts, day)
    return None if target is None else Period(f"../{target.isoformat()}", None, target)


def _counted_span(parts: Components, day: date) -> Period | None:
    """Count the past two years, the next 30 days: up to the anchor or from it, no more precise than its unit."""
    target = _counted(parts, day)
    if target is None:
        # "in the coming weeks", "in recent days": nobody says how long
        return _open(day, parts.shift) if parts.count is None and parts.shift else None
    first, last = min(target, day), max(target, day)
    length = {"month": 7, "year": 4, "decade": 4}.get(parts.unit or "", 10)
    return Period(f"{first.isoformat()[:length]}/{last.isoformat()[:length]}", first, last)


def _open(day: date, shift: int) -> Period:
    told = day.isoformat()
    return Period(f"{told}/..", day, None) if shift > 0 else Period(f"../{told}", None, day)


def _counted(parts: Components, day: date) -> date | None:
    if parts.count is None or parts.shift is None:
        return None
    count = parts.count * parts.shift
    if parts.unit in {"month", "year", "decade"}:
        months = count * {"month": 1, "year": 12, "decade": 120}[parts.unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if not MINYEAR <= year <= MAXYEAR:
            return None
        return date(year, month + 1, min(day.day, _length(year, month + 1)))
    found = _offset(parts, day) if parts.unit != "week" else _day(_plus(day, 7 * count))
    return None if found is None else found.latest


def _span_of(parts: tuple[Components, ...], anchor: Anchor | None) -> Period | None:
    first, last = parts
    if first.weekday is not None and first.day is None:
        start = None if anchor is None else _weekday(first, anchor)
        if start is None or start.earliest is None:
            return None
        return _joined(start, _weekday(last, Anchor(start.earliest, "future")))
    if first.shift is None and first.year is None and last.shift is not None:  # "from May to July last year"
        first = replace(first, shift=last.shift, unit=last.unit)
    if has_own_year(first):
        start = _printed(first)
        return None if start is None else _joined(start, _printed(last) if has_own_year(last) else _next(last, start))
    if has_own_year(last):
        end = _printed(last)
        if end is None or end.latest is None:
            return None
        return _joined(_settle(first, "date", Anchor(end.latest, "past")), end)
    if anchor is None:
        return None
    if first.shift is not None or first.month is None:
        return _joined(_settle(first, "date", anchor), _settle(last, "date", anchor))
    spans = (_joined(start, _next(last, start)) for start in _yearly(first, anchor.day))
    return pick([span for span in spans if span is not None], anchor)


def _next(parts: Components, start: Period) -> Period | None:
    return None if start.earliest is None else _settle(parts, "date", Anchor(start.earliest, "future"))


def _joined(first: Period | None, last: Period | None) -> Period | None:
    if first is None or last is None or first.earliest is None or last.latest is None or last.latest < first.earliest:
        return None
    return Period(f"{first.edtf}/{last.edtf}", first.earliest, last.latest)


def _month(day: date, months: int, parts: Components) -> Period | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return period_of(replace(parts, month=month + 1, season=None), year)


def _day(day: date | None) -> Period | None:
    return None if day is None else Period(day.isoformat(), day, day)


def _days(first: date, last: date | None) -> Period | None:
    return None if last is None else Period(f"{first.isoformat()}/{last.isoformat()}", first, last)


def _plus(day: date, days: int) -> date | None:
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def _length(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]  # noqa: PLR2004


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _last_of_month(year: int, month: int) -> date | None:
    after = day_of(year + month // 12, month % 12 + 1, 1)  # month may be 14: the winter ends in February
    return None if after is None else after - timedelta(days=1)


def _gap(period: Period, day: date) -> int:
    if period.earliest is None or period.latest is None:
        return date.max.toordinal()
    if period.earliest <= day <= period.latest:
        return 0
    return min(abs((period.earliest - day).days), abs((period.latest - day).days))
