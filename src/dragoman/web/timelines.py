"""Offices as bars on a time line: from the first to the last report that tells of them, and no further."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dragoman.model.identity import OfficeHeld, Proof
from dragoman.web import addresses
from dragoman.web.unmarked import unmarked

WIDTH = 1000  # units of a line, whatever its width on the screen
NARROWEST = 6
MOST_TICKS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The days between which the bars lie, and the years that are marked: (place, year)."""

    first: date | None
    last: date | None
    ticks: tuple[tuple[int, str], ...] = ()

    def at(self, day: date) -> int:
        """Where a day lies."""
        if self.first is None or self.last is None:
            return 0
        return round(WIDTH * (day - self.first).days / max((self.last - self.first).days, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """A report at one end of a bar."""

    day: str | None
    page: str
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An office held. x, width: of the bar; None where no report that tells of it has a day.

    is_over: reports tell that he left it; else nobody knows more than that the last one is of that day.
    """

    office: OfficeHeld
    page: str
    x: int | None
    width: int
    is_over: bool
    first: End | None
    last: End | None


def chart_of(offices: Iterable[OfficeHeld]) -> Chart:
    """A chart that holds the days of some offices: whole years."""
    days = [day for held in offices for day in (held.first, held.last) if day]
    if not days:
        return Chart(first=None, last=None)
    low, high = int(min(days)[:4]), int(max(days)[:4])
    chart = Chart(first=date(low, 1, 1), last=date(high, 12, 31))
    step = (high - low) // MOST_TICKS + 1
    ticks = tuple((chart.at(date(year, 1, 1)), str(year)) for year in range(low, high + 1, step))
    return Chart(first=chart.first, last=chart.last, ticks=ticks)


def bar_of(held: OfficeHeld, chart: Chart) -> Bar:
    """The bar of an office."""
    is_over = held.left_by is not None or bool(held.successors)
    x, width = None, 0
    if held.first and held.last:
        x = chart.at(date.fromisoformat(held.first))
        width = max(chart.at(date.fromisoformat(held.last)) - x, NARROWEST)
        x = min(x, WIDTH - width)
    dated = sorted(held.evidence, key=lambda proof: proof.day or "9999")
    return Bar(
        office=held,
        page=addresses.office(held.key, held.seat),
        x=x,
        width=width,
        is_over=is_over,
        first=end_of(dated[0]) if dated else None,
        last=end_of(dated[-1]) if len(dated) > 1 else None,
    )


def end_of(proof: Proof) -> End:
    """Where a report tells somebody in an office."""
    span = proof.span
    page = addresses.report(proof.document, *((span.start, span.end) if span is not None else ()))
    return End(day=proof.day, page=page, words=unmarked(span.quote) if span is not None else None)
