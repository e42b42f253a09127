"""What events in a store make of promises in it, and how a person takes that back, on both databases."""

from dragoman.store import Store
from tests.store.making import Desk
from tests.store.test_store import judge, listed, sound, take


def promise() -> Desk:
    desk = Desk(published="2024-05-12", outlet="Caspian Wire")
    desk.commitment("TUR", "AZE", "deliver six transport aircraft", due="2024-12-01")
    return desk


def delivery(to: str = "AZE", day: str = "2024-10-02") -> Desk:
    desk = Desk(published=day, outlet="Anadolu Wire")
    desk.event("AID", ["TUR"], [to], day=day, words="delivered six transport aircraft to")
    return desk


def test_an_event_keeps_a_promise_until_a_person_takes_that_back(store: Store) -> None:
    take(store, delivery(), delivery("KEN"), delivery(day="2025-10-02"), promise())
    (made,) = listed(store, "commitment")
    (kept,) = store.view.outcomes(made)
    told = store.view.one(kept.event)
    assert told is not None
    assert (kept.what, kept.day, told.day) == ("kept", "2024-10-02", "2024-10-02")
    judge(store, "j1", "split", [made], value={"from": [kept.event]})
    assert store.view.outcomes(made) == ()
    judge(store, "j2", "split", [made], undoes="j1")
    assert store.view.outcomes(made) == (kept,)
    assert store.view.outcomes(kept.event) == ()
    sound(store)
