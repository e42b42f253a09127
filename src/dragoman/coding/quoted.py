"""Quotations that are the saying of a verb, and what any content of a saying is."""

from dataclasses import dataclass
from typing import Literal

from dragoman.coding.phrases import frames_of, inside, quotations_near, trim, verbs_in
from dragoman.coding.scene import Scene
from dragoman.model.reading import Arg, Extent, Frame

Kind = Literal["quotation", "clause", "before", "noun", "phrase", "object"]
NEAR = 4  # characters between a verb or clause and the quotation that is its content
QUOTES = "\"“”«»\u2018\u2019'"


@dataclass(frozen=True, slots=True)
class Content:
    """An extent, how it was found, and the frame that is its main predicate."""

    extent: Extent
    kind: Kind
    frame: Frame | None = None
    infinitive: bool = False


def first_frame(scene: Scene, extent: Extent, sentence: int) -> Frame | None:
    """Give the main predicate inside an extent of a sentence."""
    inner = [f for f in verbs_in(scene, extent) if f.sentence == sentence]
    heads = [f for f in inner if f.parent is None or not inside(scene.frames[f.parent].extent, extent)]
    return next(iter(heads or inner), None)


def quotations(scene: Scene, frame: Frame, subject: Arg) -> tuple[Content, ...]:
    """Give the quotations that are the saying itself; "will answer with 'the same coin'" is a clause."""
    text = scene.reading.text
    sentence = scene.reading.sentences[frame.sentence].extent
    below = [c for c in scene.children(frame) if c.link in {"ccomp", "xcomp", "parataxis"} and c.kind == "verb"]
    found: list[Content] = []
    for quotation in quotations_near(scene, sentence):
        extent = quotation.extent
        if not (extent.start < sentence.end and sentence.start < extent.end) or inside(extent, subject.extent):
            continue
        if inside(frame.extent, extent):
            continue
        main = first_frame(scene, extent, frame.sentence)
        first = frame.link != "relcl" and (
            extent.start <= sentence.start + 1
            or (extent.end <= sentence.end and not text[sentence.start : extent.start].strip(QUOTES + " "))
        )
        follows = (
            main is not None
            and 0 <= extent.start - frame.extent.end <= NEAR
            and not text[frame.extent.end : extent.start].strip(QUOTES + " ,:")
        )
        whole = any(c.clause.start >= extent.start - 2 and inside(c.extent, extent) for c in below)
        later = (
            bool(found)
            and main is not None
            and not text[max(0, extent.start - 3) : extent.start].strip(QUOTES + " ,.:")
        )
        sole = (
            main is not None
            and not below
            and text[max(0, extent.start - 2) : extent.start - 1].strip() in {"", ",", ":"}
            and _colon(text, extent.start)
        )
        if (first and _nearest(scene, frame, extent)) or follows or whole or later or sole:
            found.append(Content(trim(text, *extent), "quotation", main))
    return tuple(found)


def _colon(text: str, start: int) -> bool:
    return text[: start - 1].rstrip().endswith((":", ","))


def _nearest(scene: Scene, frame: Frame, extent: Extent) -> bool:
    """Tell whether no other verb of saying stands between the quotation and this one."""
    between = (
        other
        for other in frames_of(scene, frame.sentence)
        if other.kind == "verb" and extent.end <= other.extent.start < frame.extent.start
    )
    words = scene.lexicon.statements
    return all(o.lemma in words.quoters or words.act(o.lemma) is None for o in between)
