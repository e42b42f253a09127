"""Synthetic stories: pairs of tellings found and missed, and the same groups whatever the order of arrival."""

from random import Random
from typing import Any

import pytest

from dragoman.model.judgement import Judgement
from dragoman.model.merged import Decision
from dragoman.store import Store
from tests.merging.measuring import LEAST_PRECISION, LEAST_RECALL, SEEDS, STORIES, Groups, Shelf, groups_of
from tests.merging.pacts import Kind, found_in, read_stories
from tests.merging.stories import stories, tellings_in
from tests.pairs import pairs_in

MOST_AGAIN = 60
WHEN = "2026-01-01T00:00:00+00:00"


@pytest.mark.parametrize("seed", SEEDS)
def test_stories_are_told_apart_and_together(seed: int) -> None:
    tellings, truth = tellings_in(stories(STORIES, seed))
    found = pairs_in(groups_of(tellings), truth)
    assert found.precision >= LEAST_PRECISION
    assert found.recall >= LEAST_RECALL


@pytest.mark.parametrize("kind", ["agreement", "commitment"])
def test_agreements_and_promises_are_told_apart_and_together(kind: Kind) -> None:
    tellings, truth = found_in(kind, read_stories(kind, STORIES, SEEDS[0]))
    groups = groups_of(tellings)
    found = pairs_in(groups, truth)
    assert found.precision >= LEAST_PRECISION
    assert found.recall >= LEAST_RECALL
    shelf = Shelf()
    some = tellings[:300]
    Random(1).shuffle(some)  # noqa: S311 - repeatable, not secret
    for telling in some:
        shelf.add(telling)
    assert shelf.groups() == groups_of(tellings[:300])


@pytest.mark.parametrize("order", range(3))
def test_order_of_arrival_does_not_count(order: int) -> None:
    tellings, _ = tellings_in(stories(60, 4, pairs=[("AZE", "TUR"), ("KEN", "UGA")], days=60))
    shelf = Shelf()
    Random(order).shuffle(tellings)  # noqa: S311 - repeatable, not secret
    for telling in tellings:
        shelf.add(telling)
    assert shelf.groups() == groups_of(tellings)
    gone, left = tellings[:60], tellings[60:]
    for telling in gone:
        shelf.remove(telling.finding)
    assert shelf.groups() == groups_of(left)


def test_a_busy_pair_is_grouped_anew_in_small_parts() -> None:
    tellings, _ = tellings_in(stories(100, 6, pairs=[("AZE", "TUR")], days=50))
    shelf = Shelf()
    again = [shelf.add(telling) for telling in sorted(tellings, key=lambda one: (one.published or "", one.finding))]
    assert sum(again) / len(again) <= MOST_AGAIN
    assert shelf.groups() == groups_of(tellings)


@pytest.mark.parametrize("order", range(2))
def test_persons_judge_between_reports_as_after_all_of_them(order: int, tmp_path: pytest.TempPathFactory) -> None:
    random = Random(order)  # noqa: S311 - repeatable, not secret
    told = stories(7, 7, pairs=[("AZE", "TUR")], days=9)
    tellings, _ = tellings_in(told)
    random.shuffle(told)
    store = Store.open(f"{tmp_path}/store.db", clock=lambda: WHEN)
    here: list[str] = []
    decisions: list[Decision] = []
    for number, one in enumerate(told):
        store.writer.take(one.desk.item(), one.record)
        here += [event.id for event in one.record.events]
        if number % 5 == 4:
            a, b = random.sample(here, 2)
            _judge(store, f"j{number}", "merge", a, b)
            if number % 2:
                _judge(store, f"u{number}", "merge", a, b, undoes=f"j{number}")
            else:
                decisions.append(Decision(kind="merge", one=(a,), other=(b,)))
        if number % 7 == 6:
            group = random.choice(sorted(group for group in _groups_in(store) if len(group) > 1))
            _judge(store, f"s{number}", "split", group[0], group[1])
            decisions.append(Decision(kind="split", one=(group[0],), other=(group[1],)))
    assert _groups_in(store) == groups_of(tellings, decisions)
    store.close()


def _judge(store: Store, name: str, kind: Any, a: str, b: str, undoes: str | None = None) -> None:  # noqa: ANN401
    targets, value = ((a,), {"from": [b]}) if kind == "split" else ((a, b), None)
    store.judge(Judgement(id=name, kind=kind, targets=targets, value=value, by="ana", at=WHEN, undoes=undoes))


@pytest.mark.parametrize("order", range(2))
def test_a_store_groups_as_all_at_once(order: int, tmp_path: pytest.TempPathFactory) -> None:
    told = stories(12, 5, pairs=[("AZE", "TUR")], days=20)
    tellings, _ = tellings_in(told)
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
