"""How a promise stands on a day: by the words of reports, by later events, and overdue where nothing ends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from dragoman.merging.outcomes import Became
from dragoman.model.merged import Merged
from dragoman.model.record import Commitment, CommitmentStatus

ENDED: frozenset[CommitmentStatus] = frozenset({"kept", "broken"})
EVER = ""  # before all days


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How a promise stands from a day on (`EVER`: from the first), until the next step.

    told: by words and the due day alone, and told_since: from when on. event: the id of the event that decides, where
    words do not.
    """

    since: str
    status: CommitmentStatus
    told: CommitmentStatus
    told_since: str
    event: str | None = None


def as_of(told: Merged, day: str, found: Iterable[Became] = ()) -> CommitmentStatus | None:
    """The status of a commitment on an ISO day: overdue where it is due before and nothing kept it.

    `found`: what later events made of it. None for what is no commitment.
    """
    step = step_at(steps(told, found), day)
    return step.status if step is not None else None


def step_at(told: Iterable[Step], day: str) -> Step | None:
    """The step in which a promise stands on an ISO day; None where there are no steps."""
    return max((step for step in told if step.since <= day), key=lambda step: step.since, default=None)


def steps(told: Merged, found: Iterable[Became] = ()) -> tuple[Step, ...]:
    """How a commitment stands from day to day; none of what is no commitment.

    What reports say that it became and what events make of it count from their days on, the last before a day for that
    day, words before events of one day. A promise that an event ended is not open again because it is told again. What
    was done in part ends nothing.
    """
    if not isinstance(told.finding, Commitment):
        return ()
    words = {(one.day or EVER, 1, one.what): one.what for one in told.history}
    if told.finding.status in ENDED and not words:
        words[EVER, 1, ""] = told.finding.status
    events = {(one.day, 0, one.event): one for one in found if one.what in ENDED}
    late = _late(told.finding)
    said: CommitmentStatus = "open"
    by: Became | None = None
    before = Step(since=EVER, status="open", told="open", told_since=EVER)
    made: dict[str, Step] = {EVER: before}
    turns = sorted([*words, *events, *([(late, 2, "")] if late is not None else [])])
    for turn in turns:
        if turn in words:
            said = cast(CommitmentStatus, words[turn])
            by = None if said in ENDED else by
        elif turn in events:
            by = events[turn]
        alone: CommitmentStatus = "overdue" if late is not None and turn[0] >= late and said not in ENDED else said
        before = Step(
            since=turn[0],
            status=cast(CommitmentStatus, by.what) if by is not None else alone,
            told=alone,
            told_since=before.told_since if alone == before.told else turn[0],
            event=by.event if by is not None else None,
        )
        made[turn[0]] = before
    return tuple(made.values())


def _late(found: Commitment) -> str | None:
    """The first day behind the due day."""
    if found.due is None or found.due.latest is None:
        return None
    due = date.fromisoformat(found.due.latest)
    return (due + timedelta(days=1)).isoformat() if due < date.max else None
