"""Who is who, kept up: what a change of readings or judgements reaches is computed anew, by the rule of all at once.

Others may write meanwhile: what is written is written in many short transactions, and what was seen is noted last. One
that is broken off, or overtaken by another, leaves what it has not noted to the next.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, Engine, delete, exists, select

from dragoman.identity.offices import OfficeReader
from dragoman.identity.reach import keys_of
from dragoman.identity.register import register
from dragoman.identity.score import Scorer
from dragoman.identity.timeline import Office, office_key, with_succession
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.memory import garbage_later
from dragoman.model import identity as told
from dragoman.model.identity import Authority, Identity, Ledger
from dragoman.store import schema as s
from dragoman.store.connect import writing
from dragoman.store.decisions import judgements_in, sides_of
from dragoman.store.growing import Grown, grown
from dragoman.store.rows import Numbers, Row
from dragoman.store.sighted import AT_ONCE as DOCUMENTS
from dragoman.store.sighted import Reach, Seen, actors_in, keep, kept, last, seen_in, stale
from dragoman.store.sql import chunks, insert, put, select_in

AT_ONCE = 100  # identities of one transaction: others who write wait for no longer
ACTORS = 2_000
LARGE = 1_000_000  # characters of the identities of one transaction
RULES = "2"  # of `dragoman.identity`: another number where it tells otherwise who is who
TURN, BASIS, JUDGED = "turn", "basis", "judged"
DONE = "done"  # the last turn that was not broken off, and the last reading and finding that there were then


def refresh_shortly(engine: Engine, lexicon: Lexicon) -> int:
    """Bring identities to what readings and judgements say now; how many became other, came or went."""
    with writing(engine) as connection:
        turn = _turn(connection) + 1
        put(connection, s.refreshed, [{"name": TURN, "value": str(turn)}])
    scorer = Scorer(offices=OfficeReader(lexicon=lexicon))
    with engine.connect() as connection, garbage_later():  # of 100,000 sightings, a quarter of the time
        changes = _changes(connection, lexicon, scorer, turn)
    for write in changes.writes(scorer):
        with writing(engine) as connection:
            if _turn(connection) != turn:  # who overtook saw all that was written, and more
                return 0
            write(connection)
    return len(changes.put) + len(changes.identities)


def is_whole(connection: Connection) -> bool:
    """Whether identities are as the last refreshing found them: it was not broken off, and there was one."""
    r = s.refreshed.c
    before = {row.name: row.value for row in connection.execute(select(r.name, r.value))}
    return _done(before, _turn(connection) + 1) is not None


def _turn(connection: Connection) -> int:
    r = s.refreshed.c
    return int(connection.execute(select(r.value).where(r.name == TURN)).scalar_one_or_none() or 0)


def ledger_in(connection: Connection) -> Ledger:
    """What persons judged of who is who, in their order, and the authorities that were brought in."""
    judgements = []
    for one in judgements_in(connection):
        if one.kind in {"same", "different"}:
            sides = sides_of(one) if one.undoes is None else ((), ())
            verdict: told.Verdict = "same" if one.kind == "same" else "different"
            judgements.append(
                told.Judgement(
                    id=one.id,
                    verdict=verdict,
                    one=sides[0],
                    other=sides[1],
                    by=one.by,
                    when=one.at,
                    why=one.why,
                    undoes=one.undoes,
                )
            )
    rows = connection.execute(select(s.authorities.c.value).order_by(s.authorities.c.n)).scalars()
    return Ledger(judgements=tuple(judgements), authorities=tuple(map(Authority.model_validate_json, rows)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changes:
    """What becomes other.

    put: identities that are new or other, with their values. moved: actors, each with the id of the identity in which
    it stands now. actors, identities: those that are no longer. seen: documents as they are seen now. notes: by what
    they were computed, and up to where.
    """

    put: Sequence[tuple[Identity, str]]
    moved: Sequence[tuple[str, str]]
    actors: Sequence[str]
    identities: Sequence[str]
    seen: Sequence[Seen]
    notes: Mapping[str, str]

    def writes(self, scorer: Scorer) -> Iterator[Callable[[Connection], None]]:
        """What each transaction writes, in an order in which any may be the last; what was seen is noted after all."""
        for identities in _by_size(self.put):
            yield partial(_put, some=identities, reader=scorer.offices)
        for moved in chunks(self.moved, ACTORS):
            yield partial(_move, some=moved)
        for actors in chunks(self.actors, ACTORS):
            yield partial(_drop_actors, some=actors)
        for gone in chunks(self.identities, AT_ONCE):
            yield partial(_drop, some=gone)
        for seen in chunks(self.seen, DOCUMENTS):
            yield partial(keep, some=seen, scorer=scorer)
        notes = [{"name": name, "value": value} for name, value in self.notes.items()]
        yield partial(put, table=s.refreshed, rows=notes)


def _changes(connection: Connection, lexicon: Lexicon, scorer: Scorer, turn: int) -> _Changes:
    ledger = ledger_in(connection)
    before = {row.name: row.value for row in connection.execute(select(s.refreshed))}
    basis = _basis(connection, lexicon)
    holding = {judgement.id for judgement in ledger.active()}
    everything = before.get(BASIS) != basis
    done = _done(before, turn) if not everything else None
    reached = last(connection)
    seen = list(seen_in(connection, stale(connection, everything=everything, since=done), lexicon))
    among = [sighting for one in seen for sighting in one.sightings]
    grew = Grown(identities=(), values={}, home={})
    if not everything:
        turned = holding ^ set(json.loads(before.get(JUDGED, "[]")))
        judged = {actor for one in ledger.judgements if one.id in turned for actor in (*one.one, *one.other)}
        old = actors_in(connection, [one.document for one in seen])
        grew = grown(connection, seen, old, ledger, scorer)
        among = [sighting for sighting in among if sighting.actor not in grew.home]
        new = {sighting.actor for sighting in among}
        reach = Reach(connection=connection)
        reach.reach(old | new | judged, [keys_of(sighting, scorer) for sighting in among], ledger, scorer)
        among += kept(connection, reach.actors - old - new)
        standing = _standing(connection, reach.actors)
        were = _identities(connection, standing.values()) | (_empty(connection) if done is None else {})
    else:
        standing = _standing(connection, None)
        were = _identities(connection, None)
    found = register(among, ledger, lexicon).identities
    home = {actor: one.id for one in found for actor in one.members}
    gone = were.keys() - {one.id for one in found}
    if not everything:
        others = _sharing(connection, found, were, scorer.offices)
        found = with_succession([*found, *others.identities], scorer.offices, others.offices)
        were |= others.values
    put = [(one, value) for one in (*found, *grew.identities) if were.get(one.id) != (value := one.model_dump_json())]
    home |= grew.home
    return _Changes(
        put=put,
        moved=sorted((actor, identity) for actor, identity in home.items() if standing.get(actor) != identity),
        actors=sorted(standing.keys() - home.keys()),
        identities=sorted(gone),
        seen=seen,
        notes={BASIS: basis, JUDGED: json.dumps(sorted(holding)), DONE: json.dumps([turn, *reached])},
    )


def _done(before: Mapping[str, str], turn: int) -> tuple[int, int] | None:
    """The last reading and finding at the refreshing before; None where that was broken off, or not noted."""
    last_turn, *reached = json.loads(before.get(DONE, "[0]"))
    return tuple(reached) if last_turn == turn - 1 and reached else None


def _basis(connection: Connection, lexicon: Lexicon) -> str:
    """A digest of all but sightings and judgements by which it is told who is who."""
    told_by = hashlib.sha256(f"{RULES} {lexicon.digest}".encode())
    for value in connection.execute(select(s.authorities.c.value).order_by(s.authorities.c.n)).scalars():
        told_by.update(value.encode())
    return told_by.hexdigest()


def _standing(connection: Connection, actors: Iterable[str] | None) -> dict[str, str]:
    """The ids of the identities in which these actors (None: all) stand."""
    a, i = s.identity_actors.c, s.identities.c
    query = select(a.actor, i.id).join(s.identities, i.n == a.identity)
    rows = connection.execute(query) if actors is None else select_in(connection, query, a.actor, actors)
    return {row.actor: row.id for row in rows}


def _identities(connection: Connection, ids: Iterable[str] | None) -> dict[str, str]:
    """The values of these identities (None: of all)."""
    i = s.identities.c
    query = select(i.id, i.value)
    rows = connection.execute(query) if ids is None else select_in(connection, query, i.id, ids)
    return {row.id: row.value for row in rows}


def _empty(connection: Connection) -> dict[str, str]:
    """Identities in which nobody stands: what was left when a refreshing was broken off."""
    i = s.identities.c
    stands = exists().where(s.identity_actors.c.identity == i.n)
    return {row.id: row.value for row in connection.execute(select(i.id, i.value).where(~stands))}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Others:
    """Offices that holders came to or left, and identities that hold them besides, with the values they have."""

    offices: frozenset[Office]
    identities: tuple[Identity, ...]
    values: dict[str, str]


def _sharing(connection: Connection, found: Sequence[Identity], were: Iterable[str], reader: OfficeReader) -> _Others:
    """Those that hold an office which one of the others holds now or held before: they follow each other."""
    o, i = s.identity_offices.c, s.identities.c
    held = select(o.office).join(s.identities, i.n == o.identity)
    named = {row.office for row in select_in(connection, held, i.id, were)}
    offices = {_office_of(office) for office in named} | {office for one in found for office in _offices(one, reader)}
    query = select(i.id, i.value).join(s.identity_offices, o.identity == i.n)
    rows = select_in(connection, query, o.office, [_told(office) for office in offices])
    here = {*were, *(one.id for one in found)}
    values = {row.id: row.value for row in rows if row.id not in here}
    return _Others(
        offices=frozenset(offices),
        identities=tuple(map(Identity.model_validate_json, values.values())),
        values=values,
    )


def _offices(one: Identity, reader: OfficeReader) -> list[Office]:
    """The offices of an identity in which one follows another, each once."""
    return list(dict.fromkeys(key for office in one.offices if (key := office_key(office, reader)) is not None))


def _told(office: Office) -> str:
    return json.dumps(office, ensure_ascii=False)


def _office_of(told_as: str) -> Office:
    key, seat = json.loads(told_as)
    return key, seat


# -- written -------------------------------------------------------------------------------------------------------


def _by_size(identities: Iterable[tuple[Identity, str]]) -> Iterator[list[tuple[Identity, str]]]:
    """Identities by the transaction: as many as are written quickly. A state of a large store has a long value."""
    some: list[tuple[Identity, str]] = []
    for one in identities:
        some.append(one)
        if len(some) == AT_ONCE or sum(len(value) for _, value in some) > LARGE:
            yield some
            some = []
    if some:
        yield some


def _numbers(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    i = s.identities.c
    return {row.id: row.n for row in select_in(connection, select(i.id, i.n), i.id, ids)}


def _put(connection: Connection, some: Sequence[tuple[Identity, str]], reader: OfficeReader) -> None:
    known = _numbers(connection, [one.id for one, _ in some])
    fresh = Numbers(connection, {}).of(s.identities, len(some) - len(known))
    rows: list[Row] = []
    offices: list[Row] = []
    for one, value in some:
        n = known.get(one.id)
        if n is None:
            n, fresh = fresh, fresh + 1
        names = dict.fromkeys(map(fold, (one.name, *one.aliases)))
        rows.append(
            {
                "n": n,
                "id": one.id,
                "kind": one.kind,
                "name": one.name,
                "folded": "\n".join(names),
                "named": one.named,
                "country": one.country,
                "reports": one.reports,
                "first": one.first,
                "last": one.last,
                "value": value,
            }
        )
        offices += [{"office": _told(office), "identity": n} for office in _offices(one, reader)]
    put(connection, s.identities, rows)
    for numbers in chunks(known.values()):
        connection.execute(delete(s.identity_offices).where(s.identity_offices.c.identity.in_(numbers)))
    insert(connection, s.identity_offices, offices)


def _move(connection: Connection, some: Sequence[tuple[str, str]]) -> None:
    numbers = _numbers(connection, {identity for _, identity in some})
    put(connection, s.identity_actors, [{"actor": actor, "identity": numbers[identity]} for actor, identity in some])


def _drop_actors(connection: Connection, some: Sequence[str]) -> None:
    for actors in chunks(some):
        connection.execute(delete(s.identity_actors).where(s.identity_actors.c.actor.in_(actors)))


def _drop(connection: Connection, some: Sequence[str]) -> None:
    """Let go of identities, whose actors stand in others by now."""
    connection.execute(delete(s.identities).where(s.identities.c.id.in_(some)))
