"""Recognise names and times first, show the parser one word for each, and lay its answer over the text again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from dragoman.lexicon.grammar import Mending
from dragoman.lexicon.names import NameWords
from dragoman.lexicon.world import Entry
from dragoman.model.reading import Block, Extent, Sentence
from dragoman.reading import parser
from dragoman.reading.found import Found
from dragoman.reading.inverted import inverted, trailing
from dragoman.reading.labels import Labelled, Phrasebook
from dragoman.reading.mend import mend
from dragoman.reading.mend_lists import mend_lists
from dragoman.reading.names import find_names
from dragoman.reading.openings import in_capitals, inner_capitals, plain_openings, title_case
from dragoman.reading.patterns import nationality_end
from dragoman.reading.renamed import join_renamed
from dragoman.reading.signed import find_signed, lines_alone
from dragoman.reading.trees import Trees
from dragoman.reading.units import Unit, heading_end, sentences_of, units_of

LONGEST_APPOSITION = 14  # units
READ_BLOCKS = frozenset({"headline", "body", "caption", "reference"})


class Shown(NamedTuple):
    """A word as the parser sees it, and what it stands for; `lemma` where it is shown under another spelling."""

    text: str
    start: int
    end: int
    sentence: int
    found: int = -1
    time: int = -1
    country: str | None = None
    lemma: str | None = None


Phrases = dict[str, tuple[tuple[str, ...], ...]]  # the words of each, by the first


@dataclass(frozen=True, slots=True)
class Showing:
    """How phrases are shown to the parser: placeholders by kind, words respelt, lemmas mended."""

    words: NameWords
    placeholders: dict[str, tuple[str, ...]]
    mending: Mending
    asides: Phrases  # not shown at all
    given: frozenset[str] = frozenset()  # words that are given names besides


@cache
def phrases_of(phrases: tuple[str, ...]) -> Phrases:
    """Phrases by their first word, the longest first; built once for each list."""
    found: Phrases = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


class Laid(NamedTuple):
    """A text laid out: its blocks, and the times told in it."""

    text: str
    blocks: Sequence[Block]
    times: Sequence[Extent]


class _Seen(NamedTuple):
    """A text as the parser sees it."""

    sentences: tuple[Sentence, ...]
    shown: list[Shown]
    names: tuple[Found, ...]


def condense(
    texts: Sequence[Laid], *, book: Phrasebook, showing: Showing
) -> Iterator[tuple[tuple[Sentence, ...], Trees]]:
    """Give for each text the sentences of its readable blocks, and one parsed tree over them.

    All are parsed at once.
    """
    seen = [_see(laid.text, laid.blocks, laid.times, book=book, showing=showing) for laid in texts]
    parsed = _parse([one.shown for one in seen])
    for one, columns in zip(seen, parsed, strict=True):
        yield one.sentences, _tree(one.shown, one.names, columns, showing.mending)


def _parse(texts: Sequence[Sequence[Shown]]) -> Iterator[parser.Parsed]:
    """Parse the words of all texts in one go, and give each text its own."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[bool] = []
    for shown in texts:
        sentence = [s.sentence for s in shown]
        words += [s.text for s in shown]
        spaces += [after.start > s.end for s, after in pairwise(shown)] + [False] * bool(shown)
        starts += [i == 0 or sentence[i - 1] != s for i, s in enumerate(sentence)]
    parsed = parser.parse(words, spaces, starts)
    base = 0
    for shown in texts:
        end = base + len(shown)
        yield parser.Parsed(
            lemma=[lemma.lower() for lemma in parsed.lemma[base:end]],
            tag=parsed.tag[base:end],
            dep=parsed.dep[base:end],
            head=[head - base for head in parsed.head[base:end]],
        )
        base = end


def _see(text: str, blocks: Sequence[Block], times: Sequence[Extent], *, book: Phrasebook, showing: Showing) -> _Seen:
    words = showing.words
    sentences: list[Sentence] = []
    shown: list[Shown] = []
    names: list[Found] = []
    cursor = 0
    inner_names = inner_capitals(text, words)
    told = frozenset(book.world.states_in(text))
    signatures = lines_alone(text, blocks)
    signed_to = 0
    for paragraph, block in enumerate(blocks):
        if block.kind not in READ_BLOCKS or paragraph < signed_to:
            continue
        if paragraph in signatures:
            whole = Extent(block.extent.start, blocks[signatures[paragraph] - 1].extent.end)
            labelled = book.label(units_of(text, *whole, parser.tokenize))
            found = list(find_signed(labelled, text))
            if found:
                shown += _show(_View(labelled, found, len(names), {}, len(sentences), headline=False), showing)
                sentences.append(Sentence(index=len(sentences), extent=whole, block=block.kind, paragraph=paragraph))
                names += found
                signed_to = signatures[paragraph]
                continue
        units = units_of(text, block.extent.start, block.extent.end, parser.tokenize)
        for first, last in sentences_of(units, words):
            part = units[first:last]
            extent = Extent(part[0].start, part[-1].end)
            index = len(sentences)
            sentences.append(Sentence(index=index, extent=extent, block=block.kind, paragraph=paragraph))
            while cursor < len(times) and times[cursor].start < extent.start:
                cursor += 1
            inside: list[int] = []
            while cursor + len(inside) < len(times) and times[cursor + len(inside)].end <= extent.end:
                inside.append(cursor + len(inside))
            covered = _time_units(part, times, inside)
            opening = plain_openings(part, inner_names, showing.given, headline=block.kind == "headline")
            # "Chad Kessler, the ambassador to Kenya"
            labelled = book.label(part, covered, [at for at in opening if not book.world.find(part[at].text)], told)
            found = list(join_renamed(find_names(labelled, words), labelled))
            if block.kind == "headline" and title_case(part):
                # capitals tell nothing there, but of somebody told again, or alone: "Lena Hart, Deputy Spokesperson"
                found = [name for name in found if name.entry is not None or _named(text, name, extent)]
            view = _View(labelled, found, len(names), covered, index, headline=block.kind == "headline")
            shown += _show(view, showing)
            names += found
    return _Seen(tuple(sentences), shown, tuple(names))


def _named(text: str, found: Found, line: Extent) -> bool:
    """Whether a person in office is all a line tells, or is named once more below it, by his whole name."""
    if found.kind != "person" or found.title is None or found.name is None:
        return False
    name = text[found.name.start : found.name.end]
    return found.extent == line or (" " in name and text.find(name, line.end) >= 0)


def _time_units(units: Sequence[Unit], times: Sequence[Extent], inside: Sequence[int]) -> dict[int, int]:
    covered: dict[int, int] = {}
    for index, unit in enumerate(units if inside else ()):
        for time in inside:
            if times[time].start <= unit.start and unit.end <= times[time].end:
                covered[index] = time
    return covered


@dataclass(frozen=True, slots=True)
class _View:
    """One sentence: its labels, its names (numbered from `base`), the times that cover its units."""

    labelled: Labelled
    found: Sequence[Found]
    base: int
    covered: dict[int, int]
    sentence: int
    headline: bool


def _show(view: _View, showing: Showing) -> list[Shown]:
    units = view.labelled.units
    entries = view.labelled.entries
    shown: list[Shown] = []
    by_first = {f.covers[0]: (view.base + number, f) for number, f in enumerate(view.found)}
    used: dict[str, int] = {}
    called = in_capitals(units, view.labelled.line)
    index = heading_end(units, showing.placeholders.get("headings", ()))
    while index < len(units):
        if index in by_first:
            number, name = by_first[index]
            word = _placeholder(name, units, showing.placeholders, used)
            country = name.entry.country if name.kind == "state" and name.entry else None
            shown.append(Shown(word, name.extent.start, name.extent.end, view.sentence, number, country=country))
            index = name.covers[1]
        elif skipped := _aside(units, index, showing) or _apposed(view, index):
            index = skipped
        elif units[index].text == "(" and _dated(view, index):
            index = _dated(view, index)  # "has today (Thursday 24 April) imposed": said twice, shown once
        elif index in view.covered:
            time = view.covered[index]
            last = index
            while last + 1 < len(units) and view.covered.get(last + 1) == time:
                last += 1
            text = _time_word(view, index, last, showing)
            if shown and _splits(units, index, last, showing, named=last + 1 in by_first or _bare(units, last + 1)):
                shown.pop()  # "had on Sunday released": "had recently released"
                text = showing.placeholders["adverb"][0]
            shown.append(Shown(text, units[index].start, units[last].end, view.sentence, time=time))
            index = last + 1
        elif trailing(units, index, showing.placeholders) or (
            view.labelled.line[index] == "H" and units[index].text.isupper()
        ):
            index += 1  # "HE the Jordanian Minister": an address, no word of the clause
        else:
            after = _bracketed_time(view, index)
            if after > index:
                index = after
                continue
            unit = units[index]
            if view.headline and unit.text == "," and index + 1 in by_first and shown and shown[-1].found >= 0:
                # "Kenya, Somalia agree to reopen crossing": a headline's comma joins
                shown.append(Shown(showing.placeholders["join"][0], unit.start, unit.end, view.sentence))
            else:
                last, known = nationality_end(view.labelled.line, index), entries.get(index, ())
                if last > index and known:  # "South Korean soldiers": one word, which tells whose they are
                    ends, index = units[last], last
                    shown.append(Shown(ends.text, unit.start, ends.end, view.sentence, country=known[0].country))
                elif lemma := inverted(units, view.found, index, showing.mending.inverted):
                    # "detained six men, informed Minister Ruiz"
                    told = showing.placeholders["inverted_as"][0]
                    shown.append(Shown(told, unit.start, unit.end, view.sentence, lemma=lemma))
                else:
                    shown += _plain(unit, known, view.sentence, showing.mending, opens=index == 0 or index in called)
            index += 1
    return shown


def _bracketed_time(view: _View, index: int) -> int:
    """Tell where a time in brackets behind another time ends: "has today (Thursday 24 April) imposed"; else `index`."""
    units = view.labelled.units
    if units[index].text != "(" or index - 1 not in view.covered:
        return index
    last = index + 1
    while last in view.covered:
        last += 1
    return last + 1 if last > index + 1 and last < len(units) and units[last].text == ")" else index


def _aside(units: Sequence[Unit], index: int, showing: Showing) -> int:
    """Behind a phrase that says nothing of the act, with the comma that closes it; 0 where there is none."""
    for phrase in showing.asides.get(units[index].lower, ()):
        end = index + len(phrase)
        if tuple(unit.lower for unit in units[index:end]) == phrase:
            opened = index == 0 or units[index - 1].text == ","
            return end + 1 if opened and end < len(units) and units[end].text == "," else end
    return 0


def _apposed(view: _View, comma: int) -> int:
    """Behind an apposition between a name and its verb; 0 where there is none.

    "the Column (CIS), a dissidence of the former guerrilla, signed": the parser would let the guerrilla sign.
    """
    line, units = view.labelled.line, view.labelled.units
    named = units[comma].text == "," and any(name.covers[1] == comma for name in view.found)
    if not named or line[comma + 1 : comma + 2] != "d":
        return 0
    close = line.find(",", comma + 1)
    if not 0 < close - comma <= LONGEST_APPOSITION or close + 1 >= len(units) or "q" in line[comma:close]:
        return 0
    following = units[close + 1]
    inside = units[comma + 2 : close]
    clause = any(parser.is_finite(unit.lower) and not parser.is_noun(unit.lower) for unit in inside)
    told = following.text.islower() and parser.is_finite(following.lower) and not clause
    return close + 1 if told else 0


def _dated(view: _View, opening: int) -> int:
    """Behind a bracket that holds nothing but a time; 0 where it is none."""
    index = opening + 1
    while index in view.covered:
        index += 1
    units = view.labelled.units
    closed = index > opening + 1 and index < len(units) and units[index].text == ")"
    return index + 1 if closed else 0


def _bare(units: Sequence[Unit], index: int) -> bool:
    """Whether a noun begins what is done: "held on Sunday talks with"."""
    return index < len(units) and units[index].text.islower() and parser.is_noun(units[index].lower)


def _splits(units: Sequence[Unit], first: int, last: int, showing: Showing, *, named: bool) -> bool:
    """Whether a time with its preposition parts an auxiliary and its verb; "received on Sunday Minister A"."""
    if first < 2 or last + 1 >= len(units):  # noqa: PLR2004 an auxiliary and a preposition
        return False
    before, led = units[first - 2].lower, units[first - 1].lower in showing.placeholders["leads"]
    if named:
        return led and parser.is_finite(before) and not parser.is_noun(before)
    return led and units[last + 1].text.islower() and before in showing.placeholders["auxiliaries"]


def _time_word(view: _View, first: int, last: int, showing: Showing) -> str:
    """Give a time as the parser sees it; between subject and verb an adverb: "The leader last week threatened"."""
    units = view.labelled.units
    if first and last + 1 < len(units):
        before, after = units[first - 1], units[last + 1]
        named = any(name.covers[1] == first for name in view.found)
        behind = any(name.covers[0] == last + 1 for name in view.found)
        if behind and before.text.islower() and parser.is_finite(before.lower) and not parser.is_noun(before.lower):
            return showing.placeholders["adverb"][0]  # "received Sunday Foreign Minister Araghchi"
        told = named or (parser.is_noun(before.lower) and before.lower not in showing.words.not_names)
        if told and after.text.islower() and parser.is_finite(after.lower):
            return showing.placeholders["adverb"][0]
    whole = units[first].text
    figures = whole[0].isdecimal() and not whole.isdecimal()  # "On 2024-03-11 Finland summoned": no year for the parser
    return whole if first == last and not figures else showing.placeholders["time"][0]


def _plain(unit: Unit, known: Sequence[Entry], sentence: int, mending: Mending, *, opens: bool) -> list[Shown]:
    country = next((entry.country for entry in known if entry.country), None)
    respelt = mending.respelt.get(unit.lower)
    if respelt is not None:
        # "a sit-in": the parser takes its three pieces apart
        return [Shown(respelt[0], unit.start, unit.end, sentence, lemma=respelt[1])]
    lower = opens and not known and parser.is_word(unit.lower)
    return [Shown(text.lower() if lower else text, a, b, sentence, country=country) for text, a, b in unit.pieces]


def _placeholder(
    name: Found, units: Sequence[Unit], placeholders: dict[str, tuple[str, ...]], used: dict[str, int]
) -> str:
    first, last = name.covers
    if last - first == 1 and name.kind not in {"person", "organization", "name"}:
        return units[first].text
    choices = placeholders[name.kind]
    number = used.get(name.kind, 0)
    used[name.kind] = number + 1
    return choices[number % len(choices)]


def _tree(shown: Sequence[Shown], names: tuple[Found, ...], parsed: parser.Parsed, mending: Mending) -> Trees:
    sentence, text = [s.sentence for s in shown], [s.text for s in shown]
    lower = [word.lower() for word in text]
    times = [s.time >= 0 for s in shown]
    mend(parsed, lower, [s.lemma for s in shown], sentence, mending, times)
    mend_lists(parsed, lower, times, [s.country for s in shown], [s.found >= 0 for s in shown])
    children: list[list[int]] = [[] for _ in shown]
    for word, head in enumerate(parsed.head):
        if head != word:
            children[head].append(word)
    left, right = _edges(parsed.head, children)
    return Trees(
        text=text,
        lower=lower,
        lemma=parsed.lemma,
        tag=parsed.tag,
        dep=parsed.dep,
        head=parsed.head,
        start=[s.start for s in shown],
        end=[s.end for s in shown],
        sentence=sentence,
        found=[s.found for s in shown],
        time=[s.time for s in shown],
        country=[s.country for s in shown],
        children=children,
        left=left,
        right=right,
        names=names,
    )


def _edges(heads: Sequence[int], children: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    left = list(range(len(heads)))
    right = list(range(len(heads)))
    order: list[int] = [word for word, head in enumerate(heads) if word == head]
    for word in order:
        order.extend(children[word])
    for word in reversed(order):
        for child in children[word]:
            left[word] = min(left[word], left[child])
            right[word] = max(right[word], right[child])
    return left, right
