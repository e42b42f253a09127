"""How well tellings are grouped, and a store in memory that groups them as they come."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb

from dragoman.merging import gather, keys_of
from dragoman.model.merged import Decision, Telling

Groups = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs of tellings: those in one group, those of one thing, those that are both."""

    found: int
    true: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0


def pairs(groups: Iterable[Sequence[str]], truth: Mapping[str, int]) -> Pairs:
    """Compare groups with what is true of each telling."""
    found = right = 0
    for group in groups:
        found += comb(len(group), 2)
        right += sum(comb(many, 2) for many in Counter(truth[one] for one in group).values())
    return Pairs(found=found, true=sum(comb(many, 2) for many in Counter(truth.values()).values()), right=right)


def groups_of(tellings: Iterable[Telling], decisions: Sequence[Decision] = ()) -> Groups:
    """All groups, whatever their component."""
    return frozenset(group for component in gather(tellings, decisions) for group in component.groups)


@dataclass(slots=True)
class Shelf:
    """Groups kept up as a store keeps them: the components of what shares a key with what comes are grouped anew."""

    tellings: dict[str, Telling] = field(default_factory=dict)
    by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    component: dict[str, int] = field(default_factory=dict)
    components: dict[int, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    number: int = 0

    def add(self, telling: Telling) -> int:
        """Take one telling; how many were grouped anew."""
        keys = keys_of(telling)
        near = {other for key in keys for other in self.by_key[key]}
        for key in keys:
            self.by_key[key].append(telling.finding)
        self.tellings[telling.finding] = telling
        old = {self.component[other] for other in near}
        here = [one for number in old for group in self.components.pop(number) for one in group]
        for component in gather([telling, *(self.tellings[one] for one in here)], ()):
            self.number += 1
            self.components[self.number] = component.groups
            self.component.update({one: self.number for group in component.groups for one in group})
        return len(here) + 1

    def groups(self) -> Groups:
        """All groups."""
        return frozenset(group for groups in self.components.values() for group in groups)
