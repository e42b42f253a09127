"""What identities are computed from: actors as their reports see them, kept with the keys by which others are reached.

A document whose reading changed is seen anew. What that reaches, by the keys of what was seen in it before and now, is
all that can become another identity: `dragoman.identity.reach` tells why.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, or_, select

from dragoman.identity.offices import OfficeReader
from dragoman.identity.reach import Keys, keys_of, keys_of_authority
from dragoman.identity.score import Scorer
from dragoman.identity.sightings import sightings
from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import Ledger, Sighting
from dragoman.model.record import Actor, Coder, Document, Record, Tenure
from dragoman.store import schema as s
from dragoman.store.counting import BY_HAND, findings, is_by_machine
from dragoman.store.rows import Row
from dragoman.store.sql import chunks, insert, put, select_in

AT_ONCE = 500  # documents

_ACTORS = TypeAdapter(tuple[Actor, ...])
_TENURES = TypeAdapter(tuple[Tenure, ...])
_SIGHTINGS = TypeAdapter(tuple[Sighting, ...])
_SIGHTING = TypeAdapter(Sighting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A document as it is seen now: the reading that counts, the last finding added by hand, its actors."""

    document: int
    reading: int
    added: int
    sightings: tuple[Sighting, ...]


def last(connection: Connection) -> tuple[int, int]:
    """The numbers of the last reading and the last finding."""
    r, f = s.readings.c, s.findings.c
    return tuple(connection.execute(select(func.coalesce(func.max(n), 0))).scalar_one() for n in (r.n, f.n))


def stale(
    connection: Connection, *, everything: bool, since: tuple[int, int] | None = None
) -> dict[int, tuple[int, int]]:
    """Documents whose sightings are not those of their reading: its number, and the last finding added by hand.

    since: the last reading and finding with which none was so: a reading that counts no longer never counts again.
    """
    r, f, d, own = s.readings.c, s.findings.c, s.sighted.c, s.readings.alias().c
    by_hand = select(func.max(f.n)).join(own.n.table, own.n == f.reading)
    by_hand = by_hand.where(own.document == r.document, own.current, own.used == BY_HAND).correlate(s.readings)
    added = func.coalesce(by_hand.scalar_subquery(), 0)
    query = (
        select(r.document, r.n, added.label("added"))
        .outerjoin(s.sighted, d.document == r.document)
        .where(is_by_machine())
    )
    if not everything:
        query = query.where(or_(d.document.is_(None), d.reading != r.n, d.added != added))
    if since is None:
        rows: Iterable[Any] = connection.execute(query)
    else:
        come = {*connection.execute(select(r.document).where(r.n > since[0])).scalars()}
        come |= {*connection.execute(select(f.document).where(f.n > since[1])).scalars()}
        rows = select_in(connection, query, r.document, come)
    return {row.document: (row.n, row.added) for row in rows}


def seen_in(connection: Connection, documents: Mapping[int, tuple[int, int]], lexicon: Lexicon) -> Iterator[Seen]:
    """These documents as they are seen now, by the reading that counts and by what persons added."""
    reader = OfficeReader(lexicon=lexicon)
    r, f = s.readings.c, s.findings.c
    heads = select(r.document, r.head).where(is_by_machine())
    query = findings(f.document, f.kind, f.value).where(f.kind.in_(("actor", "tenure"))).order_by(f.document, f.n)
    for some in chunks(sorted(documents)):
        told = {row.document: row.head for row in select_in(connection, heads, r.document, some)}
        values: dict[int, dict[str, list[str]]] = {n: {"actor": [], "tenure": []} for n in some}
        for row in select_in(connection, query, f.document, some):
            values[row.document][row.kind].append(row.value)
        for document in some:
            reading, added = documents[document]
            record = _record(told[document], values[document])
            seen = sightings(record, lexicon, reader)
            yield Seen(document=document, reading=reading, added=added, sightings=seen)


def _record(head: str, values: Mapping[str, Sequence[str]]) -> Record:
    """A record with actors and tenures alone: no text, and nothing is held against it; spans were when it was taken."""
    told = json.loads(head)
    return Record.model_construct(
        document=Document.model_validate({**told["document"], "text": ""}),
        coder=Coder.model_validate(told["coder"]),
        actors=_ACTORS.validate_json(f"[{','.join(values['actor'])}]"),
        tenures=_TENURES.validate_json(f"[{','.join(values['tenure'])}]"),
    )


def kept(connection: Connection, actors: Iterable[str]) -> list[Sighting]:
    """The sightings of these actors."""
    t = s.sightings.c
    values = [row.value for row in select_in(connection, select(t.value), t.actor, actors)]
    return list(_SIGHTINGS.validate_json(f"[{','.join(values)}]"))


def actors_in(connection: Connection, documents: Collection[int]) -> set[str]:
    """The actors that were seen in these documents when they were last seen."""
    t = s.sightings.c
    return {row.actor for row in select_in(connection, select(t.actor), t.document, documents)}


def keep(connection: Connection, some: Sequence[Seen], scorer: Scorer) -> None:
    """Keep documents as they are seen now, in place of how they were."""
    documents = [one.document for one in some]
    for actors in chunks(sorted(actors_in(connection, documents))):
        connection.execute(delete(s.sighting_keys).where(s.sighting_keys.c.actor.in_(actors)))
        connection.execute(delete(s.sightings).where(s.sightings.c.actor.in_(actors)))
    rows: list[Row] = []
    keys: list[Row] = []
    for one in some:
        for sighting in one.sightings:
            value = _SIGHTING.dump_json(sighting).decode()
            rows.append({"actor": sighting.actor, "document": one.document, "value": value})
            own, offered = keys_of(sighting, scorer)
            keys += [{"key": key, "actor": sighting.actor, "own": True} for key in sorted(own)]
            keys += [{"key": key, "actor": sighting.actor, "own": False} for key in sorted(offered - own)]
    insert(connection, s.sightings, rows)
    insert(connection, s.sighting_keys, keys)
    put(connection, s.sighted, [{"document": o.document, "reading": o.reading, "added": o.added} for o in some])


@dataclass(slots=True)
class Reach:
    """What is reached from some actors and keys, in as many steps as it takes."""

    connection: Connection
    actors: set[str] = field(default_factory=set)
    _own: set[str] = field(default_factory=set)
    _offered: set[str] = field(default_factory=set)

    def reach(self, actors: AbstractSet[str], keys: Iterable[Keys], ledger: Ledger, scorer: Scorer) -> None:
        """Add what is reached by keys, by the names of authorities, and by judgements that hold."""
        k = s.sighting_keys.c
        fresh, own, offered = set(actors), set[str](), set[str]()
        for told in keys:
            own |= told.own
            offered |= told.offered
        authorities = _Authorities(ledger, scorer)
        sides = [{*judgement.one, *judgement.other} for judgement in ledger.active()]
        while fresh or own or offered:
            fresh -= self.actors
            self.actors |= fresh
            joined = [side for side in sides if not side.isdisjoint(fresh)]
            for row in select_in(self.connection, select(k.key, k.own), k.actor, fresh):
                (own if row.own else offered).add(row.key)
            for told in authorities.named(own):
                own |= told.own
                offered |= told.offered
            own -= self._own
            offered -= self._own | self._offered | own
            self._own |= own
            self._offered |= offered
            fresh = {actor for side in joined for actor in side}
            fresh |= {row.actor for row in select_in(self.connection, select(k.actor), k.key, own)}
            fresh |= {row.actor for row in select_in(self.connection, select(k.actor).where(k.own), k.key, offered)}
            fresh -= self.actors
            own, offered = set(), set()


class _Authorities:
    """Persons of lists by the keys of their names; each is given once."""

    def __init__(self, ledger: Ledger, scorer: Scorer) -> None:
        self._by_key: dict[str, list[Keys]] = defaultdict(list)
        for authority in ledger.authorities:
            told = keys_of_authority(authority, scorer)
            for key in told.own | told.offered:
                self._by_key[key].append(told)

    def named(self, keys: Iterable[str]) -> list[Keys]:
        """The keys of those that have one of these keys and were not given before."""
        return [told for key in keys for told in self._by_key.pop(key, ())]
