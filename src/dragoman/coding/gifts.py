"""What is promised with its purpose: "pledged 100 million dollars to rebuild Beira" promises the money."""

from dragoman.coding.phrases import own_end, shorten, trim
from dragoman.coding.scene import Scene
from dragoman.model.reading import Extent, Frame


def gift_of(scene: Scene, frame: Frame) -> Extent | None:
    """Give the counted thing that is promised, with the act that it is for."""
    words = scene.lexicon.statements.agreements
    if frame.kind != "verb" or frame.passive or frame.lemma not in words.gives:
        return None
    told = next((a for a in scene.args(frame, ("object",)) if a.extent.start >= frame.extent.end), None)
    if told is None:
        return None
    behind = told.head_extent.end
    purposes = (c for c in scene.children(frame) if c.kind == "verb" and c.mood == "infinitive")
    if not any(behind < c.extent.start and c.link in {"xcomp", "advcl", "acl"} for c in purposes):
        return None
    text, start = scene.reading.text, told.extent.start
    inner = [scene.mentions[m].extent for m in scene.within(told.extent)]
    start = next(
        (e.end for e in inner if e.start == start and e.end < told.head_extent.start), start
    )  # "Mali six boats"
    figures = text[start:behind].lower()
    counted = any(char.isdigit() for char in figures) or set(figures.split()) & (
        words.figures | scene.lexicon.grammar.numbers.keys()
    )
    return shorten(text, trim(text, start, max(own_end(scene, frame), behind))) if counted else None
