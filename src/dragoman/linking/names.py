"""Whether two names may be one person's."""

from collections.abc import Collection

from rapidfuzz.fuzz import ratio

from dragoman.lexicon.world import fold

# Two spellings of one name part: "Hissène" and "Hisseine" have 93, "Anna" and "Hanna" 89.
ALIKE = 90
SHORTEST_FUZZY = 5


def parts_of(name: str, particles: Collection[str]) -> tuple[str, ...]:
    """The folded parts of a person's name, particles such as "al" and "bin" left out."""
    told = tuple(_bare(part.strip("."), particles) for part in fold(name).replace("'", "").split())
    kept = tuple(part for part in told if part not in particles)
    return kept or told


def _bare(part: str, particles: Collection[str]) -> str:
    """A part without the particle written into it: "masry" of "el-masry"."""
    particle, hyphen, rest = part.partition("-")
    return rest if hyphen and rest and particle in particles else part


def part_matches(one: str, other: str) -> bool:
    """Whether two name parts are the same, an initial of the other, or two spellings of one."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    if ("-" in one) != ("-" in other) and min(len(one), len(other)) >= SHORTEST_FUZZY:
        double, single = (one, other) if "-" in one else (other, one)
        if single in double.split("-"):
            return True  # "Delvaux" of "Delvaux-Martens"
    one, other = one.replace("-", ""), other.replace("-", "")
    if one == other:
        return True
    long_enough = min(len(one), len(other)) >= SHORTEST_FUZZY
    return long_enough and one[0] == other[0] and ratio(one, other) >= ALIKE


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the parts of the shorter name all stand in the longer one, in any order; an initial proves nothing."""
    short, long = sorted((one, other), key=len)
    left = list(long)
    proven = False
    for part in short:
        found = next((item for item in left if part_matches(part, item)), None)
        if found is None:
            return False
        proven = proven or min(len(part), len(found)) > 1
        left.remove(found)
    return proven
