"""A store of 20,000 events: its sums are those of its events, and what is asked is told at once."""

import time
from collections.abc import Iterator

import pytest

from dragoman.store import Store
from dragoman.store.filters import Filter
from tests.store.generated import WORDS, Generator

EVENTS, DOCUMENTS, BATCH = 20_000, 6_000, 500
MOST_SECONDS = 1.0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store with many events."""
    store = Store.open(tmp_path_factory.mktemp("large") / "store.db")
    given = list(Generator().reports(EVENTS, DOCUMENTS))
    for start in range(0, DOCUMENTS, BATCH):
        store.writer.take_many(given[start : start + BATCH])
    yield store
    store.close()


@pytest.mark.slow
def test_a_large_store_is_sound(large: Store) -> None:
    assert large.count()["documents"] == DOCUMENTS
    assert 0.9 * EVENTS < large.view.count("event") <= EVENTS
    assert large.faults() == []


@pytest.mark.slow
def test_pages_of_a_large_store_hold_each_event_of_a_pair_once(large: Store) -> None:
    limits = Filter(pair=Generator().busiest())
    seen: list[str] = []
    cursor = None
    while True:
        page = large.view.list("event", limits, limit=100, cursor=cursor)
        seen += [one.merged.id for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == large.view.count("event", limits)
    assert sum(cell.events for cell in large.view.months(*Generator().busiest())) == len(seen)


@pytest.mark.slow
@pytest.mark.parametrize("word", [WORDS[0], WORDS[300], f"{WORDS[0]} {WORDS[1]}"], ids=["frequent", "rare", "two"])
def test_a_large_store_is_searched_in_a_moment(large: Store, word: str) -> None:
    start = time.process_time()
    found = large.view.search(word)
    events = large.view.list("event", Filter(text=word))
    assert time.process_time() - start < MOST_SECONDS
    days = [one.day or "" for one in found.items]
    assert days == sorted(days, reverse=True)
    assert found.items
    assert events.items
