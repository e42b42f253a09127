"""Charts of time as shapes with places, which templates draw: bars of months or years, and a strip of marks below.

Both stand on one axis. Everything is in units of the drawing; nothing here knows of colours.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Literal

from dragoman.store.outlines import Outline
from dragoman.store.sums import COOPERATION, Cell
from dragoman.web.marks import Mark, mark

By = Literal["day", "month", "year"]
WIDTH, LEFT, RIGHT = 1140, 44, 12
HALF = 64  # the height of the greatest bar with its number, up or down
NUMBER = 13  # the room of a number beyond the end of its bar
GAP = 14  # between what goes up and what goes down: the axis, with its years
THIN = 7.0  # the least width of a month
TELLS = 22.0  # the width from which on bars bear their numbers
LANE, MOST_LANES = 15, 12
NEW = 0.95  # of all events: where the rest is spread over long times before, the chart begins with these
NEAR_ALL = 0.9  # of all events: those before a gap of half of the time are the others
SHORT = 24  # months up to which they are told by name, and not by year
LONG = 120  # months beyond which it may begin later, or count by the year


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The events of a month or year of one quad class."""

    key: str
    quad: int
    x: float
    y: float
    width: float
    height: float
    events: int

    @property
    def is_told(self) -> bool:
        """Whether there is room for its number."""
        return self.width > TELLS / 2

    @property
    def told_y(self) -> float:
        """Where its number stands: beyond its end."""
        return self.y - 3 if self.quad <= COOPERATION else self.y + self.height + 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A month or a year: its place, what happened in it, and the words for it."""

    key: str
    x: float
    width: float
    cooperation: int
    conflict: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A year at its place."""

    x: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars on an axis. `left_out`: events before `first`, where the chart begins later than they do."""

    by: By
    first: str
    last: str
    slots: tuple[Slot, ...]
    ticks: tuple[Tick, ...]
    width: float
    most: int
    left_out: int = 0

    @property
    def tells(self) -> bool:
        """Whether bars bear their numbers, and the axis needs none."""
        return any(bar.is_told for slot in self.slots for bar in slot.bars)

    @property
    def height(self) -> int:
        return 2 * HALF + GAP

    @property
    def step(self) -> float:
        """The width of one month."""
        return (self.width - LEFT - RIGHT) / max(1, months_between(self.first, self.last))

    def x(self, day: str) -> float:
        """The place of a day."""
        month, here = day[:7], day[8:10] or "01"
        length = monthrange(int(day[:4]), int(month[5:7]))[1]
        return LEFT + (_number(month) - _number(self.first) + (int(here) - 1) / length) * self.step


def chart(cells: Sequence[Cell], by: By, *, since: str = "", until: str = "", whole: bool = False) -> Chart | None:
    """The bars of some sums; None where there are none. whole: begin with the first, however long ago."""
    told = [cell for cell in cells if cell.month > "0000-00"]
    if not told:
        return None
    first, last = since[:7] or told[0].month, until[:7] or told[-1].month
    first = f"{first}-01" if len(first) == len("2024") else first
    last = f"{last}-12" if len(last) == len("2024") else last
    left_out = 0
    if not since and not whole and months_between(first, last) > LONG:
        first, left_out = _newer(told, first)
    if not since and not whole and not left_out and months_between(first, last) > SHORT:
        first, left_out = _after_gap(told, first, last)
    if by == "year":
        first, last = f"{first[:4]}-01", f"{last[:4]}-12"
    count = months_between(first, last)
    width = max(WIDTH, count * THIN + LEFT + RIGHT) if by != "year" else max(WIDTH, count / 12 * 18 + LEFT + RIGHT)
    sums: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for cell in told:
        if first <= cell.month <= last:
            sums[cell.month[:4] if by == "year" else cell.month][cell.quad] += cell.events
    most = max((events for quads in sums.values() for events in quads.values()), default=1)
    drawn = Chart(
        by=by, first=first, last=last, slots=(), ticks=_ticks(first, last, width), width=width, most=most,
        left_out=left_out,
    )  # fmt: skip
    months = 12 if by == "year" else 1
    slots = tuple(_slot(drawn, key, quads, months) for key, quads in sorted(sums.items()))
    return replace(drawn, slots=slots)


def _newer(cells: Sequence[Cell], first: str) -> tuple[str, int]:
    """The month with which most of the events begin, and how many are before it."""
    before, total = 0, sum(cell.events for cell in cells)
    for cell in cells:
        if before + cell.events > (1 - NEW) * total:
            return (cell.month, before) if before else (first, 0)
        before += cell.events
    return first, 0


def _after_gap(cells: Sequence[Cell], first: str, last: str) -> tuple[str, int]:
    """The month after the longest gap that few events lie before, and how many, where it is half of the time or more.

    Of eighteen events of two states one may be recalled of thirty years ago: the years that matter would be slivers.
    """
    few = max(1, round((1 - NEAR_ALL) * sum(cell.events for cell in cells)))
    found, longest, before = (first, 0), months_between(first, last) // 2, 0
    for cell, following in pairwise(cells):
        before += cell.events
        gap = months_between(cell.month, following.month) - 1
        if before <= few and gap >= longest:
            found, longest = (following.month, before), gap
    return found


def _slot(drawn: Chart, key: str, quads: dict[int, int], months: int) -> Slot:
    x = drawn.x(f"{key}-01" if months == 1 else f"{key}-01-01")
    width = drawn.step * months
    half = max(2.0, min(width * 0.42, 24.0))
    bars = []
    for quad, events in sorted(quads.items()):
        height = max(2.0, events / drawn.most * (HALF - NUMBER))
        is_up = quad <= COOPERATION
        side = -half if quad % 2 else 0.0
        y = HALF - height if is_up else HALF + GAP
        bars.append(
            Bar(key=key, quad=quad, x=x + width / 2 + side, y=y, width=half - 0.5, height=height, events=events)
        )
    cooperation = sum(events for quad, events in quads.items() if quad <= COOPERATION)
    return Slot(
        key=key, x=x, width=width, cooperation=cooperation, conflict=sum(quads.values()) - cooperation, bars=tuple(bars)
    )


def _ticks(first: str, last: str, width: float) -> tuple[Tick, ...]:
    """Years, or in a short time months, so many that they don't touch."""
    bare = Chart(by="month", first=first, last=last, slots=(), ticks=(), width=width, most=1)
    years = range(int(first[:4]), int(last[:4]) + 1)
    step = max(1, round(36 / max(1.0, bare.step * 12)))
    if months_between(first, last) <= SHORT:
        keys = [
            f"{year}-{month:02}" for year in years for month in range(1, 13) if first <= f"{year}-{month:02}" <= last
        ]
        every = ceil(64 / bare.step)
        return tuple(Tick(x=bare.x(f"{key}-01"), told=key) for key in keys[::every])
    return tuple(Tick(x=max(LEFT, bare.x(f"{year}-01-01")), told=str(year)) for year in years if year % step == 0)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def months_between(first: str, last: str) -> int:
    """How many months a time has part in."""
    return _number(last) - _number(first) + 1


# -- the strip -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A finding on the strip: a mark at a day, or a bar as long as the doubt (`width` above 0)."""

    outline: Outline
    mark: Mark
    x: float
    y: float
    width: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Marks on a chart's axis; those without a day in a lane of their own, below `undated_y`."""

    placed: tuple[Placed, ...]
    undated: tuple[Placed, ...]
    undated_y: float
    height: float
    width: float
    outside: int


def strip(outlines: Sequence[Outline], drawn: Chart, by: By) -> Strip:
    """The marks of findings on the axis of a chart: at their day, or piled up in their month or year."""
    placed: list[Placed] = []
    undated: list[Outline] = []
    ends: list[float] = []
    outside = 0
    size = LANE - 1
    for one in sorted(outlines, key=lambda one: (one.earliest or "", one.latest or "", one.id)):
        if one.earliest is None:
            undated.append(one)
            continue
        start, end = one.earliest, max(one.earliest, one.latest or one.earliest)
        if end[:7] < drawn.first or start[:7] > drawn.last:
            outside += 1
            continue
        x, width = _extent(drawn, by, start, end)
        lane = next((lane for lane, taken in enumerate(ends) if taken <= x - size / 2), len(ends))
        lane = min(lane, MOST_LANES - 1)
        right = x + max(width, size / 2) + 1
        if lane == len(ends):
            ends.append(right)
        else:
            ends[lane] = max(ends[lane], right)
        placed.append(_placed(one, x, lane * LANE + LANE / 2 + 2, width))
    undated_y = max(1, len(ends)) * LANE + 8
    in_row = int((drawn.width - LEFT - RIGHT) // LANE)
    laid = tuple(
        _placed(one, LEFT + (n % in_row) * LANE + LANE / 2, undated_y + (n // in_row) * LANE + LANE / 2, 0)
        for n, one in enumerate(undated)
    )
    rows = (len(laid) + in_row - 1) // in_row
    return Strip(
        placed=tuple(placed),
        undated=laid,
        undated_y=undated_y,
        height=undated_y + rows * LANE + 4,
        width=drawn.width,
        outside=outside,
    )


def _extent(drawn: Chart, by: By, start: str, end: str) -> tuple[float, float]:
    """The place of a time and its length; by month or year, what is known no worse stands in the middle of it."""
    if by == "month" and start[:7] == end[:7]:
        return drawn.x(f"{start[:7]}-01") + drawn.step / 2, 0
    if by == "year" and start[:4] == end[:4]:
        return drawn.x(f"{start[:4]}-01-01") + drawn.step * 6, 0
    left, right = max(LEFT, drawn.x(start)), min(drawn.width - RIGHT, drawn.x(end) + drawn.step / 30)
    return left, right - left if start != end else 0


def _placed(one: Outline, x: float, y: float, width: float) -> Placed:
    drawn = mark(one.kind, quad=one.quad, status=one.status, is_news=one.is_news)
    when = one.earliest if one.earliest == one.latest else f"{one.earliest or '…'} to {one.latest or '…'}"
    said = "no day told" if one.earliest is None and one.latest is None else when
    if one.earliest is None and one.latest is not None:
        said = f"by {one.latest}"
    what = " ".join(
        part for part in (one.type if one.kind == "event" else f"{one.kind} {one.type or ''}", one.mode) if part
    )
    return Placed(outline=one, mark=drawn, x=x, y=y, width=width, told=f"{said}: {what.strip()}, {drawn.told}")
