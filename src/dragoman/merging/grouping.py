"""Tellings into groups, each of one thing: the same groups whatever the order in which they come.

Alike tellings are taken together first. What is dated well enough is grouped by average link, the likeliest pair of
groups first; two with members that cannot be one stay apart. What is vague ("in May the two had met") joins the group
that it fits best, and none where two fit as well. What persons decided goes before all of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.merging.clusters import Clusters
from dragoman.merging.decided import Decided, decided
from dragoman.merging.keys import keys_of_ready
from dragoman.merging.prepared import Ready, ready
from dragoman.merging.traits import HARD
from dragoman.merging.weighing import LINKED, pooled, said, score, scores
from dragoman.model.merged import Component, Decision, Telling

PAIR = 2
MARGIN = 0.25  # by which a vague telling must fit one group better than the next
Pair = tuple[int, int]  # of places, the smaller first
Scores = dict[Pair, float]


def gather(tellings: Iterable[Telling], decisions: Sequence[Decision]) -> tuple[Component, ...]:
    """The tellings by what they tell of. Components are those that links or persons connect."""
    told = sorted({telling.finding: telling for telling in tellings}.values(), key=lambda telling: telling.finding)
    by_persons = decided(told, decisions)
    alike = _alike(told, by_persons)
    heads = [group[0] for group in alike]
    documents = [frozenset(telling.document for telling in group) for group in alike]
    prepared = [ready(telling) for telling in heads]
    compared = dict(_compared(prepared, alike, documents))
    linked = [pair for pair, (weight, words) in compared.items() if weight + words > LINKED]
    weights = {pair: weight for pair, (weight, _) in compared.items()}
    places = {telling.finding: place for place, telling in enumerate(heads)}
    bound = [(places[one], places[other]) for one, other in by_persons.bound]
    split = [(places[one], places[other]) for one, other in by_persons.split]
    judged = {place for pair in (*bound, *split) for place in pair}
    grouping = Grouping(
        firm=[not one.vague or place in judged for place, one in enumerate(prepared)],
        sizes=[len(group) for group in alike],
        words=[pooled(one) for one in prepared],
        said=[said(one) for one in prepared],
    )
    found = []
    for component in _components(len(heads), weights, linked, bound, split):
        groups = grouping.of(component)
        ids = sorted(tuple(sorted(telling.finding for place in group for telling in alike[place])) for group in groups)
        found.append(Component(groups=tuple(ids)))
    return tuple(sorted(found, key=lambda component: component.groups))


def _alike(told: Sequence[Telling], by_persons: Decided) -> list[list[Telling]]:
    """Tellings of several reports in which nothing differs, as one; of one report each by itself."""
    groups: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    for telling in told:
        same = ready(telling).content
        own = telling.finding if telling.finding in by_persons.judged else ""
        number = seen[same, telling.document]
        seen[same, telling.document] += 1
        groups[same, own, number].append(telling)
    found: list[list[Telling]] = []
    for group in groups.values():
        first = ready(group[0])
        if len(group) > 1 and keys_of_ready(first) and score(first, ready(group[1])) > LINKED:
            found.append(group)
        else:
            found += [[telling] for telling in group]
    return sorted(found, key=lambda group: group[0].finding)


def _compared(
    prepared: Sequence[Ready], alike: Sequence[Sequence[Telling]], documents: Sequence[frozenset[str]]
) -> Iterator[tuple[Pair, tuple[float, float]]]:
    """How likely two that share a key are one, by their places: without their words, and those."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(prepared):
        near = set()
        for key in keys_of_ready(one):
            near.update(sharing[key])
            sharing[key].append(place)
        for other in near:
            both = documents[place] & documents[other]
            if both and len(alike[place]) + len(alike[other]) > PAIR:
                yield (other, place), _in_one_report(alike[other], alike[place], both)
            else:
                yield (other, place), scores(prepared[other], one)


def _in_one_report(one: Sequence[Telling], other: Sequence[Telling], both: frozenset[str]) -> tuple[float, float]:
    """How likely two are one of which a report tells both."""
    document = min(both)
    a, b = (next(telling for telling in group if telling.document == document) for group in (one, other))
    return scores(ready(a), ready(b))


@dataclass(slots=True)
class Connected:
    """Places that links connect, with the scores between them and what persons decided about them."""

    members: list[int] = field(default_factory=list)
    near: dict[Pair, float] = field(default_factory=dict)
    bound: list[Pair] = field(default_factory=list)
    split: list[Pair] = field(default_factory=list)


def _components(
    many: int, scores: Scores, linked: Sequence[Pair], bound: Sequence[Pair], split: Sequence[Pair]
) -> list[Connected]:
    parents = list(range(many))

    def top(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for one, other in (*linked, *bound):
        a, b = sorted((top(one), top(other)))
        parents[b] = a
    found: dict[int, Connected] = defaultdict(Connected)
    for place in range(many):
        found[top(place)].members.append(place)
    for (one, other), weight in scores.items():
        if top(one) == top(other):
            found[top(one)].near[one, other] = weight
    for one, other in bound:
        found[top(one)].bound.append((one, other))
    for one, other in split:
        if top(one) == top(other):
            found[top(one)].split.append((one, other))
    return list(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Groups the members of components; `firm` tells of each place whether its date says enough."""

    firm: Sequence[bool]
    sizes: Sequence[int]
    words: Sequence[frozenset[str]]
    said: Sequence[bool]

    def _clusters(self) -> Clusters:
        return Clusters(sizes=self.sizes, words=self.words, said=self.said, hard=HARD, least=LINKED)

    def of(self, told: Connected) -> list[list[int]]:
        """The groups of one component."""
        if len(told.members) == 1:
            return [told.members]
        clusters = self._clusters()
        clusters.add([place for place in told.members if self.firm[place]], told.near, told.bound, told.split)
        clusters.join()
        vague = [place for place in told.members if not self.firm[place]]
        left = clusters.attach(vague, told.near, margin=MARGIN)
        rest = self._clusters()
        rest.add(left, told.near, (), ())
        rest.join()
        return [*clusters.groups(), *rest.groups()]
