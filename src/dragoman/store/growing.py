"""States and bodies that new reports only tell of again: they grow by these, and nothing that is kept is compared.

A state of a large store is told of by nearly every report. Where all that a new report tells of it could not change who
it is, nor by what name and country it is known, its identity is the one before with one member more. All else is
compared anew, as `store.refreshing` does it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.identity.reach import keys_of
from dragoman.identity.score import Scorer
from dragoman.model.identity import Identity, Ledger, Sighting
from dragoman.store import schema as s
from dragoman.store.sighted import Seen
from dragoman.store.sql import select_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """Identities that grew, the values they had, and for each actor that came the identity in which it stands now."""

    identities: tuple[Identity, ...]
    values: dict[str, str]
    home: dict[str, str]


def grown(connection: Connection, seen: Iterable[Seen], old: Collection[str], ledger: Ledger, scorer: Scorer) -> Grown:
    """What new documents add to states and bodies that are known. old: actors that documents were seen with before."""
    bodies = [sighting for one in seen for sighting in one.sightings if sighting.kind != "person"]
    owned = [(sighting, keys_of(sighting, scorer).own) for sighting in bodies]
    known = _known(connection, {key for _, own in owned for key in own})
    judged = {actor for one in ledger.judgements for actor in (*one.one, *one.other)}
    met = _documents(connection, old)
    anew = set(_homes(connection, {*judged, *old}).values())
    told: dict[str, list[Sighting]] = defaultdict(list)
    for sighting, own in owned:
        homes = {known[key] for key in own if key in known}
        if len(homes) == 1 and own <= known.keys() and sighting.document not in met and sighting.actor not in judged:
            told[min(homes)].append(sighting)
        else:
            anew |= homes
    i = s.identities.c
    found: list[Identity] = []
    values: dict[str, str] = {}
    for row in select_in(connection, select(i.id, i.value), i.id, told.keys() - anew):
        one = _with(Identity.model_validate_json(row.value), told[row.id])
        if one is not None:
            found.append(one)
            values[row.id] = row.value
    home = {sighting.actor: one.id for one in found for sighting in told[one.id]}
    return Grown(identities=tuple(found), values=values, home=home)


def _known(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """The identity that has each of these keys, where one has: that of any of its actors, for it has all of them."""
    k = s.sighting_keys.c
    holders: dict[str, str] = {}
    for key in sorted(keys):
        holder = connection.execute(select(k.actor).where(k.key == key, k.own).limit(1)).scalar_one_or_none()
        if holder is not None:
            holders[key] = holder
    homes = _homes(connection, holders.values())
    return {key: homes[holder] for key, holder in holders.items() if holder in homes}


def _homes(connection: Connection, actors: Iterable[str]) -> Mapping[str, str]:
    a, i = s.identity_actors.c, s.identities.c
    query = select(a.actor, i.id).join(s.identities, i.n == a.identity)
    return {row.actor: row.id for row in select_in(connection, query, a.actor, actors)}


def _documents(connection: Connection, actors: Collection[str]) -> set[str]:
    """The ids of the documents in which these actors were seen."""
    t, d = s.sightings.c, s.documents.c
    query = select(d.id).join(s.sightings, t.document == d.n)
    return {row.id for row in select_in(connection, query, t.actor, actors)}


def _with(one: Identity, told: Sequence[Sighting]) -> Identity | None:
    """An identity with sightings more; None where they could change its id, or what it is called most often."""
    actors = {sighting.actor for sighting in told}
    # The smallest of its members makes its id; who is one already was written by a refreshing that was broken off
    if one.authority is not None or min(actors) < one.members[0] or not actors.isdisjoint(one.members):
        return None
    for sighting in told:
        shown = sighting.named or not one.named
        if (sighting.named and not one.named) or sighting.country not in {None, one.country}:
            return None
        if shown and (sighting.kind != one.kind or not _stays(one.name, sighting.names[0])):
            return None
    shown_names = {name for sighting in told if sighting.named or not one.named for name in sighting.names}
    days = sorted({day for day in (one.first, one.last, *(sighting.day for sighting in told)) if day})
    wikidata = sorted({code for code in (one.wikidata, *(sighting.wikidata for sighting in told)) if code})
    return one.model_copy(
        update={
            "aliases": tuple(sorted({*one.aliases, *shown_names} - {one.name})),
            "sectors": tuple(sorted({*one.sectors, *(sector for sighting in told for sector in sighting.sectors)})),
            "wikidata": wikidata[0] if wikidata else None,
            "members": tuple(sorted((*one.members, *actors))),
            "reports": one.reports + len({sighting.document for sighting in told}),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
        }
    )


def _stays(name: str, other: str) -> bool:
    """Whether what is commonest stays so where another is told: a name of one word never counts before a full one."""
    return other == name or (" " in name and " " not in other)
