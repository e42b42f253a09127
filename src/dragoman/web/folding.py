"""Promises that read as one are shown as one, with the others folded under it: they stay apart in the store."""

from collections.abc import Sequence

from dragoman.lexicon.world import fold
from dragoman.model.record import Commitment
from dragoman.store.listed import Listed

LETTERS = 4  # a word with fewer tells little
ALIKE = 0.5  # of the words of the shorter one
Folded = tuple[Listed, tuple[Listed, ...]]


def folded(items: Sequence[Listed]) -> tuple[Folded, ...]:
    """Promises in their order, each with those after it that are due on the same day, share a state, and read alike.

    A report tells one promise in a sentence and in a list of provisions, and each report in other words.
    """
    heads: list[tuple[Listed, list[Listed]]] = []
    for item in items:
        first = next((more for head, more in heads if _are_alike(head, item)), None)
        if first is None:
            heads.append((item, []))
        else:
            first.append(item)
    return tuple((head, tuple(more)) for head, more in heads)


def _are_alike(one: Listed, other: Listed) -> bool:
    due, parties, words = _parts(one)
    other_due, other_parties, other_words = _parts(other)
    if due is None or due != other_due or not parties & other_parties:
        return False
    least = min(len(words), len(other_words))
    return least > 0 and len(words & other_words) >= ALIKE * least


def _parts(item: Listed) -> tuple[str | None, frozenset[str], frozenset[str]]:
    found = item.merged.finding
    if not isinstance(found, Commitment):
        return None, frozenset(), frozenset()
    states = (item.merged.countries.get(actor) or actor for actor in (*found.by, *found.to))
    words = (word for word in fold(found.what.quote).split() if len(word) >= LETTERS)
    return found.due.latest if found.due is not None else None, frozenset(states), frozenset(words)
