"""Whether a text says "we" in the name of a body of many states, as communiqués do and speeches don't."""

from collections.abc import Sequence

from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Mention
from dragoman.reading.trees import Trees

UNION = "igo:"  # with which the ids of bodies of many states begin
OWN = "we"  # the kind of pronoun of those who write


def own(words: NameWords) -> frozenset[str]:
    """The pronouns of those who write."""
    return frozenset(word for word, kind in words.pronouns.items() if kind == OWN)


def joint(trees: Trees, found: Sequence[Mention], words: NameWords) -> bool:
    """Whether "we" is a body of many states, with which the text opens, or those of "We, the Leaders"."""
    told = own(words)
    first = next((mention for mention in found if mention.kind == "pronoun" and mention.head in told), None)
    if first is None:
        return False
    for word in range(len(trees) - 2):
        if trees.lower[word] in told and trees.lower[word + 1] == "," and trees.lower[word + 2] in words.articles:
            return True
    opening = next((mention for mention in found if mention.kind in {"organization", "person"}), None)
    return opening is not None and (opening.entity or "").startswith(UNION)
