"""Whether two places that reports tell of one event are one: by another name, or one within the other."""

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt

from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.places import PlaceRow
from dragoman.lexicon.world import fold
from dragoman.model.record import Place

EARTH = 6371.0  # km, the mean radius
IN_TOWN = 10.0  # km from the middle of a town to a quarter of it
IN_REGION = 100.0  # from the middle of a region to a town in it
Point = tuple[float, float]


def is_same_place(one: Place, other: Place) -> bool:
    """Whether two places don't contradict each other: "Ha Noi" and "Hanoi", "Yongsan" and "Seoul"."""
    if one.country is not None and other.country is not None and one.country != other.country:
        return False
    if fold(one.name) == fold(other.name) or (one.geonames is not None and one.geonames == other.geonames):
        return True
    first, second = _known(one), _known(other)
    if {row.geonames for row in first} & {row.geonames for row in second} - {None}:
        return True
    most = IN_REGION if "region" in {one.precision, other.precision} else IN_TOWN
    return any(kilometres(a, b) <= most for a in _points(one, first) for b in _points(other, second))


def kilometres(one: Point, other: Point) -> float:
    """How far two points (latitude, longitude in degrees) are from each other."""
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    chord = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * EARTH * asin(sqrt(min(1.0, chord)))


def _known(place: Place) -> list[PlaceRow]:
    """What the tables know under its name in its state, the largest first."""
    return _in_state(load_lexicon().gazetteer.find(place.name), place)


def _points(place: Place, known: Sequence[PlaceRow]) -> list[Point]:
    """Where it lies, as the reading says or the tables; of a name that they lack, where quarters of it do."""
    if place.latitude is not None and place.longitude is not None:
        return [(place.latitude, place.longitude)]
    rows = known[:1] or _in_state(load_lexicon().gazetteer.parts(place.name), place)
    return [(row.latitude, row.longitude) for row in rows]


def _in_state(rows: Iterable[PlaceRow], place: Place) -> list[PlaceRow]:
    return [row for row in rows if place.country in {None, row.country}]
