"""Bodies told again by another name behind their name: "IGAD, the Intergovernmental Authority on Development,"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.reading.found import Found, extent_of
from dragoman.reading.labels import Labelled

BODIES = frozenset({"organization", "group", "media"})
NAMES = BODIES | {"name"}
# by their labels: ", the", ",", ", or", ", or the"
BETWEEN = frozenset({",d", ",", ",l", ",ld"})
CALLED = re.compile(r"[,(]?z_*d?")  # ", known as the", "(also known as"
NICKNAMED = re.compile(r"[,(]?z_*[\"“‘«']*")
CLOSES = frozenset({",", ")"})
SHORTEST = 2  # letters of an acronym
LEAST = 0.75  # of an acronym's letters begin a word of the long name


def join_renamed(found: Iterable[Found], labelled: Labelled) -> Iterator[Found]:
    """Give the names with each apposed name of a body as the alias of the one before it."""
    last: Found | None = None
    for name in found:
        if last is not None and _renames(last, name, labelled):
            extent = name.name or name.extent
            last = replace(
                last,
                kind=last.kind if last.kind in BODIES else name.kind,
                alias=extent,
                last=name.last,
                extent=extent_of(labelled, (last.first, name.last)),
                covers=(last.covers[0], name.covers[1] + (_after(name, labelled) in CLOSES)),
            )
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _after(name: Found, labelled: Labelled) -> str:
    return labelled.line[name.covers[1] : name.covers[1] + 1]


def _renames(one: Found, other: Found, labelled: Labelled) -> bool:
    kinds = {one.kind, other.kind}
    aside = labelled.line[one.covers[1] : other.covers[0]]
    if kinds == {"name"} and not one.alias and NICKNAMED.fullmatch(aside):
        return True  # "Valdir Teixeira, alias "Galego","
    if kinds.isdisjoint(BODIES) or not kinds <= NAMES or one.alias or other.country:
        return False
    between = labelled.line[one.covers[1] : other.covers[0]]
    if one.kind in BODIES and CALLED.fullmatch(between):
        return True
    if between not in BETWEEN or _after(other, labelled) != ",":
        return False
    if one.entry is not None and other.entry is not None and one.entry.id == other.entry.id:
        return True
    return _abbreviates(one, other, labelled) or _abbreviates(other, one, labelled)


def _abbreviates(one: Found, other: Found, labelled: Labelled) -> bool:
    """Whether the first is an acronym of the second."""
    letters = "".join(filter(str.isalpha, labelled.units[one.first].text))
    words = [unit.text for unit in labelled.units[other.first : other.last] if unit.capital]
    if one.last - one.first != 1 or len(letters) < SHORTEST or not letters.isupper():
        return False
    firsts = "".join(word[0].upper() for word in words)
    return sum(letter in firsts for letter in letters) >= LEAST * len(letters)
