"""Lists whose lines go on with the subject that stands before them.

"The Council:" / "1. Commended the envoy;" / "2. Condemned the attack." are acts of the Council.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.model.reading import Arg, Extent, Frame, Mention, Sentence

OPENERS = (":", ",")
LONGEST = 14  # words of a line that only says whose acts follow
LEADING = frozenset({"person", "role", "organization", "state", "group"})


def with_leads(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], frames: Sequence[Frame]
) -> tuple[Frame, ...]:
    """The frames, those that open the lines of a list with the subject of the line before it."""
    by_sentence: dict[int, list[Frame]] = {}
    for frame in frames:
        by_sentence.setdefault(frame.sentence, []).append(frame)
    told: dict[int, tuple[Mention, ...]] = {}
    for mention in mentions:
        told[mention.sentence] = (*told.get(mention.sentence, ()), mention)
    amended = list(frames)
    lead: Arg | None = None
    for number, sentence in enumerate(sentences):
        own = by_sentence.get(sentence.index, [])
        if number and sentences[number - 1].paragraph == sentence.paragraph:
            continue  # a second sentence of the line
        opened = _lead(text, sentence, told.get(sentence.index, ())) if not _verbs(own) else None
        if opened is not None or sentence.block != "body":
            lead = opened
        elif lead is not None:
            first = _opening(text, sentence, own)
            for frame in own if first is not None else ():
                if frame is first or (frame.link == "conj" and first is not None and frame.parent == first.index):
                    amended[frame.index] = _led(frame, lead)
            if first is None and not _is_preamble(text, sentence):
                lead = None
    return tuple(amended)


def _verbs(frames: Sequence[Frame]) -> list[Frame]:
    return [frame for frame in frames if frame.kind == "verb"]


def _lead(text: str, sentence: Sentence, mentions: Sequence[Mention]) -> Arg | None:
    """The actors of a line that says nothing but who they are: "The Council:", "The ministers of A and B,"."""
    line = text[sentence.extent.start : sentence.extent.end].rstrip("*_ ")
    found = [mention for mention in mentions if mention.kind in LEADING]
    if not line.endswith(OPENERS) or len(line.split()) > LONGEST or not found or sentence.block != "body":
        return None
    first = found[0]
    return Arg(
        role="subject",
        extent=Extent(first.extent.start, sentence.extent.end),
        head_extent=first.head_extent,
        heads=(first.head,),
        mentions=(first.index,),
        words=frozenset({first.head}),
    )


def _opening(text: str, sentence: Sentence, frames: Sequence[Frame]) -> Frame | None:
    """The verb that opens a line without a subject of its own: "Condemned the attack", "Strongly condemns it"."""
    root = next((f for f in _verbs(frames) if f.link == "root" and not f.negated), None)
    if root is None or root.passive or any(arg.role == "subject" for arg in root.args) or root.modal is not None:
        return None
    before = text[sentence.extent.start : root.extent.start].lower()
    words = [word for word in before.split() if any(letter.isalpha() for letter in word)]
    return root if set(words) <= set(root.adverbs) else None


def _led(frame: Frame, lead: Arg) -> Frame:
    if any(arg.role == "subject" for arg in frame.args):
        return frame
    tense = frame.tense if frame.tense != "none" else "present"
    return replace(frame, args=(*frame.args, lead), mood="indicative", tense=tense)


def _is_preamble(text: str, sentence: Sentence) -> bool:
    """Whether a line is one more of a list though no act: "Recalling the treaty of 2019,"."""
    return text[sentence.extent.start : sentence.extent.end].rstrip().endswith((",", ";"))
