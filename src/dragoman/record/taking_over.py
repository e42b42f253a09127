"""Where the news goes on after what is recalled."""

from dragoman.model.reading import Extent, Frame

BESIDE = 4  # characters between a subject and its time: "Chad on Friday turned back"


def takes_over(frame: Frame, above: Frame) -> bool:
    """Whether the news goes on after a past perfect: "It had hoped to go on to Lomé, but Togo declined to let it"."""
    if frame.kind != "verb" or frame.link != "conj" or frame.tense != "past" or frame.perfect:
        return False
    own, shared = ({arg.mentions for arg in f.args if arg.role == "subject"} for f in (frame, above))
    return bool(own) and own.isdisjoint(shared)


def opens(frame: Frame, time: Extent) -> bool:
    """Whether a time opens a clause joined to another, behind its subject: "had promised it, but Chad on Friday"."""
    subjects = (arg for arg in frame.args if arg.role == "subject")
    return frame.link == "conj" and any(0 < time.start - arg.extent.end <= BESIDE for arg in subjects)
