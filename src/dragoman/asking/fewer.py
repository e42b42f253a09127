"""Where no sentence has all words of a question: the most of them that one has."""

from collections.abc import Callable, Iterable
from itertools import combinations

MOST_TRIED = 6  # words of which all choices are tried: at most some sixty, each of one sentence


def most_of(
    words: Iterable[tuple[str, str]], is_found: Callable[[Iterable[tuple[str, str]]], bool]
) -> tuple[tuple[str, str], ...]:
    """The most of some words that stand in one sentence, in their order; the first of them rather than the last.

    words: each as it is told, and as it is looked for. is_found: whether some sentence has all of those.
    """
    known = [word for word in words if is_found((word,))][:MOST_TRIED]
    for size in range(len(known), 1, -1):
        for some in combinations(known, size):
            if is_found(some):
                return some
    return tuple(known[:1])
