"""What all kinds of tellings are compared by: days, words, persons, reports."""

from collections.abc import Collection

from dragoman.merging.prepared import Ready

# feature, what was compared (told only when somebody asks), weight
Trait = tuple[str, object, float]

NEVER = -50.0
HARD = -2.5  # at this or less, two are not one however they fit others
ONE_REPORT = -6.0  # one report tells them apart, as a rule
SAME_PERSON, OTHER_PERSON = 2.0, -4.5
# words in common: by the part of the smaller set, at most this, a first word, each more
WORDS = ((0.6, 2.0, 1.2, 0.8), (0.34, 1.2, 0.8, 0.4), (0.2, 0.4, 0.4, 0.0))
HARDLY_ANY = -0.3
# none in common: for the first word of the smaller set, and for each more, up to so many
NO_WORD, NO_WORD_SAID, NO_MORE, MOST = -0.3, -0.6, -1.3, 4
# of groups with more than so many words each, hardly one in common: talks on gas and talks on refugees on one day
FULL, FULLEST, STRANGE, HARDLY_LIKE = 3, 8, -0.9, -1.5


def report(one: Ready, other: Ready) -> list[Trait]:
    """That both stand in one report."""
    same = one.telling.document == other.telling.document
    return [("report", "one report tells of both", ONE_REPORT)] if same else []


def shared(one: frozenset[str], other: frozenset[str]) -> float:
    """What part of the smaller set stands in the other; -1 where there is too little to compare."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else -1.0


def words_weight(one: Collection[str], other: Collection[str], *, said: bool) -> float:
    """What words in common weigh; `said`: what the words tell is what the act is."""
    least = min(len(one), len(other))
    if not least:
        return 0.0
    common = len(set(one).intersection(other))
    if not common:
        return (NO_WORD_SAID if said else NO_WORD) + NO_MORE * (min(least, MOST) - 1)
    part = common / least
    for at_least, most, first, more in WORDS:
        if part >= at_least:
            return min(most, first + more * (common - 1))
    return HARDLY_ANY


def groups_weight(one: Collection[str], other: Collection[str]) -> float:
    """What the words of two groups weigh besides: each of them tells much, and nearly all of it else."""
    least = min(len(one), len(other))
    if least <= FULL:
        return 0.0
    common = len(set(one).intersection(other))
    if not common:
        return STRANGE * (min(least, FULLEST) - FULL)
    return HARDLY_LIKE if common / least < WORDS[-1][0] else 0.0


def persons(one: Ready, other: Ready, against: float = OTHER_PERSON) -> list[Trait]:
    """Persons named for the same country; `against` is what others weigh."""
    if not one.persons or not other.persons:
        return []
    found: list[Trait] = []
    for country, names in one.persons.items():
        others = other.persons.get(country)
        if others is None:
            continue
        if any(name <= told or told <= name for name in names for told in others):
            found.append(("person", (names, others), SAME_PERSON))
        else:
            found.append(("person", (names, others), against))
    return found


def apart(one: Ready, other: Ready) -> int:
    """The days between the times of two; 0 where they meet. Of open times, what is told of them."""
    gap = 0
    if one.low is not None and other.high is not None:
        gap = max(gap, one.low - other.high)
    if other.low is not None and one.high is not None:
        gap = max(gap, other.low - one.high)
    return gap
