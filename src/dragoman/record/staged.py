"""When an act was that a relative clause tells of: "the drill which they staged from 3 to 7 May"."""

from collections.abc import Iterator

from dragoman.model.reading import Frame, Reading


def staged(reading: Reading, frame: Frame) -> Iterator[Frame]:
    """Give the relative clause that says who did what a noun names."""
    if frame.kind != "noun" or frame.times:
        return
    for other in reading.frames_of(frame.sentence):
        own = other.parent == frame.index and other.link == "relcl" and other.tense == "past" and not other.passive
        if own and any(arg.role == "object" and arg.head_extent == frame.extent for arg in other.args):
            yield other
