"""What events in a store make of promises in it, and how a person takes that back, on both databases."""

from dataclasses import replace

from sqlalchemy import delete, text, update

from dragoman.store import Store
from dragoman.store import schema as s
from dragoman.store.filters import Filter
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
    take(store, delivery(), delivery("KEN"), delivery(day="2026-10-02"), promise())
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


def met(store: Store, status: str, day: str, within: tuple[str, ...] | None = None) -> list[tuple[str, str | None]]:
    """How many promises have a status on a day: each with since when and by which event."""
    view = replace(store.view, within=within)
    found = view.list("commitment", Filter(status=(status,), as_of=day))
    assert view.count("commitment", Filter(status=(status,), as_of=day)) == len(found.items)
    standings = [one.standing for one in found.items if one.standing is not None]
    return [(one.since or "", one.event) for one in standings if (one.status, one.as_of) == (status, day)]


def test_lists_tell_how_a_promise_stands_on_a_day_and_by_what(store: Store) -> None:
    made, done = promise(), delivery()
    take(store, made)
    assert met(store, "open", "2024-12-01") == [("", None)]
    assert met(store, "overdue", "2024-12-02") == [("2024-12-02", None)]
    before = store.view.last_change()
    take(store, done)
    (event,) = listed(store, "event")
    assert met(store, "open", "2024-10-01") == [("", None)]
    assert met(store, "kept", "2024-10-02") == [("2024-10-02", event)]
    assert met(store, "kept", "2025-01-01") == [("2024-10-02", event)]
    assert met(store, "overdue", "2025-01-01") == []
    assert [one.merged.kind for one in store.view.news("commitment", before).items] == ["commitment"]
    assert store.view.facet("commitment", "status", Filter(as_of="2025-01-01")) == {"kept": 1}
    assert store.view.facets_of("commitment", Filter(as_of="2025-01-01")).counts["status"] == {"kept": 1}
    assert store.view.due(until="2025-01-01", as_of="2025-01-01").items == ()
    assert len(store.view.due(until="2025-01-01", as_of="2024-06-01").items) == 1
    assert len(store.view.list("commitment", Filter(status=("open",))).items) == 1  # what reports say in words
    sound(store)


def test_a_promise_that_is_kept_behind_its_due_day_is_kept_late(store: Store) -> None:
    take(store, promise(), delivery(day="2025-03-14"))
    (kept,) = store.view.list("commitment", Filter(as_of="2025-06-01")).items
    assert kept.standing is not None
    assert (kept.standing.status, kept.standing.late) == ("kept", 103)
    (before,) = store.view.list("commitment", Filter(as_of="2025-01-01")).items
    assert before.standing is not None
    assert (before.standing.status, before.standing.late) == ("overdue", None)


def test_who_may_not_see_the_event_sees_the_promise_without_it(store: Store) -> None:
    made, done = promise(), delivery()
    take(store, made, done)
    mine, other = made.record().document.id, done.record().document.id
    store.collect("mine", [mine])
    store.collect("all", [mine, other])
    (event,) = listed(store, "event")
    assert met(store, "kept", "2025-01-01", ("mine",)) == []
    assert met(store, "overdue", "2025-01-01", ("mine",)) == [("2024-12-02", None)]
    assert met(store, "open", "2024-11-01", ("mine",)) == [("", None)]
    assert met(store, "kept", "2025-01-01", ("all",)) == [("2024-10-02", event)]


def test_what_is_kept_of_promises_is_checked(store: Store) -> None:
    take(store, promise(), delivery())
    with store.engine.begin() as connection:
        connection.execute(update(s.outcomes).values(what="broken"))
    assert [fault.partition(": ")[2] for fault in store.faults()] == [
        "what later events made of it is not what is kept",
        "stands otherwise than what became of it tells",
    ]


def opened_again(store: Store) -> Store:
    address = store.engine.url.set(drivername=store.engine.url.get_backend_name())
    return Store.open(address.render_as_string(hide_password=False), clock=store.clock)


def test_a_store_from_before_tells_what_became_of_promises_when_it_is_opened(store: Store) -> None:
    take(store, promise(), delivery())
    before = store.view.last_change()
    with store.engine.begin() as connection:  # as the schema was before
        for table in (s.standings, s.outcomes, s.promised):
            table.drop(connection)
        connection.execute(text("DROP INDEX ix_merged_place"))
        connection.execute(delete(s.refreshed))
        connection.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    upgraded = opened_again(store)
    assert [day for day, _ in met(upgraded, "kept", "2025-01-01")] == ["2024-10-02"]
    assert [one.merged.kind for one in upgraded.view.news("commitment", before).items] == ["commitment"]
    sound(upgraded)
    last = upgraded.view.last_change()
    upgraded.close()
    again = opened_again(store)
    assert again.view.last_change() == last > before
    again.close()


def test_a_store_of_other_rules_is_told_by_these_when_it_is_opened(store: Store) -> None:
    take(store, promise(), delivery(), delivery("KEN"))
    with store.engine.begin() as connection:
        connection.execute(delete(s.outcomes))
        connection.execute(update(s.standings).values(status="open", told="open", event=None))
        connection.execute(update(s.refreshed).values(value="0"))
    opened = opened_again(store)
    assert len(met(opened, "kept", "2025-01-01")) == 1
    sound(opened)
    opened.close()


def test_a_part_that_was_done_is_told_beside_and_ends_nothing(store: Store) -> None:
    part = Desk(published="2024-10-02", outlet="Anadolu Wire")
    part.event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered three transport aircraft to")
    made = promise()
    take(store, made, part)
    (found,) = store.view.list("commitment", Filter(as_of="2024-12-02")).items
    assert found.standing is not None
    assert (found.standing.status, found.standing.partly, found.standing.event) == ("overdue", True, None)
    (before,) = store.view.list("commitment", Filter(as_of="2024-10-01")).items
    assert before.standing is not None
    assert not before.standing.partly
    assert [one.what for one in store.view.outcomes(found.merged.id)] == ["partly"]
    store.collect("mine", [made.record().document.id])
    assert met(store, "overdue", "2024-12-02", ("mine",)) == [("2024-12-02", None)]
    (unseen,) = replace(store.view, within=("mine",)).list("commitment", Filter(as_of="2024-12-02")).items
    assert unseen.standing is not None
    assert not unseen.standing.partly
    sound(store)
