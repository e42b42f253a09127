"""Extents of what is said, promised or laid down: a predicate's own words, item by item, without what joins them."""

import bisect
import re
from collections.abc import Iterator, Sequence

from dragoman.coding.scene import Scene
from dragoman.model.reading import Extent, Frame, Mention, Quotation, Sentence

LONGEST = 400
SHORTEST = 2
PAIR = 2  # an opening and a closing mark
_WORD = re.compile(r"[\w’'-]+")
_OUTER = " \t\n,;:\u2013—"
_OPENING = '"“«‘'
_CLOSING = '"”»’'
_STOPS = "."
_CLOSED = re.compile(r"[.,!?]?\"")
_BREAK = re.compile(r"[,;:]\s|\s[\u2013—-]\s")

LONGEST_JOINER = 24  # characters before a verb in which a joining word stands


def trim(text: str, start: int, end: int) -> Extent:
    """Give the extent without outer space and punctuation, and without quotation marks that enclose the whole of it."""
    while start < end and text[start] in _OUTER + _STOPS:
        start += 1
    while end > start and text[end - 1] in _OUTER + _STOPS:
        end -= 1
    inner = text[start:end]
    if inner.count('"') % 2 and (match := _CLOSED.match(text, end)) is not None and inner[:1] != '"':
        return Extent(start, match.end())  # 'as "a foolish daydream."': the full stop goes with the mark
    marks = sum(inner.count(mark) for mark in '"“”«»')
    if marks and inner[:1] in _OPENING and (inner[-1:] in _CLOSING or marks == 1):
        end -= inner[-1:] in _CLOSING and marks > 1
        return trim(text, start + 1, end) if marks <= PAIR else Extent(start, end)
    if marks == 1 and inner[-1:] in _CLOSING:
        return trim(text, start, end - 1)
    return Extent(start, end)


def shorten(text: str, extent: Extent) -> Extent:
    """Give at most 400 characters: up to the last break of the sentence before that."""
    if extent.end - extent.start <= LONGEST:
        return extent
    breaks = [m.start() for m in _BREAK.finditer(text, extent.start, extent.start + LONGEST)]
    end = breaks[-1] if breaks else text.rfind(" ", extent.start, extent.start + LONGEST)
    return trim(text, extent.start, end)


def frames_of(scene: Scene, sentence: int) -> Sequence[Frame]:
    """Give the frames of a sentence."""
    return scene.reading.frames_of(sentence)


def verbs_in(scene: Scene, extent: Extent) -> list[Frame]:
    """Give the verbs whose predicate lies in an extent."""
    first = bisect.bisect_left(scene.frames, extent.start, key=lambda frame: frame.extent.start)
    last = bisect.bisect_left(scene.frames, extent.end, key=lambda frame: frame.extent.start)
    return [frame for frame in scene.frames[first:last] if frame.kind == "verb" and frame.extent.end <= extent.end]


def mentions_of(scene: Scene, sentence: int) -> Sequence[Mention]:
    """Give the mentions of a sentence."""
    return scene.reading.mentions_of(sentence)


def quotations_near(scene: Scene, extent: Extent) -> Sequence[Quotation]:
    """Give the quotations that touch an extent."""
    quotations = scene.reading.quotations
    first = bisect.bisect_left(quotations, extent.start, key=lambda quotation: quotation.extent.end)
    return quotations[first : bisect.bisect_right(quotations, extent.end, key=lambda quotation: quotation.extent.start)]


def sentences_in(scene: Scene, extent: Extent) -> Sequence[Sentence]:
    """Give the sentences that an extent lies in or runs through."""
    sentences = scene.reading.sentences
    first = bisect.bisect_right(sentences, extent.start, key=lambda sentence: sentence.extent.end)
    return sentences[first : bisect.bisect_left(sentences, extent.end, key=lambda sentence: sentence.extent.start)]


def next_word(text: str, position: int, end: int) -> re.Match[str] | None:
    """Give the first word at or after a position."""
    return _WORD.search(text, position, end)


def skip_lead(scene: Scene, start: int, end: int) -> int:
    """Give past a leading "that", "to", "and": "that the measure ends" begins at "the"."""
    words = scene.lexicon.statements
    lead = words.complementizers | words.infinitives | words.joiners
    while (match := next_word(scene.reading.text, start, end)) is not None:
        if match[0].lower() not in lead or scene.reading.text[start : match.start()].strip(_OUTER):
            return start
        start = match.end()
    return start


def drop_tail(scene: Scene, start: int, end: int) -> int:
    """Give before a trailing "and", "as well as" and comma."""
    text = scene.reading.text
    joiners = sorted(scene.lexicon.statements.joiners, key=len, reverse=True)
    again = True
    while again:
        again = False
        while end > start and text[end - 1] in _OUTER:
            end -= 1
        for joiner in joiners:
            if text[start:end].lower().endswith(" " + joiner):
                end -= len(joiner)
                again = True
    return end


def conjuncts(scene: Scene, frame: Frame) -> Iterator[Frame]:
    """Give the verbs coordinated with a frame, and those with them, in text order."""
    for child in scene.children(frame):
        if child.link == "conj" and child.kind == "verb" and child.extent.start > frame.extent.start:
            yield child
            yield from conjuncts(scene, child)


def strays(scene: Scene, frame: Frame) -> Iterator[Frame]:
    """Give verbs hung on a complement that belong to the verb above: "called on both to stop and offered to help"."""
    text = scene.reading.text
    words = scene.lexicon.statements
    if frame.tense == "past" and not frame.perfect:
        return
    for other in frames_of(scene, frame.sentence):
        if other.kind != "verb" or other.tense != "past" or other.mood != "indicative" or other.perfect:
            continue
        if other.extent.start <= frame.extent.end or not inside(other.extent, frame.clause):
            continue
        before = (
            text[max(0, other.extent.start - LONGEST_JOINER) : other.extent.start].rstrip().rpartition(" ")[2].lower()
        )
        said = other.lemma in words.verbs
        if before in words.joiners and (said or (other.parent == frame.index and not frame.perfect)):
            yield other


def _last_word(scene: Scene, word: str, start: int, end: int) -> int:
    """Where a word last begins between two offsets; -1 for nowhere."""
    found = scene.reading.text[start:end].lower().rfind(word)
    return start + found if found >= 0 else -1


def own_end(scene: Scene, frame: Frame) -> int:
    """Find where a frame's own words end: before the verbs coordinated with it."""
    end = frame.clause.end
    for child in scene.children(frame):
        joined = child.link == "conj" and child.kind == "verb" and child.extent.start > frame.extent.start
        if joined and not _misread(scene, child):
            end = min(end, max(child.clause.start, frame.extent.end))
    end = min((stray.extent.start for stray in strays(scene, frame)), default=end) if end == frame.clause.end else end
    for arg in frame.args:
        whom = scene.reading.text[slice(*arg.head_extent)].lower()  # not "the claims according to which"
        according = arg.role in scene.lexicon.grammar.according and whom not in scene.lexicon.statements.relatives
        if according and arg.extent.start > frame.extent.end:
            end = min(end, max(_last_word(scene, arg.role, frame.extent.end, arg.extent.start), frame.extent.end))
    return drop_tail(scene, frame.extent.start, end)


def _misread(scene: Scene, frame: Frame) -> bool:
    """Know "the tariff of transit cargoes": a noun taken for a verb beside the first, with nothing that joins them."""
    start = frame.extent.start
    before = scene.reading.text[max(0, start - LONGEST_JOINER) : start].rstrip().rpartition(" ")[2].lower()
    return (
        frame.clause.start == start
        and before.isalpha()
        and frame.tense == "present"
        and before
        not in scene.lexicon.statements.joiners | scene.lexicon.grammar.also | scene.lexicon.grammar.coordinators
    )


def item(scene: Scene, frame: Frame) -> Extent:
    """Give an act in its own words: from the predicate on; a passive with its subject."""
    text = scene.reading.text
    start = frame.extent.start
    if frame.passive and frame.mood == "indicative":
        start = skip_lead(scene, frame.clause.start, frame.extent.start)
    else:
        lead = text.rfind(" ", 0, max(start - 1, 0)) + 1
        word = next_word(text, lead, start)
        if word is not None and text[word.end() : start] == " " and word[0].lower() in scene.lexicon.grammar.also:
            start = lead
    return shorten(text, trim(text, start, own_end(scene, frame)))


def clause(scene: Scene, frame: Frame, *, whole: bool = True) -> Extent:
    """Give a clause without its leading conjunction; with all coordinated with it where that is not too long."""
    text = scene.reading.text
    start = skip_lead(scene, min(frame.clause.start, frame.extent.start), frame.extent.start)
    end = min((stray.extent.start for stray in strays(scene, frame)), default=frame.clause.end)
    extent = trim(text, start, drop_tail(scene, start, end))
    if whole and extent.end - extent.start <= LONGEST:
        return extent
    return shorten(text, trim(text, start, own_end(scene, frame)))


def overlap(one: Extent, other: Extent) -> float:
    """Give the share of the shorter extent that lies in the other."""
    common = min(one.end, other.end) - max(one.start, other.start)
    shorter = min(one.end - one.start, other.end - other.start)
    return max(common, 0) / shorter if shorter else 0.0


def inside(inner: Extent, outer: Extent) -> bool:
    """Tell whether an extent lies in another."""
    return outer.start <= inner.start and inner.end <= outer.end


def split_list(scene: Scene, extent: Extent) -> tuple[Extent, ...]:
    """Give a phrase cut where both halves could stand alone: "the exchange of trainees and the publication of books".

    "the restructuring and modernization of the armed forces" is one: its first half says nothing alone.
    """
    text = scene.reading.text
    words = scene.lexicon.statements
    joined = "|".join(re.escape(word) for word in sorted(words.joiners, key=len, reverse=True))
    parts: list[Extent] = []
    start = extent.start
    for match in re.finditer(rf",?\s(?:{joined})\s|,\s", text[extent.start : extent.end]):
        cut, after = extent.start + match.start(), extent.start + match.end()
        if _stands(scene, start, cut) and _stands(scene, after, extent.end):
            parts.append(trim(text, start, cut))
            start = after
    parts.append(trim(text, start, extent.end))
    return tuple(parts)


def _stands(scene: Scene, start: int, end: int) -> bool:
    words = _WORD.findall(scene.reading.text[start:end].lower())
    if len(words) <= SHORTEST:
        return False
    return words[0] in scene.lexicon.statements.determiners and any(
        word in scene.lexicon.grammar.of for word in words[1:]
    )


def is_it(scene: Scene, mention: Mention) -> bool:
    """Whether a mention is a pronoun by which an agreement may be meant."""
    told = scene.reading.text[mention.extent.start : mention.extent.end].lower()
    return mention.kind == "pronoun" and told in scene.lexicon.statements.agreements.pronouns
