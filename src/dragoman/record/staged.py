"""When an act was that a relative clause tells of: "the drill which they staged from 3 to 7 May"."""

from collections.abc import Collection, Iterator, Sequence

from dragoman.lexicon.grammar import Grammar
from dragoman.model.reading import Extent, Frame, Reading, TimeExpression

SIGNS = frozenset(":;")  # what parts one clause from the next
NOUN = 60  # characters from a time in a noun's phrase to the clause that tells of it


def staged(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """Give the relative clause that says who did what a noun names."""
    if frame.kind != "noun" or frame.times:
        return
    for other in reading.frames_of(frame.sentence):
        own = other.parent == frame.index and other.link == "relcl" and other.tense == "past" and not other.passive
        if own and any(arg.role == "object" and arg.head_extent == frame.extent for arg in other.args):
            yield other


def blown(reading: Reading, frame: Frame, verbs: Collection[str]) -> Iterator[Frame]:
    """Give the relative clauses that say by one of `verbs` what a blow did: "an ambush that killed two near Menaka"."""
    for other in reading.frames_of(frame.sentence) if frame.kind == "noun" else ():
        own = other.parent == frame.index and other.link == "relcl" and other.tense == "past" and not other.passive
        if own and not other.negated and other.lemma in verbs and any(arg.role == "subject" for arg in other.args):
            yield other


def took_place(frame: Frame, grammar: Grammar) -> bool:
    """Whether a verb says that its subject was, and no more: "took place in Lomé", "were held on Monday"."""
    things = {head for arg in frame.args if arg.role == "object" for head in arg.heads}
    told = {frame.lemma, *(f"{frame.lemma} {thing}" for thing in things)}
    befell = (frame.passive and frame.lemma in grammar.staging) or not grammar.befalling.isdisjoint(told)
    return frame.kind == "verb" and frame.tense == "past" and not frame.negated and befell


def held(reading: Reading, frame: Frame, grammar: Grammar) -> Iterator[Frame]:
    """Give the relative clause that says when a noun's act was: "welcomed the signing, which took place yesterday"."""
    for other in reading.frames_of(frame.sentence) if frame.kind == "noun" and not frame.times else ():
        if other.parent == frame.index and other.link == "relcl" and took_place(other, grammar):
            yield other


def of_noun(reading: Reading, frame: Frame, time: TimeExpression) -> bool:
    """Whether a time is in the phrase before a relative clause: "the May 4 incident at the shoal, in which"."""
    gap = reading.text[time.extent.end : frame.clause.start].rstrip(" ,")
    beside = reading.frames_of(frame.sentence)
    verbs = any(f.kind == "verb" and time.extent.end <= f.extent.start < frame.clause.start for f in beside)
    inside = any(
        arg.extent.start <= time.extent.start < time.extent.end <= arg.extent.end and not arg.timed
        for other in beside
        if other.kind == "verb" and other.index != frame.index
        for arg in other.args
    )
    return inside and not verbs and len(gap) <= NOUN and "," not in gap


def told_by(reading: Reading, frame: Frame, claims: Sequence[int], time: Extent) -> bool:
    """Whether a time before whoever tells it is that of what is told: "blocked it on Monday, the AFP reported"."""
    above = None if frame.parent is None else reading.frames[frame.parent]
    told = frame.kind == "verb" and frame.link in {"ccomp", "parataxis"} and frame.parent in claims
    return told and above is not None and time.end < above.extent.start and not parted(reading, frame, time)


def parted(reading: Reading, frame: Frame, time: Extent) -> bool:
    """Whether another clause begins between a predicate and a time: "took its side: in May they signed the pact"."""
    return not SIGNS.isdisjoint(reading.text[frame.extent.end : time.start])
