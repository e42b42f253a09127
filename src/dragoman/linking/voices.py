"""In whose words somebody is told: "our army" is the speaker's, "your army" theirs to whom he speaks."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from operator import attrgetter

from dragoman.linking.book import Book, Entry
from dragoman.model.findings import StatementFinding
from dragoman.model.reading import Mention, Reading

MARKS = ".,;:!?"
SHORT = 9  # characters of white space between two paragraphs


def voices_of(reading: Reading, said: Sequence[StatementFinding]) -> dict[int, StatementFinding]:
    """By each mention that stands in somebody's own words, quoted or of his turn, who says them."""
    found: dict[int, StatementFinding] = {}
    for statement in said:
        start, end = statement.content
        own = statement.frame is None or any(
            q.extent.start <= start and end <= q.extent.end for q in reading.quotations
        )
        first = bisect_left(reading.mentions, start, key=attrgetter("extent.start")) if own else 0
        for mention in reading.mentions[first:] if own else ():
            if mention.extent.start >= end:
                break
            found.setdefault(mention.index, statement)
    return found


def not_yet_known(book: Book, mention: Mention) -> tuple[int, ...]:
    """The mentions of those who speak and hear of somebody as "ours", or "yours", while nobody knows who they are.

    They may be told behind the words: '"Our troops crossed the river," he said'.
    """
    if _spoken_by(book, mention) is None:
        return ()
    said = book.voices[mention.index]
    return tuple(m for m in (said.speaker, *said.addressees) if m not in book.of and m not in book.voices)


def _spoken_by(book: Book, mention: Mention) -> int | None:
    """The mention of whom "our" or "your" before somebody means, none before "our hosts", who are another's."""
    said = book.voices.get(mention.index)
    names, told = book.lexicon.names, book.lexicon.descriptions
    if said is None or mention.head in names.relational | names.strangers | told.guests | told.hosts | told.neighbours:
        return None
    if _is_of(book, mention, names.own_pronouns):
        return said.speaker
    heard = _is_of(book, mention, names.addressing)
    return said.addressees[0] if heard and len(said.addressees) == 1 else None


def state_spoken_of(book: Book, mention: Mention) -> str | None:
    """The state of whom "our" or "your" before somebody means."""
    whose = _spoken_by(book, mention)
    told = (book.entries[number].country for number in book.of.get(whose, ())) if whose is not None else ()
    return next((country for country in told if country), None)


def is_left(book: Book, mention: Mention) -> bool:
    """Whether somebody is told as "yours" to nobody known."""
    heard = mention.index in book.voices and _is_of(book, mention, book.lexicon.names.addressing)
    return heard and state_spoken_of(book, mention) is None


def is_ours(book: Book, mention: Mention) -> bool:
    """Whether somebody is told as "ours", be it in whose words it may."""
    return _is_of(book, mention, book.lexicon.names.own_pronouns)


def set_against(book: Book, mention: Mention) -> set[str | None]:
    """The speaker's own state, where he says "they" of others than "we": "Their troops attacked our posts"."""
    said = book.voices.get(mention.index)
    if said is None:
        return set()
    names = book.lexicon.names
    ours = {word for word, kind in names.pronouns.items() if kind == "we"} | names.own_pronouns
    words = {word.strip(MARKS) for word in book.reading.text[slice(*said.content)].lower().split()}
    return {book.entries[n].country for n in book.of.get(said.speaker, ())} - {None} if ours & words else set()


def spoken_about(book: Book, mention: Mention, own: Collection[str | None]) -> Entry | None:
    """Whom somebody speaks of, not of his own state: told with the saying, "said of Azerbaijan", else before it."""
    said = book.voices.get(mention.index)
    frame = None if said is None or said.frame is None else book.reading.frames[said.frame]
    about = [m for arg in frame.args if arg.role in book.lexicon.grammar.of for m in arg.mentions] if frame else []
    told = [book.entries[n] for m in about for n in book.of.get(m, ())]
    near = book.nearest(mention, ("state", "organization", "group"), reach=1)
    return next((entry for entry in (*told, *near) if entry.country not in own), None)


def _is_of(book: Book, mention: Mention, pronouns: Collection[str]) -> bool:
    """Whether such a pronoun stands before somebody: "our army", "our brave soldiers", "our army and police"."""
    if book.word_before(mention).lower() in pronouns:
        return True
    for frame in book.reading.frames_of(mention.sentence):
        for arg in frame.args:
            if mention.index in arg.mentions:
                first = book.reading.text[slice(*arg.extent)].split(maxsplit=1)[:1]
                if first and first[0].lower() in pronouns:
                    return True
    return False


def in_own_name(book: Book, mention: Mention) -> bool:
    """Whether a state tells it in a text of its own: no outlet's nor union's, and nobody's words after a colon."""
    outlet = book.reading.outlet
    media = outlet is not None and any(entry.kind in {"media", "igo"} for entry in book.lexicon.world.find(outlet))
    start = book.reading.sentences[mention.sentence].extent.start
    line = book.reading.text[book.reading.text.rfind("\n", 0, start) + 1 : start]
    above = book.reading.text[max(0, start - len(line) - SHORT) : start].rstrip()[-1:]
    return not media and book.reading.dateline_place is None and ":" not in (*line, above)
