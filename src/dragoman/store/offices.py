"""Offices and company: who held an office, who serves in a body, who met whom."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, or_, select

from dragoman.identity.register import register
from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import Identity, Judgement, Ledger
from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.entries import MET, UNDATED
from dragoman.store.filters import Filter, conditions, kind_of, literal
from dragoman.store.seen import Within, identities_seen, is_seen
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
    """Who takes part in the same meetings, those that took place: of the newest ones, who is in the most first.

    A state has taken part where nobody else stands for it: "Turkey's Demir met Naghiyev of Azerbaijan" is no meeting
    with Azerbaijan beside that with Naghiyev.
    """
    m, meetings = s.merged.c, Filter(types=(MET,), status=("occurred",), actor=identity, within=within)
    newest = (
        select(m.n, m.day)
        .where(kind_of("event"), *conditions(meetings, connection.dialect.name))
        .order_by(m.day.desc(), m.n.desc())
        .limit(MOST_EVENTS)
    )
    days = {row.n: row.day for row in connection.execute(newest)}
    met: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, Any] = {}
    for meeting, present in _present(connection, days, within).items():
        spoken_for = {row.country for row in present if row.kind != "state"}
        for row in present:
            if row.id != identity and row.named and not (row.kind == "state" and row.country in spoken_for):
                met[row.id].append(days[meeting])
                rows[row.id] = row
    first = sorted(sorted(met), key=lambda one: (len(met[one]), max(met[one])), reverse=True)[:limit]
    i = s.identities.c
    values = select_in(connection, select(i.value), i.id, first)
    found = identities_seen(connection, [Identity.model_validate_json(row.value) for row in values], within)
    names = {one.id: one.name for one in found if one.members}
    return tuple(
        Companion(
            identity=one,
            name=names[one],
            kind=rows[one].kind,
            country=rows[one].country,
            events=len(met[one]),
            last=last if (last := max(met[one])) > UNDATED else None,
        )
        for one in first
        if one in names
    )


def _present(connection: Connection, meetings: Iterable[int], within: Within) -> dict[int, set[Any]]:
    """Who takes part in some merged findings, each of them once, as far as reports that may be seen tell."""
    ma, a, i, f = s.merged_actors.c, s.identity_actors.c, s.identities.c, s.findings.c
    query = select(ma.merged, i.id, i.kind, i.country, i.named).join(s.identity_actors, a.actor == ma.actor)
    query = query.join(s.identities, i.n == a.identity)
    if within is not None:
        query = query.join(s.findings, f.id == ma.actor).where(*is_seen(f.document, within))
    present: dict[int, set[Any]] = defaultdict(set)
    for row in select_in(connection, query, ma.merged, meetings):
        present[row.merged].add(row)
    return present


MOST_COMPARED = 60  # actors of one identity whose likeness is weighed again, to be shown


def why_one(connection: Connection, identity: Identity, lexicon: Lexicon) -> tuple[Judgement, ...]:
    """What the rule weighed where it took the actors of a person for one, or was unsure: among so many of them."""
    seen = kept(connection, identity.members[:MOST_COMPARED])
    return register(seen, Ledger(), lexicon).judgements
