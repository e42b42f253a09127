"""What was read lately, and is kept nowhere yet: so that "keep" need not read it again."""

from collections import OrderedDict
from threading import Lock
from uuid import uuid4

from dragoman.web.reading import WasRead

MOST = 20
MOST_LETTERS = 8_000_000  # of all texts together


class Lately:
    """The texts that were read last, each for whom it was read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._read: OrderedDict[str, tuple[str, WasRead]] = OrderedDict()

    def put(self, who: str, was_read: WasRead) -> str:
        """Remember it; by what is returned it is asked for."""
        key = uuid4().hex
        with self._lock:
            self._read[key] = (who, was_read)
            while len(self._read) > 1 and (len(self._read) > MOST or self._letters() > MOST_LETTERS):
                self._read.popitem(last=False)
        return key

    def get(self, who: str, key: str) -> WasRead | None:
        """What was read for somebody; None where it is not remembered, or was read for another."""
        with self._lock:
            told = self._read.get(key)
        return told[1] if told is not None and told[0] == who else None

    def _letters(self) -> int:
        return sum(len(told.record.document.text) for _, told in self._read.values())
