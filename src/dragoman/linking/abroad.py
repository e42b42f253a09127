"""Whose somebody is by whose paper asks him, or where he is met: "the Surinamese daily quoted", "left for Malawi"."""

from collections.abc import Collection, Iterator

from dragoman.linking.book import Book, Entry, key_of
from dragoman.linking.company import host_of, state_of
from dragoman.linking.delegations import countries_of, met_in
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
        if frame.kind != "verb" or frame.extent.end > mention.extent.start:
            continue
        going = {state_of(book, book.mentions[m]) for arg in frame.args if arg.role == "subject" for m in arg.mentions}
        told = _whither(book, frame, words.visits | words.departing)
        if len(told) == 1 and told.isdisjoint(going) and (colleague or _met_there(book, mention)):
            return next(iter(told))
    return None


def called_on(book: Book, holder: Entry) -> str | None:
    """The other state where somebody is met by a visitor: "will visit Colombo. He will call on President Silva"."""
    first = book.mentions[holder.mentions[0]]
    here = book.reading.frames_of(first.sentence)
    roles = [arg.role for frame in here for arg in frame.args if first.index in arg.mentions]
    if not roles or "subject" in roles:
        return None
    before = book.reading.frames_of(first.sentence - 1)
    if any(_meets(book, frame) and any(first.index in arg.mentions for arg in frame.args) for frame in here):
        hosts = {host_of(book, book.mentions[m]) for f in here if _meets(book, f) for a in f.args for m in a.mentions}
        if len(hosts := hosts - {None}) == 1:
            return next(iter(hosts))  # "Our High Commissioner in Colombo met Fisheries Minister Jayakody"
        for frame in (*here, *(told for told in before if _meets(book, told))):
            town = met_in(book, frame)
            if town is not None and town != book.home:
                return town
    for frame in (*here, *before):
        # "will meet Minister Kwon before he leaves for Tokyo": nobody is met where one goes afterwards
        away = _whither(book, frame, book.lexicon.names.visits) & set(book.counted) - {book.home or ""}
        if len(away) == 1:
            return next(iter(away))
    return None


def _whither(book: Book, frame: Frame, verbs: Collection[str]) -> set[str]:
    """The states to which somebody goes: "flew to Cairo", "a visit to Peru", "arrived in the Chinese capital"."""
    words, verb = book.lexicon.names, frame.lemma.split()[-1]
    if verb not in verbs:
        return set()
    told: set[str] = set()
    for arg in frame.args:
        if arg.role in words.bound or (arg.role == "object" and verb in words.visits):
            capital = not book.lexicon.grammar.capital_words.isdisjoint(arg.heads)
            around = book.reading.mentions_of(frame.sentence) if capital else ()
            inside = (m for m in around if arg.extent.start <= m.extent.start and m.extent.end <= arg.extent.end)
            places = (*(book.mentions[m] for m in arg.mentions), *inside)
            told.update(country for place in places for country in countries_of(book, place))
    return told


def _meets(book: Book, frame: Frame) -> bool:
    return frame.lemma.split()[-1] in book.lexicon.names.meetings


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
