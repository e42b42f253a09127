"""What a description says of itself: whose state it tells, and the actor it makes where nobody is named."""

from itertools import takewhile

from dragoman.linking.book import Book, key_of
from dragoman.linking.voices import state_spoken_of
from dragoman.model.reading import Mention
from dragoman.model.record import ActorKind

NEAR = 3  # sentences back in which "the officials" finds the persons it means
FAR = 40
SIDES = 14  # sentences back in which "the sides" finds two that were told together


def country_of(book: Book, mention: Mention) -> str | None:
    """The state that a mention tells, by itself or by whose it is."""
    if mention.country:
        return mention.country
    if len(mention.scope) == 1:  # "a delegation of the Czech Senate"
        for number in book.of.get(mention.scope[0], ()):
            if book.entries[number].country:
                return book.entries[number].country
        if mention.kind in {"group", "role"}:
            # told after it: "a patrol of the Malian army", "an attaché of the Russian embassy"
            return book.mentions[mention.scope[0]].country
    if mention.possessor is not None:
        for number in book.of.get(mention.possessor, ()):
            if book.entries[number].country:
                return book.entries[number].country
    return state_spoken_of(book, mention)


def in_heading(book: Book, mention: Mention) -> bool:
    """Whether a paper's own heading tells the office: "Briefing by the Spokesperson for the Secretary-General"."""
    heads = takewhile(lambda sentence: sentence.block != "body", book.reading.sentences)
    above = (m for s in heads if s.block == "headline" for m in book.reading.mentions_of(s.index))
    return any(m.kind == "role" and m.head == mention.head and m.country is None for m in above)


def anonymous(book: Book, mention: Mention, country: str | None) -> None:
    """Somebody told by office only: "the Turkish foreign minister", "three diplomats"."""
    name = book.text(mention.extent)
    for entry in book.entries:
        if entry.country == country and key_of(name) in {key_of(told) for told in entry.names} and mention.definite:
            book.add(mention, entry)
            return
    kind: ActorKind = (
        "organization"
        if mention.kind == "organization"
        else "group"
        if mention.plural or mention.kind == "group"
        else "person"
    )
    entry = book.new(kind, name, country)
    entry.parts = ()
    entry.sectors = list(mention.sectors)
    entry.heads.add(mention.head)
    if mention.title and not mention.plural:
        entry.titles.append(mention.title)
    book.add(mention, entry)
