"""Who is meant where nobody is told to agree or to sign: those who met before, or in whose presence it was done."""

from collections.abc import Sequence

from dragoman.coding.gathered import several
from dragoman.coding.parties import Coded, participants
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of
from dragoman.model.reading import Frame

MEETING_REACH = 4  # sentences between a meeting and what was agreed at it
PAIR = 2


def met(scene: Scene, coded: Coded, told: Sequence[Coded]) -> tuple[int, ...]:
    """Give who met before it is told what "was agreed": "It was agreed to open a second checkpoint"."""
    frame = coded.frame
    objects = [scene.mentions[m].kind for arg in frame.args if arg.role == "object" for m in arg.mentions]
    plain = frame.passive and frame.kind == "verb" and frame.link not in {"acl", "relcl"}  # not "a trip planned for"
    if not plain or any(kind not in {"agreement", "pronoun"} for kind in objects):
        return ()
    present = _present(scene, frame)
    if present:
        return present
    inside = [scene.mentions[m] for m in scene.within(frame.clause)]
    alone = any(one.kind in {"person", "role"} and not one.plural for one in inside)
    for before in reversed(told):
        near = 0 <= frame.sentence - before.frame.sentence <= MEETING_REACH and before.frame.index < frame.index
        if not near or before.cue.type != "CONSULT" or standing_of(scene, before.frame) is not Standing.REAL:
            continue
        sides = tuple(m for side in participants(scene, before) for m in side)
        of = {scene.mentions[m].country for m in sides} - {None}
        fronted = before.frame.sentence == frame.sentence and len(of) >= PAIR  # "Following talks between A and B, a"
        if alone and not fronted:
            return ()  # "was signed on the sidelines of the visit of the Iraqi minister in January": another meeting
        if several(scene, sides) and len(of) != 1:  # "Ministers A and B of Russia also took part"
            return sides
    return ()


def _present(scene: Scene, frame: Frame) -> tuple[int, ...]:
    """Know "In the presence of Presidents A of Peru and B of Chile, a treaty was signed": by whom else is not told."""
    grammar = scene.lexicon.grammar
    for arg in frame.args:
        outer, _, inner = arg.role.partition(".")
        heads = {head for other in frame.args if other.role == outer for head in other.heads}
        if inner in grammar.of and heads & grammar.attendance:
            sides = tuple(scene.sides_in(arg))
            if len({scene.mentions[m].country for m in sides} - {None}) >= PAIR:
                return sides
    return ()
