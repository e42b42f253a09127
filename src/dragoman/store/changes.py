"""Who came into an office, and who left it: by those told in it one after the other, as former holders, as resigned."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, or_, select

from dragoman.identity.offices import OfficeReader
from dragoman.identity.timeline import with_succession
from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import Identity, OfficeHeld, Proof
from dragoman.model.record import Event
from dragoman.store import schema as s
from dragoman.store.filters import Filter, day_from, day_until
from dragoman.store.listed import Listed
from dragoman.store.lists import page
from dragoman.store.people import PeopleFilter, people
from dragoman.store.seen import Within, identities_seen
from dragoman.store.sql import select_in
from dragoman.store.words import folded

MOST_LOOKED_AT = 1_000  # persons, those told of last
RESIGNED = "resign"  # the mode of events in which somebody leaves
Way = Literal["came", "left"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChange:
    """An office that changed hands, or was left.

    after: the day on which reports last tell who left in it, and by: that on which they first tell who came, or who
    left as a former holder (ISO); last, first: those reports. resigned: the event by which it was left, where one is
    told.
    """

    title: str
    organization: str | None
    country: str | None
    left: Identity | None
    came: Identity | None
    after: str | None = None
    by: str | None = None
    last: Proof | None = None
    first: Proof | None = None
    resigned: Listed | None = None

    @property
    def days(self) -> tuple[str, str]:
        """The days between which it was, "" where none is told."""
        first, last = self.after or self.by or "", self.by or self.after or ""
        if self.resigned is not None and isinstance(event := self.resigned.merged.finding, Event) and event.date:
            first, last = event.date.earliest or first, event.date.latest or event.date.earliest or last
        return first or last, last or first


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Limits of changes of office: they may have been in a time, are of a state, somebody came or left in them.

    office: words of its title, or of its body.
    """

    since: str | None = None
    until: str | None = None
    country: str | None = None
    way: Way | None = None
    office: str | None = None


def changes(
    connection: Connection, limits: ChangeFilter, lexicon: Lexicon, within: Within = None
) -> tuple[OfficeChange, ...]:
    """The newest first."""
    known = _holders(connection, limits.country, lexicon, within)
    found = [change for one in known.values() for change in _of(one, known)]
    found = _with_resigned(connection, found, limits.country, within)
    fit = [one for one in found if _fits(one, limits)]
    return tuple(sorted(fit, key=lambda one: (*reversed(one.days), one.title), reverse=True))


def _holders(connection: Connection, country: str | None, lexicon: Lexicon, within: Within) -> dict[str, Identity]:
    """Persons who left offices, and those who followed them. Of some collections it is found anew who follows whom."""
    i = s.identities.c
    if within is not None:
        seen = people(connection, PeopleFilter(country=country, within=within), "-last", MOST_LOOKED_AT, None).items
        return {one.id: one for one in with_succession(seen, OfficeReader(lexicon=lexicon))}
    ends = or_(i.value.like('%"successors":["%'), i.value.like('%"left_by":"%'))
    query = select(i.value).where(i.kind == "person", ends).order_by(i.last.desc(), i.n).limit(MOST_LOOKED_AT)
    left = [Identity.model_validate_json(value) for value in connection.execute(query).scalars()]
    known = {one.id: one for one in left}
    wanted = {other for one in left for held in one.offices for other in held.successors} - known.keys()
    rows = select_in(connection, select(i.value), i.id, wanted)
    return known | {one.id: one for one in (Identity.model_validate_json(row.value) for row in rows)}


def _of(one: Identity, known: dict[str, Identity]) -> Iterator[OfficeChange]:
    """The offices that somebody left."""
    for held in one.offices:
        told = OfficeChange(
            title=held.title,
            organization=held.organization,
            country=held.country or one.country,
            left=one,
            came=None,
            after=held.last,
            last=_proof(held, last=True) if held.last else None,
        )
        followed = [
            replace(told, came=known[other], by=its.first, first=_proof(its, last=False))
            for other in held.successors
            if other in known
            for its in known[other].offices
            if (its.key, its.seat) == (held.key, held.seat) and one.id not in its.successors
        ]
        if not followed and held.left_by is not None:
            proof = _proof(held, last=True)
            is_it = proof is not None and proof.day == held.left_by and held.last is None
            followed = [replace(told, by=held.left_by, first=proof if is_it else None)]
        yield from followed


def _proof(held: OfficeHeld, *, last: bool) -> Proof | None:
    """The first or the last report that tells somebody in an office."""
    dated = sorted((one for one in held.evidence if one.day), key=lambda one: one.day or "")
    return (dated[-1] if last else dated[0]) if dated else None


def _with_resigned(
    connection: Connection, found: Sequence[OfficeChange], country: str | None, within: Within
) -> list[OfficeChange]:
    """The changes, each with the event by which the office was left, and those of which nothing else is told."""
    limits = Filter(modes=(RESIGNED,), status=("occurred",), states=(country,) if country else (), within=within)
    items = page(connection, ("event",), limits, "-day", MOST_LOOKED_AT, None).items
    who = _who(connection, (role.actor for item in items for role in _actors(item)), within)
    changed = list(found)
    for item in items:
        for role in _actors(item):
            one = who.get(role.actor)
            at = next(
                (at for at, each in enumerate(changed) if one is not None and each.left and each.left.id == one.id),
                None,
            )
            if at is not None:
                changed[at] = replace(changed[at], resigned=item)
            elif one is not None:
                held = one.offices[-1] if one.offices else None
                title = role.title or (held.title if held is not None else "")
                where = role.country or one.country
                changed.append(
                    OfficeChange(title=title, organization=None, country=where, left=one, came=None, resigned=item)
                )
    return changed


def _actors(item: Listed) -> Sequence[Any]:
    return getattr(item.merged.finding, "actors", ())


def _who(connection: Connection, actors: Iterable[str], within: Within) -> dict[str, Identity]:
    """The persons that some actors of reports are, as they are seen."""
    i, a = s.identities.c, s.identity_actors.c
    query = select(a.actor, i.value).join(s.identities, i.n == a.identity).where(i.kind == "person")
    rows = select_in(connection, query, a.actor, set(actors))
    seen = identities_seen(connection, [Identity.model_validate_json(row.value) for row in rows], within)
    return {row.actor: one for row, one in zip(rows, seen, strict=True) if one.members}


def _fits(one: OfficeChange, limits: ChangeFilter) -> bool:
    first, last = one.days
    return (
        (limits.since is None or last >= day_from(limits.since))
        and (limits.until is None or "" < first <= day_until(limits.until))
        and limits.country in {None, one.country}
        and (limits.way != "came" or one.came is not None)
        and (limits.way != "left" or one.left is not None)
        and set(folded(limits.office or "")) <= set(folded(f"{one.title} {one.organization or ''}"))
    )
