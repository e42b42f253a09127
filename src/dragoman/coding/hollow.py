"""Frames that a cue fits and that are no act all the same."""

from dragoman.coding.parties import Coded, governed
from dragoman.coding.scene import Scene
from dragoman.lexicon.cues import Cue
from dragoman.model.reading import Frame


def only_tells(scene: Scene, frame: Frame, acts: list[Frame], cue: Cue) -> bool:
    """Know "told reporters that he was leaving" from "told them to leave": a clause told asks for nothing."""
    told = [act for act in acts if act.lemma in cue.complement] if cue.complement else acts
    nobody = frame.passive and not any(arg.role == "subject" for arg in frame.args)
    if told and nobody and frame.lemma in scene.lexicon.grammar.arranged:
        return True  # "is expected to sign"
    tells = scene.lexicon.statements.act(frame.lemma) == "assert"
    return bool(told) and all(
        act.link == "ccomp"
        and act.mood == "indicative"
        # "The meeting has not been cancelled, the minister insists"
        and (tells or (act.modal is None and (act.perfect or act.extent.start < frame.extent.start)))
        for act in told
    )


def is_empty(scene: Scene, coded: Coded) -> bool:
    """Whether an operator governs nothing that is known, with nobody: "plans to grow", "asked not to be named"."""
    operator = coded.cue.operator
    return operator == "plan" or (operator == "request" and bool(governed(scene, coded.frame)))


def provided(scene: Scene, coded: Coded) -> bool:
    """Whether an agreement does it, which is no act but its holding: "The treaty grants nationals of both a right"."""
    if coded.frame.kind != "verb" or coded.frame.passive or coded.cue.type == "RETREAT":
        return False
    heads = {arg.head_extent for arg in scene.args(coded.frame, ("subject",))}
    return any(m.kind == "agreement" and m.head_extent in heads for m in scene.mentions)
