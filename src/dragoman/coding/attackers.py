"""Whose attack somebody fell in: "were killed in a Russian missile attack"."""

from dragoman.coding.scene import Scene
from dragoman.lexicon.cues import Cue
from dragoman.model.reading import Frame


def in_attack(scene: Scene, shown: Frame, cue: Cue) -> list[int]:
    """Find whose attack somebody fell in: "were killed in a Russian missile attack", "in an ambush by rebels"."""
    grammar = scene.lexicon.grammar
    for arg in shown.args:
        if arg.role not in grammar.occasions or arg.frame is None:
            continue
        deed = scene.frames[arg.frame]
        cues = scene.lexicon.cues.by_noun.get(deed.lemma, ())
        if any(one.type == cue.type and not one.reciprocal for one in cues):
            roles = ("subject", "compound", *grammar.agents)
            told = [m for inner in scene.args(deed, roles) for m in scene.sides_in(inner)]
            return [m for m in told if not scene.is_seat(scene.mentions[m])]
    return []
