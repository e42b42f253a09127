"""How well tellings are to be grouped, and a store in memory that groups them as they come."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.merging import Affected, Kept, affected, gather, keys_of
from dragoman.model.merged import Decision, Telling

STORIES, SEEDS = 500, (1, 2, 3)
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.90
Groups = frozenset[tuple[str, ...]]


def groups_of(tellings: Iterable[Telling], decisions: Sequence[Decision] = ()) -> Groups:
    """All groups, whatever their component."""
    return frozenset(group for component in gather(tellings, decisions) for group in component.groups)


@dataclass(slots=True)
class Shelf:
    """Groups kept up as a store keeps them: what a telling that comes or goes affects is grouped anew."""

    tellings: dict[str, Telling] = field(default_factory=dict)
    by_key: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    component: dict[str, int] = field(default_factory=dict)
    components: dict[int, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    number: int = 0

    def sharing(self, keys: Collection[str]) -> Iterable[Kept]:
        return [self._kept(one) for one in sorted({other for key in keys for other in self.by_key[key]})]

    def members(self, components: Collection[int]) -> Iterable[Kept]:
        return [self._kept(one) for number in components for group in self.components[number] for one in group]

    def _kept(self, finding: str) -> Kept:
        return Kept(telling=self.tellings[finding], component=self.component[finding])

    def add(self, telling: Telling) -> int:
        """Take one telling; how many were grouped anew."""
        many = self._group(affected(self, [telling], ()), "")
        for key in keys_of(telling):
            self.by_key[key].append(telling.finding)
        self.tellings[telling.finding] = telling
        return many

    def remove(self, finding: str) -> None:
        """Let one telling go."""
        self._group(affected(self, [], [self.component[finding]]), finding)
        for key in keys_of(self.tellings.pop(finding)):
            self.by_key[key].remove(finding)

    def _group(self, told: Affected, gone: str) -> int:
        here = [telling for telling in told.tellings if telling.finding != gone]
        for old in {self.component[one.finding] for one in told.tellings if one.finding in self.component}:
            del self.components[old]
        self.component.pop(gone, None)
        for component in gather(here, (), told.within):
            self.number += 1
            number = -self.number if component.loose else self.number
            self.components[number] = component.groups
            self.component.update({one: number for group in component.groups for one in group})
        return len(here)

    def groups(self) -> Groups:
        """All groups."""
        return frozenset(group for groups in self.components.values() for group in groups)
