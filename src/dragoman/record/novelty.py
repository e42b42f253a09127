"""What is news and what is recalled."""

import datetime as dt
from collections.abc import Collection

from dragoman.model.reading import Frame, Reading, TimeExpression
from dragoman.model.record import Novelty
from dragoman.record.taking_over import takes_over

NEWS_DAYS = 14  # design: what lies more than two weeks back is recalled history, as a rule
SINCE_DAYS = 180  # what came after something longer ago than this came long ago itself: "froze aid after the 2009 coup"
FURTHEST = 6


def novelty_of(
    reading: Reading,
    frame: Frame,
    time: TimeExpression | None,
    *,
    recalling: Collection[str] = (),
    commemorated: Collection[str] = (),
    sequels: Collection[str] = (),
) -> Novelty:
    """Background is recalled history: more than two weeks back, told in a past perfect, or in a reference part.

    `recalling` are the words at a clause's end that say so: "condemned the raid at the time"; `commemorated` are those
    for a day that is kept: "marked the anniversary of the massacre"; `sequels` what leads to that after which it was.
    """
    if _is_kept(reading, frame, commemorated):
        return "background"
    if reading.sentences[frame.sentence].block == "reference":
        return "background"
    clause = reading.text[frame.clause.start : frame.clause.end].rstrip(" .").lower()
    if time is None and frame.tense == "past" and any(clause.endswith(f" {phrase}") for phrase in recalling):
        return "background"
    today = reading.published.latest if reading.published else None
    perfect = frame.kind == "verb" and frame.tense == "past" and frame.perfect
    if time is not None and time.latest is not None:
        last = _last(reading)
        # "which Oman had extended in February": a month that began long ago, in a past perfect
        since = time.earliest if perfect and time.earliest is not None else time.latest
        if last is not None:
            return "background" if lies_back(since, last) else "reported"
    if _follows_long_ago(frame, time, today) or _lasts(reading, frame, time):
        return "background"
    if time is None and _follows_dated(reading, frame, today, sequels):
        return "background"
    cursor: Frame | None = frame
    for _ in range(FURTHEST):
        if cursor is None:
            break
        if cursor.kind == "verb" and cursor.tense == "past" and cursor.perfect:
            return "background" if time is None and not _told_past(reading, cursor) else "reported"
        if cursor.link not in {"conj", "light", "xcomp", "prep"} or cursor.parent is None:
            break
        if takes_over(cursor, reading.frames[cursor.parent]):
            break
        cursor = reading.frames[cursor.parent]
    return "reported"


def _is_kept(reading: Reading, frame: Frame, commemorated: Collection[str]) -> bool:
    """Whether an act is told inside the phrase of a day that is kept, whoever keeps it."""
    if not commemorated:
        return False
    return any(
        arg.head_extent.end < frame.extent.start < arg.extent.end and not set(commemorated).isdisjoint(arg.heads)
        for other in reading.frames_of(frame.sentence)
        if other.index != frame.index
        for arg in other.args
    )


def _last(reading: Reading) -> str | None:
    """The day that is counted back from: the report's own, else the last one told."""
    today = reading.published.latest if reading.published else None
    return today or max((t.latest for t in reading.times if t.latest), default=None)


def _lasts(reading: Reading, frame: Frame, time: TimeExpression | None) -> bool:
    """Whether an act is told as going on since long ago: "have been fighting since April 2023"."""
    last = _last(reading)
    if time is None or time.relation != "since" or time.earliest is None or last is None or frame.negated:
        return False
    return frame.kind == "verb" and _days(time.earliest, last) > NEWS_DAYS


def _told_past(reading: Reading, frame: Frame) -> bool:
    """Whether a past perfect only follows the past of who tells it: "said that Kosovo had arrested four men"."""
    while frame.link == "conj" and frame.parent is not None and reading.frames[frame.parent].perfect:
        frame = reading.frames[frame.parent]
    above = None if frame.parent is None else reading.frames[frame.parent]
    return frame.link in {"ccomp", "parataxis"} and above is not None and above.tense == "past" and not above.perfect


def _follows_long_ago(frame: Frame, time: TimeExpression | None, today: str | None) -> bool:
    """Whether an act is told as done after what lies far back: "froze its aid after the 2009 coup"."""
    if time is None or time.relation != "after" or time.earliest is None or today is None:
        return False
    return frame.kind == "verb" and frame.tense == "past" and _days(time.earliest, today) > SINCE_DAYS


def _follows_dated(reading: Reading, frame: Frame, today: str | None, sequels: Collection[str]) -> bool:
    """Whether an act was done after what is told with a day of long ago: "imposed it after the coup of 26 July 2019".

    Its clause says nothing of today: "has kept it shut since", which is told with the same words, is a perfect.
    """
    if today is None or frame.kind != "verb" or frame.tense != "past" or frame.perfect:
        return False
    behind = [arg.extent for arg in frame.args if arg.role in sequels and arg.extent.start > frame.extent.end]
    return any(
        time.latest is not None and _days(time.latest, today) > SINCE_DAYS
        for extent in behind
        for time in reading.times_in(extent.start, extent.end)
    )


def lies_back(day: str, today: str) -> bool:
    """Whether a day is recalled history."""
    return _days(day, today) > NEWS_DAYS


def _days(one: str, other: str) -> int:
    return (dt.date.fromisoformat(other) - dt.date.fromisoformat(one)).days
