"""For which state somebody signs who is told by name alone: "signed by A on behalf of Fiji and B for Tonga"."""

from collections.abc import Collection, Iterator

from dragoman.linking.book import Book, Entry
from dragoman.linking.named_persons import of_state
from dragoman.model.reading import Mention

SIGNED = 6  # words between a side and who signed for it: "the document was signed by"


def settle_delegates(book: Book) -> None:
    """Give those who sign for a state that state, where nothing else tells one."""
    for mention in book.mentions:
        entries = [book.entries[n] for n in book.of.get(mention.index, ())]
        if mention.kind not in {"name", "person"} or len(entries) != 1:
            continue
        (holder,) = entries
        if holder.kind == "person" and holder.country is None and not holder.bodies and _signs(book, mention):
            holder.country = of_state(book, mention) or _behind(book, mention) or _before(book, mention)


def signed_with(book: Book, holder: Entry) -> Iterator[str]:
    """The states with which somebody signs or deals, which are not his: "Minister Vakaloloma signed it with Tonga"."""
    own, words = set(holder.mentions), book.lexicon.statements.agreements
    for frame in book.frames_about(own):
        subjects = {m for arg in frame.args if arg.role == "subject" for m in arg.mentions}
        if words.status.get(frame.lemma) == "signed" and own & subjects:
            links = words.links - book.lexicon.grammar.between
            sides = (arg for arg in frame.args if arg.role.rpartition(".")[2] in links)
            told = (book.mentions[m] for arg in sides for m in arg.mentions)
            yield from (mention.country for mention in told if mention.kind == "state" and mention.country)
    yield from dealt_with(book, own)


def dealt_with(book: Book, own: Collection[int]) -> Iterator[str]:
    """The states whom somebody receives or speaks to, which are not his: "Receiving the Iraqi envoy, he urged Iraq"."""
    words = book.lexicon.descriptions
    for frame in book.frames_about(own):
        receives, faces = frame.lemma in words.receiving, frame.lemma in words.facing
        subjects = {m for arg in frame.args if arg.role == "subject" for m in arg.mentions}
        if not (receives or faces) or frame.kind != "verb" or subjects.isdisjoint(own):
            continue
        for arg in frame.args:
            if arg.role == "object" or (faces and arg.role in words.facing_on):
                told = (book.mentions[m] for m in arg.mentions)
                foreign = (m for m in told if m.kind == "state" or (receives and m.kind in {"group", "role", "person"}))
                yield from (m.country for m in foreign if m.country)


def _signs(book: Book, mention: Mention) -> bool:
    status = book.lexicon.statements.agreements.status
    return any(status.get(frame.lemma) == "signed" for frame in book.reading.frames_of(mention.sentence))


def _behind(book: Book, mention: Mention) -> str | None:
    """ "A for Fiji", "B from the Tajik side", "C on behalf of the Government of Tonga"."""
    for other in book.reading.mentions_of(mention.sentence):
        if other.extent.start >= mention.extent.end:
            between = book.reading.text[mention.extent.end : other.extent.start].lower().split()
            return other.country if _siding(book, other, between) else None
    return None


def _before(book: Book, mention: Mention) -> str | None:
    """ "for Fiji by A", "on the Tongan side the document was signed by B"."""
    before = [m for m in book.reading.mentions_of(mention.sentence) if m.extent.end <= mention.extent.start]
    told = [m for m in before if m.kind != "agreement"]
    if not told:
        return None
    other, start = told[-1], book.reading.sentences[mention.sentence].extent.start
    between = book.reading.text[other.extent.end : mention.extent.start].lower().split()
    lead = book.reading.text[start : other.extent.start].lower().split()
    while lead and lead[-1] in book.lexicon.names.articles:
        lead.pop()
    by = between[-1:] and between[-1] in book.lexicon.names.agents and len(between) <= SIGNED
    sided = _siding(book, other, lead[-1:]) or other.head in book.lexicon.names.flanks
    return other.country if by and sided else None


def _siding(book: Book, side: Mention, between: list[str]) -> bool:
    """Whether somebody stands for a side: "for", "from the", "on behalf of the", "representing"."""
    words = book.lexicon.names
    state = side.kind == "state" or (side.head in words.sides | words.governments and not side.plural)
    told = [word for word in between if word not in words.articles]
    fits = len(told) == 1 and told[0] in words.siding
    return state and (fits or " ".join(told) in book.lexicon.statements.agreements.stands_for)
