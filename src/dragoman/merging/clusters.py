"""Groups grown by average link, the likeliest pair first; what cannot be one never is, unless a person says so."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

from dragoman.merging.traits import groups_weight, words_weight

Scores = Mapping[tuple[int, int], float]
Pair = tuple[int, int]
MOST_WORDS = 24  # of a group
SEVERAL = 2  # tellings, whose words together are much of what happened
UNKNOWN = -0.5  # for two that were not compared


@dataclass(slots=True)
class Nearness:
    """The scores between two groups: their sum, how many there are, the best."""

    total: float = 0.0
    many: int = 0
    best: float = float("-inf")

    def add(self, total: float, many: int, best: float) -> None:
        """Count more scores."""
        self.total += total
        self.many += many
        self.best = max(self.best, best)


@dataclass(slots=True)
class Group:
    """Members by their places; `foes` cannot be one with some of them, `parted` not by what persons decided."""

    members: set[int]
    size: int
    foes: set[int] = field(default_factory=set)
    parted: set[int] = field(default_factory=set)
    judged: bool = False  # persons brought some of it together
    words: Counter[str] = field(default_factory=Counter)
    told: frozenset[str] = frozenset()  # the words that its members tell most
    said: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class Attached:
    """Vague places: the group that each chose; those that chose none; those that another kept out of theirs."""

    chosen: dict[int, int] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)


class Clusters:
    """Groups of places. `sizes` tells of each place how many tellings stand for it; `hard` and `least` are scores.

    `by_best`: what fits one member of a group fits the group, for others tell another stage of it.
    Scores are without words: those of a place are compared with all that a group tells. `said` tells of each place
    whether its words are what was done.
    """

    def __init__(
        self,
        *,
        sizes: Sequence[int],
        words: Sequence[frozenset[str]],
        said: Sequence[bool],
        by_best: Sequence[bool],
        hard: float,
        least: float,
    ) -> None:
        self._sizes = sizes
        self._words = words
        self._said = said
        self._by_best = by_best
        self._hard = hard
        self._least = least
        self._groups: dict[int, Group] = {}
        self._near: dict[int, dict[int, Nearness]] = defaultdict(dict)

    def add(self, places: Iterable[int], near: Scores, bound: Iterable[Pair], parted: Iterable[Pair]) -> None:
        """Begin with each place by itself, and with those that persons bound together."""
        for place in places:
            words = self._words[place]
            group = Group({place}, self._sizes[place], words=Counter(words), told=words, said=self._said[place])
            self._groups[place] = group
        for (one, other), score in near.items():
            if one in self._groups and other in self._groups:
                many = self._sizes[one] * self._sizes[other]
                nearness = Nearness(score * many, many, score)
                self._near[one][other] = self._near[other][one] = nearness
                if score <= self._hard:
                    self._groups[one].foes.add(other)
                    self._groups[other].foes.add(one)
        for one, other in parted:
            if one in self._groups and other in self._groups:
                self._groups[one].parted.add(other)
                self._groups[other].parted.add(one)
        for one, other in sorted(bound):
            a, b = sorted((self._of(one), self._of(other)))
            if a != b:
                self._unite(a, b)
            self._groups[a].judged = True

    def _of(self, place: int) -> int:
        return next(number for number, group in self._groups.items() if place in group.members)

    def join(self) -> None:
        """Join the likeliest two until no two are likelier one than not."""
        heap = [
            (-self._value(one, other), one, other, self._groups[one].version, self._groups[other].version)
            for one, others in self._near.items()
            for other in others
            if one < other
        ]
        heapify(heap)
        while heap:
            worth, one, other, first, second = heappop(heap)
            if -worth <= self._least:
                return
            a, b = self._groups.get(one), self._groups.get(other)
            if a is None or b is None or (a.version, b.version) != (first, second) or self._barred(a, b):
                continue
            self._unite(one, other)
            for third in self._near[one]:
                low, high = sorted((one, third))
                versions = self._groups[low].version, self._groups[high].version
                heappush(heap, (-self._value(low, high), low, high, *versions))

    def _unite(self, one: int, other: int) -> None:
        """Take the second group into the first."""
        a, b = self._groups[one], self._groups.pop(other)
        a.members |= b.members
        a.size += b.size
        a.foes |= b.foes
        a.parted |= b.parted
        a.judged = a.judged or b.judged
        a.words.update(b.words)
        a.told = frozenset(sorted(a.words, key=lambda word: (-a.words[word], word))[:MOST_WORDS])
        a.version += 1
        self._near[one].pop(other, None)  # persons bind what nothing links
        for third, nearness in self._near.pop(other, {}).items():
            if third == one:
                continue
            del self._near[third][other]
            mine = self._near[one].get(third)
            if mine is None:
                self._near[one][third] = self._near[third][one] = nearness
            else:
                mine.add(nearness.total, nearness.many, nearness.best)

    def _value(self, one: int, other: int) -> float:
        """How likely two groups are one: the average of all scores between them; where persons judged, the best."""
        a, b, nearness = self._groups[one], self._groups[other], self._near[one][other]
        words = words_weight(a.told, b.told, said=a.said)
        if a.judged or b.judged:
            return nearness.best + words
        if min(a.size, b.size) >= SEVERAL:
            words += groups_weight(a.told, b.told)
        pairs = a.size * b.size
        return round((nearness.total + UNKNOWN * (pairs - nearness.many)) / pairs + words, 9)

    @staticmethod
    def _barred(one: Group, other: Group) -> bool:
        if not one.parted.isdisjoint(other.members):
            return True
        return not (one.judged or other.judged) and not one.foes.isdisjoint(other.members)

    def attach(
        self, places: Sequence[int], near: Scores, linked: Container[Pair], split: Iterable[Pair], *, margin: float
    ) -> Attached:
        """Give each vague place to the group that it fits best by `margin`, of all that it is linked with.

        It is left where it fits none, or two about as well.

        What cannot be one with another that fits the same group better is left beside that group.
        """
        of = {member: number for number, group in self._groups.items() for member in group.members}
        fits: dict[int, dict[int, Nearness]] = {place: {} for place in places}
        foes: dict[int, set[int]] = defaultdict(set)
        may: dict[int, set[int]] = defaultdict(set)
        for one, other in split:
            foes[one].add(other)
            foes[other].add(one)
        for pair, score in near.items():
            for place, member in (pair, pair[::-1]):
                if place not in fits:
                    continue
                if score <= self._hard:
                    foes[place].add(member)
                if member in of:
                    nearness = fits[place].setdefault(of[member], Nearness())
                    nearness.add(score * self._sizes[member], self._sizes[member], score)
                    if pair in linked:
                        may[place].add(of[member])
        chosen = []
        told = Attached()
        for place in places:
            worths = sorted(
                (-self._fit(place, number, nearness), number)
                for number, nearness in fits[place].items()
                if number in may[place] and foes[place].isdisjoint(self._groups[number].members)
            )
            clear = len(worths) == 1 or (len(worths) > 1 and worths[1][0] - worths[0][0] >= margin)
            if clear and -worths[0][0] > self._least:
                chosen.append((worths[0][0], place, worths[0][1]))
                told.chosen[place] = worths[0][1]
            else:
                told.left.append(place)
        for _, place, number in sorted(chosen):
            if foes[place].isdisjoint(self._groups[number].members):
                self._groups[number].members.add(place)
            else:
                told.beside.append(place)
        return told

    def _fit(self, place: int, number: int, nearness: Nearness) -> float:
        group = self._groups[number]
        words = words_weight(self._words[place], group.told, said=group.said)
        if group.judged or self._by_best[place]:
            return round(nearness.best + words, 9)
        average = (nearness.total + UNKNOWN * (group.size - nearness.many)) / group.size
        return round(average + words, 9)

    def groups(self) -> list[list[int]]:
        """The members of each group."""
        return [sorted(group.members) for group in self._groups.values()]
