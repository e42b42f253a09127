"""The own text of an agreement: "The Parties have agreed as follows", "Done at Nairobi on 28 February"."""

from collections.abc import Iterator

from dragoman.coding.phrases import frames_of
from dragoman.coding.scene import Scene
from dragoman.coding.undertakings import Item, taken
from dragoman.model.reading import Frame, Sentence

LEAD = 8  # characters before an agreement in which "this" stands


def instrument(scene: Scene) -> int | None:
    """Find the agreement whose own text a reading is: the first told as "this", else the first told."""
    words = scene.lexicon.statements.agreements
    text = " ".join(scene.reading.text.lower().split())
    if not any(formula in text for formula in words.formulas):
        return None
    told = [m for m in scene.mentions if m.kind == "agreement" and not m.plural]
    own = [m for m in told if _this(scene, m.extent.start)]
    return next((m.index for m in (*own, *told)), None)


def _this(scene: Scene, start: int) -> bool:
    words = scene.lexicon.statements.agreements
    lead = scene.reading.text[start : start + LEAD].lower().split()[:1]
    before = scene.reading.text[max(0, start - LEAD) : start].lower().split()[-1:]
    return bool({*lead, *before} & words.this)


def laid_down(scene: Scene, sentence: Sentence) -> list[Item]:
    """Find what a sentence of an agreement's own text binds somebody to."""
    found = []
    for frame in frames_of(scene, sentence.index):
        if (
            frame.kind == "verb"
            and frame.mood == "indicative"
            and frame.link == "root"
            and not _of_itself(scene, frame)
        ):
            found += taken(scene, frame)
    return found


def _of_itself(scene: Scene, frame: Frame) -> bool:
    """Know "This Memorandum shall enter into force": nobody is bound."""
    roles = {"object" if frame.passive else "subject", "subject"}
    told = [arg for arg in frame.args if arg.role in roles]
    return any(scene.mentions[m].kind == "agreement" for arg in told for m in arg.mentions)


def done(scene: Scene) -> Iterator[Frame]:
    """Give the verb of "Done at Nairobi on 28 February 2024", with which the text of an agreement ends."""
    words = scene.lexicon.statements.agreements
    for frame in scene.frames:
        start = scene.reading.sentences[frame.sentence].extent.start
        if frame.kind == "verb" and frame.extent.start == start:
            told = scene.reading.text[start : frame.extent.end].lower()
            if told in words.done and (frame.passive or frame.mood == "participle"):
                yield frame
