"""Who sends a diplomat away where nobody is told: the state that receives him alone can (Vienna Convention 1961, 9)."""

from collections.abc import Iterable, Sequence

from dragoman.coding.parties import Coded, participants
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of
from dragoman.model.reading import Frame
from dragoman.model.record import EventType

EXPEL = "expel"
# What a host does before, in the sentence before: "summoned the ambassador. Two of his staff have been expelled."
BEFORE: frozenset[EventType] = frozenset({"ACCUSE", "SANCTION", "COERCE"})


def host_of(
    scene: Scene, coded: Coded, recipients: Iterable[int], speakers: Iterable[int], told: Sequence[Coded]
) -> tuple[int, ...]:
    """Give who sent somebody away, where nobody is told: the state where it was, else who tells it or acted before.

    speakers: who tells it; told: all acts of the text, in its order.
    """
    frame = coded.frame
    if not frame.passive:
        return ()
    homes = {scene.mentions[m].country for m in recipients}
    if None in homes or len(homes) != 1:
        return ()
    host = next((m for m in scene.within(frame.clause) if _is_host(scene, m, frame, homes)), None)
    if host is not None:
        return (host,)
    telling = tuple(m for m in speakers if scene.mentions[m].kind == "organization" and _is_other(scene, m, homes))
    return telling or _before(scene, frame, homes, told)


def _is_other(scene: Scene, index: int, homes: set[str | None]) -> bool:
    return scene.mentions[index].country not in {None, *homes}


def _is_host(scene: Scene, index: int, frame: Frame, homes: set[str | None]) -> bool:
    """Whether a state is told as where it was: "declared persona non grata in Tallinn", "ordered to leave Estonia"."""
    mention = scene.mentions[index]
    if mention.kind != "state" or not _is_other(scene, index, homes):
        return False
    left = (arg for child in scene.children(frame) if child.link == "xcomp" for arg in scene.args(child, ("object",)))
    return scene.is_placed(mention) or any(index in arg.mentions for arg in left)


def _before(scene: Scene, frame: Frame, homes: set[str | None], told: Sequence[Coded]) -> tuple[int, ...]:
    for before in reversed(told):
        near = frame.sentence - 1 <= before.frame.sentence <= frame.sentence and before.frame.index < frame.index
        if near and before.cue.type in BEFORE and standing_of(scene, before.frame) is Standing.REAL:
            actors, touched = participants(scene, before)
            if actors and homes & {scene.mentions[m].country for m in touched}:
                return tuple(m for m in actors if scene.mentions[m].country not in homes)
    return ()
