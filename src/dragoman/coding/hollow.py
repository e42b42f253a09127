"""Frames that a cue fits and that are no act of their own: told, asking for nothing, a treaty's terms, told again."""

from collections.abc import Sequence

from dragoman.coding.parties import Coded, governed
from dragoman.coding.provisions import spoken_of
from dragoman.coding.scene import Scene
from dragoman.lexicon.cues import Cue
from dragoman.model.findings import EventFinding
from dragoman.model.reading import Frame
from dragoman.model.record import EventType, Status

# Acts in words that a report comes back to: "made the offer in a call to Paramaribo"
IN_WORDS: frozenset[EventType] = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


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
        and (
            tells
            or _guessed(scene, frame, act)
            or (act.modal is None and (act.perfect or act.extent.start < frame.extent.start))
        )
        for act in told
    )


def _guessed(scene: Scene, frame: Frame, act: Frame) -> bool:
    """Whether an act is only thought to be so: "suggested that the army freed them", "that talks could resume"."""
    words = scene.lexicon
    told = act.tense == "past" or (act.modal is not None and act.modal not in words.grammar.obliging)
    return told and frame.lemma in words.statements.guessing


def asks_nothing(frame: Frame, acts: list[Frame]) -> bool:
    """Whether a word of asking asks for nothing: "troops commanded by X", "Asked about it, X said", ", X insists,"."""
    asked = [act for act in acts if act.link != "ccomp" or act.mark is None]
    match frame.link:
        case "acl":
            return frame.passive and not acts
        case "advcl":
            opens = frame.clause.start == frame.extent.start and frame.mark is None and frame.prep is None
            return opens and frame.tense == "past" and not asked
        case "parataxis":
            return not acts
        case _:
            return False


def is_empty(scene: Scene, coded: Coded) -> bool:
    """Whether an operator governs nothing that is known, with nobody: "plans to grow", "has not asked"."""
    operator, frame = coded.cue.operator, coded.frame
    return operator == "plan" or (operator == "request" and (frame.negated or bool(governed(scene, frame))))


def over(coded: Coded) -> bool:
    """Whether what a threat would tell of has been done: "paid a heavy price", "responded harshly to the protest"."""
    cue, frame = coded.cue, coded.frame
    spoken = cue.type == "THREATEN" and cue.status == "occurred" and frame.kind == "verb"
    return spoken and frame.tense == "past" and frame.modal is None


def never_does(scene: Scene, coded: Coded, status: Status, sides: Sequence[int]) -> bool:
    """Whether somebody only tells whom he never does it to: "We do not attack civilians"."""
    frame = coded.frame
    plain = frame.kind == "verb" and frame.tense == "present" and coded.cue.operator is None
    bare = not (frame.perfect or frame.progressive or frame.modal or frame.times)
    if status != "negated" or not (frame.negated and plain and bare):
        return False
    told = (scene.mentions[m] for m in sides)
    return any(m.kind == "group" and m.plural and not m.definite and m.count is None for m in told)


def unable(scene: Scene, coded: Coded, actors: Sequence[int]) -> bool:
    """Whether one alone tells what he cannot agree to: "could not agree to the language", not "the sides could not"."""
    frame = coded.frame
    single = len(actors) == 1 and not scene.mentions[actors[0]].plural and len(scene.mentions[actors[0]].scope) <= 1
    return single and coded.cue.type == "AGREE" and frame.kind == "verb" and frame.negated and frame.modal is not None


def provided(scene: Scene, coded: Coded) -> bool:
    """Whether an agreement does it, which is no act but its holding: "The treaty grants nationals of both a right"."""
    if coded.frame.kind != "verb" or coded.frame.passive or coded.cue.type == "RETREAT":
        return False
    subjects = tuple(scene.args(coded.frame, ("subject",)))
    heads = {arg.head_extent for arg in subjects}
    if any(m.kind == "agreement" and m.head_extent in heads for m in scene.mentions):
        return True
    binds = scene.lexicon.statements.agreements.says.get(coded.frame.lemma) == "binds"
    # "Both signed the pact. It grants citizens of either the right to work": a pronoun for it
    return (
        binds
        and coded.frame.tense == "present"
        and any(
            spoken_of(scene, coded.frame, scene.mentions[m], own=True) is not None for a in subjects for m in a.mentions
        )
    )


def told_again(scene: Scene, coded: Coded, event: EventFinding, before: Sequence[EventFinding]) -> bool:
    """Whether an act is one told before: "made the offer", "Welcoming the guest, the minister noted ..."."""
    frame = coded.frame
    same = any(other.type == event.type and other.sentence < event.sentence for other in before)
    if not same or frame.times or frame.parent is None:
        return False
    above = scene.frames[frame.parent]
    if frame.kind == "noun":
        between = scene.reading.text[above.extent.end : frame.extent.start].split()
        the = bool(between) and between[0] in scene.lexicon.names.articles - scene.lexicon.grammar.indefinite
        return the and frame.link == "light" and event.type in IN_WORDS and not event.recipients
    opens = frame.link == "advcl" and frame.mood == "participle" and frame.clause.end <= above.extent.start
    return opens and event.type == "CONSULT" and not _introduces(scene, event)


def _introduces(scene: Scene, event: EventFinding) -> bool:
    """Whether somebody comes in with an act: "Receiving the Iraqi delegation, Foreign Minister Salem Omar said"."""
    told = {m.head for m in scene.mentions if m.kind in {"person", "name"} and m.sentence < event.sentence}
    sides = (scene.mentions[m] for m in (*event.actors, *event.recipients))
    return any(m.kind == "person" and m.head not in told for m in sides)
