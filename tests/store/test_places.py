"""What happened where: what lies on a map, what is told of a state only, what has no place; on both databases."""

import pytest

from dragoman.errors import QueryError
from dragoman.model.record import Place
from dragoman.store import Store, places
from dragoman.store.filters import Filter
from dragoman.store.places import Stated
from dragoman.store.view import View
from tests.store.making import Desk
from tests.store.test_store import take

BAKU = Place(name="Baku", country="AZE", latitude=40.38, longitude=49.89, precision="city")
SAVANES = Place(name="the north", country="TGO", latitude=10.5, longitude=0.5, precision="region")
TOGO = Place(name="Togo", country="TGO", precision="country")
NOWHERE = Place(name="Kok-Terek", precision="region")


def meeting(outlet: str, published: str = "2024-05-12") -> Desk:
    desk = Desk(outlet=outlet, published=published, opening=f"{outlet} reports")
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=BAKU, words="held talks with")
    return desk


def filled(store: Store) -> Store:
    """Two reports of a meeting in Baku; raids in the north of Togo and somewhere in it; two that are nowhere."""
    desk = Desk(published="2024-07-01", outlet="Coast Post")
    desk.event("ASSAULT", ["GHA"], ["TGO"], day="2024-06-20", place=SAVANES, words="raided posts of")
    desk.event("ASSAULT", ["GHA"], ["TGO"], day="2024-06-28", place=TOGO, words="shelled")
    desk.event("ACCUSE", ["TGO"], ["GHA"], day="2024-06-29", words="accused")
    desk.event("AID", ["TUR"], ["TGO"], place=NOWHERE, words="sent tents to")
    take(store, meeting("Caspian Wire"), meeting("Anatolian Post"), desk)
    return store


LIMITS: list[tuple[str, Filter, list[str], int, int]] = [
    ("everything, the most told first", Filter(), ["Baku", "the north"], 1, 2),
    ("a state", Filter(states=("TGO",)), ["the north"], 1, 2),
    ("two states", Filter(states=("GHA", "TGO")), ["the north"], 1, 1),
    ("a time", Filter(since="2024-05", until="2024-05"), ["Baku"], 0, 0),
    ("a time without anything", Filter(until="2020"), [], 0, 0),
    ("a type", Filter(types=("ACCUSE",)), [], 0, 1),
    ("conflict", Filter(quads=(4,)), ["the north"], 1, 0),
    ("a place of its name", Filter(place="Baku"), ["Baku"], 0, 0),
    ("words", Filter(text="shelled"), [], 1, 0),
]


@pytest.mark.parametrize(
    ("limits", "lying", "stated", "unplaced"), [row[1:] for row in LIMITS], ids=[row[0] for row in LIMITS]
)
def test_each_event_lies_somewhere_or_is_counted(
    store: Store, limits: Filter, lying: list[str], stated: int, unplaced: int
) -> None:
    found = filled(store).view.places(limits)
    there = [place.name for item in found.items if (place := places.place_of(item)) is not None]
    assert (there, found.placed, sum(one.events for one in found.stated)) == (lying, len(lying), stated)
    assert (found.unplaced, len(found.without), found.oldest) == (unplaced, unplaced, None)
    assert store.view.count("event", limits) == len(lying) + stated + unplaced


def test_what_is_told_of_a_state_only_is_summed_and_has_no_point(store: Store) -> None:
    assert filled(store).view.places().stated == (Stated(country="TGO", month="2024-06", events=1, reports=1),)


def test_those_of_which_only_a_state_is_known_are_listed_as_they_are_counted(store: Store) -> None:
    found = filled(store).view.places(of="TGO")
    assert [item.day[:7] for item in found.of_state] == [one.month for one in found.stated]
    assert [place.country for item in found.of_state if (place := places.place_of(item))] == ["TGO"]
    assert store.view.places(of="AZE").of_state == ()


def test_what_is_left_out_is_counted(store: Store) -> None:
    found = filled(store).view.places(limit=1, without=1)
    assert [len(item.merged.reports) for item in found.items] == [2]
    assert (found.placed, found.unplaced, len(found.without)) == (2, 2, 1)
    with pytest.raises(QueryError, match="limit of 0"):
        store.view.places(limit=0)


def test_of_very_many_the_newest_are_looked_at(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_LOOKED_AT", 3)
    found = filled(store).view.places()
    assert (found.placed, len(found.stated), found.unplaced) == (0, 1, 2)
    assert found.oldest == "2024-06-28"


def test_a_place_that_only_a_hidden_report_tells_is_not_shown(store: Store) -> None:
    vague = Desk(outlet="Caspian Wire", published="2024-05-12")
    vague.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", words="held talks with")
    take(store, vague, meeting("Hidden Herald"))
    assert store.view.places().placed == 1
    store.collect("gas", [vague.record().document.id])
    found = View(engine=store.engine, within=("gas",)).places()
    assert (found.placed, found.stated, found.unplaced) == (0, (), 1)
