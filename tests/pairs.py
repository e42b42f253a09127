"""How well things are grouped, pair by pair."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Pairs: those in one group, those that are one, those that are both."""

    found: int = 0
    true: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    def __add__(self, other: "Pairs") -> "Pairs":
        return Pairs(found=self.found + other.found, true=self.true + other.true, right=self.right + other.right)


def pairs_in(groups: Iterable[Sequence[str]], truth: Mapping[str, Hashable]) -> Pairs:
    """Compare groups with what is true of each of their members."""
    found = right = 0
    for group in groups:
        found += comb(len(group), 2)
        right += sum(comb(many, 2) for many in Counter(truth[one] for one in group).values())
    return Pairs(found=found, true=sum(comb(many, 2) for many in Counter(truth.values()).values()), right=right)
