"""When which feed is asked: plain values in and out, no clock and no network."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from dragoman.errors import FetchError
from dragoman.fetching.client import NOT_MODIFIED, Fetched
from dragoman.fetching.manners import back_off
from dragoman.model.feed import FeedState

EVERY = 1_800.0  # seconds
FIRST_BACK_OFF = 600.0
LONGEST_BACK_OFF = 86_400.0
LONGEST_ASKED = 604_800.0  # seconds that a feed may ask to be left alone
GONE_FOR = 2_592_000.0


def due(states: Iterable[FeedState], now: str) -> list[FeedState]:
    """The feeds to be asked now: the longest overdue first, those never asked before all."""
    found = [state for state in states if state.next is None or _moment(state.next) <= _moment(now)]
    return sorted(found, key=lambda state: (state.next is not None, state.next and _moment(state.next), state.url))


def until_due(states: Iterable[FeedState], now: str) -> float | None:
    """The seconds until the next feed is due; None where there are no feeds."""
    waits = [
        0.0 if state.next is None else max((_moment(state.next) - _moment(now)).total_seconds(), 0.0)
        for state in states
    ]
    return min(waits, default=None)


def answered(state: FeedState, fetched: Fetched, now: str, *, every: float = EVERY, whole: bool = True) -> FeedState:
    """What is known of a feed after it answered; not `whole`: some of its entries are left for the next time."""
    kept = state if fetched.status == NOT_MODIFIED else FeedState(url=state.url)
    return FeedState(
        url=state.url,
        etag=(fetched.etag or kept.etag) if whole else None,
        modified=(fetched.last_modified or kept.modified) if whole else None,
        fetched=now,
        next=_after(now, every),
    )


def failed(state: FeedState, error: FetchError, now: str, *, every: float = EVERY, seed: int = 0) -> FeedState:
    """What is known of a feed after it failed: it is asked the later the more often it did."""
    first = max(every, FIRST_BACK_OFF)
    wait = back_off(state.failures, f"{seed}:{state.url}", first=first, longest=max(every, LONGEST_BACK_OFF))
    if error.code == "gone":
        wait = max(wait, GONE_FOR)
    wait = max(wait, min(error.wait or 0.0, LONGEST_ASKED))
    return replace(state, failures=state.failures + 1, trouble=f"{error.code}: {error}", next=_after(now, wait))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _after(now: str, seconds: float) -> str:
    return (_moment(now) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
