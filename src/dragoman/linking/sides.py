"""One of two: "the latter", "the guest", "the host", "his counterpart"."""

from dragoman.linking.book import Book, Entry
from dragoman.linking.described import FAR, NEAR
from dragoman.linking.pairs import companies
from dragoman.model.reading import Frame, Mention
from dragoman.model.record import ActorKind

PAIR = 2
LIKE: tuple[ActorKind, ...] = ("person", "state", "organization")  # two of one kind are the former and the latter


def one_of_two(book: Book, mention: Mention) -> Entry | None:
    """The first or the second of the two persons, states or bodies told last."""
    at = 0 if mention.head in book.lexicon.descriptions.former else 1
    for numbers in companies(book, mention, reach=1):
        if len(numbers) == PAIR:
            return book.entries[numbers[at]]
    for sentence in (mention.sentence, mention.sentence - 1):
        told = [m for m in book.reading.mentions_of(sentence) if m.head_extent.start < mention.head_extent.start]
        near = dict.fromkeys(n for m in told if m.kind != "pronoun" for n in book.of.get(m.index, ()))
        for kind in LIKE:
            two = [book.entries[n] for n in near if book.entries[n].kind == kind]
            if len(two) == PAIR:
                return two[at]
    return None


def other_side(book: Book, mention: Mention) -> Entry | None:
    """ "his counterpart": the person of another state told before with the one whose counterpart it is."""
    owners = book.of.get(mention.possessor, ()) if mention.possessor is not None else ()
    own = {book.entries[n].country for n in owners}
    for entry in book.nearest(mention, ("person",), reach=NEAR):
        if entry.number not in owners and entry.parts and entry.country and entry.country not in own:
            return entry
    return None


def visitor(book: Book, mention: Mention, country: str | None, *, coming: bool) -> Entry | None:
    """The guest or the host of the visit told before; else, for a guest, whoever is not the subject here.

    `coming`: a title tells it, "the visiting minister"; then it is whoever is abroad where the two met.
    """
    words = book.lexicon.descriptions
    guest = coming or mention.head in words.guests
    for back in range(FAR if country else NEAR + 1):
        sentence = mention.sentence - back
        if sentence < 0:
            break
        for frame in book.reading.frames_of(sentence):
            found = _side(book, frame, mention, guest=guest)
            if found is not None and country in {None, found.country}:
                return found
    abroad = _abroad(book, mention) if guest else None
    if abroad is not None or coming:
        return abroad
    return _not_here(book, mention, country) if guest else None


def _abroad(book: Book, mention: Mention) -> Entry | None:
    """Of two persons told together before, the one who is not of the state whose town they met in."""
    for back in range(1, FAR):
        found = _away(book, mention.sentence - back)
        if found is not None:
            return found
    return None


def _away(book: Book, sentence: int) -> Entry | None:
    before = book.reading.mentions_of(sentence)
    numbers = dict.fromkeys(n for m in before if m.kind in {"person", "name"} for n in book.of.get(m.index, ()))
    persons = [book.entries[n] for n in numbers if book.entries[n].kind == "person"]
    towns = {m.country for m in before if m.kind in {"state", "place"} and m.index not in book.subjects and m.country}
    away = [entry for entry in persons if entry.country and entry.country not in towns]
    return away[0] if len(persons) == PAIR and len(towns) == 1 and len(away) == 1 else None


def _side(book: Book, frame: Frame, mention: Mention, *, guest: bool) -> Entry | None:
    words = book.lexicon.descriptions
    if frame.lemma in words.receiving:
        role = "object" if guest else "subject"
    elif frame.lemma in words.visiting and guest:
        role = "subject"
    else:
        return None
    for arg in frame.args:
        if arg.role == role:
            for m in arg.mentions:
                told = book.mentions[m]
                entries = [book.entries[n] for n in book.of.get(m, ())]
                if m != mention.index and told.head_extent.start < mention.head_extent.start and len(entries) == 1:
                    return entries[0] if entries[0].kind in {"person", "state"} else None
    return None


def _not_here(book: Book, mention: Mention, country: str | None) -> Entry | None:
    hosts = {n for m in book.subjects if book.mentions[m].sentence == mention.sentence for n in book.of.get(m, ())}
    hosts |= {
        n
        for other in book.reading.mentions_of(mention.sentence)
        if other.kind in {"name", "person"}
        for n in book.of.get(other.index, ())
    }
    for entry in book.nearest(mention, ("person",), reach=FAR if country else NEAR):
        if entry.number not in hosts and (country is None or entry.country == country):
            return entry
    return None
