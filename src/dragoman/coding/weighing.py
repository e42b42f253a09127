"""Events weighed with the encoder: how sure each is, and acts told with words that no cue knows.

The encoder is asked about clauses only that may hold an event: those with a cue, and those in which one actor does to
another something that no cue knows. What it says is weighed with the cues by the rule of `learned.rule`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dragoman.coding.events import Coding
from dragoman.coding.match import ACTORS
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, habitual, standing_of
from dragoman.learned.labels import Label
from dragoman.learned.rule import Cued, Opinion, Rule, weigh
from dragoman.model.findings import EventFinding
from dragoman.model.marked import Marked
from dragoman.model.reading import Arg, Extent, Frame

LEARNED = "learned"  # the cue of an event that the encoder alone tells
# Belief from which an event stands that no cue tells, from which another type takes the place of the cue's, and from
# which there is none: chosen on the example reports and the records of half A (docs/measured.md).
TOLD, RETYPED, DROPPED = 0.85, 0.85, 0.9


class Asked(Protocol):
    """What is asked: an encoder with its rule."""

    @property
    def rule(self) -> Rule:
        """The rule by which its opinion is weighed."""

    def judge(self, items: Sequence[Marked]) -> Iterator[Opinion]:
        """Give an opinion of each marked text."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause to ask about: its sides by mention, and the event that the cues find there, if any."""

    frame: Frame
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    event: EventFinding | None = None


def weigh_events(coding: Coding, events: Sequence[EventFinding], asked: Asked) -> tuple[EventFinding, ...]:
    """Give events as sure as cues and encoder together make them, and those that the encoder alone is sure of."""
    scene = coding.scene
    clauses = [_Clause(scene.frames[one.frame], one.actors, one.recipients, one) for one in events]
    clauses += _uncued(coding)
    opinions = asked.judge([_marked(scene, clause) for clause in clauses])
    found = (_weighed(clause, opinion, asked.rule) for clause, opinion in zip(clauses, opinions, strict=True))
    return tuple(sorted(filter(None, found), key=lambda event: (event.predicate, event.type)))


def _uncued(coding: Coding) -> Iterator[_Clause]:
    """Give the clauses in which one actor does something to another that no cue knows."""
    scene = coding.scene
    taken = {coded.frame.index for coded in coding.told} | coding.consumed
    taken |= {scene.frames[index].parent or 0 for index in taken if scene.frames[index].link in {"light", "xcomp"}}
    statements, grammar = scene.lexicon.statements, scene.lexicon.grammar
    for frame in scene.frames:
        if frame.kind != "verb" or frame.mood != "indicative" or frame.index in taken or frame.quoted:
            continue
        base = frame.lemma.partition(" ")[0]
        if statements.tells(frame.lemma) or base in grammar.copulas or base in grammar.light_verbs:
            continue
        if standing_of(scene, frame) is not Standing.REAL or habitual(scene, frame, "ASSAULT"):
            continue
        actors = _sides(scene, frame, ("subject",))
        recipients = tuple(m for m in _sides(scene, frame, grammar.recipient_roles) if m not in actors)
        if actors and recipients:
            yield _Clause(frame, actors, recipients)


def _sides(scene: Scene, frame: Frame, roles: Sequence[str]) -> tuple[int, ...]:
    args: list[Arg] = [arg for arg in scene.args(frame, roles) if not arg.timed]
    return tuple(dict.fromkeys(m for arg in args for m in scene.sides_in(arg) if scene.mentions[m].kind in ACTORS))


def _marked(scene: Scene, clause: _Clause) -> Marked:
    """Give the sentence of a clause with its sides marked."""
    start, end = scene.reading.sentences[clause.frame.sentence].extent

    def extents(mentions: Sequence[int]) -> tuple[Extent, ...]:
        told = (scene.mentions[m].extent for m in mentions if scene.mentions[m].sentence == clause.frame.sentence)
        return tuple(Extent(one.start - start, one.end - start) for one in told)

    return Marked(scene.reading.text[start:end], extents(clause.actors), extents(clause.recipients))


def _weighed(clause: _Clause, opinion: Opinion, rule: Rule) -> EventFinding | None:
    event = clause.event
    if event is None:
        verdict = weigh(opinion, (), rule).best
        label = verdict.label
        if label.type is None or label.cameo is None or label.status != "occurred" or verdict.confidence < TOLD:
            return None
        return EventFinding(
            frame=clause.frame.index,
            sentence=clause.frame.sentence,
            type=label.type,
            mode=label.mode,
            cameo=label.cameo,
            cue=LEARNED,
            status="occurred",
            actors=clause.actors,
            recipients=clause.recipients,
            predicate=clause.frame.extent,
            clause=clause.frame.clause,
            confidence=round(verdict.confidence, 2),
        )
    own = Label(event.type, event.mode, event.status, event.cameo)
    standing = f"{'both' if event.recipients or len(event.actors) > 1 else 'one'} {event.strength}"
    scales = weigh(opinion, (Cued(own, standing),), rule)
    verdict = scales.best
    if verdict.label.type is None and verdict.confidence >= DROPPED:
        return None
    if verdict.label.type not in {None, event.type} and verdict.confidence >= RETYPED and verdict.label.cameo:
        return replace(
            event,
            type=verdict.label.type,
            mode=verdict.label.mode,
            cameo=verdict.label.cameo,
            confidence=round(verdict.confidence, 2),
        )
    return replace(event, confidence=round(scales.belief_in(own), 2))
