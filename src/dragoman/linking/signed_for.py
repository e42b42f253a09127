"""Whose signature it is: "A signed for Peru and B for Chile", "his Slovenian counterpart C"."""

from collections.abc import Iterator

from dragoman.linking.book import Book
from dragoman.model.reading import Frame, Mention

NEAR = 1  # sentences between an agreement and who signs it
LEAD = 30  # characters of "on the part of the "


def settle_signers(book: Book) -> None:
    """Give those who sign the state that they sign for, and the record the states that their titles tell of."""
    for frame in book.reading.frames:
        if not _signs(book, frame):
            continue
        persons = [m for m in book.reading.mentions_of(frame.sentence) if m.kind == "person" and _in(m, frame)]
        for person, state in _pairs(book, frame, persons):
            for number in book.of.get(person.index, ()):
                book.entries[number].country = state.country
        for person in persons:
            if person.country is not None and person.country_extent is not None:
                book.state(person.country).extents.append(person.country_extent)


def bind_states(book: Book) -> None:
    """Give the record the states of all who sign, whatever word tells them: "The two signed a Declaration"."""
    for frame in book.reading.frames:
        roles = [arg for arg in frame.args if arg.role == "subject"] if _signs(book, frame) else []
        signers = [n for arg in roles for m in arg.mentions for n in book.of.get(m, ())]
        for country in [book.entries[n].country for n in signers if book.entries[n].kind == "person"]:
            if country is not None:
                book.state(country)


def _signs(book: Book, frame: Frame) -> bool:
    words = book.lexicon.statements.agreements
    heads = (head for arg in frame.args if arg.role == "object" for head in arg.heads)
    if frame.kind != "verb" or frame.negated or not words.signs(frame.lemma, heads):
        return False
    near = range(frame.sentence, frame.sentence - NEAR - 1, -1)
    return any(m.kind == "agreement" for sentence in near if sentence >= 0 for m in book.reading.mentions_of(sentence))


def _in(mention: Mention, frame: Frame) -> bool:
    return frame.clause.start <= mention.extent.start and mention.extent.end <= frame.clause.end


def _pairs(book: Book, frame: Frame, persons: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Each person with the state that he signs for: told behind him, or before him where the first is."""
    stood = [m for m in book.reading.mentions_of(frame.sentence) if _in(m, frame) and _stood_for(book, m)]
    if not persons or not stood:
        return
    fronted = stood[0].extent.start < persons[0].extent.start
    for state in stood:
        behind = [p for p in persons if p.extent.start > state.extent.end]
        before = [p for p in persons if p.extent.end < state.extent.start]
        # "by Kapi of Papua New Guinea and, for Tonga, by Fonua"
        between = book.reading.text[state.extent.end : behind[0].extent.start] if behind else ""
        ahead = fronted or between.lower().strip(" ,\n") in book.lexicon.grammar.agents
        yield from ((one, state) for one in (behind[:1] if ahead else before[-1:]))


def _stood_for(book: Book, mention: Mention) -> bool:
    """Whether a state, or "the Tajik side", stands behind "for", "on behalf of"."""
    if mention.country is None or mention.kind not in {"state", "role", "group"}:
        return False
    words = book.reading.text[max(0, mention.extent.start - LEAD) : mention.extent.start].lower().split()
    while words and words[-1] in book.lexicon.names.articles:
        words.pop()
    told = book.lexicon.statements.agreements.stands_for
    return any(" ".join(words[-length:]) in told for length in range(1, len(words) + 1))
