"""What one marked actor does to another: of all frames that a cue fits, the one whose sides are the two.

Sides are given by extents, not by mentions: "<s>Turkish</s> warplanes struck <t>villages near Dohuk</t>" has its source
inside the subject, and villages are no actor of a record, yet both are sides of this act.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.coding.events import Coding, told_of
from dragoman.coding.parties import Coded
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of
from dragoman.model.reading import Arg, Extent
from dragoman.model.record import EventType, Status

# How a side lies in a frame, best first. The sum of both sides orders the frames of a text; a source may also be the
# subject of the saying or the promise over the act, and then lies outside its own phrases.
HEAD, INSIDE, CLAUSE, SENTENCE, NOWHERE = 4, 3, 2, 1, 0
REVERSED = 3  # taken off where source and target stand in each other's places
ONLY_NAMED = 2  # taken off where the act is named by another, or a purpose: "urged Chile to free", "marched to demand"


@dataclass(frozen=True, slots=True, kw_only=True)
class CuedRelation:
    """The act of a frame between two sides; `source` and `target` tell how well each lies in it, 4 to 0."""

    frame: int
    type: EventType
    mode: str | None
    cameo: str
    cue: str
    status: Status
    predicate: Extent
    source: int
    target: int
    score: int
    weight: int
    strength: str

    @property
    def standing(self) -> str:
        """The class of the finding, for the rule that weighs it.

        How its sides lie in the frame, how much the cue asks.
        """
        sides = (self.source >= INSIDE) + (self.target >= INSIDE)
        return f"{('neither', 'one', 'both')[sides]} {self.strength}"


def relate(coding: Coding, sources: Sequence[Extent], targets: Sequence[Extent]) -> list[CuedRelation]:
    """List the acts told in a scene, those between the two sides first; either side may be empty."""
    found = [_relation(coding, coded, sources, targets) for coded in coding.told]
    return sorted(found, key=lambda one: (-one.score, -one.weight, one.frame))


def _relation(coding: Coding, coded: Coded, sources: Sequence[Extent], targets: Sequence[Extent]) -> CuedRelation:
    scene, frame = coding.scene, coded.frame
    acting, touched = _acting(coded), _touched(scene, coded)
    source = _fit(scene, coded, sources, acting)
    if source < INSIDE and _lies(sources, _meant(scene, coded, acting)):
        source = INSIDE
    target = _fit(scene, coded, targets, touched)
    if coded.cue.reciprocal:
        source = max(source, _fit(scene, coded, sources, touched))
        target = max(target, _fit(scene, coded, targets, acting))
    score = source + target
    if not coded.cue.reciprocal and sources and targets:
        turned = min(_lies(sources, touched), _lies(targets, acting))
        if turned > max(_lies(sources, acting), _lies(targets, touched)):
            score -= REVERSED
    standing = standing_of(scene, frame)
    if frame.index in coding.consumed or standing is Standing.UNREAL:
        score -= ONLY_NAMED
    told = told_of(scene, coded, standing)
    return CuedRelation(
        frame=frame.index,
        type=told.type,
        mode=told.mode,
        cameo=told.cameo,
        cue=coded.cue.id,
        status=told.status,
        predicate=frame.extent,
        source=source,
        target=target,
        score=score,
        weight=coded.cue.weight,
        strength=coded.cue.strength,
    )


def _acting(coded: Coded) -> list[Arg]:
    """Give the phrases that a cue takes its actor from."""
    args = coded.args
    found = [arg for arg in args if arg.role in coded.cue.actor]
    if not found and coded.frame.passive:
        found = [arg for arg in args if arg.role in coded.cue.agent]
    if not found and coded.frame.kind == "noun":
        found = [arg for arg in args if arg.role == "compound"]
    return found


def _meant(scene: Scene, coded: Coded, acting: Sequence[Arg]) -> list[Arg]:
    """Give what a pronoun that acts may stand for, the subject of the clause above.

    "The committee declared that it will not end the strike."
    """
    if not acting or not all(_is_pronoun(scene, arg) for arg in acting):
        return []
    above = (arg for frame in scene.above(coded.frame) for arg in frame.args if arg.role == "subject")
    return [arg for arg in above if not _is_pronoun(scene, arg)][:1]


def _is_pronoun(scene: Scene, arg: Arg) -> bool:
    return bool(arg.mentions) and all(scene.mentions[m].kind == "pronoun" for m in arg.mentions)


def _touched(scene: Scene, coded: Coded) -> list[Arg]:
    """Give the phrases that a cue takes its recipient from, and those of the act under it."""
    roles = scene.lexicon.grammar.recipient_roles if coded.cue.recipient is None else coded.cue.recipient
    wanted = {*roles, *(f"object.{role}" for role in roles), "object"}
    acting = coded.cue.actor
    found = [arg for arg in coded.args if arg.role in wanted and arg.role not in acting and not arg.timed]
    if coded.inner is not None:
        found += [*_acting(coded.inner), *_touched(scene, coded.inner)]
    return found


def _fit(scene: Scene, coded: Coded, spans: Sequence[Extent], phrases: Iterable[Arg]) -> int:
    lies = _lies(spans, phrases)
    if lies:
        return lies
    if any(_meets(span, coded.frame.clause) for span in spans):
        return CLAUSE
    sentence = scene.reading.sentences[coded.frame.sentence].extent
    return SENTENCE if any(_meets(span, sentence) for span in spans) else NOWHERE


def _lies(spans: Sequence[Extent], phrases: Iterable[Arg]) -> int:
    best = 0
    for arg in phrases:
        for span in spans:
            if span.start <= arg.head_extent.start < span.end:
                return HEAD
            if _meets(span, arg.extent):
                best = INSIDE
    return best


def _meets(one: Extent, other: Extent) -> bool:
    return one.start < other.end and other.start < one.end
