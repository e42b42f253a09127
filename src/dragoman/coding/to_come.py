"""What cues may ask of the clauses under a verb: their words, and what is still to come.

"assured Togo that Ghana would allot the land"
"""

from collections.abc import Iterator

from dragoman.coding.match import ACTORS
from dragoman.coding.scene import Scene
from dragoman.lexicon.cues import FUTURE, OWN
from dragoman.model.reading import Frame


def tokens(scene: Scene, frame: Frame, acts: list[Frame]) -> Iterator[str]:
    """Give what cues may ask of the clauses that a verb governs: their words, and whether they are still to come."""
    for act in acts:
        if not _of_others(scene, frame, act):
            yield act.lemma
            if act.lemma in scene.lexicon.grammar.going_on and not act.negated:
                # "vowed to keep fighting": what is done is the fighting
                yield from (under.lemma for under in scene.children(act) if under.link == "xcomp")
        if to_come(scene, act):
            yield FUTURE
            if _own(scene, frame, act):
                yield OWN


def to_come(scene: Scene, act: Frame) -> bool:
    """Know an act to come, not denied, of somebody who can act: "that the flood would pass" is none."""
    modal = act.tense == "future" or act.modal in scene.lexicon.statements.reported_future
    if act.kind != "verb" or act.link != "ccomp" or act.negated or act.perfect or not modal:
        return False
    doers = scene.args(act, sorted(scene.lexicon.grammar.agents) if act.passive else ("subject",))
    return any(scene.mentions[m].kind in ACTORS for arg in doers for m in arg.mentions)


def _own(scene: Scene, frame: Frame, act: Frame) -> bool:
    """Whether who speaks would do it, or his country: "warned that it would close the strait"."""
    speakers = {scene.mentions[m].country for arg in scene.args(frame, ("subject",)) for m in arg.mentions} - {None}
    doers = [scene.mentions[m] for arg in scene.args(act, ("subject",)) for m in arg.mentions]
    return any(doer.kind == "pronoun" or doer.country in speakers for doer in doers)


def _of_others(scene: Scene, frame: Frame, act: Frame) -> bool:
    """Whether a state is said to do it, and not whom the verb is about: "The envoy was told that Chile must leave"."""
    objects = {m for arg in scene.args(frame, ("object", "indirect")) for m in arg.mentions}
    doers = [m for arg in scene.args(act, ("subject",)) for m in arg.mentions]
    told = any(scene.mentions[m].kind in {"person", "role"} for m in objects)
    return told and act.link == "ccomp" and any(scene.mentions[m].kind == "state" for m in doers)
