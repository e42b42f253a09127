"""Events weighed with the encoder: how sure each is, and acts told with words that no cue knows.

The encoder is asked about clauses only that may hold an event: those whose cue leaves doubt, and the main clause of a
sentence in which no cue fired. What it says is weighed with the cues by the rule of `learned.rule`. It takes nothing
away and turns nothing round: of several acts in one sentence it cannot know which one is meant (docs/measured.md).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dragoman.coding.events import Coding
from dragoman.coding.scene import Scene
from dragoman.coding.standing import Standing, standing_of
from dragoman.learned.labels import Label
from dragoman.learned.rule import Cued, Opinion, Rule, weigh
from dragoman.model.findings import EventFinding
from dragoman.model.marked import Marked
from dragoman.model.reading import Extent, Frame

LEARNED = "learned"  # the cue of an event that the encoder alone tells
TOLD = 0.95  # belief from which an event stands that no cue tells (docs/measured.md)
SURE = 0.7  # share of right findings from which a class of findings is not asked about
DIGITS = 2  # of a confidence


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
    scene, rule = coding.scene, asked.rule
    found = [replace(one, confidence=round(rule.alone.get(_standing(one), one.confidence), DIGITS)) for one in events]
    sure = [one for one in found if one.confidence >= SURE]
    doubtful = [one for one in found if one.confidence < SURE]
    clauses = [_Clause(scene.frames[one.frame], one.actors, one.recipients, one) for one in doubtful]
    clauses += _uncued(coding)
    opinions = asked.judge([_marked(scene, clause) for clause in clauses])
    told = (_weighed(clause, opinion, rule) for clause, opinion in zip(clauses, opinions, strict=True))
    return tuple(sorted([*sure, *filter(None, told)], key=lambda event: (event.predicate, event.type)))


def _standing(event: EventFinding) -> str:
    """The class of a finding, as `CuedRelation.standing` tells it of a pair."""
    both = bool(event.recipients) or len(event.actors) > 1
    return f"{'both' if both else 'one'} {event.strength}"


def _uncued(coding: Coding) -> Iterator[_Clause]:
    """Give the main clause of each sentence in which no cue fired, where one actor does something to another."""
    scene = coding.scene
    cued = {coded.frame.sentence for coded in coding.told}
    statements, grammar = scene.lexicon.statements, scene.lexicon.grammar
    for sentence in scene.reading.sentences:
        if sentence.index in cued:
            continue
        for frame in scene.reading.frames_of(sentence.index):
            base = frame.lemma.partition(" ")[0]
            told = statements.tells(frame.lemma) or base in grammar.copulas
            if frame.kind != "verb" or frame.mood != "indicative" or frame.quoted or told:
                continue
            if standing_of(scene, frame) is not Standing.REAL or frame.link not in {"root", "conj", "ccomp"}:
                continue
            actors = _sides(scene, frame, ("subject",))
            recipients = tuple(m for m in _sides(scene, frame, grammar.recipient_roles) if m not in actors)
            if actors and recipients:
                yield _Clause(frame, actors, recipients)
                break


def _sides(scene: Scene, frame: Frame, roles: Sequence[str]) -> tuple[int, ...]:
    args = (arg for arg in scene.args(frame, roles) if not arg.timed)
    return tuple(dict.fromkeys(m for arg in args for m in scene.actors_in(arg)))


def _marked(scene: Scene, clause: _Clause) -> Marked:
    """Give the words of a clause with its sides marked, those that stand outside of it included."""
    frame = clause.frame
    start, end = frame.clause
    near = [m for m in (*clause.actors, *clause.recipients) if scene.mentions[m].sentence == frame.sentence]
    start = min([start, frame.extent.start, *(scene.mentions[m].extent.start for m in near)])
    end = max([end, frame.extent.end, *(scene.mentions[m].extent.end for m in near)])

    def extents(mentions: Sequence[int]) -> tuple[Extent, ...]:
        told = (scene.mentions[m].extent for m in mentions if m in near)
        return tuple(Extent(one.start - start, one.end - start) for one in told)

    return Marked(scene.reading.text[start:end], extents(clause.actors), extents(clause.recipients))


def _weighed(clause: _Clause, opinion: Opinion, rule: Rule) -> EventFinding | None:
    event = clause.event
    if event is not None:
        own = Label(event.type, event.mode, event.status, event.cameo)
        belief = weigh(opinion, (Cued(own, _standing(event)),), rule).belief_in(own)
        return replace(event, confidence=round(belief, DIGITS))
    label, confidence = weigh(opinion, (), rule).best
    if label.type is None or label.cameo is None or label.status != "occurred" or confidence < TOLD:
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
        confidence=round(confidence, DIGITS),
    )
