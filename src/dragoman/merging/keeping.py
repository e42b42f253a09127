"""What must be grouped anew when tellings come, go, or are judged about: as little as gives the groups of all at once.

The groups of what is dated follow from their component alone. What is loose depends on the components that it is linked
with: where one of those changes, it chooses anew among all of them. Everything else that is loaded stays where it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.merging.keys import keys_of_ready
from dragoman.merging.prepared import Ready, ready
from dragoman.merging.weighing import LINKED, loose, scores
from dragoman.model.merged import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A telling that has come before, and the number of its component: below 0 where that is loose."""

    telling: Telling
    component: int


class Keeper(Protocol):
    """Who keeps tellings."""

    def sharing(self, keys: Collection[str]) -> Iterable[Kept]:
        """Those that have one of these keys."""

    def members(self, components: Collection[int]) -> Iterable[Kept]:
        """Those in these components."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What is grouped anew: for `gather`, once what is gone is taken out."""

    tellings: tuple[Telling, ...]
    within: dict[str, Collection[str]]


def affected(keeper: Keeper, come: Sequence[Telling], components: Collection[int]) -> Affected:
    """What to group anew with what came, where members of these components went or were judged about."""
    reach = _Reach(keeper)
    reach.load(components)
    fresh = [ready(telling) for telling in come]
    dated, undated = [one for one in fresh if not loose(one)], [one for one in fresh if loose(one)]
    reach.load(kept.component for kept in reach.linked(dated) if not loose(ready(kept.telling)))
    here = reach.all()
    choosing = [kept for kept in (*here, *reach.linked([*dated, *_readies(here)])) if loose(ready(kept.telling))]
    contents = {one.content for one in undated}
    choosing += [kept for kept in reach.linked(undated) if ready(kept.telling).content in contents]  # they count as one
    reach.load(kept.component for kept in choosing)
    reach.load(kept.component for kept in reach.linked([*undated, *_readies(choosing)]))
    anew = {kept.telling.finding for kept in choosing}
    return Affected(tellings=(*come, *(kept.telling for kept in reach.all())), within=reach.within(anew))


def _readies(told: Iterable[Kept]) -> list[Ready]:
    return list({kept.telling.finding: ready(kept.telling) for kept in told}.values())


class _Reach:
    """What is loaded of what is kept."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._members: dict[int, list[Kept]] = {}
        self._asked: set[str] = set()
        self._near: dict[str, Kept] = {}  # what shares a key that was asked for

    def load(self, components: Iterable[int]) -> None:
        """Take these components whole."""
        missing = set(components) - self._members.keys()
        self._members |= {number: [] for number in missing}
        for kept in self._keeper.members(missing) if missing else ():
            self._members[kept.component].append(kept)

    def all(self) -> list[Kept]:
        """All that is loaded."""
        return [kept for members in self._members.values() for kept in members]

    def linked(self, told: Sequence[Ready]) -> list[Kept]:
        """What is kept and linked with some of these."""
        sharing: dict[str, list[Ready]] = defaultdict(list)
        for one in told:
            for key in keys_of_ready(one):
                sharing[key].append(one)
        missing = sharing.keys() - self._asked
        if missing:
            self._asked |= missing
            self._near |= {kept.telling.finding: kept for kept in self._keeper.sharing(missing)}
        return [one for one in self._near.values() if _linked(ready(one.telling), sharing)]

    def within(self, choosing: Collection[str]) -> dict[str, Collection[str]]:
        """Of what is loose and does not choose anew, the members of its component; none of one that is loose."""
        found: dict[str, Collection[str]] = {}
        for number, members in self._members.items():
            ids = frozenset(kept.telling.finding for kept in members) if number >= 0 else frozenset()
            loosely = (kept.telling.finding for kept in members if loose(ready(kept.telling)))
            found |= {finding: ids for finding in loosely if finding not in choosing}
        return found


def _linked(one: Ready, sharing: Mapping[str, Sequence[Ready]]) -> bool:
    """Whether a telling is linked with one of those that share a key with it."""
    near = {other for key in keys_of_ready(one) for other in sharing.get(key, ())}
    for other in near:
        first, second = (one, other) if one.telling.finding < other.telling.finding else (other, one)
        if first.telling.finding != second.telling.finding and sum(scores(first, second)) > LINKED:
            return True
    return False
