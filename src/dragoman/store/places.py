"""What happened where: events that lie on a map, sums of those that only name a state, and those without a place.

The newest of what is asked are looked at only, so that a store of a million events answers as soon as a small one.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection

from dragoman.model.record import Event, Place
from dragoman.store import schema as s
from dragoman.store.filters import Filter, spread_of
from dragoman.store.fitting import MOST_ANEW, fitting
from dragoman.store.listed import Listed
from dragoman.store.lists import by_number, check_limit, newest

MOST_LOOKED_AT = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Events of a month of which no more is known than the state. month: "0000-00" for those without a day."""

    country: str
    month: str
    events: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What happened where.

    items: events that lie on the map, the most told first; `placed` is how many there are. stated: sums of those of
    which the state alone is known. without: the newest of the `unplaced`, which name no place or none that is known.
    of_state: the newest of those of which only the state is known that was asked for. oldest: the day up to which
    events were looked at, where there are older ones; None where all were.
    """

    items: tuple[Listed, ...]
    placed: int
    stated: tuple[Stated, ...]
    without: tuple[Listed, ...]
    unplaced: int
    oldest: str | None
    of_state: tuple[Listed, ...] = ()


class _Seen(NamedTuple):
    """An event as it is sorted: where it lies on a map, and the state where it does not."""

    n: int
    day: str
    reports: int
    lies: bool
    country: str | None


def places(connection: Connection, limits: Filter, most: int, first: int, country: str | None = None) -> Placed:
    """At most so many events that lie on the map, and the first of those without a place. Raises QueryError.

    country: a state, of which those are listed of which only it is known.
    """
    check_limit(most)
    looked_at = MOST_LOOKED_AT if limits.within is None else MOST_ANEW
    m = s.merged.c
    columns = (m.n, m.day, m.reports, m.latitude, m.place_country)
    found = newest(connection, "event", limits, columns, looked_at + 1, spread_of(connection, limits.text))
    rows = found[:looked_at]
    oldest = rows[-1].day if len(found) > looked_at else None
    anew = {} if limits.within is None else by_number(connection, [row.n for row in rows], limits.within)
    if limits.within is not None:
        fit = {one.item.merged.id for one in fitting(connection, list(anew.values()), limits)}
        rows = [row for row in rows if anew[row.n].merged.id in fit]
    if limits.within is None:
        seen = [_Seen(row.n, row.day, row.reports, row.latitude is not None, row.place_country) for row in rows]
    else:  # a row's own place may be one that only a hidden report tells
        seen = [_as_seen(row.n, anew[row.n]) for row in rows]
    lying = sorted((one for one in seen if one.lies), key=lambda one: (one.reports, one.day, one.n), reverse=True)
    lost = [one for one in seen if not one.lies and one.country is None]
    chosen = [one for one in seen if not one.lies and country is not None and one.country == country][:most]
    shown = [one.n for one in (*lying[:most], *lost[:first], *chosen)]
    listed = anew or by_number(connection, shown)
    return Placed(
        items=tuple(listed[one.n] for one in lying[:most]),
        placed=len(lying),
        stated=_stated(one for one in seen if not one.lies),
        without=tuple(listed[one.n] for one in lost[:first]),
        unplaced=len(lost),
        oldest=oldest,
        of_state=tuple(listed[one.n] for one in chosen),
    )


def place_of(item: Listed) -> Place | None:
    """Where an event was, as its reports tell."""
    found = item.merged.finding
    return found.place if isinstance(found, Event) else None


def _as_seen(n: int, item: Listed) -> _Seen:
    place = place_of(item)
    lies = place is not None and place.latitude is not None
    return _Seen(n, item.day, len(item.merged.reports), lies, place.country if place is not None else None)


def _stated(found: Iterable[_Seen]) -> tuple[Stated, ...]:
    events: Counter[tuple[str, str]] = Counter()
    reports: Counter[tuple[str, str]] = Counter()
    for one in found:
        if one.country is not None:
            events[one.country, one.day[:7]] += 1
            reports[one.country, one.day[:7]] += one.reports
    return tuple(
        Stated(country=country, month=month, events=many, reports=reports[country, month])
        for (country, month), many in sorted(events.items())
    )
