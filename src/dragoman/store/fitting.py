"""What is asked, held against what somebody sees who may see some collections only.

Filters look at what all reports tell of a thing together: a type, a place or a name that only a hidden report tells
would let it be found by that. What is found for him is put together anew from the reports that he sees, and what does
not fit then is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dragoman.lexicon.world import fold
from dragoman.model.identity import Identity
from dragoman.model.record import Statement
from dragoman.store import schema as s
from dragoman.store.entries import MET, WILL_MEET, Sides, row_of, sides_of
from dragoman.store.filters import Filter, day_from, day_until, lowered
from dragoman.store.listed import Listed
from dragoman.store.rows import Row
from dragoman.store.seen import Within, identities_seen
from dragoman.store.sql import select_in

MOST_ANEW = 500  # that are put together anew for sums


@dataclass(frozen=True, slots=True, kw_only=True)
class As:
    """A merged finding as somebody sees it, with the columns by which lists are limited, and its sides."""

    item: Listed
    row: Row
    sides: Sides

    @property
    def contexts(self) -> tuple[str, ...]:
        """What it is about."""
        return tuple(dict.fromkeys(getattr(self.item.merged.finding, "contexts", ())))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Whose words it has."""
        found = self.item.merged.finding
        return (found.speaker,) if isinstance(found, Statement) else ()

    @property
    def status(self) -> str | None:
        """How it stands: of a commitment on the day that was asked for, where one was."""
        standing = self.item.standing
        return standing.status if standing is not None else self.row["status"]

    @property
    def states(self) -> set[str]:
        """The states on either side."""
        return {*self.sides.actors, *self.sides.recipients}


def fitting(connection: Connection, items: Sequence[Listed], limits: Filter) -> list[As]:
    """Those that fit as they are seen, in their order. `items`: as who asks sees them."""
    told = [_as(item) for item in items]
    fit = [one for one in told if _fits(one, limits)]
    named = [name for name in (limits.actor, limits.also) if name is not None]
    if not named and limits.speaker is None:
        return fit
    people = _people(connection, {actor for one in fit for actor in one.sides.people}, limits.within)
    fit = [one for one in fit if all(_has(one.sides.people, people, name) for name in named)]
    return fit if limits.speaker is None else [one for one in fit if _has(one.speakers, people, limits.speaker)]


def _as(item: Listed) -> As:
    return As(item=item, row=row_of(item.merged, item.day), sides=sides_of(item.merged))


def _fits(one: As, limits: Filter) -> bool:
    row, sides, day = one.row, one.sides, one.item.day
    asked: tuple[tuple[object, bool], ...] = (
        (limits.since, limits.since is not None and day >= day_from(limits.since)),
        (limits.until, limits.until is not None and day <= day_until(limits.until)),
        (limits.types, row["type"] in limits.types),
        (limits.modes, row["mode"] in limits.modes),
        (limits.cameos, row["cameo"] in limits.cameos),
        (limits.quads, row["quad"] in limits.quads),
        (limits.status, one.status in limits.status),
        (limits.novelty, row["novelty"] == limits.novelty),
        (limits.confidence, limits.confidence is not None and row["confidence"] >= limits.confidence),
        (limits.place, limits.place is not None and lowered(row["place"] or "") == lowered(limits.place)),
        (limits.place_country, row["place_country"] == limits.place_country),
        (limits.meetings, row["type"] == MET or row["cameo"] == WILL_MEET),
        (limits.contexts, set(limits.contexts) <= set(one.contexts)),
        (limits.states, set(limits.states) <= one.states),
        (limits.doer, limits.doer in sides.actors),
        (limits.target, limits.target in sides.recipients),
        (limits.pair, limits.pair is not None and tuple(sorted(limits.pair)) in set(sides.pairs())),
    )
    return all(fits for told, fits in asked if told not in (None, (), False))


def _people(connection: Connection, actors: set[str], within: Within) -> Mapping[str, Identity]:
    """Who the actors are, as they are seen."""
    i, a = s.identities.c, s.identity_actors.c
    query = select(a.actor, i.value).join(s.identities, i.n == a.identity)
    rows = select_in(connection, query, a.actor, actors)
    values = list(dict.fromkeys(row.value for row in rows))
    seen = identities_seen(connection, [Identity.model_validate_json(value) for value in values], within)
    of_value = dict(zip(values, seen, strict=True))
    return {row.actor: of_value[row.value] for row in rows}


def _has(actors: Sequence[str], people: Mapping[str, Identity], told: str) -> bool:
    found = [people[actor] for actor in actors if actor in people]
    if told.startswith("identity:"):
        return any(one.id == told for one in found)
    return any(fold(told) in fold(name) for one in found for name in (one.name, *one.aliases))
