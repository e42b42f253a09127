"""Who agreed what "was agreed": those of whom it is told before that they met."""

from collections.abc import Sequence

from dragoman.coding.gathered import several
from dragoman.coding.parties import Coded, participants
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of

MEETING_REACH = 4  # sentences between a meeting and what was agreed at it


def met_before(scene: Scene, coded: Coded, told_before: Sequence[Coded]) -> tuple[int, ...]:
    """Give who met before it is told what "was agreed": "It was agreed to open a second checkpoint".

    told_before: all acts of the text, in its order.
    """
    frame = coded.frame
    told = [scene.mentions[m].kind for arg in frame.args if arg.role == "object" for m in arg.mentions]
    plain = frame.passive and frame.kind == "verb" and frame.link not in {"acl", "relcl"}  # not "a trip planned for"
    if not plain or any(kind not in {"agreement", "pronoun"} for kind in told):
        return ()
    inside = [scene.mentions[m] for m in scene.within(frame.clause)]
    if any(one.kind in {"person", "role"} and not one.plural for one in inside):
        return ()  # "was signed on the sidelines of the visit of the Iraqi minister in January": another meeting
    for before in reversed(told_before):
        near = 0 <= frame.sentence - before.frame.sentence <= MEETING_REACH and before.frame.index < frame.index
        if near and before.cue.type == "CONSULT" and standing_of(scene, before.frame) is Standing.REAL:
            sides = tuple(m for side in participants(scene, before) for m in side)
            of = {scene.mentions[m].country for m in sides} - {None}
            if several(scene, sides) and len(of) != 1:  # "Ministers A and B of Russia also took part"
                return sides
    return ()
