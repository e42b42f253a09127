"""Whose state somebody serves whose office is of a place: by his region, and by the towns told with him."""

from dragoman.linking.book import Book, key_of
from dragoman.linking.fronted import state_named
from dragoman.linking.named import short_states
from dragoman.model.reading import Mention

FEWEST = 2  # words of a body's name that begins with a town
LONGEST_PLACE = 4  # words of a region before a title: "Norte de Santander governor"


def of_region(book: Book, mention: Mention) -> str | None:
    """ "Tamil Nadu Chief Minister Selvam": the state in which the place before a title of places lies."""
    words = book.lexicon.names
    start = book.reading.sentences[mention.sentence].extent.start
    title = (mention.title or "").split()
    ends = (at for at, word in enumerate(title) if at and word in words.field_prepositions)
    title = title[: next(ends, len(title))]  # "KwaZulu-Natal MEC for Health"
    told = [*book.reading.text[start : mention.extent.start].split(), *title]
    for at in range(len(told) - len(title), len(told)):
        if key_of(" ".join(told[at:])) in words.regional:
            for size in range(min(LONGEST_PLACE, at), 0, -1):
                place = told[at - size : at]
                if size > 1 and place[-1] in book.lexicon.grammar.settlements:
                    place = place[:-1]  # "Táchira state governor"
                found = state_named(book, " ".join(place)) if place[0][:1].isupper() and "," not in place else None
                if found:
                    return found
    return None


def of_towns(book: Book, mention: Mention) -> str | None:
    """The one state of the towns told before a mayor or a governor: "shelled the city of Belgorod, Governor A said"."""
    title = key_of(mention.title or "").split()
    if not {" ".join(title), *title[-1:]} & book.lexicon.names.regional:
        return None
    told = [
        other
        for other in book.reading.mentions_of(mention.sentence)
        if other.kind in {"place", "name"} and other.name and other.extent.end <= mention.extent.start
    ]
    states = {state for other in told if (state := state_named(book, other.name or "")) is not None}
    # "Russian drones hit Kharkiv, regional governor Synko said", where nothing tells its state
    found = states & set(book.counted) or states
    return next(iter(found)) if len(found) == 1 else None


def of_body_town(book: Book, mention: Mention) -> str | None:
    """ "Chairwoman of the Hai Phong People's Committee": of the state of the town whose body it is."""
    told = (mention.body or "").split()
    if len(told) < FEWEST or book.lexicon.world.find(mention.body or "") or mention.body_acronym:
        return None
    for size in range(min(LONGEST_PLACE, len(told) - 1), 0, -1):
        name = " ".join(told[:size])
        plain = size == 1 and (
            key_of(name) in book.lexicon.names.portfolios or key_of(name) in book.lexicon.names.nouns
        )
        found = state_named(book, name) if name[:1].isupper() and not plain else None
        if found and (size > 1 or found in book.counted):
            return found
    return None


def in_its_place(book: Book, mention: Mention) -> str | None:
    """ "ex-governor of Táchira": the state that the place in a title lies in; "of the North": North Korea."""
    words = book.lexicon.names
    told = (mention.title or "").split()
    at = next((place for place, word in enumerate(told) if place and word.lower() in words.of), len(told))
    ends = (  # "Minister of State of the North and Chairman"
        n
        for n in range(at + 1, len(told))
        if told[n].lower() in words.conjunctions and key_of(" ".join(told[n + 1 : n + 2])) in words.titles
    )
    rest = [word for word in told[at + 1 : next(ends, len(told))] if word.lower() not in words.articles]
    place = bool(rest) and rest[0][:1].isupper() and key_of(rest[0]) not in words.nouns  # not "of the Republic"
    place = place and not words.portfolios.issuperset(key_of(word) for word in rest)  # Economy is a town too
    short = short_states(book, " ".join(rest)) if place else []
    return short[0].country if len(short) == 1 else state_named(book, " ".join(rest)) if place else None
