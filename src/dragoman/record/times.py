"""When it happened: which time belongs to which predicate, and what is news and what is recalled."""

import datetime
from collections.abc import Iterator, Mapping

from dragoman.model.reading import Extent, Frame, Reading, TimeExpression
from dragoman.model.record import Novelty, When
from dragoman.record.cut import Cutter

NEWS_DAYS = 14  # design: what lies more than two weeks back is recalled history, as a rule
FURTHEST = 6


def when(time: TimeExpression, cutter: Cutter) -> When:
    """A time expression as a value of the record."""
    stands = time.extent.end > time.extent.start
    return When(
        text=cutter.span(time.extent).quote if stands else None, edtf=time.edtf, earliest=time.earliest,
        latest=time.latest, basis=time.basis, evidence=cutter.spans([time.extent]) if stands else (),
    )  # fmt: skip


def owners(reading: Reading) -> Mapping[int, tuple[int, ...]]:
    """The times of each frame: a time belongs to the last predicate before it, or to the one it opens the clause of."""
    of: dict[int, list[int]] = {}
    claims: dict[int, list[int]] = {}
    for frame in reading.frames:
        for time in frame.times:
            claims.setdefault(time, []).append(frame.index)
    for time, frames in claims.items():
        start = reading.times[time].extent.start
        sentence = reading.frames[frames[0]].sentence
        before = [
            f for f in reading.frames
            if f.sentence == sentence and f.extent.end <= start and (f.index in frames or f.clause.end >= start or f.kind == "noun")
        ]  # fmt: skip
        if before:
            nearest = max(before, key=lambda f: f.extent.start)
            of.setdefault(nearest.index, []).append(time)
            if nearest.index not in frames and nearest.kind == "noun" and nearest.parent is not None:
                continue
        else:
            of.setdefault(min(frames, key=lambda index: _depth(reading, index)), []).append(time)
    return {frame: tuple(sorted(times)) for frame, times in of.items()}


def _depth(reading: Reading, index: int) -> int:
    depth = 0
    frame = reading.frames[index]
    while frame.parent is not None and depth < FURTHEST:
        frame = reading.frames[frame.parent]
        depth += 1
    return depth


def time_of(reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame) -> TimeExpression | None:
    """The time of a frame: its own, its light noun's or verb's, or the one of the clause it is part of."""
    for candidate in _near(reading, frame):
        times = [reading.times[t] for t in owned.get(candidate.index, ()) if reading.times[t].edtf is not None]
        at = [t for t in times if t.relation in {"at", "during"}] or times
        if at:
            return min(at, key=lambda t: (t.relation != "at", abs(t.extent.start - candidate.extent.start)))
    return None


def _near(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """The frame, the nouns it carries, then the frames it hangs on or is coordinated with."""
    yield frame
    for other in reading.frames:
        if other.parent == frame.index and other.kind == "noun" and other.link == "light":
            yield other
    seen = {frame.index}
    cursor = frame
    while cursor.parent is not None and cursor.parent not in seen and len(seen) < FURTHEST:
        tells = cursor.link in {"ccomp", "relcl", "acl", "parataxis"}
        if tells:
            return  # the time of the telling is not the time of what is told
        cursor = reading.frames[cursor.parent]
        seen.add(cursor.index)
        yield cursor
        for other in reading.frames:
            if other.parent == cursor.index and other.kind == "noun" and other.link == "light" and other.index not in seen:
                yield other


def novelty_of(reading: Reading, frame: Frame, time: TimeExpression | None) -> Novelty:
    """Background is recalled history: dated more than two weeks back, told in a past perfect, or in a reference part."""
    if reading.sentences[frame.sentence].block == "reference":
        return "background"
    today = reading.published.latest if reading.published else None
    perfect = frame.kind == "verb" and frame.tense == "past" and frame.perfect
    if time is not None and time.latest is not None:
        last = today or max((t.latest for t in reading.times if t.latest), default=None)
        # "which Oman had extended in February": a month that began long ago, in a past perfect
        since = time.earliest if perfect and time.earliest is not None else time.latest
        if last is not None and _days(since, last) > NEWS_DAYS:
            return "background"
        if last is not None:
            return "reported"
    cursor: Frame | None = frame
    for _ in range(FURTHEST):
        if cursor is None:
            break
        if cursor.kind == "verb" and cursor.tense == "past" and cursor.perfect:
            return "background" if time is None else "reported"
        if cursor.link not in {"conj", "light", "xcomp", "prep"} or cursor.parent is None:
            break
        cursor = reading.frames[cursor.parent]
    return "reported"


def _days(one: str, other: str) -> int:
    return (datetime.date.fromisoformat(other) - datetime.date.fromisoformat(one)).days


def open_date(reading: Reading) -> When | None:
    """For an event with no date told: not after the document's date, or nothing."""
    document = reading.published
    if document is None or document.latest is None:
        return None
    return When(edtf=f"../{document.latest}", latest=document.latest, basis="inferred")


def span_of(time: TimeExpression | None) -> Extent | None:
    """Where a time stands."""
    return time.extent if time is not None and time.extent.end > time.extent.start else None
