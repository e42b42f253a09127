"""What was done of what was promised: a later event that is the promised act, or tells that it was not done.

A promise and an event are each given as the tellings that are one. Precision goes first: the same doer, towards the
same, the same act in alike words, after the promise and no later than some weeks behind its due day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from dragoman.merging.prepared import Ready, ready
from dragoman.merging.traits import NEVER, Trait
from dragoman.merging.weighing import told_of
from dragoman.model.merged import Decision, Link, Telling

PRIOR = -3.0
DOER, RECIPIENT, NO_RECIPIENT = 0.5, 1.0, -1.0
TYPE = 1.5
ALL_WORDS, MOST_WORDS = 2.5, 1.5
MOST, FEW, MANY, OWN = 0.75, 2, 3, 2
BEFORE_DUE, IN_A_YEAR = 1.0, 0.5
AROUND = 30  # days behind the due day in which it is kept, or told as not done
EARLY = 7  # days before the due day from which "did not" can break it
YEAR = 366
ENDS: dict[str, Literal["kept", "broken"]] = {"occurred": "kept", "negated": "broken"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of a promise by an event, by the smallest id of its findings. `day`: the event's."""

    what: Literal["kept", "broken"]
    day: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Became):
    """The same, with the smallest id of the findings of the promise, and why."""

    promise: str
    why: Link


def outcomes(
    promise: Sequence[Telling], events: Iterable[Sequence[Telling]], decisions: Sequence[Decision] = ()
) -> tuple[Outcome, ...]:
    """What events make of a promise, the earliest first, whatever the order in which all is given.

    Decisions are those of persons, the earliest first: a split of the promise from an event takes an outcome back, a
    merge gives it again.
    """
    found = []
    for event in events:
        told = outcome(promise, event)
        if told is not None and not _parted(promise, event, decisions):
            found.append(told)
    return tuple(sorted(found, key=lambda one: (one.day, one.what, one.event)))


def outcome(promise: Sequence[Telling], event: Sequence[Telling]) -> Outcome | None:
    """What one event makes of a promise: the likeliest that two of their tellings tell; None where it is another."""
    best: tuple[float, str, str, list[Trait], Ready] | None = None
    made = [ready(one) for one in promise]
    for done in (ready(one) for one in event):
        for one in made:
            traits = weigh(one, done, made)
            score = sum(weight for _, _, weight in traits)
            rank = (score, one.telling.finding, done.telling.finding)
            if score > 0 and (best is None or rank > best[:3]):
                best = (*rank, traits, done)
    if best is None:
        return None
    done = best[4]
    return Outcome(
        what=ENDS[done.telling.status or ""],
        day=done.telling.latest or "",
        promise=min(one.finding for one in promise),
        event=min(one.finding for one in event),
        why=told_of(best[3]),
    )


def weigh(promise: Ready, event: Ready, made: Sequence[Ready]) -> list[Trait]:
    """What speaks for and against that an event is what was promised; `made`: all that tell the promise."""
    a, b = promise.telling, event.telling
    if a.kind != "commitment" or b.kind != "event" or b.status not in ENDS:
        return [("status", b.status, NEVER)]
    found: list[Trait] = [("prior", "a promise and a later act", PRIOR)]
    found.append(("doer", (a.actors, b.actors), DOER if promise.actors & event.actors else NEVER))
    if not promise.recipients:
        found.append(("recipient", (a.recipients, b.recipients), NO_RECIPIENT))
    else:
        same = promise.recipients & event.recipients
        found.append(("recipient", (a.recipients, b.recipients), RECIPIENT if same else NEVER))
    if a.type is not None:
        found.append(("type", (a.type, b.type), TYPE if a.type == b.type else NEVER))
    found.append(_words(promise, event))
    found.append(_time(promise, event, made))
    return found


def words_of(promise: Telling) -> list[tuple[str, str]]:
    """States that promise, each with words of which an event that is what was promised tells one at least."""
    many = len(promise.words)
    least = many if many <= MANY else ceil(MOST * many)
    if many < FEW:
        return []
    told = sorted(promise.words, key=lambda word: (-len(word), word))[: many - least + 1]
    return [(doer, word) for doer in promise.actors if not doer.startswith("name:") for word in told]


def _words(promise: Ready, event: Ready) -> Trait:
    """The words of the promise that the event tells, where it does not tell of other things."""
    common = promise.words & event.words
    lacking, more = promise.words - event.words, event.words - promise.words
    part = len(common) / max(len(promise.words), 1)
    weight = NEVER
    if len(common) >= FEW and not lacking:
        weight = ALL_WORDS
    elif len(common) >= MANY and part >= MOST and min(len(lacking), len(more)) < OWN:
        weight = MOST_WORDS
    return ("words", common, weight)


def _time(promise: Ready, event: Ready, made: Sequence[Ready]) -> Trait:
    """After the promise was first told, and until some weeks behind its due day; within a year where none is told."""
    told = (promise.telling.published, promise.telling.latest, event.telling.latest)
    first = min((one.published for one in made if one.published is not None), default=None)
    due = promise.high if promise.high is not None else max((one.high for one in made if one.high), default=None)
    low, high = event.low, event.high
    if first is None or not event.exact or low is None or high is None or low <= first:
        return ("time", told, NEVER)
    if event.telling.status == "negated" and (due is None or low < due - EARLY):
        return ("time", told, NEVER)  # what is not done yet may be done
    if due is None:
        return ("time", told, IN_A_YEAR if high <= first + YEAR else NEVER)
    return ("time", told, BEFORE_DUE if high <= due + AROUND else NEVER)


def _parted(promise: Sequence[Telling], event: Sequence[Telling], decisions: Sequence[Decision]) -> bool:
    """Whether the last that persons decided of both keeps them apart."""
    one, other = {told.finding for told in promise}, {told.finding for told in event}
    for decision in reversed(decisions):
        a, b = set(decision.one), set(decision.other)
        if (a & one and b & other) or (a & other and b & one):
            return decision.kind == "split"
    return False
