"""Whom a blow told by its noun fell on, where another word tells it: "a bombing in Quetta that killed two nurses"."""

from collections.abc import Iterator

from dragoman.coding.parties import Coded
from dragoman.coding.scene import Scene
from dragoman.model.reading import Frame


def victims(scene: Scene, coded: Coded) -> tuple[int, ...]:
    """Whom the blow that a noun tells killed or wounded, by the verb that tells it of it."""
    # in a clash those who fell may be anybody's
    if coded.cue.type != "ASSAULT" or coded.cue.reciprocal or coded.frame.kind != "noun":
        return ()
    for verb in scene.reading.frames_of(coded.frame.sentence):
        if verb.kind == "verb" and not verb.negated and verb.modal is None and verb.tense != "future":
            told = _harmed(scene, coded.frame, verb) or _fallen(scene, coded.frame, verb) or _held(scene, coded, verb)
            found = tuple(dict.fromkeys(told))
            if found:
                return found
    return ()


def _harmed(scene: Scene, blow: Frame, verb: Frame) -> Iterator[int] | tuple[int, ...]:
    """Of "killed two nurses", "left two nurses dead", "exploded, killing two nurses" those whom it was done to."""
    grammar = scene.lexicon.grammar
    left = verb.lemma in grammar.leaving and any(not grammar.stricken.isdisjoint(arg.heads) for arg in verb.args)
    if verb.passive or not (left or verb.lemma in grammar.harming):
        return ()
    if not (_does(verb, blow) or _goes_on(scene, blow, verb)):
        return ()
    return (m for arg in scene.args(verb, ("object",)) for m in scene.sides_in(arg))


def _fallen(scene: Scene, blow: Frame, verb: Frame) -> Iterator[int] | tuple[int, ...]:
    """Of "in which two nurses died", "Two nurses died in the blast", "died when a bomb went off" those who died."""
    grammar = scene.lexicon.grammar
    killed = verb.passive and verb.lemma in grammar.harming and not any(arg.role == "agent" for arg in verb.args)
    if not killed and not scene.dies(verb):
        return ()
    at = [arg for arg in verb.args if arg.role in grammar.occasions]
    inside = any(arg.frame == blow.index for arg in at)
    therein = any(not arg.mentions and not arg.timed and arg.extent.end <= verb.extent.start for arg in at)
    went = None if blow.parent is None else scene.frames[blow.parent]
    went_off = went is not None and went.parent == verb.index and went.mark in grammar.whens and _does(went, blow)
    if not (inside or went_off or (therein and _goes_on(scene, blow, verb))):
        return ()
    role = "object" if verb.passive else "subject"
    return (m for arg in scene.args(verb, (role,)) for m in scene.sides_in(arg))


def _held(scene: Scene, coded: Coded, verb: Frame) -> Iterator[int] | tuple[int, ...]:
    """Of "repelled an attack on their camp" those who stood it."""
    if verb.lemma not in scene.lexicon.grammar.repelling:
        return ()
    if not any(arg.role == "object" and arg.frame == coded.frame.index for arg in verb.args):
        return ()
    return (m for arg in scene.args(verb, ("subject",)) for m in scene.sides_in(arg))


def _does(verb: Frame, blow: Frame) -> bool:
    return any(arg.role == "subject" and arg.frame == blow.index for arg in verb.args)


def _goes_on(scene: Scene, blow: Frame, verb: Frame) -> bool:
    """Whether a clause tells of a blow before it: "the blast in Quetta, which killed", not "of the rebels, who"."""
    if verb.link not in {"relcl", "ccomp", "acl"} or verb.clause.start < blow.extent.end:
        return False
    between = range(blow.extent.end, verb.clause.start)
    told = (f for f in scene.reading.frames_of(verb.sentence) if f.extent.start in between)
    if any(f.kind == "verb" or _is_blow(scene, f) for f in told):
        return False
    before = [m for a in scene.args(verb, ("subject",)) for m in a.mentions if a.extent.start < verb.clause.start]
    return all(scene.mentions[m].kind in {"name", "place", "state"} or scene.suffers(m, verb) for m in before)


def _is_blow(scene: Scene, frame: Frame) -> bool:
    return any(cue.type == "ASSAULT" for cue in scene.lexicon.cues.by_noun.get(frame.lemma, ()))


def own_story(scene: Scene, frame: Frame, coded: Coded | None) -> bool:
    """Whether a noun under an act that takes up what it names is told as an act of its own: after "following", by whom.

    "demanded an inquiry into the blast that killed two nurses".
    """
    own = frame.prep in scene.lexicon.grammar.sequels or any(a.role == "subject" and a.mentions for a in frame.args)
    return (frame.link == "prep" and own) or (coded is not None and bool(victims(scene, coded)))
