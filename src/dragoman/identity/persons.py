"""Persons over all reports: names with a country or an office first, then what is told of less surely.

Nothing depends on the order of the reports: personas are ordered by what was told, pairs are joined by falling score,
and whoever is told of less surely goes to the one that fits best, if no other fits nearly as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.identity.blocks import candidates, pair_keys, single_keys
from dragoman.identity.personas import Parts, Persona, persona
from dragoman.identity.score import MARGIN, SAME, UNSURE, Scorer, Weighed, total
from dragoman.model.identity import Sighting, Verdict

MOST_RIVALS = 40
VETO = -3.0
SLIPS = 0.02  # of the reports, in which one person may be told as two


class Decision(NamedTuple):
    """What the rule thinks of two personas: sightings by number."""

    verdict: Verdict
    one: tuple[int, ...]
    other: tuple[int, ...]
    weighed: list[Weighed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The persons, each sighting by its number in one of them; and what was decided on the way."""

    groups: tuple[Persona, ...]
    decisions: tuple[Decision, ...]


def gather(numbers: Iterable[int], seen: Sequence[Sighting], scorer: Scorer, known: Sequence[Persona] = ()) -> Told:
    """Gather sightings of named persons into persons; `known` are those of authorities, which may have none."""
    sure: list[Persona] = list(known)
    weak: list[Persona] = []
    for group in _by_profile(numbers, seen, scorer):
        sure += group.sure
        weak += group.weak
    sure.sort(key=lambda one: one.key)
    weak.sort(key=lambda one: one.key)
    decisions: list[Decision] = []
    clusters = _joined(sure, scorer, decisions)
    left, torn = _attached(weak, clusters, seen, scorer, decisions)
    clusters += [*_joined(left, scorer, decisions), *torn]
    return Told(groups=tuple(one for one in clusters if one.members), decisions=tuple(decisions))


class _Group(NamedTuple):
    sure: list[Persona]
    weak: list[Persona]


def _by_profile(numbers: Iterable[int], seen: Sequence[Sighting], scorer: Scorer) -> Iterator[_Group]:
    """Sightings of one name and country, or of less than that with the same offices, each as personas."""
    spellings = scorer.offices.lexicon.spellings
    named: dict[tuple[Parts, str | None], list[int]] = {}
    others: dict[tuple[Parts, str | None, tuple[str, ...]], list[int]] = {}
    names: dict[int, tuple[Parts, ...]] = {}
    for number in numbers:
        sighting = seen[number]
        names[number] = told = scorer.all_parts(sighting.names)
        key = tuple(sorted(spellings.part(part).name for part in told[0]))
        offices = tuple(sorted({str(office.office) for office in sighting.offices}))
        placed = sighting.country or any(office.seat for office in sighting.offices)
        if scorer.strong(told[0]) and placed:
            named.setdefault((key, sighting.country), []).append(number)
        else:
            others.setdefault((key, sighting.country, offices), []).append(number)
    for group in named.values():
        yield _parted(group, names, seen, scorer)
    for group in others.values():
        yield _Group([], [_persona(group, names, seen)])


def _persona(numbers: Sequence[int], names: dict[int, tuple[Parts, ...]], seen: Sequence[Sighting]) -> Persona:
    return persona((names[number] for number in numbers), numbers, seen)


def _parted(group: list[int], names: dict[int, tuple[Parts, ...]], seen: Sequence[Sighting], scorer: Scorer) -> _Group:
    """One persona of a name and a country; several where offices are told that nobody holds at one time."""
    by_offices: dict[tuple[str, ...], list[int]] = {}
    for number in group:
        by_offices.setdefault(tuple(sorted({str(o.office) for o in seen[number].offices})), []).append(number)
    profiles = [_persona(numbers, names, seen) for _, numbers in sorted(by_offices.items())]
    bare = [one for one in profiles if not one.told]
    held = sorted((one for one in profiles if one.told), key=lambda one: (one.seen.first or "9", one.key))
    tracks = _tracks(held, scorer)
    if len(tracks) > 1:  # two of one name in one country: who of them is meant is not for the rule to say
        for track in tracks:
            track.contested.add(min(one.key for one in held))
    if not tracks:
        return _Group(bare, [])
    if len(tracks) == 1:
        beside = [n for one in bare for n in one.members if seen[n].document in tracks[0].documents]
        alone = [n for one in bare for n in one.members if n not in set(beside)]
        if alone:
            tracks[0].take_in(_persona(alone, names, seen))
        bare = [_persona(beside, names, seen)] if beside else []  # the report tells of two bearers of the name
    return _Group(tracks, bare)


def _tracks(held: list[Persona], scorer: Scorer) -> list[Persona]:
    """Careers: what some report tells of together first, then each office to the career that it fits best."""
    tracks: list[Persona] = []
    for one in sorted(held, key=lambda one: (-len(one.told), one.seen.first or "9", one.key)):
        fitting = [
            track
            for track in tracks
            if scorer.at_once(one, track) is None and not _otherwise(one, track) and not _told_apart(one, track)
        ]
        ranked = sorted(((total(scorer.weigh(one, track)), track.key, track) for track in fitting), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
            tracks.append(one)  # nobody's, or anybody's
        else:
            ranked[0][2].take_in(one)
    return tracks


def _otherwise(one: Persona, other: Persona) -> bool:
    return bool(one.genders and other.genders and one.genders != other.genders)


def _joined(personas: list[Persona], scorer: Scorer, decisions: list[Decision]) -> list[Persona]:
    """Personas joined by falling score, where nothing forbids it of all that were joined before."""
    weighed = []
    for one, other in candidates(personas, scorer.offices.lexicon.spellings):
        told = scorer.weigh(personas[one], personas[other])
        if total(told) >= UNSURE:
            weighed.append((-round(total(told), 6), one, other, told))
    weighed.sort(key=lambda pair: pair[:3])
    members = [tuple(persona.members) for persona in personas]
    owner = list(range(len(personas)))
    for negative, one, other, told in weighed:
        first, second = _find(owner, one), _find(owner, other)
        if first == second:
            continue
        same = -negative >= SAME and not forbidden(personas[first], personas[second], scorer)
        if members[one] and members[other]:
            decisions.append(Decision("same" if same else "unsure", members[one], members[other], told))
        if same:
            if len(personas[first].members) < len(personas[second].members):  # the larger takes the smaller in
                first, second = second, first
            personas[first].take_in(personas[second])
            owner[second] = first
    return [persona for number, persona in enumerate(personas) if owner[number] == number]


def _find(owner: list[int], number: int) -> int:
    while owner[number] != number:
        owner[number] = owner[owner[number]]
        number = owner[number]
    return number


def forbidden(one: Persona, other: Persona, scorer: Scorer) -> bool:
    """Whether anything known of two keeps them apart: another given name, country or gender, offices at once."""
    if one.countries and other.countries and not one.countries & other.countries and not one.told & other.told:
        return True
    if _otherwise(one, other) or _two_of_one_list(one, other) or one.contested & other.contested:
        return True
    against = scorer.at_once(one, other)
    if against is not None and against[2] <= VETO:
        return True
    if not _names_agree(one, other, scorer) and not _by_alias(one, other, scorer):
        return True
    return _told_apart(one, other)


def _told_apart(one: Persona, other: Persona) -> bool:
    """Whether reports tell of both, by more than a slip of reading."""
    small, large = sorted((one, other), key=lambda persona: len(persona.documents))
    return len(small.documents & large.documents) > len(small.documents) * SLIPS


def _names_agree(one: Persona, other: Persona, scorer: Scorer) -> bool:
    """Whether the fullest names of the one match those of the other; "Pérez" may stand for both of two brothers."""
    first, second = (
        [name for name in names if len(name) == max(map(len, names))] for names in (one.names, other.names)
    )
    return all(scorer.names(a, b).kind != "none" for a in first for b in second)


def _two_of_one_list(one: Persona, other: Persona) -> bool:
    return bool({source for source, _ in one.authorities} & {source for source, _ in other.authorities})


def _by_alias(one: Persona, other: Persona, scorer: Scorer) -> bool:
    """Whether a name told as another name of the one is the other's."""
    pairs = [(a, b) for mine, theirs in ((one, other), (other, one)) for a in mine.akas for b in theirs.all_names]
    return any(scorer.names(a, b).kind == "full" for a, b in pairs)


def _attached(
    weak: list[Persona], clusters: list[Persona], seen: Sequence[Sighting], scorer: Scorer, decisions: list[Decision]
) -> tuple[list[Persona], list[Persona]]:
    """Give those told less surely to the clusters they fit.

    Return who fits none, and who may be of several: such are joined to nobody, since two of them may be two.
    """
    finder = _Finder(clusters, scorer)
    joins: list[tuple[int, Persona]] = []
    left: list[Persona] = []
    torn: list[Persona] = []
    for one in weak:
        several = len(finder.fitting(one)) > 1
        for told in _each(one, seen, scorer) if several else (one,):
            found = finder.best(told)
            if found is None:
                left.append(told)
                continue
            number, weighed, sure = found
            members = tuple(clusters[number].members)
            if members:
                decisions.append(Decision("same" if sure else "unsure", tuple(told.members), members, weighed))
            if sure:
                joins.append((number, told))
            else:
                (torn if several else left).append(told)
    for number, told in joins:
        clusters[number].take_in(told)
    return left, torn


def _each(one: Persona, seen: Sequence[Sighting], scorer: Scorer) -> Iterator[Persona]:
    """A persona sighting by sighting, whose company may tell."""
    for number in sorted(one.members, key=lambda number: seen[number].actor):
        yield persona([scorer.all_parts(seen[number].names)], [number], seen)


class _Finder:
    """Finds the clusters that a weakly told person may belong to."""

    def __init__(self, clusters: list[Persona], scorer: Scorer) -> None:
        self.clusters = clusters
        self.scorer = scorer
        self.blocks: dict[object, list[int]] = {}
        spellings = scorer.offices.lexicon.spellings
        for number, cluster in enumerate(clusters):
            bones = dict.fromkeys(bone for parts in cluster.all_names for bone in single_keys(parts, spellings))
            pairs = dict.fromkeys(key for parts in cluster.all_names for key in pair_keys(parts, spellings))
            keys: list[object] = [*bones, *pairs]
            for bone in bones:
                keys += [(bone, country) for country in sorted(cluster.countries)]
                keys += [(bone, office) for office in sorted(cluster.told, key=str)]
            for key in keys:
                self.blocks.setdefault(key, []).append(number)

    def fitting(self, one: Persona) -> list[tuple[float, int, list[Weighed]]]:
        """The clusters that may be meant, likeliest first."""
        found = []
        for number in self._rivals(one):
            told = self.scorer.weigh(one, self.clusters[number])
            if total(told) >= UNSURE:
                found.append((-total(told), number, told))
        return sorted(found, key=lambda fit: fit[:2])

    def _rivals(self, one: Persona) -> list[int]:
        spellings = self.scorer.offices.lexicon.spellings
        pairs: list[object] = [key for parts in one.all_names for key in pair_keys(parts, spellings)]
        if pairs:
            return sorted({number for key in pairs for number in self.blocks.get(key, ())})[:MOST_RIVALS]
        bones = {bone for parts in one.all_names for bone in single_keys(parts, spellings)}
        found = {number for bone in bones for number in self.blocks.get(bone, ())}
        if len(found) > MOST_RIVALS:  # a surname of many: only who shares the country, or else the office
            found = {n for bone in bones for country in one.countries for n in self.blocks.get((bone, country), ())}
        if len(found) > MOST_RIVALS:
            found = {n for bone in bones for office in one.told for n in self.blocks.get((bone, office), ())}
        return sorted(found)[:MOST_RIVALS]

    def best(self, one: Persona) -> tuple[int, list[Weighed], bool] | None:
        """The likeliest cluster, why, and whether it is sure."""
        fitting = self.fitting(one)
        if not fitting:
            return None
        best, number, told = fitting[0]
        alone = len(fitting) == 1 or fitting[1][0] - best >= MARGIN
        sure = -best >= SAME and alone and not forbidden(one, self.clusters[number], self.scorer)
        return number, told, sure
