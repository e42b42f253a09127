"""Synthetic stories: pairs of tellings found and missed, and the same groups whatever the order of arrival."""

from random import Random

import pytest

from dragoman.merging import telling_of
from dragoman.model.merged import Telling
from dragoman.store import Store
from tests.merging.measuring import Groups, Shelf, groups_of, pairs
from tests.merging.stories import Told, stories

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.90
SEEDS = (1, 2, 3)
WHEN = "2026-01-01T00:00:00+00:00"


def _tellings(told: list[Told]) -> tuple[list[Telling], dict[str, int]]:
    tellings = [telling_of(event, one.record) for one in told for event in one.record.events]
    truth = {event.id: number for one in told for event, number in zip(one.record.events, one.truth, strict=True)}
    return tellings, truth


@pytest.mark.parametrize("seed", SEEDS)
def test_stories_are_told_apart_and_together(seed: int) -> None:
    tellings, truth = _tellings(stories(500, seed))
    found = pairs(groups_of(tellings), truth)
    assert found.precision >= LEAST_PRECISION
    assert found.recall >= LEAST_RECALL


@pytest.mark.parametrize("order", range(3))
def test_order_of_arrival_does_not_count(order: int) -> None:
    tellings, _ = _tellings(stories(60, 4, pairs=[("AZE", "TUR"), ("KEN", "UGA")], days=60))
    shelf = Shelf()
    Random(order).shuffle(tellings)  # noqa: S311 - repeatable, not secret
    for telling in tellings:
        shelf.add(telling)
    assert shelf.groups() == groups_of(tellings)


@pytest.mark.parametrize("order", range(2))
def test_a_store_groups_as_all_at_once(order: int, tmp_path: pytest.TempPathFactory) -> None:
    told = stories(12, 5, pairs=[("AZE", "TUR")], days=20)
    tellings, _ = _tellings(told)
    Random(order).shuffle(told)  # noqa: S311 - repeatable, not secret
    store = Store.open(f"{tmp_path}/store.db", clock=lambda: WHEN)
    for one in told:
        store.writer.take(one.desk.item(), one.record)
    assert _groups_in(store) == groups_of(tellings)
    store.close()


def _groups_in(store: Store) -> Groups:
    found: set[tuple[str, ...]] = set()
    cursor = None
    while True:
        page = store.view.list("event", cursor=cursor)
        found |= {listed.merged.findings for listed in page.items}
        if page.next is None:
            return frozenset(found)
        cursor = page.next
