"""How hosts are asked: one request at a time, a pause between two, and left alone when they say so or fail."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock

from dragoman.errors import FetchError

PAUSE = 1.0  # seconds between two requests to a host, at least
LONGEST_WAIT = 60.0  # seconds; what has to wait longer is left for later
FIRST_BACK_OFF = 2.0
TOLERATED = 2  # failures one after another, before a host is left alone
LEFT_ALONE = 120.0  # seconds, doubled with each further failure
LONGEST_LEFT_ALONE = 86_400.0
MOST_DIGITS = 9  # of a number of seconds


@dataclass(slots=True)
class _Host:
    lock: Lock = field(default_factory=Lock)
    ready: float = float("-inf")  # the moment from which it may be asked
    failures: int = 0


class Manners:
    """What is kept of each host while a program runs. `clock` and `sleep` are in seconds; `seed` is of the jitter."""

    def __init__(self, *, clock: Callable[[], float], sleep: Callable[[float], None], seed: int) -> None:
        self._clock = clock
        self._sleep = sleep
        self._seed = seed
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, *, pause: float = PAUSE) -> Iterator[None]:
        """Hold a host while it is asked, after the pause that is due; the next is asked `pause` seconds later.

        Raises FetchError where it would have to be waited for too long.
        """
        known = self._known(host)
        with known.lock:
            wait = known.ready - self._clock()
            if wait > LONGEST_WAIT:
                raise FetchError("busy", f"{host}: is left alone for {wait:.0f} seconds", wait=wait, is_passing=True)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                known.ready = max(known.ready, self._clock() + max(pause, PAUSE))

    def leave(self, host: str, seconds: float) -> None:
        """Ask a host no earlier than that."""
        known = self._known(host)
        known.ready = max(known.ready, self._clock() + min(seconds, LONGEST_LEFT_ALONE))

    def answered(self, host: str) -> None:
        """Forget earlier failures of a host."""
        self._known(host).failures = 0

    def failed(self, host: str) -> None:
        """Leave a host alone that failed again and again: its other pages would fail alike."""
        known = self._known(host)
        known.failures += 1
        if known.failures >= TOLERATED:
            self.leave(host, back_off(known.failures - TOLERATED, f"{self._seed}:{host}", first=LEFT_ALONE))

    def back_off(self, number: int, url: str) -> float:
        """The seconds before another try, the first of which is 0."""
        return back_off(number, f"{self._seed}:{url}", first=FIRST_BACK_OFF)

    def _known(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host, _Host())


def back_off(number: int, key: str, *, first: float, longest: float = LONGEST_LEFT_ALONE) -> float:
    """Seconds that double with each number, and differ by up to half by the key: many must not come at once again."""
    jitter = random.Random(f"{key}:{number}").uniform(1.0, 1.5)  # noqa: S311 - no secret
    return min(first * 2.0 ** min(number, 30) * jitter, longest)


def seconds_asked(retry_after: str | None, now: datetime) -> float | None:
    """For how long a host asks to be left alone: a number of seconds, or a date. None where it does not."""
    told = (retry_after or "").strip()
    if told.isascii() and told.isdecimal() and len(told) <= MOST_DIGITS:
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max((until - now).total_seconds(), 0.0)
