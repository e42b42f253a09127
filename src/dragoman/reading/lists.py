"""Lists whose lines go on with the subject that stands before them.

"The Council:" / "1. Commended the envoy;" / "2. Condemned the attack." are acts of the Council. What stands
under "The two sides agreed to:" is still to be done.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dragoman.lexicon.grammar import Grammar
from dragoman.model.reading import Arg, Extent, Frame, Mention, Sentence

COLON = ":"
OPENERS = (COLON, ",")
LONGEST = 14  # words of a line that only says whose acts follow
LONGEST_CALLED = 40  # of one that ends in a colon: "The Ministers, meeting in Lima on 3 March under ...:"
LEADING = frozenset({"agreement", "person", "role", "organization", "state", "group", "igo"})


@dataclass(frozen=True, slots=True)
class _Lead:
    subject: Arg
    ahead: bool = False  # what follows is agreed on and not yet done


@dataclass(frozen=True, slots=True)
class _Line:
    """The sentence at work, with what stands in it."""

    text: str
    sentence: Sentence
    mentions: Sequence[Mention]
    frames: Sequence[Frame]
    grammar: Grammar
    promising: frozenset[str]

    @property
    def words(self) -> str:
        """What stands in it, without the marks of bold."""
        return self.text[self.sentence.extent.start : self.sentence.extent.end].rstrip("*_ ")

    @property
    def verbs(self) -> list[Frame]:
        """The verbs that stand in it."""
        return [frame for frame in self.frames if frame.kind == "verb"]


def with_leads(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    frames: Sequence[Frame],
    grammar: Grammar,
    promising: frozenset[str],
) -> tuple[Frame, ...]:
    """The frames, those that open the lines of a list with the subject of the line before it.

    `promising` are the verbs behind which that is told which is still to be done.
    """
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    told: dict[int, list[Mention]] = {}
    for mention in mentions:
        told.setdefault(mention.sentence, []).append(mention)
    amended = list(frames)
    lead: _Lead | None = None
    for number, sentence in enumerate(sentences):
        own, named = by_sentence.get(sentence.index, []), told.get(sentence.index, [])
        line = _Line(text, sentence, named, own, grammar, promising)
        second = number > 0 and sentences[number - 1].paragraph == sentence.paragraph
        opened = _lead(line) if not second or line.words.endswith(COLON) else None
        if opened is not None or (sentence.block != "body" and not second):
            lead = opened
        elif lead is not None and not second:
            first = _opening(line, lead)
            for frame in own if first is not None else ():
                if frame is first or (frame.link == "conj" and first is not None and frame.parent == first.index):
                    amended[frame.index] = _led(frame, lead)
            lead = _going_on(line, lead, first)
    return tuple(amended)


def _lead(line: _Line) -> _Lead | None:
    """Who acts in the lines that follow: of "The Council:", "The ministers of A and B,", "The two sides agreed to:"."""
    if not line.words.endswith(OPENERS) or line.sentence.block != "body":
        return None
    called = line.words.endswith(COLON)
    if len(line.words.split()) > (LONGEST_CALLED if called else LONGEST):
        return None
    finite = [frame for frame in line.verbs if frame.mood != "participle"]
    if not finite if called else not line.verbs:
        subject = _named(line)
        return None if subject is None else _Lead(subject)
    first = finite[0] if called else None
    if first is None or first.lemma not in line.promising or first.negated or first.link != "root":
        return None
    subject = next((arg for arg in first.args if arg.role == "subject"), None)
    return None if subject is None or _has_object(first) else _Lead(subject, ahead=True)


def _has_object(frame: Frame) -> bool:
    return any(arg.role in {"object", "attribute"} for arg in frame.args)


def _named(line: _Line) -> Arg | None:
    """The actors of a line that says nothing but who they are: the first, or, behind "At the end of it,", the last."""
    runs: list[list[Mention]] = []
    for before, mention in pairwise((None, *(m for m in line.mentions if m.kind in LEADING))):
        if mention is None:
            continue
        between = None if before is None else line.text[before.extent.end : mention.extent.start].strip().lower()
        if between is not None and between in line.grammar.coordinators:
            runs[-1].append(mention)
        elif before is None or mention.extent.start >= before.extent.end:
            runs.append([mention])
    if not runs:
        return None
    opening = line.text[line.sentence.extent.start : runs[0][0].extent.start].split()
    closing = line.text[runs[-1][-1].extent.end : line.sentence.extent.end].strip("*_ ")
    found = runs[-1] if len(opening) > 1 and closing == COLON else runs[0]
    first = found[0]
    return Arg(
        role="subject",
        extent=Extent(first.extent.start, line.sentence.extent.end),
        head_extent=first.head_extent,
        heads=tuple(mention.head for mention in found),
        mentions=tuple(mention.index for mention in found),
        words=frozenset(mention.head for mention in found),
    )


def _opening(line: _Line, lead: _Lead) -> Frame | None:
    """The verb that opens a line without a subject of its own: "Condemned the raid", "In this regard, welcomed it"."""
    root = next((f for f in line.verbs if f.link == "root" and not f.negated), None)
    if root is None or root.passive or any(arg.role == "subject" for arg in root.args) or root.modal is not None:
        return None
    fronted = [arg for arg in root.args if arg.extent.end <= root.extent.start]
    known = {*root.adverbs, *line.grammar.also, *(arg.role for arg in fronted)}
    if root.perfect:
        known |= line.grammar.perfect  # "Have agreed as follows:"
    if lead.ahead and root.mood == "infinitive":
        known |= line.grammar.destinations  # "To exchange prisoners."
    before = line.text[line.sentence.extent.start : root.extent.start]
    start = line.sentence.extent.start
    for arg in fronted:
        inside = slice(max(0, arg.extent.start - start), arg.extent.end - start)
        before = before[: inside.start] + " " * (inside.stop - inside.start) + before[inside.stop :]
    words = [word.strip(",") for word in before.lower().split() if any(letter.isalpha() for letter in word)]
    return root if set(words) <= known else None


def _led(frame: Frame, lead: _Lead) -> Frame:
    if any(arg.role == "subject" for arg in frame.args):
        return frame
    tense = frame.tense if frame.tense != "none" else "present"
    if lead.ahead:
        tense = "future"
    return replace(frame, args=(*frame.args, lead.subject), mood="indicative", tense=tense)


def _going_on(line: _Line, lead: _Lead, first: Frame | None) -> _Lead | None:
    """The lead of the lines behind this one: "Have agreed as follows:" tells that they are yet to come."""
    if first is not None and first.lemma in line.promising and line.words.endswith(COLON):
        return _Lead(lead.subject, ahead=True)
    return lead if first is not None or _is_item(line) or _is_preamble(line) else None


def _is_item(line: _Line) -> bool:
    """Whether a line has a mark or a number before it: "3. Each Party shall withdraw its forces"."""
    start = line.sentence.extent.start
    return bool(line.text[line.text.rfind("\n", 0, start) + 1 : start].strip())


def _is_preamble(line: _Line) -> bool:
    """Whether a line is one more of a list though no act: "Recalling the treaty of 2019,"."""
    return line.words.endswith((",", ";"))
