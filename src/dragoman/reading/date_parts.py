"""Time expressions as printed: their components, before any calendar is opened."""

from dataclasses import dataclass, replace
from typing import Literal, cast

from dragoman.lexicon.date_words import Relation, TimeKind, Worth
from dragoman.model.reading import Extent

MONTHS = 12
BUDDHIST = 543  # years before the common era in which that era of Thailand, Laos and Cambodia begins
Unit = Literal["minute", "hour", "day", "week", "weekend", "month", "year", "decade"]


# Words that say their unit themselves: "12 May last year", "overnight".
_UNITS: tuple[tuple[str, Unit], ...] = (
    ("thatyear", "year"), ("thatweek", "week"), ("dayword", "day"), ("sameday", "day"), ("eve", "day"),
    ("eveof", "day"), ("nightword", "day"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Components:
    """What of one time is printed. `shift` -1, 0, 1 is last, this, next, of `unit` if one is told ("May last year")."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # 0 is Monday
    season: int | None = None  # code of ISO 8601-2
    decade: int | None = None  # 199 for the 1990s
    century: int | None = None  # 18 for the 19th
    shift: int | None = None
    unit: Unit | None = None
    count: int | None = None
    part: str | None = None  # early, mid, late; start, end for "the end of May"
    about: bool = False
    whole: bool = False  # counted in whole units of the calendar: "the following month", but "a month later"
    home: bool = False  # counted from the report's own day where no other is told: "on the eve", "later in the day"
    night: bool = False  # the night that ends on this day: "overnight"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTime:
    """A time expression as printed: `extent` with its relation's words ("before 31 July"), `inner` without them.

    `rule` is the pattern's id, `lead` the class of the word before it. It is `coming` where the text says so
    ("scheduled for"), `awaited` where it says so a little before ("due in Bree on 22 July"), `attributed` where it is
    the day of a telling ("the May 12 press release"), `arriving` where it counts from what the report tells ("the visit
    comes two days after the attack"). A range has two components, and so has what
    is counted from a date ("three days before May 12"); all else has one.
    """

    extent: Extent
    inner: Extent
    kind: TimeKind
    components: tuple[Components, ...]
    relation: Relation
    rule: str
    lead: str = ""
    coming: bool = False
    awaited: bool = False
    attributed: bool = False
    arriving: bool = False


def is_yearless(parts: Components) -> bool:
    """Whether a day and a month are printed, and nothing tells the year."""
    return parts.day is not None and parts.year is None and parts.shift is None


def has_own_year(parts: Components) -> bool:
    return parts.year is not None or parts.decade is not None or parts.century is not None


def parts_of(worth: dict[str, Worth], *, about: bool, day_first: bool | None = None) -> tuple[Components, ...] | None:
    """Gather what a pattern's pieces say; None where they say nothing clear: "06/07/2021", if no order is given."""

    def number(*names: str) -> int | None:
        return next((value for name in names if isinstance(value := worth.get(name), int)), None)

    def word(*names: str) -> str | None:
        return next((value for name in names if isinstance(value := worth.get(name), str)), None)

    unit, shift = (
        word("unit", "oneunit", "hour", "period", "manyunit", "weekend", "fortnight", "fiscal"),
        number("shift", "backward", "forward", "bygone", "ago", "hence", "away", "around", "other", "otherday"),
    )
    for name, told in _UNITS:
        if name in worth:
            unit, shift = told, number(name)
    own = word("ownyear", "ownmonth", "sameyear", "beforelast", "current")
    if own is not None:
        unit, told_shift = own.split()
        shift = int(told_shift)
    if "yearend" in worth:
        unit, shift = "year", 0
    count = number("count", "halfyears") or 1
    if "halfyears" in worth:
        unit = "month"
    if unit == "fortnight":
        unit, count = "week", 2 * count
    month, day = number("month", "abroad", "mm", "mm2", "mm3"), number("day", "dd", "dd2", "dd3")
    feast = word("feast")
    if feast is not None:
        month, day = (int(figure) for figure in feast.split())
    first, second = number("first"), number("second")
    if first is not None and second is not None:
        # "06/15/2021" and "15/06/2021" are clear, "06/07/2021" is not
        if min(first, second) > MONTHS:
            return None
        open_order = first != second and max(first, second) <= MONTHS
        if open_order and day_first is None:
            return None
        day, month = max(first, second), min(first, second)
        if open_order:
            day, month = (first, second) if day_first else (second, first)
    century = number("nth") if "nth" in worth else None
    year, east = number("year"), number("eastyear")
    if east is not None:
        year = east - BUDDHIST
    many = "manyunit" in worth or worth.get("count") == 0  # "weeks later", "several days ago": nobody says how many
    parts = Components(
        year=year,
        month=month,
        day=day,
        weekday=number("weekday", "wday"),
        season=number("season", "anyseason", "quarter", "qcode"),
        decade=number("decade"),
        century=None if century is None else century - 1,
        shift=1 if shift is None and "count" in worth else shift,
        unit=cast("Unit | None", unit),
        count=None if many else count,
        part=word("part", "edge", "stretch", "yearend") if "weekday" not in worth else None,
        about=about or ("fiscal" in worth and "year2" not in worth and "shortyear" not in worth),
        whole="count" not in worth,
        home=not {"eve", "eveof", "sameday"}.isdisjoint(worth),
        night=not {"nightword", "nightto", "nightpair"}.isdisjoint(worth),
    )
    return _with_end(parts, worth)


def _with_end(parts: Components, worth: dict[str, Worth]) -> tuple[Components, ...] | None:
    """Add the second half of a range that one pattern takes in: "3-5 June", "2019-21"."""
    day, year, short = worth.get("day2"), worth.get("year2"), worth.get("shortyear")
    if isinstance(day, int):
        return (parts, replace(parts, day=day)) if parts.day is not None and day > parts.day else None
    if isinstance(short, int) and parts.year is not None:
        year = parts.year - parts.year % 100 + short
    if isinstance(year, int):
        return (parts, replace(parts, year=year)) if parts.year is not None and year > parts.year else None
    return (parts,)
