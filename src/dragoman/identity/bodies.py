"""States, bodies and media over all reports: by the tables where they know them, else by country and words."""

from collections.abc import Iterable, Sequence

from dragoman.identity.offices import OfficeReader
from dragoman.lexicon.world import fold
from dragoman.model.identity import Sighting


def gather(numbers: Iterable[int], seen: Sequence[Sighting], reader: OfficeReader) -> tuple[tuple[int, ...], ...]:
    """Gather sightings of all that is no person; what no name tells from others of its kind stays alone."""
    owner: dict[str, str] = {}
    keys: dict[int, list[str]] = {}
    for number in numbers:
        told = keys[number] = keys_of(seen[number], reader)
        for key in told:
            _join(owner, told[0], key)
    groups: dict[str, list[int]] = {}
    for number, told in keys.items():
        groups.setdefault(_find(owner, told[0]) if told else f"alone {seen[number].actor}", []).append(number)
    return tuple(tuple(group) for group in groups.values())


def keys_of(sighting: Sighting, reader: OfficeReader) -> list[str]:
    """By what an actor that is no person is known in any report: two with one key are the same."""
    kind, country = sighting.kind, sighting.country
    if kind == "state":
        return [f"state {country or fold(sighting.names[0])}"]
    world = reader.lexicon.world
    for name in sighting.names:
        for entry in world.find(name):
            if entry.kind != "state" and not entry.ambiguous and (entry.country or country) in {country, None}:
                return [entry.id]
    if kind in {"igo", "media"}:
        return [f"{kind} {fold(sighting.names[0])}"]
    if not _proper(sighting, reader):
        return []
    words = reader.words_of(sighting.names[0])
    keys = [f"body {country} {' '.join(sorted(words))}"] if words else []
    # an acronym names a body within its state only
    keys += [f"body {country} {fold(name)}" for name in sighting.names if country and _is_acronym(name)]
    return keys


def _proper(sighting: Sighting, reader: OfficeReader) -> bool:
    """Whether the name tells a body from others: not "the ministry", nor, without its state, "the Foreign Ministry"."""
    name = sighting.names[0]
    words = reader.words_of(name)
    names = reader.lexicon.names
    if sighting.country and len(words) == 1:
        return words <= names.domestic and not words & frozenset(names.bodies_of.values())
    if sighting.kind == "group" and not sighting.named:
        return False
    if sighting.country:
        return len(words) > 1
    told = {fold(word) for word in name.split()}
    generic = names.body_heads | names.portfolios | names.governments | names.articles | names.of | names.nouns.keys()
    return _is_acronym(name) or (sighting.named and not told <= generic and len(words) > 1)


def _is_acronym(name: str) -> bool:
    bare = name.replace(".", "").replace("-", "")
    return bare.isupper() and " " not in bare and len(bare) > 1


def _find(owner: dict[str, str], key: str) -> str:
    while owner.setdefault(key, key) != key:
        owner[key] = owner[owner[key]]
        key = owner[key]
    return key


def _join(owner: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_find(owner, one), _find(owner, other)))
    owner[second] = first
