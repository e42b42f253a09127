"""Who is who in a store: identities, from what all readings that count tell of actors and from what persons judged."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Engine, delete, exists, select

from dragoman.errors import QueryError
from dragoman.identity.offices import OfficeReader
from dragoman.identity.register import register
from dragoman.identity.sightings import sightings
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.memory import garbage_later
from dragoman.model import identity as told
from dragoman.model.identity import Authority, Identity, Ledger, Register, Sighting
from dragoman.model.record import Actor, ActorKind, Coder, Document, Record, Tenure
from dragoman.store import schema as s
from dragoman.store.connect import writing
from dragoman.store.counting import findings, is_by_machine
from dragoman.store.decisions import judgements_in, sides_of
from dragoman.store.filters import after, cursor_of, day_from, day_until, literal
from dragoman.store.lists import check_limit
from dragoman.store.rows import Numbers, Row
from dragoman.store.seen import Within, identities_seen, is_seen
from dragoman.store.sql import by_bytes, chunks, put, select_in

AT_ONCE = 100  # identities of one transaction: others who write wait for no longer
PeopleSort = Literal["-reports", "name", "first", "-last"]
PEOPLE_SORTS: tuple[PeopleSort, ...] = ("-reports", "name", "first", "-last")

_ACTORS = TypeAdapter(tuple[Actor, ...])
_TENURES = TypeAdapter(tuple[Tenure, ...])


# -- kept up -------------------------------------------------------------------------------------------------------


def refresh(connection: Connection, lexicon: Lexicon) -> int:
    """Bring identities to what readings and judgements say now; how many became other, came or went.

    All sightings are compared anew, whatever changed, and only rows that differ are written. (To come: only the names
    whose blocks have changed.)
    """
    changed = _changes(connection, register_in(connection, lexicon))
    for some in chunks(changed.put, AT_ONCE):
        _put(connection, some)
    _drop(connection, changed.actors, changed.identities)
    return len(changed.put) + len(changed.identities)


def refresh_shortly(engine: Engine, lexicon: Lexicon) -> int:
    """As `refresh`, but compared while others may write, and written in many short transactions.

    One that is broken off leaves some identities as they were; the next does what is left.
    """
    with engine.connect() as connection:
        changed = _changes(connection, register_in(connection, lexicon))
    for some in chunks(changed.put, AT_ONCE):
        with writing(engine) as connection:
            _put(connection, some)
    for gone in chunks(changed.actors, AT_ONCE * 10):
        with writing(engine) as connection:
            _drop(connection, gone, ())
    for went in chunks(changed.identities, AT_ONCE):
        with writing(engine) as connection:
            _drop(connection, (), went)
    return len(changed.put) + len(changed.identities)


def register_in(connection: Connection, lexicon: Lexicon) -> Register:
    """The register of all that readings which count tell of actors, as persons judged it."""
    with garbage_later():  # of 100,000 sightings, it would take a quarter of the time to look for it
        return register(sightings_in(connection, lexicon), ledger_in(connection), lexicon)


def sightings_in(connection: Connection, lexicon: Lexicon) -> Iterator[Sighting]:
    """Every actor as the reading of its document that counts sees it, with those that persons added."""
    r, f = s.readings.c, s.findings.c
    reader = OfficeReader(lexicon=lexicon)
    heads = {row.document: row.head for row in connection.execute(select(r.document, r.head).where(is_by_machine()))}
    query = findings(f.document, f.kind, f.value).where(f.kind.in_(("actor", "tenure"))).order_by(f.document, f.n)
    for document, rows in groupby(
        connection.execute(query.execution_options(yield_per=1000)), lambda row: row.document
    ):
        values: dict[str, list[str]] = {"actor": [], "tenure": []}
        for row in rows:
            values[row.kind].append(row.value)
        # No text, and nothing is held against it: spans were when the record was taken
        head = json.loads(heads[document])
        record = Record.model_construct(
            document=Document.model_validate({**head["document"], "text": ""}),
            coder=Coder.model_validate(head["coder"]),
            actors=_ACTORS.validate_json(f"[{','.join(values['actor'])}]"),
            tenures=_TENURES.validate_json(f"[{','.join(values['tenure'])}]"),
        )
        yield from sightings(record, lexicon, reader)


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
    """Identities that are new or other; actors that stand in none, and identities that are, no longer."""

    put: Sequence[tuple[Identity, str]]
    actors: Sequence[str]
    identities: Sequence[str]


def _changes(connection: Connection, found: Register) -> _Changes:
    values = {one.id: one.model_dump_json() for one in found.identities}
    same, gone = set(), []
    query = select(s.identities.c.id, s.identities.c.value).execution_options(yield_per=1000)
    for row in connection.execute(query):
        if row.id not in values:
            gone.append(row.id)
        elif values[row.id] == row.value:
            same.add(row.id)
    here = {actor for one in found.identities for actor in one.members}
    kept = connection.execute(select(s.identity_actors.c.actor).execution_options(yield_per=1000)).scalars()
    left = sorted(actor for actor in kept if actor not in here)
    others = [(one, values[one.id]) for one in found.identities if one.id not in same]
    return _Changes(put=others, actors=left, identities=sorted(gone))


def _put(connection: Connection, some: Sequence[tuple[Identity, str]]) -> None:
    i = s.identities.c
    known = {row.id: row.n for row in select_in(connection, select(i.id, i.n), i.id, [one.id for one, _ in some])}
    fresh = Numbers(connection, {}).of(s.identities, len(some) - len(known))
    rows: list[Row] = []
    actors: list[Row] = []
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
        actors += [{"actor": actor, "identity": n} for actor in one.members]
    put(connection, s.identities, rows)
    put(connection, s.identity_actors, actors)


def _drop(connection: Connection, actors: Sequence[str], identities: Sequence[str]) -> None:
    """Let go of actors that are told no longer, and of identities, whose other actors stand in another by now."""
    for some in chunks(actors):
        connection.execute(delete(s.identity_actors).where(s.identity_actors.c.actor.in_(some)))
    for some in chunks(identities):
        connection.execute(delete(s.identities).where(s.identities.c.id.in_(some)))


# -- looked at -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """What a list of identities is limited to. name: a part of any of its names; since, until: told of then.

    id: of an identity, or of an actor that is one of its members. within: the collections that who asks may see.
    """

    id: str | None = None
    kind: ActorKind | None = "person"
    name: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    named: bool = True  # False: those too who are only described
    within: Within = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Some of a list of identities. `names` has the names of those who held an office before or after."""

    items: tuple[Identity, ...]
    names: dict[str, str]
    next: str | None


def people(connection: Connection, limits: PeopleFilter, sort: str, limit: int, cursor: str | None) -> People:
    """Identities in an order, from the cursor on. Raises QueryError."""
    check_limit(limit)
    if sort not in PEOPLE_SORTS:
        raise QueryError(f"{sort!r}: is no order of people; take one of {', '.join(PEOPLE_SORTS)}")
    i, dialect = s.identities.c, connection.dialect.name
    name, down = sort.removeprefix("-"), sort.startswith("-")
    name = "folded" if name == "name" else name
    column = by_bytes(i[name], dialect) if name == "folded" else i[name]
    query = select(s.identities).where(*_conditions(limits)).order_by(*_ordered(column, down=down))
    if name in {"first", "last"}:
        query = query.where(i[name].is_not(None))
    if cursor is not None:
        query = query.where(after(sort, cursor, column, i.n))
    rows = connection.execute(query.limit(limit + 1)).all()
    items = identities_seen(
        connection, [Identity.model_validate_json(row.value) for row in rows[:limit]], limits.within
    )
    more = cursor_of(sort, getattr(rows[limit - 1], name), rows[limit - 1].n) if len(rows) > limit else None
    return People(items=items, names=_names(connection, items), next=more)


def _ordered(column: ColumnElement[Any], *, down: bool) -> tuple[ColumnElement[Any], ...]:
    n = s.identities.c.n
    return (column.desc(), n.desc()) if down else (column.asc(), n.asc())


def _conditions(limits: PeopleFilter) -> list[ColumnElement[bool]]:
    i = s.identities.c
    found: list[ColumnElement[bool]] = []
    if limits.id is not None:
        a = s.identity_actors.c
        found.append((i.id == limits.id) | i.n.in_(select(a.identity).where(a.actor == limits.id)))
    if limits.kind is not None:
        found.append(i.kind == limits.kind)
    if limits.name is not None:
        found.append(i.folded.like(f"%{literal(fold(limits.name))}%", escape="\\"))
    if limits.country is not None:
        found.append(i.country == limits.country)
    if limits.since is not None:
        found.append(i.last >= day_from(limits.since))
    if limits.until is not None:
        found.append(i.first <= day_until(limits.until))
    if limits.named:
        found.append(i.named)
    if limits.within is not None:
        a, f = s.identity_actors.alias().c, s.findings.alias().c
        told = exists().where(a.identity == i.n, f.id == a.actor, *is_seen(f.document, limits.within))
        found.append(told.correlate(s.identities))
    return found


def _names(connection: Connection, items: Sequence[Identity]) -> dict[str, str]:
    i = s.identities.c
    asked = {other for one in items for office in one.offices for other in (*office.predecessors, *office.successors)}
    return {row.id: row.name for row in select_in(connection, select(i.id, i.name), i.id, asked)}
