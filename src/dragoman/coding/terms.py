"""What an act hangs on: "if the truce holds", "provided that Bishkek signs", "on condition that the army leaves"."""

import re

from dragoman.coding.phrases import frames_of, shorten, trim
from dragoman.coding.scene import Scene
from dragoman.model.reading import Extent, Frame

LONGEST = 4  # words of "on the condition that"
_WORD = re.compile(r"[^\W\d_]+")


def condition_of(scene: Scene, frame: Frame) -> Extent | None:
    """Give the clause that an act hangs on, or the act of promising it."""
    above = scene.frames[frame.parent] if frame.parent is not None and frame.link in {"xcomp", "ccomp"} else frame
    for child in (*scene.children(frame), *(scene.children(above) if above is not frame else ())):
        if child.mark in scene.lexicon.grammar.conditions and child.link in {"advcl", "ccomp"}:
            return shorten(scene.reading.text, trim(scene.reading.text, child.clause.start, child.clause.end))
    behind = [f for f in frames_of(scene, frame.sentence) if f.kind == "verb" and f.extent.start > frame.extent.end]
    for other in behind:
        lead = _lead(scene, other)
        if lead is None or lead < frame.extent.end:
            continue
        if any(f.link == "conj" and f.extent.start < lead for f in behind):
            return None  # the next act's: "will lift the ban and reopen the port provided that"
        return shorten(scene.reading.text, trim(scene.reading.text, lead, max(other.clause.end, other.extent.end)))
    return None


def on_terms(scene: Scene, frame: Frame) -> bool:
    """Whether a clause is one that something else hangs on, whatever the parser made of its "provided that"."""
    return frame.kind == "verb" and frame.link != "root" and (_turned(scene, frame) or _lead(scene, frame) is not None)


def _turned(scene: Scene, frame: Frame) -> bool:
    """Whether a clause begins with its auxiliary: "Had either crew opened fire, we would be talking of a war"."""
    text = scene.reading.text
    first = _WORD.search(text, frame.clause.start, frame.extent.start)
    if first is None or first[0].lower() not in scene.lexicon.grammar.inverted:
        return False
    return any(first.end() < arg.extent.start < frame.extent.start for arg in scene.args(frame, ("subject",)))


def _lead(scene: Scene, frame: Frame) -> int | None:
    """Where the words begin with which a clause is made a condition, right before its subject."""
    first = min((a.extent.start for a in scene.args(frame, ("subject",))), default=frame.extent.start)
    start = scene.reading.sentences[frame.sentence].extent.start
    small = scene.lexicon.statements.determiners
    words = list(_WORD.finditer(scene.reading.text, start, min(first, frame.extent.start)))
    while words and words[-1][0].lower() in small:
        words.pop()  # "provided that the rebels"
    for length in range(min(LONGEST, len(words)), 0, -1):
        if " ".join(word[0].lower() for word in words[-length:]) in scene.lexicon.statements.agreements.on_terms:
            return words[-length].start()
    return None
