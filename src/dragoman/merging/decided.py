"""What persons decided about tellings: who belongs together, who stays apart. Later decisions beat earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from dragoman.model.merged import Decision, Telling

Pairs = frozenset[tuple[str, str]]  # the smaller id first


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Pairs of findings that are one (`bound`), pairs that are not (`split`), and all findings judged about."""

    bound: Pairs
    split: Pairs
    judged: frozenset[str]


def decided(told: Sequence[Telling], decisions: Sequence[Decision]) -> Decided:
    """What holds of decisions, given the earliest first, among findings that are here."""
    kinds = {telling.finding: telling.kind for telling in told}
    groups = {finding: {finding} for finding in kinds}
    bound: set[tuple[str, str]] = set()
    split: set[tuple[str, str]] = set()
    for decision in reversed(decisions):
        for one, other in product(decision.one, decision.other):
            if one == other or kinds.get(one) is None or kinds.get(one) != kinds.get(other):
                continue
            pair = (min(one, other), max(one, other))
            if decision.kind == "split":
                if groups[one] is not groups[other]:
                    split.add(pair)
            elif not _parted(groups[one], groups[other], split):
                bound.add(pair)
                groups[one] |= groups[other]
                for finding in groups[other]:
                    groups[finding] = groups[one]
    judged = frozenset(finding for pair in (*bound, *split) for finding in pair)
    return Decided(bound=frozenset(bound), split=frozenset(split), judged=judged)


def _parted(one: set[str], other: set[str], split: set[tuple[str, str]]) -> bool:
    """Whether a later decision keeps some of these apart."""
    return one is not other and any((a in one and b in other) or (a in other and b in one) for a, b in split)
