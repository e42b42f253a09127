"""The states of a report's parts: those that a heading or the opening of a paragraph names, each part being theirs.

"## Togo and Ghana" over three paragraphs, "ROMANIA/HUNGARY. The ministry summoned", "Bamako / Algiers. Mali recalled",
"PORT-AU-PRINCE - The minister said".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from dragoman.linking.book import Book, Entry
from dragoman.linking.company import state_of
from dragoman.model.reading import Mention

CLOSING = 3  # characters behind a sentence in bold: its marks and a space
LONGEST = 70  # characters of a heading that names states
FAR = 8  # sentences back in which one of a part's two states acts
FEWEST = 2  # states of which a digest has parts
# a town in capitals, what is told of it or of the agency, a dash: typography, no words
_TOWN = r"(?P<town>[^\W\d_a-z](?:[^\W\d_a-z]|[’'. -]){2,30}?)"
_DATELINE = re.compile(
    rf"\W*{_TOWN}\W*(?:,\s*(?P<region>[^\u2013\u2014\n]{{2,30}})|\([^)\n]{{2,30}}\)\W*)?\s[\u2013\u2014-]+\s"
)
_MARKS = r"[*_#>\u2022\u25aa ]{0,6}(?:\d{1,2}[.)]\s)?[*_ ]{0,3}"
# what heads the news of a paragraph, a sentence of its own: "Bamako / Algiers. Mali recalled", "Mali: The junta"
_HEADED = re.compile(rf"{_MARKS}(?P<told>[^\W\d_][^*\n.:\u2013\u2014]{{1,60}}?)\s?[.:][*_]{{0,2}}\s")
# the same before a dash, where it is nothing but states: "Benin \u2013 The army said", "**Togo, Ghana** - The navies"
_DASHED = re.compile(rf"{_MARKS}(?P<told>[^\W\d_][^*\n.:\u2013\u2014]{{1,60}}?)[*_]{{0,2}}\s[\u2013\u2014-]\s")
_LINE = re.compile(r"^[ \t]*(?P<line>\S[^\n]*?)[ \t]*$", re.MULTILINE)
_BARE = re.compile(r"[*_#>\s\u2022\u25aa]*(?:\d{1,2}[.)]\s)?[*_\s]*(?P<told>[^*_#]*?)[*_#\s:.]*")
_JOINS = re.compile(r"\s*[/,]\s*|\s[\u2013\u2014-]\s|\s(?=&\s)")


def find_locals(book: Book) -> dict[int, tuple[str, ...]]:
    """The states of each paragraph that opens with them or stands under a heading of theirs, in a report of several."""
    headings = list(_headings(book))
    lines = [at for at, _ in headings]
    found: dict[int, tuple[str, ...]] = {}
    begun: set[int] = set()
    for sentence in book.reading.sentences:
        if sentence.paragraph in begun or sentence.block not in {"body", "reference"}:
            continue
        begun.add(sentence.paragraph)
        start = book.reading.text.rfind("\n", 0, sentence.extent.start) + 1
        above = bisect_right(lines, start)
        opened = _opening(book, start, sentence.extent.end + CLOSING)
        states = opened or (headings[above - 1][1] if above else ()) or _labelled(book, sentence.paragraph)
        if states:
            found[sentence.paragraph] = states
    told = {state for states in found.values() for state in states}
    parts = found if len(set(found.values())) > 1 and len(told) >= FEWEST else {}
    unsigned = book.reading.outlet is None and book.reading.dateline_place is None
    return {**_told_by_press(book), **parts} if unsigned else parts


def _told_by_press(book: Book) -> dict[int, tuple[str, ...]]:
    """The state of each paragraph that one state's agency tells, and those that act in it.

    "IRNA reports that the foreign minister", in a digest of nobody's.
    """
    press: dict[int, set[str]] = {}
    acting: dict[int, dict[str, None]] = {}
    for mention in book.mentions:
        at = book.reading.sentences[mention.sentence]
        country = state_of(book, mention) if at.block == "body" else None
        if mention.kind == "media" and country and _tells(book, mention) and not _is_wire(book, mention):
            press.setdefault(at.paragraph, set()).add(country)
        elif country and _acts(book, mention):
            acting.setdefault(at.paragraph, {})[country] = None
    own = {paragraph: next(iter(states)) for paragraph, states in press.items() if len(states) == 1}
    return {at: tuple(dict.fromkeys((state, *acting.get(at, ())))) for at, state in own.items()}


def _tells(book: Book, mention: Mention) -> bool:
    """Whether an outlet tells, or stands before a colon: "Tanjug: The minister met"; not who "told Tanjug"."""
    start = book.reading.sentences[mention.sentence].extent.start
    frames = (f for f in book.reading.frames_of(mention.sentence) if book.lexicon.statements.act(f.lemma) is not None)
    tells = any(arg.role == "subject" and mention.index in arg.mentions for f in frames for arg in f.args)
    return tells or mention.extent.start == start


def _is_wire(book: Book, mention: Mention) -> bool:
    """Whether an outlet tells of every state alike."""
    names = {name for n in book.of.get(mention.index, ()) for name in book.entries[n].names}
    return bool(names & book.lexicon.names.world_wires)


def home_at(book: Book, mention: Mention) -> str | None:
    """The state whose a body or an office is where no other is told: of a part's two that which acts there."""
    own = book.local.get(book.reading.sentences[mention.sentence].paragraph, ())
    if len(own) < FEWEST:
        return own[0] if own else book.home
    return next((state for state in _acting(book, mention) if state in own), own[0])


def in_another(book: Book, mention: Mention, entry: Entry) -> bool:
    """Whether an actor is told first in another part and of another state: "the navy" under Nigeria is not Ghana's."""
    sentences = book.reading.sentences
    part = book.local.get(sentences[mention.sentence].paragraph)
    if part is None or entry.country is None or entry.country in part:
        return False
    first = sentences[book.mentions[entry.mentions[0]].sentence].paragraph if entry.mentions else None
    return first is not None and book.local.get(first) != part


def _acting(book: Book, mention: Mention) -> Iterator[str | None]:
    """The states that act in a paragraph before somebody is told of, the last first."""
    paragraph = book.reading.sentences[mention.sentence].paragraph
    for sentence in range(mention.sentence, max(-1, mention.sentence - FAR), -1):
        if book.reading.sentences[sentence].paragraph != paragraph:
            return
        told = (m for m in book.reading.mentions_of(sentence) if m.extent.end <= mention.extent.start)
        yield from (state_of(book, m) for m in sorted(told, key=lambda m: m.index not in book.mains) if _acts(book, m))


def _acts(book: Book, mention: Mention) -> bool:
    return mention.index in book.subjects and mention.kind in {"state", "organization", "group", "person", "role"}


def state_of_place(book: Book, name: str) -> str | None:
    """The state of this name, or of the town or region of this name."""
    name = name.strip(" *_")
    if not name:
        return None
    rows = book.lexicon.gazetteer.find(name.title())
    return _state(book, name) or (rows[0].country if rows else None)


def _state(book: Book, name: str) -> str | None:
    rows = book.lexicon.world.find(name.title() if name.isupper() or name.islower() else name)
    return next((row.country for row in rows if row.kind == "state"), None)


def _opening(book: Book, start: int, end: int) -> tuple[str, ...]:
    """The states that a paragraph opens with, by their names or by towns of theirs."""
    text = book.reading.text
    dated = _DATELINE.match(text, start)
    if dated is not None:
        state = state_of_place(book, dated["region"] or "") or state_of_place(book, dated["town"])
        if state is not None:
            return (state,)
    headed = _HEADED.match(text, start, end)
    parts = _parts(book, headed["told"]) if headed is not None else []
    states = [state_of_place(book, part) for part in parts]
    if states and None not in states:
        return tuple(dict.fromkeys(state for state in states if state))
    dashed = _DASHED.match(text, start, end)
    return _only_states(book, dashed["told"]) if dashed is not None else ()


def _labelled(book: Book, paragraph: int) -> tuple[str, ...]:
    """The state of the place before an item of a bulletin, "5 Aug, Diffa: The army": told of, or the only one."""
    label = book.reading.blocks[paragraph - 1] if paragraph else None
    if label is None or label.place is None:
        return ()
    name = book.text(label.place)
    own = _state(book, name)
    rows = {row.country for row in book.lexicon.gazetteer.find(name.title()) if row.country}
    told = [own] if own else [state for state in book.counted if state in rows] or sorted(rows)
    return tuple(told) if len(told) == 1 else ()


def _headings(book: Book) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines that name states and nothing else, with these; other headings, which end such a part, with none."""
    headlines = {
        line for s in book.reading.sentences if s.block == "headline" for line in range(s.extent.start, s.extent.end)
    }
    for line in _LINE.finditer(book.reading.text):
        if len(line["line"]) > LONGEST:
            continue
        bare = _BARE.fullmatch(line["line"])
        states = _only_states(book, bare["told"]) if bare is not None else ()
        if states or line.start("line") + len(line["line"]) - 1 in headlines or line["line"].isupper():
            yield line.start(), states


def _only_states(book: Book, told: str) -> tuple[str, ...]:
    states = [_state(book, part) for part in _parts(book, told)]
    return tuple(dict.fromkeys(state for state in states if state)) if states and None not in states else ()


def _parts(book: Book, told: str) -> list[str]:
    """ "Togo, Benin and Ghana" in three; a name that has a conjunction of its own is one: "Bosnia and Herzegovina"."""
    parts: list[str] = []
    for part in _JOINS.split(told.strip()):
        words = part.split()
        joins = [at for at, word in enumerate(words) if at and word.lower() in book.lexicon.names.conjunctions]
        whole = not joins or state_of_place(book, part) is not None
        ends = [] if whole else [at for at in joins if _splits(book, words, at)][:1]
        parts += [" ".join(words[: ends[0]]), " ".join(words[ends[0] + 1 :])] if ends else [part]
    return [part for part in parts if part]


def _splits(book: Book, words: list[str], at: int) -> bool:
    return all(state_of_place(book, " ".join(side)) is not None for side in (words[:at], words[at + 1 :]))
