"""What is kept of feeds, on each database."""

from dragoman.model.feed import FeedState
from dragoman.store import Store
from dragoman.store.feeds import feed_states, keep_feed, known_entries
from tests.store.conftest import WHEN

A, B = "http://a.example/", "http://b.example/"


def test_a_feed_is_kept_with_its_entries_and_replaced(store: Store) -> None:
    assert feed_states(store.engine, [B, A, B]) == [FeedState(url=B), FeedState(url=A)]
    first = FeedState(url=A, etag='"v1"', modified="yesterday", fetched=WHEN, next=WHEN)
    keep_feed(store.engine, first, ["one", "two", "one"], WHEN)
    assert feed_states(store.engine, [B, A]) == [FeedState(url=B), first]
    assert known_entries(store.engine, A, ["two", "three"]) == {"two"}
    assert known_entries(store.engine, B, ["two"]) == set()
    second = FeedState(url=A, failures=2, trouble="timeout: late", next=WHEN)
    keep_feed(store.engine, second, ["two", "three"], WHEN)
    assert feed_states(store.engine, [A]) == [second]
    assert known_entries(store.engine, A, [str(n) for n in range(2000)] + ["one", "two", "three"]) == {
        "one",
        "two",
        "three",
    }
