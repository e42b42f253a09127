"""Outlets that no table has, by what only an outlet does: "Silk News reports", "a release that reached APS"."""

from dragoman.linking.book import Book, key_of
from dragoman.model.reading import Frame, Mention

PRESS = "JRN"


def outlets_told(book: Book) -> frozenset[str]:
    """The names, as they are compared, of unknown outlets."""
    words = book.lexicon.statements
    told = [m.name for m in book.mentions if m.kind == "name" and m.name and " " in m.name]
    called = {
        key_of(name)
        for name in told
        if key_of(name).split()[0] in words.outlet_heads or key_of(name).split()[-1] in words.outlet_tails
    }
    return frozenset(called) | frozenset(
        key_of(mention.name)
        for frame in book.reading.frames
        for mention in _carriers(book, frame)
        if mention.kind == "name" and mention.name and not _given(book, mention.name)
    )


def _carriers(book: Book, frame: Frame) -> list[Mention]:
    words = book.lexicon.statements
    if frame.kind != "verb" or frame.negated:
        return []
    if frame.lemma in words.outlet_verbs and not frame.passive and frame.mood == "indicative":
        roles = {"subject"}
    elif frame.lemma in words.reaching and any(words.releases & set(arg.heads) for arg in frame.args):
        roles = {"object", "to", "by", "subject"}
    else:
        return []
    return [book.mentions[m] for arg in frame.args if arg.role in roles for m in arg.mentions]


def _given(book: Book, name: str) -> bool:
    """Whether a name begins as a person's does: "Selim Arkan reports from Baku"."""
    first = name.partition(" ")[0].lower()
    return first in book.lexicon.given or first in book.lexicon.opening_names


def told_by_name(book: Book, mention: Mention) -> bool:
    """Whether an outlet's name stands before what it is, so that both tell of it: "the Mirror newspaper"."""
    inside = (m for m in book.reading.mentions_of(mention.sentence) if m.kind == "media" and m.index in book.of)
    outlet = next((m for m in inside if mention.extent.start <= m.extent.start < mention.extent.end), None)
    if outlet is None or PRESS not in mention.sectors:
        return False
    book.add(mention, book.entries[book.of[outlet.index][0]])
    return True
