"""Whether a clause under a verb tells what somebody is still to do: "assured Togo that Ghana would allot the land"."""

from dragoman.coding.match import ACTORS
from dragoman.coding.scene import Scene
from dragoman.model.reading import Frame


def to_come(scene: Scene, act: Frame) -> bool:
    """Know an act to come, not denied, of somebody who can act: "that the flood would pass" is none."""
    modal = act.tense == "future" or act.modal in scene.lexicon.statements.reported_future
    if act.kind != "verb" or act.link != "ccomp" or act.negated or act.perfect or not modal:
        return False
    doers = scene.args(act, sorted(scene.lexicon.grammar.agents) if act.passive else ("subject",))
    return any(scene.mentions[m].kind in ACTORS for arg in doers for m in arg.mentions)
