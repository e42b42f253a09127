"""Whose state somebody is of who is told by what he is, with no state beside him.

By where he is, or by the report's one.
"""

from collections.abc import Iterator

from dragoman.linking.book import Book, key_of
from dragoman.linking.unions import serves_union
from dragoman.model.reading import Mention

# Told abroad as often as at home: troops, rebels, aid workers, firms, reporters.
ABROAD = frozenset({"MIL", "REB", "UAF", "IGO", "NGO", "IMG", "ISM", "MNC", "JRN", "REF", "BUS"})
SEATS = frozenset({"capital", "seat"})
LONGEST_NAME = 8  # words of a body's name
FEW = 3  # words between somebody and the place behind him: "villagers in the far south of Peru"
DESCRIBED = frozenset({"role", "group", "organization"})


def count_states(book: Book) -> dict[str, int]:
    """The states that the body tells of, in order, by any word for them: "Chadian government", "(Japan time)"."""
    body = [s.extent for s in book.reading.sentences if s.block == "body"]
    counts = book.lexicon.world.states_in("\n".join(book.reading.text[extent.start : extent.end] for extent in body))
    told = (m for m in book.mentions if m.kind == "state" or (m.country_extent is not None and m.kind != "media"))
    named = [m.country for m in told if m.country and in_body(book, m)]
    new = [country for country in named if country not in counts]  # "Athens", of which there are several
    first = {named[0]: 0} if new[:1] == named[:1] and new else {}
    found = {**first, **counts, **dict.fromkeys(new, 0)}
    return {country: counts.get(country, 0) + new.count(country) for country in found}


def in_body(book: Book, mention: Mention) -> bool:
    """Whether somebody is told in the text, not above it."""
    return book.reading.sentences[mention.sentence].block == "body"


def of_union(book: Book) -> bool:
    """Whether a paper is a union's, whose own no state's officials are: "Note by the Spokesperson for the ..."."""
    chiefs = book.lexicon.descriptions.unions_under
    above = (s for s in book.reading.sentences if s.block == "headline")
    # "Note on the Press Briefing": a heading's noun may be read as an order
    plain = [
        s
        for s in above
        if not any(f.mood == "indicative" and f.kind == "verb" for f in book.reading.frames_of(s.index))
    ]
    told = (m for s in plain for m in book.reading.mentions_of(s.index) if m.kind == "role" and m.country is None)
    return any(key_of(m.title or m.head) in chiefs for m in told)


def of_many_states(book: Book, dateline: str | None) -> bool:
    """Whether a paper is that of a body of many states at its seat, whose state is told of by that capital only.

    "OSCE Secretary General welcomes ceasefire", given in Vienna; not "ECOWAS mission concludes visit", in Bissau.
    """
    first = next((s.extent for s in book.reading.sentences if s.block == "headline"), None)
    words = book.reading.text[first.start : first.end].split()[:LONGEST_NAME] if first is not None else []
    told = (book.lexicon.world.find(" ".join(words[:many])) for many in range(1, len(words) + 1))
    known = book.lexicon.world.find(dateline or "")
    here = next((entry for entry in known if entry.kind == "state" and entry.form_kind in SEATS), None)
    if here is None or not any(entry.kind == "igo" for found in told for entry in found):
        return False
    of_it = (m for m in book.mentions if m.country == here.country and in_body(book, m))
    return all(m.kind == "state" and m.name == here.form for m in of_it)


def body_first(book: Book) -> bool:
    """Whether a report begins with a body of state without its state: "MANILA - The Department of Foreign Affairs"."""
    opening = (m for m in book.mentions if book.reading.sentences[m.sentence].block == "body")
    first = next((m for m in opening if m.kind not in {"place", "name"}), None)
    if first is None or first.kind != "organization" or first.country is not None:
        return False
    words = book.lexicon.names
    told = set(key_of(first.name or "").split())
    field = bool(told & words.portfolios) and bool(told & words.body_heads)
    return not first.scope and (field or bool({*told, first.head} & words.domestic))


def settle_homes(book: Book) -> None:
    """Give a state to those without one: "a court in Dakar", "students" in a report that tells of one state only."""
    only = _only_state(book)
    for entry in book.entries:
        if entry.country is None and entry.entity is None and entry.kind in {"person", "group", "organization"}:
            told = [book.mentions[m] for m in entry.mentions]
            described = [mention for mention in told if mention.kind in DESCRIBED and mention.name is None]
            # not "Both signed it", of a governor and a consul
            described = [mention for mention in described if mention.head not in book.lexicon.grammar.numbers]
            # nor of "the High Representative", whose statement tells of one state only
            unions = book.lexicon.descriptions.union_offices
            described = [mention for mention in described if key_of(mention.title or mention.head) not in unions]
            described = [] if any(serves_union(book, mention) for mention in told) else described
            if described and not ABROAD & set(entry.sectors):
                entry.country = next(_beside(book, described), None) or only


def _only_state(book: Book) -> str | None:
    """Give the state of a report that tells of no other, be it only by its towns.

    Bodies of many states tell of others.
    """
    told = set(book.counted)
    if any(entry.kind == "igo" for entry in book.entries):
        return None
    for mention in book.mentions:
        if mention.kind in {"place", "name"} and mention.name and mention.index not in book.of:
            told.update(_states_of(book, mention))
    return next(iter(told)) if len(told) == 1 else None


def state_there(book: Book, mention: Mention) -> str | None:
    """The state of a ministry by the place behind it: "the health ministry in Hamas-run Gaza"."""
    ministry = mention.head in book.lexicon.names.bodies_of.values()
    return next(_beside(book, [mention]), None) if ministry else None


def _beside(book: Book, mentions: list[Mention]) -> Iterator[str]:
    """Give the states of the places right behind somebody: "hospital doctors in Lisbon"."""
    prepositions = book.lexicon.grammar.place_prepositions | book.lexicon.grammar.of
    for mention in mentions:
        for other in book.reading.mentions_of(mention.sentence):
            if other.extent.start < mention.extent.end or not other.name:
                continue
            between = book.reading.text[mention.extent.end : other.extent.start].lower().split()
            if between and between[0] in prepositions and len(between) <= FEW:
                yield from _states_of(book, other)
                break


def _states_of(book: Book, mention: Mention) -> tuple[str, ...]:
    if mention.country:
        return (mention.country,)
    run, _, place = (mention.name or "").partition(" ")
    rows = book.lexicon.gazetteer.find(place if "-" in run and place else mention.name or "")  # "Hamas-run Gaza"
    found = {row.country for row in rows if row.country}
    known = found & set(book.counted)
    if known:
        return tuple(sorted(known))
    first = rows[0].country if rows else None
    return (first,) if first else ()


def told_as_own(book: Book, mention: Mention) -> bool:
    """Whether somebody speaks of a state by what it is, with a capital, as one does of one's own: "the Kingdom"."""
    noun = book.lexicon.names.nouns.get(key_of(mention.name or ""))
    definite = book.word_before(mention).lower() in book.lexicon.names.articles
    return mention.kind == "name" and noun is not None and noun.kind == "state" and definite


def name_own(book: Book) -> None:
    """Give the home state to what tells it by what it is: "the Kingdom released 220 prisoners"."""
    for mention in book.mentions:
        if book.home and mention.index not in book.of and told_as_own(book, mention):
            book.add(mention, book.state(book.home))
