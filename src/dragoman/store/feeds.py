"""Feeds that are watched: how each stands, and which of its entries need not be looked at again."""

from collections.abc import Collection, Iterable

from sqlalchemy import Engine, select

from dragoman.model.feed import FeedState
from dragoman.store import schema as s
from dragoman.store.connect import writing
from dragoman.store.sql import put, select_in

COLUMNS = ("url", "etag", "modified", "fetched", "next", "failures", "trouble")


def feed_states(engine: Engine, urls: Iterable[str]) -> list[FeedState]:
    """How some feeds stand, in the order of `urls`; one that was never asked has a state that says so."""
    asked = list(dict.fromkeys(urls))
    columns = [s.feeds.c[name] for name in COLUMNS]
    with engine.connect() as connection:
        rows = select_in(connection, select(*columns), s.feeds.c.url, asked)
    found = {row.url: FeedState(**row._mapping) for row in rows}  # noqa: SLF001 - its public name
    return [found.get(url) or FeedState(url=url) for url in asked]


def known_entries(engine: Engine, feed: str, entries: Collection[str]) -> set[str]:
    """Which of some entries of a feed need not be looked at again."""
    c = s.feed_entries.c
    with engine.connect() as connection:
        rows = select_in(connection, select(c.entry).where(c.feed == feed), c.entry, entries)
    return {row.entry for row in rows}


def keep_feed(engine: Engine, state: FeedState, entries: Collection[str], now: str) -> None:
    """Keep how a feed stands, with the entries that are done, both or neither."""
    row = {name: getattr(state, name) for name in COLUMNS}
    done = [{"feed": state.url, "entry": entry, "at": now} for entry in dict.fromkeys(entries)]
    with writing(engine) as connection:
        put(connection, s.feeds, [row])
        put(connection, s.feed_entries, done)
