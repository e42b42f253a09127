"""Whose somebody is who tells something for a ministry, where several states' ministries of one name are told."""

from collections.abc import Iterator

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.company import state_of
from dragoman.model.reading import Mention


def told_by_ministry(book: Book, mention: Mention) -> str | None:
    """ "The French foreign ministry rejected it, with spokeswoman Castaing telling reporters": of that ministry."""
    words = book.lexicon.offices
    title = set(words.spelled(key_of(mention.title or "").split()))
    if mention.body is not None or not title or not title <= words.tellers:
        return None
    told = [m for m in book.reading.mentions_of(mention.sentence) if m.extent.end <= mention.extent.start]
    acting = [m for m in told if m.index in book.mains]
    return state_of(book, acting[0]) if len(acting) == 1 and acting[0].kind == "organization" else None


def namesakes(book: Book, mention: Mention) -> list[Entry]:
    """The bodies of states that are called as somebody's is, be it with their state: two "Foreign Ministries"."""
    words = book.lexicon.names
    key = key_of(mention.body or "")
    plain = bool(key) and all(part in words.portfolios or part in words.body_heads for part in key.split())
    bodies = (entry for entry in book.entries if plain and entry.kind == "organization" and entry.country)
    return [entry for entry in bodies if key in {key_of(name) for name in entry.names}]


def told_before(book: Book, mention: Mention, bodies: list[Entry]) -> str | None:
    """The state of the last of these that acts in the same sentence or the one before."""
    acting = (m for m in _before(book, mention) if m.index in book.subjects)
    numbers = {entry.number: entry.country for entry in bodies}
    return next((numbers[n] for m in acting for n in book.of.get(m.index, ()) if n in numbers), None)


def _before(book: Book, mention: Mention) -> Iterator[Mention]:
    for sentence in (mention.sentence, mention.sentence - 1):
        told = book.reading.mentions_of(sentence) if sentence >= 0 else ()
        yield from (m for m in reversed(told) if m.extent.end <= mention.extent.start)
