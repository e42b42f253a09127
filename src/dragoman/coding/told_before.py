"""Who told what stands before: "This was reported by the Border Service", "That's according to the ministry"."""

from collections.abc import Iterator

from dragoman.coding.scene import Scene
from dragoman.coding.speakers import speakers_in, subject_of
from dragoman.model.findings import Attribution
from dragoman.model.reading import Arg, Frame


def told_before(scene: Scene) -> Iterator[Attribution]:
    """Give who told the sentences of the paragraph before, or of this one, by a sentence that only tells so."""
    for frame in scene.frames:
        if frame.kind != "verb" or frame.negated or frame.quoted or frame.modal is not None:
            continue
        tellers = _by_verb(scene, frame) or _by_phrase(scene, frame)
        before = scene.reading.sentences[: frame.sentence]
        last = before[-1].paragraph if before else 0
        for sentence in before:
            for teller in tellers if sentence.paragraph == last and sentence.block == "body" else ():
                yield Attribution(
                    sentence=sentence.index,
                    teller=teller,
                    extent=sentence.extent,
                    verb=frame.extent,
                    frame=frame.index,
                )


def _by_verb(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Know "This was reported by the Border Service", "This was announced by the ministry, Ukrinform reports"."""
    this = next((arg for arg in frame.args if _is_this(scene, arg)), None)
    if this is None or scene.lexicon.statements.act(frame.lemma) != "assert" or not _is_main(scene, frame):
        return ()
    subject = subject_of(frame)
    inverted = next((a for a in frame.args if a.role == "object" and a.extent.start > frame.extent.end), None)
    return speakers_in(scene, subject or (None if this.role == "object" else inverted))


def _is_main(scene: Scene, frame: Frame) -> bool:
    """Whether a clause is the main one, but for an outlet that tells it behind a comma."""
    above = None if frame.parent is None else scene.frames[frame.parent]
    if frame.link == "root" or above is None:
        return frame.link == "root"
    told = frame.link == "ccomp" and frame.extent.start < above.extent.start and above.link == "root"
    return told and scene.lexicon.statements.act(above.lemma) == "assert"


def _by_phrase(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Know "That's according to the press service of the government"."""
    subject = subject_of(frame)
    words = scene.lexicon.statements.demonstratives
    if frame.lemma not in scene.lexicon.grammar.copulas or subject is None or not _is_main(scene, frame):
        return ()
    if scene.reading.text[slice(*subject.extent)].lower() not in words:
        return ()
    roles = scene.lexicon.grammar.according
    return tuple(m for arg in frame.args if arg.role in roles for m in speakers_in(scene, arg))


def _is_this(scene: Scene, arg: Arg) -> bool:
    words = scene.lexicon.statements
    told = scene.reading.text[slice(*arg.extent)].lower() in words.demonstratives
    return told and arg.role in {"object", *words.content.get("inform", ())}
