"""Promises that no cue tells: "said that the navy would reserve ten places a year for Maldivian cadets"."""

from collections.abc import Iterator, Sequence

from dragoman.coding.scene import Scene
from dragoman.model.findings import CommitmentFinding, EventFinding, StatementFinding
from dragoman.model.reading import Extent, Frame

AGREES = "030"  # code of a promise of whatever kind
LIKELY = 0.6


def pledged(
    scene: Scene,
    events: Sequence[EventFinding],
    statements: Sequence[StatementFinding],
    commitments: Sequence[CommitmentFinding],
) -> Iterator[EventFinding]:
    """Give an event for each future act that a speaker takes upon himself or his state, told by no other event."""
    told: dict[int, list[EventFinding]] = {}
    for event in events:
        told.setdefault(event.sentence, []).append(event)
    pledges = {s.cue for s in statements if s.act == "pledge"}
    for one in commitments:
        frame = None if one.frame is None else scene.frames[one.frame]
        if frame is None or one.cue not in pledges or one.under is not None or not one.by:
            continue
        if frame.kind != "verb" or frame.passive or frame.lemma in scene.lexicon.grammar.copulas:
            continue  # "will be completed by July": by whom is not told
        if scene.reading.sentences[one.sentence].block == "headline":
            continue
        if any(_tells(scene, event, frame, one.what) for event in told.get(one.sentence, ())):
            continue
        yield EventFinding(
            frame=frame.index,
            sentence=one.sentence,
            type="AGREE",
            mode=None,
            cameo=AGREES,
            cue=one.cue,
            status="planned",
            actors=one.by,
            recipients=tuple(m for m in one.to if m not in one.by),
            predicate=frame.extent,
            clause=frame.clause,
            confidence=LIKELY,
        )


def _tells(scene: Scene, event: EventFinding, frame: Frame, what: Extent) -> bool:
    """Whether an event is what is promised, or is the promising."""
    own = event.frame == frame.index or (what.start <= event.predicate.start < what.end)
    return own or any(above.index == event.frame for above in scene.above(frame))
