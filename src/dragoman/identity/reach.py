"""How far a change reaches: the keys by which sightings may be one, or stand in each other's way.

Whom no key connects, not even by way of others, are never weighed against each other: what the rule makes of all that
keys connect is what it makes of them among everybody. Two names of one part in common share a key; a name of one part
("Naghiyev") is weighed against everybody who has that part, two names of several parts are not.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.identity import bodies
from dragoman.identity.blocks import pair_keys, single_keys
from dragoman.identity.personas import Parts
from dragoman.identity.score import Scorer
from dragoman.model.identity import Authority, Sighting


class Keys(NamedTuple):
    """Keys of a sighting: `own` connect it with all that have them, `offered` with those whose own they are."""

    own: frozenset[str]
    offered: frozenset[str] = frozenset()


def keys_of(sighting: Sighting, scorer: Scorer) -> Keys:
    """The keys of a sighting; one that has none is nobody else, as far as the rule can tell."""
    if sighting.kind != "person":
        return Keys(frozenset(f"body|{key}" for key in bodies.keys_of(sighting, scorer.offices)))
    if not sighting.named:
        return Keys(frozenset())
    told = scorer.all_parts(sighting.names)
    spellings = scorer.offices.lexicon.spellings
    profile = "|".join(sorted(spellings.part(part).name for part in told[0]))
    found = _of_names(told, scorer)
    return Keys(found.own | {f"name|{profile}"}, found.offered)


def keys_of_authority(authority: Authority, scorer: Scorer) -> Keys:
    """The keys of a person of a list."""
    return _of_names(tuple(map(scorer.parts, (authority.name, *authority.aliases))), scorer)


def _of_names(told: Iterable[Parts], scorer: Scorer) -> Keys:
    spellings = scorer.offices.lexicon.spellings
    pairs: set[str] = set()
    parts: set[str] = set()
    for name in told:
        pairs |= {f"pair|{one}|{other}" for one, other in pair_keys(name, spellings)}
        parts |= {f"part|{bone}" for bone in single_keys(name, spellings)}
    return Keys(frozenset(pairs), frozenset(parts)) if pairs else Keys(frozenset(parts))
