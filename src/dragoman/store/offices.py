"""Offices and company: who held an office, who serves in a body, who met whom."""

import json

from sqlalchemy import Connection, func, or_, select

from dragoman.identity.register import register
from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import Identity, Judgement, Ledger
from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.entries import UNDATED
from dragoman.store.filters import Filter, conditions, kind_of, literal
from dragoman.store.seen import Within, identities_seen
from dragoman.store.sighted import kept
from dragoman.store.sql import select_in

MOST_HOLDERS = 200
CODE = len("AZE")  # of a seat that is a state, and no body
MOST_EVENTS = 500  # of an identity, the newest, among which its company is looked for


class Companion(Value):
    """Who took part in the same meetings: how many, and the day of the last."""

    identity: str
    name: str
    kind: str
    country: str | None
    events: int
    last: str | None


def holders(connection: Connection, key: str, seat: str | None, within: Within = None) -> tuple[Identity, ...]:
    """Who held an office: persons in whose offices it is, in the order of the first reports that tell them in it."""
    told = json.dumps({"key": key, "seat": seat}, ensure_ascii=False, separators=(",", ":"))[1:-1]
    found = _persons(connection, told, seat if seat and len(seat) == CODE else None, within)

    def first(one: Identity) -> tuple[str, str]:
        days = [held.first or "9999" for held in one.offices if (held.key, held.seat) == (key, seat)]
        return min(days), one.name

    here = [one for one in found if any((held.key, held.seat) == (key, seat) for held in one.offices)]
    return tuple(sorted(here, key=first))


def officials(connection: Connection, body: str, country: str | None, within: Within = None) -> tuple[Identity, ...]:
    """Who held offices in a body of this name, in a state's where it has one."""
    told = f'"organization":{json.dumps(body, ensure_ascii=False)}'
    return tuple(
        one
        for one in _persons(connection, told, country, within)
        if any(held.organization == body and country in {held.country, None} for held in one.offices)
    )


def _persons(connection: Connection, part: str, country: str | None, within: Within) -> tuple[Identity, ...]:
    """Persons whose value, as it is printed, has this part, of a state or of none; those told of most first."""
    i = s.identities.c
    of_state = [or_(i.country == country, i.country.is_(None))] if country is not None else []
    query = (
        select(i.value)
        .where(i.kind == "person", i.value.like(f"%{literal(part)}%", escape="\\"), *of_state)
        .order_by(i.reports.desc(), i.n.desc())
        .limit(MOST_HOLDERS)
    )
    found = [Identity.model_validate_json(value) for value in connection.execute(query).scalars()]
    return tuple(one for one in identities_seen(connection, found, within) if one.members)


def company(connection: Connection, identity: str, limit: int, within: Within = None) -> tuple[Companion, ...]:
    """Who takes part in the same meetings: of the newest ones, who is in the most first."""
    i, a, ma, m = s.identities.c, s.identity_actors.c, s.merged_actors.c, s.merged.c
    meetings = Filter(meetings=True, status=("occurred",), actor=identity, within=within)
    met = (
        select(m.n, m.day)
        .where(kind_of("event"), *conditions(meetings, connection.dialect.name))
        .order_by(m.day.desc(), m.n.desc())
        .limit(MOST_EVENTS)
        .subquery()
    )
    events = func.count(met.c.n.distinct()).label("events")
    query = (
        select(i.id, i.name, i.kind, i.country, events, func.max(met.c.day).label("last"))
        .select_from(met)
        .join(s.merged_actors, ma.merged == met.c.n)
        .join(s.identity_actors, a.actor == ma.actor)
        .join(s.identities, i.n == a.identity)
        .where(i.id != identity, i.named)
        .group_by(i.id, i.name, i.kind, i.country)
        .order_by(events.desc(), func.max(met.c.day).desc(), i.id)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    values = select_in(connection, select(i.value), i.id, [row.id for row in rows])
    found = identities_seen(connection, [Identity.model_validate_json(row.value) for row in values], within)
    names = {one.id: one.name for one in found if one.members}
    return tuple(
        Companion(
            identity=row.id,
            name=names[row.id],
            kind=row.kind,
            country=row.country,
            events=row.events,
            last=row.last if row.last and row.last > UNDATED else None,
        )
        for row in rows
        if row.id in names
    )


MOST_COMPARED = 60  # actors of one identity whose likeness is weighed again, to be shown


def why_one(connection: Connection, identity: Identity, lexicon: Lexicon) -> tuple[Judgement, ...]:
    """What the rule weighed where it took the actors of a person for one, or was unsure: among so many of them."""
    seen = kept(connection, identity.members[:MOST_COMPARED])
    return register(seen, Ledger(), lexicon).judgements
