"""Names of outlets that are one: "CAN" and "Central Asia News"."""

import re
from collections import defaultdict
from collections.abc import Iterable

from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.world import fold

ACRONYM = re.compile(r"[A-Z]{2,6}")
_PART = re.compile(r"[^\W_]+")


def mains(names: Iterable[str]) -> dict[str, str]:
    """Each name of an outlet with the longest of those that are the same.

    The same are names that differ in their letters' case, forms of one entry of the tables, and an acronym with the one
    name that has these initials; where two have them, nobody knows which it is.
    """
    told = sorted(names, key=lambda name: (-len(name), name))
    of_key: dict[str, str] = {}
    for name in told:
        of_key.setdefault(_key(name), name)
    full: dict[str, set[str]] = defaultdict(set)
    for name in of_key.values():
        for initials in _initials(name):
            full[initials].add(name)
    found = {}
    for name in told:
        meant = full.get(name, set()) if ACRONYM.fullmatch(name) else set()
        found[name] = next(iter(meant)) if len(meant) == 1 else of_key[_key(name)]
    return found


def apart(names: Iterable[str]) -> tuple[str, ...]:
    """The outlets that these names are, each by the longest of its names."""
    told = tuple(names)
    return tuple(sorted(set(mains(told).values()))) if len(told) > 1 else told


def _key(name: str) -> str:
    entries = [entry.id for entry in load_lexicon().world.find(name) if entry.kind == "media"]
    return entries[0] if len(entries) == 1 else fold(name)


def _initials(name: str) -> set[str]:
    """What an outlet of this name may be called: AFP of "Agence France-Presse", PTI of "Press Trust of India"."""
    words = [word for word in name.split() if word[0].isupper()]
    parts = [part for word in words for part in _PART.findall(word) if part[0].isupper()]
    return {"".join(one[0] for one in told) for told in (words, parts) if len(told) > 1}
