"""Whether two names may be one person's: within a report and across reports."""

import re
from collections.abc import Collection, Iterator
from enum import IntEnum
from typing import Literal, NamedTuple

from rapidfuzz.fuzz import ratio

from dragoman.lexicon.spellings import PartKey, Spellings
from dragoman.lexicon.world import fold

# Two spellings of one name part: "Hissène" and "Hisseine" have 93, "Anna" and "Hanna" 89.
ALIKE = 90
SHORTEST_FUZZY = 5
PAIR = 2
SHORTEST_AFTER_PARTICLE = 2
_GLUED = re.compile(r"\b([^\W\d_])\.(?=[^\W\d_]{2})")


class Likeness(IntEnum):
    """How two parts of names are alike."""

    NONE = 0
    INITIAL = 1
    FUZZY = 2
    SPELLED = 3
    EQUAL = 4


class NameMatch(NamedTuple):
    """How two names match.

    full: part for part; part: two or more parts, where one name has more; initial: one part and initials; single: one
    part of a longer name; alone: two names of one part; none: not at all. `loose` counts parts that are written
    otherwise, `fuzzy` those of them that no rule tells.
    """

    kind: Literal["full", "part", "initial", "single", "alone", "none"]
    loose: int = 0
    fuzzy: int = 0


NO_MATCH = NameMatch("none")


def parts_of(name: str, particles: Collection[str]) -> tuple[str, ...]:
    """The folded parts of a person's name, particles such as "al" and "bin" left out."""
    told = _GLUED.sub(r"\1. ", fold(name).replace("'", ""))  # "O.Gulbeyaz"
    words = [_without_particle(part, particles) for part in told.split()]
    kept = [part for part in words if part not in particles]  # "y" is one, "Y." none
    return tuple(part.strip(".") for part in kept or words)


def name_parts(name: str, particles: Collection[str], spellings: Spellings) -> tuple[str, ...]:
    """The parts of a name to be compared across reports: as one alphabet writes them, without "son of"."""
    told = parts_of(spellings.plain(name), particles)
    kept = tuple(part for part in told if part not in spellings.filiation)
    return kept or told


def _without_particle(part: str, particles: Collection[str]) -> str:
    """A part without the particle written into it: "masry" of "el-masry"."""
    first, hyphen, rest = part.partition("-")
    return rest if hyphen and first in particles and len(rest) > SHORTEST_AFTER_PARTICLE else part


def likeness(one: PartKey, other: PartKey, spellings: Spellings) -> Likeness:
    """How two parts are alike: equal keys, a spelling told by the table, or nearly the same letters."""
    if one.initial or other.initial:
        return Likeness.INITIAL if one.first == other.first else Likeness.NONE
    if one.key == other.key:
        return Likeness.EQUAL
    if not one.others.isdisjoint(other.others) or spellings.alike(one.key, other.key):
        return Likeness.SPELLED
    long_enough = min(len(one.key), len(other.key)) >= SHORTEST_FUZZY
    fewer, more = sorted((one.key, other.key), key=len)
    if long_enough and one.key[0] == other.key[0] and ratio(fewer, more) >= ALIKE and more != f"{fewer}a":
        return Likeness.FUZZY  # "Aleksandra" is not Aleksandr
    return Likeness.NONE


def same_name(one: tuple[str, ...], other: tuple[str, ...], spellings: Spellings) -> bool:
    """Whether two names of one report may be one person's."""
    return compare_names(one, other, spellings).kind != "none"


def compare_names(one: tuple[str, ...], other: tuple[str, ...], spellings: Spellings) -> NameMatch:
    """How two names match, from whatever part they begin, and however many words a part is written in."""
    generations = [{part for part in parts if part in spellings.generations} for parts in (one, other)]
    if all(generations) and generations[0] != generations[1]:
        return NO_MATCH  # father and son
    short, long = sorted((one, other), key=lambda parts: (len(parts), parts))
    found = _matched(short, long, spellings)
    if found.kind == "full" and not _turned(short, long, spellings):
        return NO_MATCH  # "Rosa Quispe Mamani" is not Rosa Mamani Quispe
    if found.kind != "none":
        return found
    halves = tuple(tuple(half for part in parts for half in part.split("-")) for parts in (short, long))
    if halves != (short, long):
        fewer, more = sorted(halves, key=len)
        found = _matched(fewer, more, spellings)  # "Delvaux" of "Delvaux-Martens"
        if found.kind not in {"none", "full", "initial"} and not found.fuzzy:
            return found
    # "Kim Sol Mi" and "Kim Sol-mi", "Abd al-Rahman" and "Abdulrahman", "Mensah-Boateng" of "Akosua Mensah Boateng"
    for first in (short, *_joined(short)):
        for second in (long, *_joined(long)):
            if len(first) + len(second) < len(short) + len(long):
                fewer, more = sorted((first, second), key=len)
                found = _matched(fewer, more, spellings)
                sure = len(fewer) >= PAIR or (first is short and not found.loose)
                if sure and found.kind not in {"none", "initial"}:
                    return found
    return NO_MATCH


def _turned(one: tuple[str, ...], other: tuple[str, ...], spellings: Spellings) -> bool:
    """Whether one name is the other begun from another of its parts: the family first, or last."""
    parts = [spellings.part(part) for part in one]
    others = [spellings.part(part) for part in other]
    return any(
        all(likeness(a, b, spellings) for a, b in zip(parts, (*others[at:], *others[:at]), strict=True))
        for at in range(len(others))
    )


def _joined(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for at in range(len(parts) - 1):
        if min(len(parts[at]), len(parts[at + 1])) > 1:
            yield (*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :])


def _matched(short: tuple[str, ...], long: tuple[str, ...], spellings: Spellings) -> NameMatch:
    left = [spellings.part(part) for part in long]
    strong = loose = fuzzy = initials = 0
    for part in sorted(map(spellings.part, short), key=lambda part: (-len(part.key), part.key)):
        kind, number = max(((likeness(part, item, spellings), -n) for n, item in enumerate(left)), default=(0, 0))
        if kind == Likeness.NONE:
            return NO_MATCH
        del left[-number]
        strong += kind > Likeness.INITIAL
        initials += kind == Likeness.INITIAL
        loose += kind in {Likeness.SPELLED, Likeness.FUZZY}
        fuzzy += kind == Likeness.FUZZY
    if not strong:
        return NO_MATCH
    if strong >= PAIR:
        return NameMatch("part" if left or initials else "full", loose, fuzzy)
    if initials:
        return NameMatch("initial", loose, fuzzy)
    return NameMatch("single" if left else "alone", loose, fuzzy)
