"""The state that a town tells, and whose a body is that is told to act in one: "In Port Sudan, the ministry denied"."""

from dragoman.linking.book import Book, key_of
from dragoman.model.reading import Mention


def state_named(book: Book, name: str) -> str | None:
    """The state of this name or of this town or region, of several the one told of."""
    states = {entry.country for entry in book.lexicon.world.find(name) if entry.kind == "state" and entry.country}
    found = states or {row.country for row in book.lexicon.gazetteer.find(name) if row.country}
    known = found & set(book.counted) or found
    return next(iter(known)) if len(known) == 1 else None


def fronted_town(book: Book, mention: Mention) -> str | None:
    """ "In Port Sudan, the Ministry of Foreign Affairs denied": the state told of in which the town lies."""
    start = book.reading.sentences[mention.sentence].extent.start
    for other in book.reading.mentions_of(mention.sentence):
        if other.extent.end >= mention.extent.start or not (
            other.kind in {"name", "place"} or _is_capital(book, other)
        ):
            continue
        before = book.reading.text[start : other.extent.start].lower().split()
        behind = book.reading.text[other.extent.end : mention.extent.start].split()
        led = len(before) == 1 and before[0] in book.lexicon.grammar.place_prepositions
        if led and behind[:1] == [","] and set(behind[1:]) <= book.lexicon.names.articles:
            found = state_named(book, other.name or "")
            return found if found in book.counted else None
    return None


def _is_capital(book: Book, mention: Mention) -> bool:
    """Whether a mention is that of a state by its capital, where no union has its seat."""
    known = book.lexicon.world.find(mention.name or "") if mention.kind == "state" else ()
    return bool(known) and known[0].form_kind == "capital" and mention.name not in book.lexicon.descriptions.seats


def of_fronted_town(book: Book, mention: Mention) -> str | None:
    """The state of a body that every state has, by the town told before it."""
    words = book.lexicon.names
    everywhere = words.domestic & set(key_of(mention.name or "").split())
    return fronted_town(book, mention) if everywhere and mention.kind == "organization" else None


def fronted_state(book: Book, mention: Mention) -> str | None:
    """The state in which a sentence says that it happens, before who acts: "In Latvia, the Security Service"."""
    start = book.reading.sentences[mention.sentence].extent.start
    opened = book.reading.text[start : mention.extent.start].split()
    if not opened or opened[0].lower() not in book.lexicon.grammar.place_prepositions:
        return None
    for other in book.reading.mentions_of(mention.sentence):
        if other.kind == "state" and other.country and other.extent.end < mention.extent.start:
            known = book.lexicon.world.find(other.name or "")
            land = bool(known) and known[0].form_kind not in {"capital", "seat"}
            between = book.reading.text[start : other.extent.start].split()
            fronted = len(between) == 1 and book.reading.text[other.extent.end :].startswith(",")
            return other.country if land and fronted else None
    return fronted_town(book, mention)
