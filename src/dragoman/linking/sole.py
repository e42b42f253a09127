"""One office, one holder: a state has one foreign minister, so of two who are told by name one serves another state."""

from collections.abc import Iterator

from dragoman.linking.book import Book, Entry, Holders, key_of
from dragoman.model.reading import Mention

BARE = frozenset({"minister"})  # of which there are many


def held_by_others(book: Book, mention: Mention, holder: Entry) -> Iterator[str]:
    """The states whose office somebody else is told to hold: "Minister of Defence Khoi met the minister of Korea"."""
    own = _office(book, mention)
    for other, country in _holders(book).get(own, ()) if own is not None else ():
        another = book.entries[book.of[other][0]] if other in book.of else holder
        if another.number != holder.number and not _alike(another, holder):
            yield country


def _holders(book: Book) -> Holders:
    """Who is told with such an office and whose it is, by office; found once for a book."""
    if book.sole is None:
        book.sole = {}
        for mention in book.persons:
            told = mention.country if mention.country_extent is not None else None
            office = _office(book, mention) if told is not None else None
            if told is not None and office is not None:
                book.sole.setdefault(office, []).append((mention.index, told))
    return book.sole


def _alike(one: Entry, other: Entry) -> bool:
    """Whether two may be one person told twice."""
    return bool(set(one.parts) & set(other.parts))


def _office(book: Book, mention: Mention) -> frozenset[str] | None:
    """The words of an office of which a state has one; None of any other, and of one held before, or for another."""
    words = book.lexicon.offices
    told = key_of(mention.title or "").split()
    once = words.former | words.acting | words.designate | words.deputies
    if not told or book.word_before(mention).lower() in once or not once.isdisjoint(told):
        return None
    if mention.country_extent is not None:  # "Minister of National Defense of the Republic of Korea"
        state = set(key_of(book.text(mention.country_extent)).split())
        told = [word for word in told if word not in state]
    office = frozenset(words.spelled(told)) - words.empty - words.passing
    return office if office & words.single and office != BARE else None


def of_clause(book: Book, mention: Mention) -> str | None:
    """The one state that acts where somebody tells of it: "Peru offered a ship, as the minister, Ortiz, announced"."""
    acting = [m for m in book.reading.mentions_of(mention.sentence) if m.kind == "state" and m.index in book.subjects]
    told = {m.country for m in acting if m.extent.end < mention.extent.start}
    return next(iter(told)) if len(told) == 1 else None


def main_abroad(book: Book, times: int) -> str | None:
    """The state beside the home state that a report is about: the only one, or told so many times as often as any."""
    body = sorted((count, country) for country, count in book.counted.items() if country != book.home)
    clear = bool(body) and (len(body) == 1 or body[-1][0] >= times * max(body[-2][0], 1))
    return body[-1][1] if clear else None
