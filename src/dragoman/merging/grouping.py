"""Tellings into groups, each of one thing: the same groups whatever the order in which they come.

Alike tellings are taken together first. Links between what is dated well enough connect components, and each is grouped
by average link, the likeliest pair of groups first; two with members that cannot be one stay apart. An event told
without a day, or of a month, connects nothing: it joins the group that it fits best, of all that it is linked with, and
none where two fit about as well. What joins none is grouped with the like of it. What persons decided goes before all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.merging.clusters import Clusters
from dragoman.merging.decided import Decided, decided
from dragoman.merging.keys import keys_of_ready
from dragoman.merging.prepared import Ready, ready
from dragoman.merging.traits import HARD
from dragoman.merging.weighing import LINKED, close, loose, pooled, said, score, scores
from dragoman.model.merged import Component, Decision, Telling

PAIR = 2
MARGIN = 0.4  # by which a vague telling must fit one group better than the next
Pair = tuple[int, int]  # of places, the smaller first
Scores = dict[Pair, float]
Within = Mapping[str, Collection[str]]


def gather(
    tellings: Iterable[Telling], decisions: Sequence[Decision], within: Within | None = None
) -> tuple[Component, ...]:
    """The tellings by what they tell of. Components are those that links or persons connect, with what joins them.

    `within`: of tellings that are not here with all that they are linked with, those among which they are to stay.
    """
    told = sorted({telling.finding: telling for telling in tellings}.values(), key=lambda telling: telling.finding)
    by_persons = decided(told, decisions)
    alike = _alike(told, by_persons)
    documents = [frozenset(telling.document for telling in group) for group in alike]
    prepared = [ready(group[0]) for group in alike]
    places = {group[0].finding: place for place, group in enumerate(alike)}
    bound = [(places[one], places[other]) for one, other in by_persons.bound]
    judged = {place for pair in bound for place in pair}
    compared = dict(_compared(prepared, alike, documents))
    met = sorted({place for pair in compared for place in pair} | judged)
    loosely = [loose(one) and place not in judged for place, one in enumerate(prepared)]
    now = {place: number for number, place in enumerate(met)}  # what nothing is like is a component by itself
    grouping = Grouping(
        ready=[prepared[place] for place in met],
        vague=[prepared[place].vague and place not in judged for place in met],
        loose=[loosely[place] for place in met],
        sizes=[len(alike[place]) for place in met],
        near={(now[one], now[other]): weight for (one, other), (weight, _) in compared.items()},
        linked=[
            (now[one], now[other]) for (one, other), (weight, words) in compared.items() if weight + words > LINKED
        ],
        bound=[(now[one], now[other]) for one, other in bound],
        split=[
            (now[places[one]], now[places[other]])
            for one, other in by_persons.split
            if places[one] in now and places[other] in now
        ],
    )
    found = [
        Component(
            groups=(tuple(sorted(telling.finding for telling in group)),),
            loose=loosely[place],
        )
        for place, group in enumerate(alike)
        if place not in now
    ]
    for home in grouping.homes(within or {}):
        ids = sorted(
            tuple(sorted(telling.finding for place in group for telling in alike[met[place]])) for group in home.groups
        )
        found.append(Component(groups=tuple(ids), loose=home.loose))
    return tuple(sorted(found, key=lambda component: component.groups))


def _alike(told: Sequence[Telling], by_persons: Decided) -> list[list[Telling]]:
    """Tellings of several reports in which nothing differs, as one; of one report each by itself."""
    groups: dict[tuple[object, ...], list[Telling]] = defaultdict(list)
    seen: dict[tuple[object, ...], int] = defaultdict(int)
    numbers: dict[tuple[object, ...], int] = {}
    for telling in told:
        same = numbers.setdefault(ready(telling).content, len(numbers))
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


def _tops(many: int, pairs: Iterable[Pair]) -> list[int]:
    """Of each place the smallest to which pairs connect it."""
    parents = list(range(many))

    def top(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    for one, other in pairs:
        a, b = sorted((top(one), top(other)))
        parents[b] = a
    return [top(place) for place in range(many)]


@dataclass(frozen=True, slots=True)
class Home:
    """The groups of one component; `loose` where nothing in it has a day."""

    groups: list[list[int]]
    loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Places to be grouped, the scores between them, and what persons decided.

    `vague`: joins groups of others. `loose`: and those of other components, of which it connects none.
    """

    ready: Sequence[Ready]
    vague: Sequence[bool]
    loose: Sequence[bool]
    sizes: Sequence[int]
    near: Scores
    linked: Sequence[Pair]
    bound: Sequence[Pair]
    split: Sequence[Pair]

    def homes(self, within: Within) -> list[Home]:
        """Components with their groups."""
        every = range(len(self.ready))
        homes = _tops(len(self.ready), [*self.bound, *(pair for pair in self.linked if self._connects(*pair))])
        firm = self._grouped([place for place in every if not self.vague[place]], homes, self.bound)
        vague = [place for place in every if self.vague[place]]
        attached = firm.attach(vague, self._allowed(homes, within), frozenset(self.linked), self.split, margin=MARGIN)
        left = {place for place in attached.left if self.loose[place]}
        beyond = _tops(len(self.ready), (pair for pair in self.linked if left.issuperset(pair) and self._close(*pair)))
        for place, number in attached.chosen.items():
            homes[place] = homes[number]
        for place in left:
            homes[place] = beyond[place]
        rest = self._grouped(sorted((*attached.left, *attached.beside)), homes, ())
        found: dict[int, list[list[int]]] = defaultdict(list)
        for group in (*firm.groups(), *rest.groups()):
            found[homes[group[0]]].append(group)
        return [Home(groups, home in left) for home, groups in found.items()]

    def _connects(self, one: int, other: int) -> bool:
        return not loose(self.ready[one]) and not loose(self.ready[other])

    def _close(self, one: int, other: int) -> bool:
        return close(self.ready[one], self.ready[other])

    def _grouped(self, places: Sequence[int], homes: Sequence[int], bound: Iterable[Pair]) -> Clusters:
        """Groups of these places, none over two components."""
        clusters = Clusters(
            sizes=self.sizes,
            words=[pooled(one) for one in self.ready],
            said=[said(one) for one in self.ready],
            by_best=[one.telling.kind != "event" for one in self.ready],
            hard=HARD,
            least=LINKED,
        )
        near = {pair: weight for pair, weight in self.near.items() if homes[pair[0]] == homes[pair[1]]}
        clusters.add(places, near, bound, self.split)
        clusters.join()
        return clusters

    def _allowed(self, homes: Sequence[int], within: Within) -> Scores:
        """Scores of what is vague with what it may join, and with each other."""
        return {
            (one, other): weight
            for (one, other), weight in self.near.items()
            if self._may(one, other, homes, within) and self._may(other, one, homes, within)
        }

    def _may(self, place: int, member: int, homes: Sequence[int], within: Within) -> bool:
        if not self.vague[place] or self.vague[member]:
            return True
        if not self.loose[place]:
            return homes[place] == homes[member]
        among = within.get(self.ready[place].telling.finding)
        return among is None or self.ready[member].telling.finding in among
