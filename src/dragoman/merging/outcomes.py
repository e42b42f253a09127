"""What was done of what was promised: a later event that is the promised act or a part, or tells that it was not done.

A promise and an event are each given as the tellings that are one. Precision goes first: the same doer, towards the
same, an act of the fitting type in words of the same roots, after the promise.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from dragoman.lexicon.load import load_lexicon
from dragoman.merging.prepared import Ready, ready
from dragoman.merging.roots import numbers_in, roots_of
from dragoman.merging.traits import NEVER, Trait, shared
from dragoman.merging.weighing import told_of
from dragoman.model.merged import Decision, Link, Telling

PRIOR = -3.0
# who does it: one of those who promised, all of several
DOER, DOERS = 0.5, 1.5
RECIPIENT, NO_RECIPIENT = 1.0, -1.0
TYPE, LIKE_TYPE = 1.5, 1.0
ACT, AS_PROMISED, WHOLE = 1.0, 1.0, 1.0
ALL_WORDS, BOTH_WORDS, MOST_WORDS = 2.5, 1.5, 1.5
MOST, FEW, MANY, OWN = 0.75, 2, 3, 2
UNDER, UNDER_OTHER = 1.0, -4.0
BEFORE_DUE, IN_A_YEAR, LATE = 1.0, 0.5, -0.5
AROUND = 30  # days behind the due day in which it is kept, or told as not done
EARLY = 7  # days before the due day from which "did not" can break it
YEAR = 366
SIGNED = "057"  # CAMEO's code of a signing: other support is said
End = Literal["kept", "partly", "broken"]
ENDS: dict[str, End] = {"occurred": "kept", "negated": "broken"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """What became of a promise by an event, by the smallest id of its findings. `day`: the event's.

    partly: a part of what was promised was done, which ends nothing.
    """

    what: End
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
    best: tuple[float, str, str, list[Trait], Ready, Ready] | None = None
    made = [ready(one) for one in promise]
    for done in (ready(one) for one in event):
        for one in made:
            traits = weigh(one, done, made)
            score = sum(weight for _, _, weight in traits)
            rank = (score, one.telling.finding, done.telling.finding)
            if score > 0 and (best is None or rank > best[:3]):
                best = (*rank, traits, one, done)
    if best is None:
        return None
    one, done = best[4:]
    return Outcome(
        what="partly" if _is_part(one, done) else ENDS[done.telling.status or ""],
        day=done.telling.latest or done.telling.published or "",
        promise=min(one.finding for one in promise),
        event=min(one.finding for one in event),
        why=told_of(best[3]),
    )


def weigh(promise: Ready, event: Ready, made: Sequence[Ready]) -> list[Trait]:
    """What speaks for and against that an event is what was promised; `made`: all that tell the promise."""
    a, b = promise.telling, event.telling
    if a.kind != "commitment" or not may_end(b):
        return [("status", b.status, NEVER)]
    found: list[Trait] = [("prior", "a promise and a later act", PRIOR)]
    common = promise.actors & event.actors
    all_of_them = len(promise.actors) >= FEW and promise.actors == event.actors
    found.append(("doer", (a.actors, b.actors), DOERS if all_of_them else DOER if common else NEVER))
    told = (a.recipients, b.recipients)
    if not promise.recipients or not b.recipients:
        found.append(("recipient", told, NO_RECIPIENT))
    else:
        found.append(("recipient", told, RECIPIENT if promise.recipients & event.recipients else NEVER))
    found.append(("type", (a.type, b.type), _type(a, b)))
    if roots_of(b.beside) & roots_of(a.words):
        found.append(("act", (b.beside, a.words), ACT))
    if b.as_promised:
        found.append(("as promised", "it is told as what was promised", AS_PROMISED))
    if _tells_whole(promise, event):
        found.append(("whole", "all that was promised is told beside", WHOLE))
    if promise.agreement and event.agreement:
        same = shared(promise.agreement, event.agreement) > 1 / 2
        found.append(("under", (a.agreement, b.agreement), UNDER if same else UNDER_OTHER))
    found.append(_words(promise, event))
    found.append(_time(promise, event, made))
    return found


def words_of(promise: Telling) -> list[tuple[str, str]]:
    """States that promise, each with roots of which an event that is what was promised tells one at least."""
    roots = roots_of(promise.words)
    many = len(roots)
    if many < FEW:
        return []
    numbers, least = numbers_in(roots), many if many <= MANY else ceil(MOST * many)
    told = sorted(roots, key=lambda root: (root in numbers, -len(root), root))[: many - least + 1]
    return [(doer, root) for doer in promise.actors if not doer.startswith("name:") for root in told]


def may_end(event: Telling) -> bool:
    """Whether an event is such that it can keep or break a promise: it was done, or was not, and is not only said."""
    if event.kind != "event" or event.status not in ENDS or event.type in load_lexicon().merging.talk:
        return False
    return event.type != "SUPPORT" or (event.cameo or "").startswith(SIGNED)


def roots_told(event: Telling) -> frozenset[str]:
    """The roots of all words that tell of an event."""
    return roots_of((*event.words, *event.beside))


def _type(promise: Telling, event: Telling) -> float:
    """Whether the act is of the type that is promised, or of one that is so called as long as it is promised."""
    if promise.type is None or promise.type == event.type:
        return 0.0 if promise.type is None else TYPE
    projected = load_lexicon().cues.project("promise", event.cameo or "")
    return LIKE_TYPE if projected is not None and projected.type == promise.type else NEVER


def _words(promise: Ready, event: Ready) -> Trait:
    """The words of the promise that the event tells, where it does not tell of other things, or of a part of it."""
    made, told = roots_of(promise.telling.words), roots_told(event.telling)
    is_part = _is_part(promise, event)
    if is_part:
        made -= numbers_in(made)
    common, lacking, more = made & told, made - told, told - made
    part = len(common) / max(len(made), 1)
    most = len(common) >= MANY and part >= MOST and min(len(lacking), len(more)) < OWN
    said_so = event.telling.as_promised and len(common) >= FEW and lacking <= numbers_in(made)
    weight = NEVER
    if not is_part or _may_be_part(promise, event):
        if len(common) >= FEW and not lacking:
            weight = ALL_WORDS if len(common) >= MANY else BOTH_WORDS
        elif (most or said_so) and not is_part:
            weight = MOST_WORDS
    return ("words", common, weight)


def _is_part(promise: Ready, event: Ready) -> bool:
    """Whether another number, or a part of it, is told: "4,500 of the 12,000 tonnes", "the first batch"."""
    numbers, others = numbers_in(promise.telling.words), numbers_in(event.telling.words)
    if numbers and numbers != others and (others or not event.telling.as_promised):
        return True
    return _tells_part(promise, event)


def _tells_part(promise: Ready, event: Ready) -> bool:
    return not load_lexicon().merging.partly.isdisjoint({*event.telling.words} - {*promise.telling.words})


def _may_be_part(promise: Ready, event: Ready) -> bool:
    """Whether less of it was done, and what was done is of this promise: to whom it was made, or of all told with it.

    "delivered 500 tonnes of flour to Gaza" is none of the 12,000 tonnes that were promised at some conference.
    """
    made, told = numbers_in(promise.telling.words), numbers_in(event.telling.words)
    own = told - made
    most = max(map(_value, made - told or made), default=0)
    less = bool(own) and all(_value(number) < most for number in own)
    same = promise.recipients & event.recipients or (promise.agreement and promise.agreement == event.agreement)
    of_it = bool(same) or _tells_whole(promise, event)
    return event.telling.status == "occurred" and of_it and (less or (not own and _tells_part(promise, event)))


def _tells_whole(promise: Ready, event: Ready) -> bool:
    """Whether all that was promised is told beside: "4,500 tonnes, out of the 12,000 tonnes that were due"."""
    made = numbers_in(promise.telling.words)
    return bool(made) and made < numbers_in(event.telling.words)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else load_lexicon().grammar.numbers.get(number, 0)


def _time(promise: Ready, event: Ready, made: Sequence[Ready]) -> Trait:
    """After the promise was first told, and until some weeks behind its due day, or late; a year without a due day."""
    told = (promise.telling.published, promise.telling.latest, event.telling.latest)
    first = min((one.published for one in made if one.published is not None), default=None)
    due = promise.high if promise.high is not None else max((one.high for one in made if one.high), default=None)
    low, high = event.low, event.high
    if first is not None and not event.dated and _tells_whole(promise, event):
        # "has so far paid 28 of the 45 million": after it was promised, whenever it was
        return ("time", told, BEFORE_DUE if event.published is not None and event.published > first else NEVER)
    if first is None or not event.dated or low is None or high is None or low <= first:
        return ("time", told, NEVER)
    if event.telling.status == "negated" and (due is None or not due - EARLY <= low <= high <= due + AROUND):
        return ("time", told, NEVER)  # what is not done yet may be done
    if due is None:
        return ("time", told, IN_A_YEAR if high <= first + YEAR else NEVER)
    return ("time", told, BEFORE_DUE if high <= due + AROUND else LATE if high <= due + YEAR else NEVER)


def _parted(promise: Sequence[Telling], event: Sequence[Telling], decisions: Sequence[Decision]) -> bool:
    """Whether the last that persons decided of both keeps them apart."""
    one, other = {told.finding for told in promise}, {told.finding for told in event}
    for decision in reversed(decisions):
        a, b = set(decision.one), set(decision.other)
        if (a & one and b & other) or (a & other and b & one):
            return decision.kind == "split"
    return False
