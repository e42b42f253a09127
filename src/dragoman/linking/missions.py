"""Embassies and who sits in them: a note's "the High Commissioner" is of the High Commission to which it is sent."""

from collections.abc import Iterator

from dragoman.linking.book import Book, Entry, key_of
from dragoman.model.reading import Mention

OPENING = 6  # sentences, lines above the text counted, within which a note begins


def of_mission(book: Book, mention: Mention) -> str | None:
    """ "the Ambassador, Mr. Lackson Phiri": of the one embassy told with its state, where no state is told with him.

    Whoever else an embassy's note names by his office is of the state to which it writes.
    """
    title = key_of(mention.title or "")
    missions = book.lexicon.names.missions
    nouns = [noun for noun, titles in missions.items() if title in titles]
    for noun in nouns:
        states = {entry.country for entry in _told(book, noun)}
        if len(states) == 1:
            return next(iter(states))
    writer, reader = greeting(book)
    sent = writer is not None and any(_is_called(writer, noun) for noun in missions)
    staff = nouns or not book.lexicon.names.staff.isdisjoint(title.split())
    return reader.country if sent and reader is not None and not staff else None


def mission_told(book: Book, mention: Mention) -> Entry | None:
    """ "the Embassy" after "the Embassy of the Republic of Zambia": the one told with its state."""
    noun = key_of(mention.name or "")
    told = list(_told(book, noun)) if noun in book.lexicon.names.missions and mention.country is None else []
    return told[0] if len(told) == 1 else None


def _told(book: Book, noun: str) -> Iterator[Entry]:
    """The missions so called that were told with a state."""
    yield from (e for e in book.entries if e.kind == "organization" and e.country is not None and _is_called(e, noun))


def _is_called(entry: Entry, noun: str) -> bool:
    names = (key_of(name) for name in entry.names)
    return any(name.startswith(f"{noun} ") or name.endswith(f" {noun}") for name in names)


def greeting(book: Book) -> tuple[Entry | None, Entry | None]:
    """Who writes a note and to whom: "The Embassy of Peru presents its compliments to the Ministry of Ecuador"."""
    words = book.lexicon.names
    for sentence in range(min(OPENING, len(book.reading.sentences))):
        for frame in book.reading.frames_of(sentence):
            told = {arg.role: [n for m in arg.mentions for n in book.of.get(m, ())] for arg in frame.args}
            courteous = any(arg.role == "object" and words.courtesies.intersection(arg.heads) for arg in frame.args)
            writing, read = told.get("subject", []), [n for role, of in told.items() if role in words.goals for n in of]
            if frame.kind == "verb" and courteous and len(writing) == 1:
                return book.entries[writing[0]], book.entries[read[0]] if len(read) == 1 else None
    return None, None
