"""Agreements by their names: kept in memory, and brought up to date by what changed since.

By the sentences that tell of them it took seconds where the words are frequent ones, and people type into a box.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock

from sqlalchemy import Connection, Engine, func, select

from dragoman.store import schema as s
from dragoman.store.notes import last_change
from dragoman.store.words import folded

STORES = 8  # of which names are kept


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    words: frozenset[str]
    reports: int


@dataclass(slots=True)
class AgreementNames:
    """The names of one store's agreements."""

    _lock: Lock = field(default_factory=Lock)
    _since: int = 0
    _named: dict[str, _Named] = field(default_factory=dict)

    def ids(self, connection: Connection, words: frozenset[str]) -> Iterator[str]:
        """Ids of the agreements in whose names all these words are, those with the most reports first."""
        with self._lock:
            self._refresh(connection)
            found = [one for one in self._named.values() if words <= one.words]
        yield from (one.id for one in sorted(found, key=lambda one: (-one.reports, one.id)))

    def _refresh(self, connection: Connection) -> None:
        last = last_change(connection)
        if last == self._since:
            return
        m = s.merged.c
        kind = m.kind if not self._since else func.coalesce(m.kind, "")  # then the index of changes is walked
        query = select(m.id, m.value, m.reports).where(kind == "agreement", m.changed > self._since)
        for row in connection.execute(query.execution_options(yield_per=1_000)):
            name = json.loads(row.value)["finding"]["name"]
            self._named[row.id] = _Named(row.id, frozenset(folded(name)), row.reports)
        gone = select(s.departed.c.id).where(s.departed.c.changed > self._since)
        for identifier in connection.execute(gone).scalars() if self._since else ():
            self._named.pop(identifier, None)
        self._since = last


@lru_cache(maxsize=STORES)
def names_in(engine: Engine) -> AgreementNames:  # noqa: ARG001 - the key
    """The names of a store, the same for all who look into it."""
    return AgreementNames()
