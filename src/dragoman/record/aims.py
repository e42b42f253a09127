"""When and where that will be which one plans: "plans to charge him on Monday", "decided to hold it in Lomé in May"."""

from collections.abc import Iterator, Mapping

from dragoman.model.reading import Frame, Reading, TimeExpression

__all__ = ["aims_of", "settled_in", "time_ahead"]


def aims_of(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """Give what one plans to do or that will be: behind the verb, or behind what the noun is the subject of.

    "plans to charge him", "decided that it will meet"; "Consultations are to be held".
    """
    heads = [frame]
    if frame.kind == "noun" and frame.parent is not None:
        heads.append(reading.frames[frame.parent])
    for other in reading.frames_of(frame.sentence):
        hung = any(other.parent == head.index and other.index != frame.index for head in heads)
        aim = other.link == "xcomp" and other.mood == "infinitive"
        told = other.link == "ccomp" and (other.tense == "future" or other.modal is not None)
        if hung and other.kind == "verb" and (aim or told):
            yield other


def time_ahead(reading: Reading, owned: Mapping[int, tuple[int, ...]], frame: Frame) -> TimeExpression | None:
    """The time of what is planned, where that is not over: "plans to charge him on Monday"."""
    today = reading.published.latest if reading.published else None
    for aim in aims_of(reading, frame):
        for time in (reading.times[t] for t in owned.get(aim.index, ())):
            ahead = today is None or (time.latest is not None and time.latest >= today)
            if time.edtf is not None and time.relation in {"at", "during"} and ahead:
                return time
    return None


def settled_in(reading: Reading, frame: Frame, time: TimeExpression) -> Frame | None:
    """What was agreed to do, where the day and place of the agreeing stand: "agreed to admit it in Lima on 3 May"."""
    for other in reading.frames_of(frame.sentence):
        aim = other.parent == frame.index and other.link == "xcomp" and other.mood == "infinitive"
        if aim and other.extent.end < time.extent.start and time.extent.end <= other.clause.end:
            return other
    return None
