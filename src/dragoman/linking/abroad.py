"""Whose somebody is by whose paper asks him, or where he is met: "the Surinamese daily quoted", "left for Malawi"."""

from collections.abc import Iterator

from dragoman.linking.book import Book, key_of
from dragoman.linking.company import state_of
from dragoman.linking.delegations import countries_of
from dragoman.linking.fronted import state_named
from dragoman.model.reading import Arg, Frame, Mention


def of_paper(book: Book, mention: Mention) -> str | None:
    """ "The Chilean daily quoted Minister Soto", "Minister Soto told Chilean radio": whom a state's own press asks."""
    for frame in book.reading.frames_of(mention.sentence):
        told = book.lexicon.statements.act(frame.lemma) is not None or frame.lemma in book.lexicon.names.quoting
        mine = next((arg for arg in frame.args if mention.index in arg.mentions), None)
        if not told or mine is None:
            continue
        for arg in frame.args:
            quotes = arg.role == "subject" and mine.role == "object" and frame.lemma in book.lexicon.names.quoting
            state = _press(book, frame, arg) if quotes or (mine.role == "subject" and arg is not mine) else None
            if state in book.counted:
                return state
    return None


def _press(book: Book, frame: Frame, arg: Arg) -> str | None:
    """The one state that an argument tells with a word for papers and stations."""
    if not any(head.rsplit(" ", 1)[-1] in book.lexicon.names.press for head in _heads(book, frame, arg)):
        return None
    told = list(dict.fromkeys(book.lexicon.world.states_in(book.text(arg.extent))))
    inside = (book.mentions[m] for m in arg.mentions)
    own = {state for m in inside if m.kind == "media" and (state := state_of(book, m))} if not told else set()
    return next(iter(own or told)) if len(own or told) == 1 else None


def _heads(book: Book, frame: Frame, arg: Arg) -> Iterator[str]:
    yield from arg.heads
    yield from arg.words
    yield from (m.head for m in book.reading.mentions_of(frame.sentence) if m.index in arg.mentions)


def of_colleagues(book: Book, mention: Mention) -> str | None:
    """ "his colleague in Brasília, Justice Minister Teixeira": of that state."""
    words = book.lexicon.names
    told, comma, _ = book.text(mention.extent).partition(",")
    parts = told.split()
    for at in range(1, len(parts) - 1):
        if comma and parts[at - 1].lower() in words.relational and parts[at] in book.lexicon.grammar.place_prepositions:
            return state_named(book, " ".join(parts[at + 1 :]))
    return None


def abroad(book: Book, mention: Mention) -> str | None:
    """ "left for Malawi, where he will meet Minister Phiri", "flew to Cairo to see her counterpart": of that state."""
    words = book.lexicon.names
    colleague = key_of(mention.title or "") in words.relational
    for frame in book.reading.frames_of(mention.sentence):
        verb = frame.lemma.split()[-1] if frame.kind == "verb" else ""
        if verb not in words.visits | words.departing or frame.extent.end > mention.extent.start:
            continue
        going = {state_of(book, book.mentions[m]) for arg in frame.args if arg.role == "subject" for m in arg.mentions}
        whither = words.bound | ({"object"} if verb in words.visits else set())
        places = [book.mentions[m] for arg in frame.args if arg.role in whither for m in arg.mentions]
        told = {country for place in places for country in countries_of(book, place)}
        if len(told) == 1 and told.isdisjoint(going) and (colleague or _met_there(book, mention)):
            return next(iter(told))
    return None


def _met_there(book: Book, mention: Mention) -> bool:
    """Whether somebody is met in a clause about the place told before: ", where he will meet Minister Phiri"."""
    words = book.lexicon.names
    for frame in book.reading.frames_of(mention.sentence):
        met = any(mention.index in arg.mentions and arg.role != "subject" for arg in frame.args)
        above = book.reading.frames[frame.parent] if frame.parent is not None else None
        clause = frame.link == "relcl" or (above is not None and above.link == "relcl")
        if met and clause and frame.lemma.split()[-1] in words.meetings | words.facing:
            return True
    return False
