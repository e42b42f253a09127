"""To whom a deed is laid: "an attack that Mali blamed on the rebels", "the strike, attributed by Iran to Israel"."""

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.coding.parties import DEEDS, Coded, participants
from dragoman.coding.scene import Scene
from dragoman.model.reading import Frame
from dragoman.model.record import EventType, Status

MOVES: frozenset[EventType] = frozenset({"MOBILIZE"})
FIGHTERS = frozenset({"REB", "UAF", "CRM"})  # sectors of those whose names are never certain
LEAD = 2  # words before a doer: "reportedly by"


class Doing(NamedTuple):
    """Who does it to whom, and whether it happened."""

    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    status: Status


def as_laid(scene: Scene, coded: Coded, told: Doing) -> Doing:
    """Give a deed to whom it is laid, by somebody's word, and not to him whose word it is."""
    if coded.cue.type not in DEEDS | MOVES:
        return told
    found = _laid(scene, coded, told)
    doubted = found.status == "occurred" and found.actors and all(_suspected(scene, m) for m in found.actors)
    return found._replace(status="alleged") if doubted else found


def _laid(scene: Scene, coded: Coded, told: Doing) -> Doing:
    accused = _accused(scene, coded.frame)
    if accused and not told.actors:
        recipients = tuple(m for m in told.recipients if m not in accused)
        return Doing(accused, recipients, "alleged" if told.status == "occurred" else told.status)
    claimed = () if told.actors else tuple(dict.fromkeys(_claiming(scene, coded.frame)))
    if claimed:
        return Doing(claimed, tuple(m for m in told.recipients if m not in claimed), told.status)
    for laying in _layings(scene, coded.frame):
        inside = scene.within(laying.clause)
        doers = _doers(scene, laying)
        actors = tuple(m for m in told.actors if m not in inside and not scene.is_place(scene.mentions[m]))
        recipients = tuple(m for m in told.recipients if m not in inside)
        if actors or not doers:  # "Gunmen killed two nurses in a raid attributed to the rebels"
            return Doing(actors, recipients, told.status)
        return Doing(doers, recipients, "alleged" if told.status == "occurred" else told.status)
    return told


def _suspected(scene: Scene, index: int) -> bool:
    """Whether it is in doubt who they are: "suspected Chadian troops", "reportedly by Chadian jets".

    Of fighters it is the rule: "Suspected militants raided the village" tells of a raid that nobody doubts.
    """
    grammar, mention = scene.lexicon.grammar, scene.mentions[index]
    if mention.country is None or not FIGHTERS.isdisjoint(mention.sectors):
        return False
    before = scene.reading.text[scene.reading.sentences[mention.sentence].extent.start : mention.head_extent.start]
    own = scene.reading.text[mention.extent.start : mention.head_extent.start].split()
    told = before.lower().split()[-len(own) - LEAD :]
    return not (grammar.suspected | grammar.hearsay_adverbs).isdisjoint(told)


def is_done(scene: Scene, coded: Coded) -> bool:
    """Whether it is told who does it, or to whom it is laid."""
    return bool(as_laid(scene, coded, Doing(*participants(scene, coded), "occurred")).actors)


def _accused(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Whom an accusation is of for a deed that its noun tells: "blamed Chad for the shelling of two villages"."""
    above = scene.frames[frame.parent] if frame.parent is not None and frame.link == "prep" else None
    if above is None or frame.kind != "noun" or frame.prep not in scene.lexicon.grammar.blamed or above.passive:
        return ()
    if not _described(frame):
        return ()  # "blamed the army for the raid": the one that was told
    if not any(cue.mode == "allege" for cue in scene.lexicon.cues.by_verb.get(above.lemma, ())):
        return ()
    return tuple(m for arg in scene.args(above, ("object",)) for m in scene.sides_in(arg))


def _described(frame: Frame) -> bool:
    """Whether more than its day is told of a deed: on whom, by whom, where."""
    return any(not arg.timed for arg in frame.args)


def _claiming(scene: Scene, frame: Frame) -> Iterator[int]:
    """Who claims a deed that its noun tells, be it "the attack" that was told before, if not of him."""
    for verb in scene.reading.frames_of(frame.sentence) if frame.kind == "noun" else ():
        deed = next((arg for arg in verb.args if arg.role == "object" and arg.frame == frame.index), None)
        if verb.lemma not in scene.lexicon.grammar.claiming or verb.negated or deed is None:
            continue
        times = (scene.reading.times[time].extent.start for time in frame.times)
        own = _described(frame) or any(deed.extent.start <= start < deed.head_extent.end for start in times)
        for doer in (m for arg in scene.args(verb, ("subject",)) for m in scene.sides_in(arg)):
            one = scene.mentions[doer]
            before = (m.name or "" for m in scene.mentions if m.sentence < one.sentence)
            known = one.name is not None and any(name.startswith(one.name) for name in before)
            if own or not known:
                yield doer


def _layings(scene: Scene, frame: Frame) -> Iterator[Frame]:
    """Find what lays a deed to somebody: the clause of its noun, or of the deed by which or in which it was done."""
    roles = {"subject", *scene.lexicon.grammar.occasions} if frame.kind == "verb" else set[str]()
    by = [arg for arg in frame.args if arg.role in roles]
    deeds = {arg.frame for arg in by} - {None} if frame.kind == "verb" else {frame.index}
    for other in scene.reading.frames_of(frame.sentence):
        # of what is no act too: "The derailment, which Warsaw attributed to Moscow, killed two"
        inside = any(arg.extent.start < other.clause.start < arg.extent.end for arg in by)
        hung = other.link in {"acl", "relcl"} and (inside or other.parent in deeds)
        if hung and other.kind == "verb" and not other.negated and any(_lays(scene, other, a.role) for a in other.args):
            yield other


def _doers(scene: Scene, laying: Frame) -> tuple[int, ...]:
    told = (m for arg in laying.args if _lays(scene, laying, arg.role) for m in scene.actors_in(arg))
    return tuple(dict.fromkeys(told))


def _lays(scene: Scene, frame: Frame, role: str) -> bool:
    return f"{frame.lemma} {role.removeprefix('object.')}" in scene.lexicon.grammar.laying
