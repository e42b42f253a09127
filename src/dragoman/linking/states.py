"""States told without their names: "the country", "the island nation", "its neighbour"."""

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.described import FAR, NEAR, anonymous, country_of
from dragoman.linking.pairs import pair_of, remember
from dragoman.linking.unions import is_generic, members
from dragoman.model.reading import Mention


def state(book: Book, mention: Mention) -> None:
    """ "the two nations", "both countries", "the country", "the Himalayan nation"."""
    if mention.plural:
        union = members(book, mention)
        if union is not None:
            book.add(mention, union)
            return
        told = (mention.definite or mention.count) and not is_generic(book, mention)
        pair = pair_of(book, mention) if told else []
        if pair:
            remember(book, mention, pair)
        elif mention.definite or mention.count:
            book.leave(mention)
        else:
            anonymous(book, mention, None)
        return
    named = mention.country is not None and mention.country_extent is None  # "the kingdom of Tonga"
    traits = frozenset() if named else _traits(book, mention)
    if traits:
        _by_traits(book, mention, traits)
        return
    country = country_of(book, mention)
    if country is not None:
        book.add(mention, book.state(country))
    elif mention.definite:
        found = _spoken_of(book, mention)
        if found is not None:
            book.add(mention, found)
        elif book.home:
            book.add(mention, book.state(book.home))


def neighbour(book: Book, mention: Mention) -> Entry | None:
    """ "its neighbour" after "Niger recalled its envoy from Nigeria": the other state told beside it."""
    if mention.possessor is None or mention.plural:
        return None
    owners = {book.entries[n].country for n in book.of.get(mention.possessor, ())}
    if None in owners or len(owners) != 1:
        return None
    told = [entry for entry in book.nearest(mention, ("state",), reach=1) if entry.country not in owners]
    return told[0] if len(told) == 1 else None


def _traits(book: Book, mention: Mention) -> frozenset[str]:
    """The states that all telling words of a mention allow; none where it has no such word."""
    told = f" {key_of(book.text(mention.extent)).replace('-', ' ')} "
    found: frozenset[str] | None = None
    for words, countries in book.lexicon.descriptions.traits.items():
        if f" {words.replace('-', ' ')} " in told:
            found = countries if found is None else found & countries
    return found or frozenset()


def _by_traits(book: Book, mention: Mention, traits: frozenset[str]) -> None:
    """The state last told that is so; left open where two of one sentence are."""
    for back in range(FAR):
        sentence = mention.sentence - back
        told = (m for m in book.reading.mentions_of(sentence) if m.head_extent.start < mention.head_extent.start)
        here = dict.fromkeys(
            country for m in told for n in book.of.get(m.index, ()) if (country := book.entries[n].country) in traits
        )
        if len(here) == 1:
            book.add(mention, book.state(next(iter(here)) or ""))
            return
        if here:
            break
    if mention.definite:
        book.leave(mention)
    else:
        anonymous(book, mention, None)


def _spoken_of(book: Book, mention: Mention) -> Entry | None:
    """The state that the clause or the sentence before is about: "Mali asked for tents; the country has had"."""
    for sentence in range(mention.sentence, max(-1, mention.sentence - NEAR), -1):
        told = [
            other
            for other in book.reading.mentions_of(sentence)
            if other.head_extent.end <= mention.extent.start and other.index in book.subjects
        ]
        for other in reversed(told):
            entries = [book.entries[n] for n in book.of.get(other.index, ())]
            if len(entries) == 1 and entries[0].kind == "state":
                return entries[0]
            of_state = len(entries) == 1 and entries[0].kind == "organization" and "GOV" in entries[0].sectors
            if of_state and entries[0].country and sentence == mention.sentence:
                return book.state(entries[0].country)  # "Togo's ministry said that the country"
    return None
