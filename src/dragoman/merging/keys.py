"""Keys: two tellings that may be of one thing share one, and a busy pair of states has many, each with few tellings."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from dragoman.lexicon.load import load_lexicon
from dragoman.merging.prepared import Ready, ready
from dragoman.model.merged import Telling

BUCKET = 4  # days
LONGEST = 366  # days over which a telling has keys of its time
MOST_SIDES = 6
FEW_WORDS, MORE_WORDS = 3, 5  # the longest, by which what has no second side, and what is said, is found
NEXT_DAY = 1
SIGNING = "057"


def keys_of(telling: Telling) -> frozenset[str]:
    """The keys of a telling; what shares none with it is not told of the same."""
    return keys_of_ready(ready(telling))


@lru_cache(maxsize=50_000)
def keys_of_ready(one: Ready) -> frozenset[str]:
    """The keys of a telling that is ready."""
    return frozenset(_keys(one))


def _keys(one: Ready) -> Iterator[str]:
    if one.telling.kind == "event":
        yield from _event_keys(one)
    elif one.telling.kind == "agreement":
        yield from _agreement_keys(one)
    elif one.telling.kind == "statement":
        yield from _statement_keys(one)
    else:
        yield from _commitment_keys(one)


def _event_keys(one: Ready) -> Iterator[str]:
    told = one.telling
    family = f"e|{load_lexicon().merging.families.get(told.type or '', told.type)}"
    if one.agreement and (told.cameo or "").startswith(SIGNING):
        yield f"{family}|agreement|{told.agreement}"
    buckets = _buckets(one)
    if not buckets:
        return
    sides = sorted(one.sides)[:MOST_SIDES]
    whats = [f"{a}|{b}" for a, b in combinations(sides, 2)]
    if told.place is not None:
        whats.append(f"@{told.place}")
    if len(sides) == 1:
        whats += [f"{sides[0]}|{word}" for word in _longest(one, FEW_WORDS)]
        whats += [f"{sides[0]}|{' '.join(sorted(name))}" for told_of in one.persons.values() for name in told_of]
    for bucket in buckets:
        for what in whats:
            yield f"{family}|{what}|{bucket}"


def _agreement_keys(one: Ready) -> Iterator[str]:
    if one.agreement:
        yield f"a|{one.telling.agreement}"
    for side in sorted(one.sides)[:MOST_SIDES]:
        for word in sorted(one.agreement)[:MOST_SIDES]:
            yield f"a|{side}|{word}"
    for a, b in combinations(sorted(one.sides)[:MOST_SIDES], 2):
        for bucket in _buckets(one):
            yield f"a|{a}|{b}|{bucket}"


def _statement_keys(one: Ready) -> Iterator[str]:
    days = ("",) if one.published is None else range(one.published // 2, (one.published + NEXT_DAY) // 2 + 1)
    for day in days:
        for side in sorted(one.actors):
            for word in _longest(one, MORE_WORDS):
                yield f"s|{side}|{word}|{day}"


def _commitment_keys(one: Ready) -> Iterator[str]:
    words = _longest(one, MORE_WORDS)
    for side in sorted(one.actors)[:MOST_SIDES]:
        if len(words) == 1:
            yield f"c|{side}|{words[0]}"
        for a, b in combinations(sorted(words), 2):
            yield f"c|{side}|{a}|{b}"


def _buckets(one: Ready) -> range:
    """The numbers of the buckets of days in which it may lie, with the days beside; none where nobody can tell."""
    if one.low is None or one.high is None or one.high - one.low > LONGEST:
        return range(0)
    return range((one.low - 1) // BUCKET, (one.high + 1) // BUCKET + 1)


def _longest(one: Ready, many: int) -> list[str]:
    return sorted(one.telling.words, key=lambda word: (-len(word), word))[:many]
