"""Recognise names and times first, show the parser one word for each, and lay its answer over the text again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Block, Extent, Sentence
from dragoman.reading import parser
from dragoman.reading.labels import Phrasebook
from dragoman.reading.names import Found, find_names
from dragoman.reading.trees import Trees
from dragoman.reading.units import Unit, sentences_of, units_of

READ_BLOCKS = frozenset({"headline", "body", "caption", "reference"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A word as the parser sees it, and what it stands for."""

    text: str
    start: int
    end: int
    sentence: int
    found: int
    time: int
    country: str | None


def condense(
    text: str,
    blocks: Sequence[Block],
    times: Sequence[Extent],
    book: Phrasebook,
    words: NameWords,
    placeholders: dict[str, tuple[str, ...]],
) -> tuple[tuple[Sentence, ...], Trees]:
    """The sentences of all readable blocks, and one parsed tree over them."""
    sentences: list[Sentence] = []
    shown: list[Shown] = []
    names: list[Found] = []
    cursor = 0
    inner_names = _inner_capitals(text)
    told = frozenset(book.world.states_in(text))
    for paragraph, block in enumerate(blocks):
        if block.kind not in READ_BLOCKS:
            continue
        units = units_of(text, block.extent.start, block.extent.end, parser.tokenize)
        for first, last in sentences_of(units, words):
            part = units[first:last]
            extent = Extent(part[0].start, part[-1].end)
            index = len(sentences)
            sentences.append(Sentence(index=index, extent=extent, block=block.kind, paragraph=paragraph))
            while cursor < len(times) and times[cursor].start < extent.start:
                cursor += 1
            inside = []
            while cursor + len(inside) < len(times) and times[cursor + len(inside)].end <= extent.end:
                inside.append(cursor + len(inside))
            covered = _time_units(part, times, inside)
            labelled = book.label(part, covered, _plain_opening(part, inner_names), told)
            found = list(find_names(labelled, words))
            shown += _show(part, labelled.entries, found, len(names), covered, index, placeholders)
            names += found
    return tuple(sentences), _tree(shown, tuple(names))


_INNER = re.compile(r"(?<=[\w,;:] )[^\W\d_][\w'’-]*")


def _inner_capitals(text: str) -> frozenset[str]:
    """Words written with a capital inside a sentence somewhere: names, however they look where a sentence begins."""
    return frozenset(match[0].removesuffix("'s").removesuffix("’s") for match in _INNER.finditer(text) if match[0][0].isupper())


def _plain_opening(units: Sequence[Unit], inner: frozenset[str]) -> int:
    """Where a plain word opens the sentence under a capital: it is no name ("Emphasizing Turkey's support"); else -1."""
    first = next((i for i, unit in enumerate(units) if unit.text[0].isalnum()), 0)
    unit = units[first]
    upper = len(unit.text) > 1 and unit.text.isupper()
    if not unit.capital or upper or unit.text in inner or not parser.is_word(unit.lower):
        return -1
    following = units[first + 1] if first + 1 < len(units) else None
    if following is None or not following.capital or parser.is_word(following.lower) or following.text in inner:
        return first
    return -1  # "Innocent Kabasha Ntwali": a name that begins with a plain word


def _time_units(units: Sequence[Unit], times: Sequence[Extent], inside: Sequence[int]) -> dict[int, int]:
    covered: dict[int, int] = {}
    if not inside:
        return covered
    for index, unit in enumerate(units):
        for time in inside:
            if times[time].start <= unit.start and unit.end <= times[time].end:
                covered[index] = time
    return covered


def _show(
    units: Sequence[Unit],
    entries: dict[int, tuple[object, ...]],
    found: Sequence[Found],
    base: int,
    covered: dict[int, int],
    sentence: int,
    placeholders: dict[str, tuple[str, ...]],
) -> list[Shown]:
    shown: list[Shown] = []
    by_first = {f.covers[0]: (base + number, f) for number, f in enumerate(found)}
    used: dict[str, int] = {}
    index = 0
    while index < len(units):
        if index in by_first:
            number, name = by_first[index]
            word = _placeholder(name, units, placeholders, used)
            country = name.entry.country if name.kind == "state" and name.entry else None
            shown.append(Shown(word, name.extent.start, name.extent.end, sentence, number, -1, country))
            index = name.covers[1]
        elif index in covered:
            time = covered[index]
            last = index
            while last + 1 < len(units) and covered.get(last + 1) == time:
                last += 1
            text = units[index].text if last == index else placeholders["time"][0]
            shown.append(Shown(text, units[index].start, units[last].end, sentence, -1, time, None))
            index = last + 1
        else:
            known = entries.get(index, ())
            country = next((entry.country for entry in known if entry.country), None)  # type: ignore[attr-defined]
            opens = index == 0 and not known and parser.is_word(units[0].lower)
            shown += [
                Shown(text.lower() if opens else text, a, b, sentence, -1, -1, country) for text, a, b in units[index].pieces
            ]
            index += 1
    return shown


def _placeholder(name: Found, units: Sequence[Unit], placeholders: dict[str, tuple[str, ...]], used: dict[str, int]) -> str:
    first, last = name.covers
    if last - first == 1 and name.kind not in {"person", "organization", "name"}:
        return units[first].text
    choices = placeholders[name.kind]
    number = used.get(name.kind, 0)
    used[name.kind] = number + 1
    return choices[number % len(choices)]


def _tree(shown: Sequence[Shown], names: tuple[Found, ...]) -> Trees:
    starts = [i == 0 or shown[i - 1].sentence != s.sentence for i, s in enumerate(shown)]
    spaces = [i + 1 < len(shown) and shown[i + 1].start > s.end for i, s in enumerate(shown)]
    parsed = parser.parse([s.text for s in shown], spaces, starts)
    children: list[list[int]] = [[] for _ in shown]
    for word, head in enumerate(parsed.head):
        if head != word:
            children[head].append(word)
    left, right = _edges(parsed.head, children)
    return Trees(
        text=[s.text for s in shown], lower=[s.text.lower() for s in shown],
        lemma=[lemma.lower() for lemma in parsed.lemma], tag=parsed.tag, dep=parsed.dep, head=parsed.head,
        start=[s.start for s in shown], end=[s.end for s in shown], sentence=[s.sentence for s in shown],
        found=[s.found for s in shown], time=[s.time for s in shown], country=[s.country for s in shown],
        children=children, left=left, right=right, names=names,
    )  # fmt: skip


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


