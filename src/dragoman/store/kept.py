"""Sums over much of a store, kept as long as nothing changes: many look at the same ones again and again."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

T = TypeVar("T")
MOST = 256
_LOCK = Lock()
_KEPT: OrderedDict[Hashable, tuple[str, object]] = OrderedDict()


def kept(key: Hashable, stamp: str, make: Callable[[], T]) -> T:
    """What was made under this key and stamp, or made now; of each key the last one is kept."""
    with _LOCK:
        known = _KEPT.get(key)
        if known is not None and known[0] == stamp:
            _KEPT.move_to_end(key)
            return known[1]  # type: ignore[return-value] # made by the same for the same key
    made = make()
    with _LOCK:
        _KEPT[key] = stamp, made
        _KEPT.move_to_end(key)
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)
    return made
