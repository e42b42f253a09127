"""Who is compared with whom: names alike in their bones, in blocks so small that time grows with their number."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.identity.personas import Parts, Persona
from dragoman.lexicon.spellings import Spellings

LARGEST = 40  # personas that are all compared with one another
REACH = 8  # beyond that, each with as many that stand next to it in the order of names
MOST_KEYS = 32
LEAST_PAIR = 2


def pair_keys(parts: Parts, spellings: Spellings) -> tuple[tuple[str, str], ...]:
    """The keys of a name of two parts or more: each two of its parts, by their skeletons; also two words as one."""
    found: dict[tuple[str, str], None] = {}
    for told in (parts, *_joined(parts)):
        bones = [spellings.part(part).skeletons for part in told if not spellings.part(part).initial]
        for one, other in combinations(bones, 2):
            for a in one:
                for b in other:
                    found[(a, b) if a <= b else (b, a)] = None
    return tuple(found)[:MOST_KEYS]


def _joined(parts: Parts) -> Iterator[Parts]:
    if len(parts) > LEAST_PAIR:
        for at in range(len(parts) - 1):
            yield (*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :])


def single_keys(parts: Parts, spellings: Spellings) -> tuple[str, ...]:
    """The skeletons of each part but initials."""
    return tuple(
        dict.fromkeys(
            bone for part in parts if not spellings.part(part).initial for bone in spellings.part(part).skeletons
        )
    )


def candidates(personas: Sequence[Persona], spellings: Spellings) -> Iterator[tuple[int, int]]:
    """Pairs of personas that are worth comparing, each once, lower number first.

    Personas must stand in an order of their content. A block above LARGEST is parted by country and by office; what is
    still above it is compared with its neighbours only.
    """
    blocks: dict[Hashable, list[int]] = {}
    for number, persona in enumerate(personas):
        for key in _keys(persona, spellings):
            blocks.setdefault(key, []).append(number)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _pairs(block, personas):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _keys(persona: Persona, spellings: Spellings) -> Iterable[Hashable]:
    pairs = dict.fromkeys(key for parts in persona.all_names for key in pair_keys(parts, spellings))
    if pairs:
        return pairs
    return {
        (bone, office): None
        for parts in persona.all_names
        for bone in single_keys(parts, spellings)
        for office in sorted(persona.told, key=str)
    }


def _pairs(block: list[int], personas: Sequence[Persona]) -> Iterator[tuple[int, int]]:
    if len(block) <= LARGEST:
        yield from combinations(block, 2)
        return
    finer: dict[Hashable, list[int]] = {}
    for number in block:
        persona = personas[number]
        for country in persona.countries or ("",):
            finer.setdefault(country, []).append(number)
        for office in persona.told:
            finer.setdefault(office, []).append(number)
    for part in finer.values():
        if len(part) <= LARGEST:
            yield from combinations(part, 2)
        else:
            ordered = sorted(part, key=lambda number: (personas[number].fullest, number))
            for step in range(1, REACH + 1):
                for one, other in zip(ordered, ordered[step:], strict=False):
                    yield (one, other) if one < other else (other, one)
