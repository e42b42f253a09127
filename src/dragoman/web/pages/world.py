"""What happened where: a map, and the same as a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, HTTPException, Request

from dragoman.asking.cells import COLUMNS, found_cells
from dragoman.asking.question import Question, check_fits
from dragoman.model.record import Event
from dragoman.store.entries import UNDATED
from dragoman.store.listed import Listed
from dragoman.store.places import Placed, Stated, place_of
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view
from dragoman.web.asked import Asked, Limits
from dragoman.web.data import page_of
from dragoman.web.desk import AtDesk
from dragoman.web.lines import Line, line_of, when_of
from dragoman.web.listing import chips, grouped
from dragoman.web.words import state_name

router = APIRouter()
MOST_SHOWN = 200
WITHOUT_SHOWN = 20
ASKED_HERE = ("since", "until", "state", "type", "quad")  # fields of the page's own form
COLUMNS_PLACED = (*COLUMNS, "precision", "page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An event that lies on the map. first, last: bounds of its day, "" where none is told. doers, targets: states."""

    line: Line
    quad: int
    latitude: float
    longitude: float
    precision: str
    country: str
    first: str
    last: str
    doers: tuple[str, ...]
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfState:
    """Events of which no more is known than a state; months: how many in each."""

    country: str
    name: str
    events: int
    reports: int
    months: tuple[tuple[str, int], ...]


def _world(request: Request, desk: AtDesk, asked: Asked, limits: Limits) -> Answer:
    check_fits(limits, "event")
    found = desk.view.places(limits, limit=MOST_SHOWN, without=WITHOUT_SHOWN)
    spots = [spot for item in found.items if (spot := spot_of(item)) is not None]
    sums = of_states(found.stated)
    query = [(name, value) for name, value in request.query_params.multi_items() if value]
    others = [one for one in query if one[0] not in ASKED_HERE]
    return Answer(
        template="world.html",
        title="World",
        context=lambda: {
            "asked": asked,
            "spots": spots,
            "sums": sums,
            "found": found,
            "left_out": found.placed - len(spots),
            "without": [line_of(item) for item in found.without],
            "stated": sum(one.events for one in found.stated),
            "others": others,
            "asked_query": addresses.with_pairs("", query),
            "is_limited": is_limited(asked),
        },
        data=lambda: _data(found, sums),
        columns=COLUMNS_PLACED,
        rows=lambda: map(_cells, found.items),
    )


add_view(router, "/world", _world)


def _of_state(request: Request, desk: AtDesk, country: str, asked: Asked, limits: Limits) -> Answer:
    """The events that a sum of the map counts: of which no more is known than this state. 404 where it is none."""
    code = country.upper()
    name = state_name(code)
    if name == code:
        raise HTTPException(404, f"{country[:20]}: is no state; give its code (ISO 3166-1 alpha-3), as AZE")
    check_fits(limits, "event")
    found = desk.view.places(limits, limit=MOST_SHOWN, of=code)
    many = sum(one.events for one in found.stated if one.country == code)
    query = [(name, value) for name, value in request.query_params.multi_items() if value]

    def context() -> dict[str, Any]:
        lines = [line_of(item) for item in found.of_state]
        return {
            "name": name,
            "many": many,
            "lines": lines,
            "groups": grouped(lines, "-day"),
            "left_out": many - len(lines),
            "chips": chips(request, desk.view),
            "back": addresses.with_pairs("/world", query),
            "everywhere": addresses.with_query("/events", place=code, since=asked.since, until=asked.until),
        }

    return Answer(
        template="world_state.html",
        title=f"Somewhere in {name}",
        context=context,
        data=lambda: {"country": code, "events": [_cells(item) for item in found.of_state], "counted": many},
        columns=COLUMNS_PLACED,
        rows=lambda: map(_cells, found.of_state),
    )


add_view(router, "/world/{country}", _of_state)


def spot_of(item: Listed) -> Spot | None:
    """Where an event lies on the map; None where it does not."""
    found, place = item.merged.finding, place_of(item)
    if not isinstance(found, Event) or place is None or place.latitude is None or place.longitude is None:
        return None
    when, countries = when_of(found), item.merged.countries
    told = item.day if item.day > UNDATED else ""
    first = (when.earliest or when.latest if when is not None else None) or told
    last = (when.latest or when.earliest if when is not None else None) or told
    sides = [
        tuple(dict.fromkeys(code for role in side if (code := countries.get(role.actor) or role.country)))
        for side in (found.actors, found.recipients)
    ]
    return Spot(
        line=line_of(item),
        quad=found.quad,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        country=place.country or "",
        first=first,
        last=last,
        doers=sides[0],
        targets=sides[1],
    )


def of_states(stated: Sequence[Stated]) -> list[OfState]:
    """Sums by state, those of whom most is told first."""
    countries = dict.fromkeys(one.country for one in stated)
    each = {country: [one for one in stated if one.country == country] for country in countries}
    found = [
        OfState(
            country=country,
            name=state_name(country),
            events=sum(one.events for one in own),
            reports=sum(one.reports for one in own),
            months=tuple((one.month, one.events) for one in own),
        )
        for country, own in each.items()
    ]
    return sorted(found, key=lambda one: (-one.events, one.name))


def is_limited(asked: Question) -> bool:
    """Whether more is asked than a time: arcs of everything would be a tangle."""
    return replace(asked, since=None, until=None) != Question()


def _data(found: Placed, sums: Sequence[OfState]) -> dict[str, Any]:
    return {
        "events": [_cells(item) for item in found.items],
        "placed": found.placed,
        "left_out": found.placed - len(found.items),
        "states_only": [
            {"country": one.country, "name": one.name, "events": one.events, "reports": one.reports} for one in sums
        ],
        "without_place": found.unplaced,
        "looked_at_since": found.oldest,
    }


def _cells(item: Listed) -> dict[str, object]:
    place = place_of(item)
    return {**found_cells(item), "precision": place.precision if place is not None else None, "page": page_of(item)}
