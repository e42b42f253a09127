"""How often something may be done."""

import ipaddress
import time
from collections.abc import Callable
from threading import Lock

MOST_KEPT = 10_000
NEIGHBOURS = 64  # bits of an IPv6 address that somebody has for himself


class Limiter:
    """Lets through so many of a key at once, and after that as many in each span of seconds (in this process)."""

    def __init__(self, many: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._step, self._span, self._clock = seconds / many, seconds, clock
        self._free_at: dict[str, float] = {}  # when all of what a key took is given back
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Take one; 0 where it was free, else the seconds until one is."""
        now = self._clock()
        with self._lock:
            free_at = max(self._free_at.get(key, now), now) + self._step
            if free_at > now + self._span + self._step / 2:
                return free_at - now - self._span
            self._free_at[key] = free_at
            if len(self._free_at) > MOST_KEPT:
                self._free_at = {one: at for one, at in self._free_at.items() if at > now}
            return 0.0

    def give_back(self, key: str) -> None:
        """Take one less."""
        with self._lock:
            if key in self._free_at:
                self._free_at[key] -= self._step


def neighbourhood(address: str) -> str:
    """An address as it is counted: of IPv6, all that one place has."""
    try:
        told = ipaddress.ip_address(address)
    except ValueError:
        return address
    if told.version == 6:  # noqa: PLR2004 - of IP
        return str(ipaddress.ip_network((told, NEIGHBOURS), strict=False))
    return str(told)
