"""Where the news goes on after what is recalled."""

from dragoman.model.reading import Frame


def takes_over(frame: Frame, above: Frame) -> bool:
    """Whether the news goes on after a past perfect: "It had hoped to go on to Lomé, but Togo declined to let it"."""
    if frame.kind != "verb" or frame.link != "conj" or frame.tense != "past" or frame.perfect:
        return False
    own, shared = ({arg.mentions for arg in f.args if arg.role == "subject"} for f in (frame, above))
    return bool(own) and own.isdisjoint(shared)
