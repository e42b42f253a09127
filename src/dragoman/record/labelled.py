"""The day and the place before an item of a bulletin: "2 Aug, Soum Province: Riders burned a mill. Two were killed"."""

from collections.abc import Collection

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Block, Frame, Mention, Reading, TimeExpression
from dragoman.model.record import Place
from dragoman.record.cut import Cutter
from dragoman.record.places import place_at

CLIMBS = 6  # frames from an act to the main clause


def by_label(
    reading: Reading,
    lexicon: Lexicon,
    cutter: Cutter,
    frame: Frame,
    told: tuple[TimeExpression | None, Place | None],
    countries: Collection[str],
) -> tuple[TimeExpression | None, Place | None]:
    """The time and place of an act, where none are told the day and the place of the item that was written to tell it.

    What others say in an item and what it recalls are not of its day; what was on another day was not at its place.
    """
    time, place = told
    label = _label_of(reading, frame.sentence)
    if label is None or not _is_told_itself(reading, frame):
        return told
    day = next((time for time in reading.times_in(*label.extent) if time.edtf is not None), None)
    time = time or day
    if place is None and day is not None and time is not None and time.edtf == day.edtf:
        place = _place_of(reading, lexicon, cutter, label, frame.sentence, countries)
    return time, place


def _label_of(reading: Reading, sentence: int) -> Block | None:
    paragraph = reading.sentences[sentence].paragraph
    before = reading.blocks[paragraph - 1] if 0 < paragraph < len(reading.blocks) else None
    return before if before is not None and before.kind == "label" else None


def _place_of(
    reading: Reading, lexicon: Lexicon, cutter: Cutter, label: Block, sentence: int, countries: Collection[str]
) -> Place | None:
    if label.place is None:
        return None
    told = " ".join(reading.text[slice(*label.place)].split())
    name = told.title() if told.isupper() else told
    mention = Mention(
        index=-1, kind="place", extent=label.place, sentence=sentence, head=name.split()[-1].lower(),
        head_extent=label.place, name=name, name_extent=label.place,
    )  # fmt: skip
    return place_at(lexicon, cutter, mention, countries, unknown=True)


def _is_told_itself(reading: Reading, frame: Frame) -> bool:
    """Whether nobody says it before and no clause only recalls it: not "the army said that rebels had fled"."""
    cursor = frame
    for _ in range(CLIMBS):
        if cursor.kind == "verb" and cursor.tense == "past" and cursor.perfect:
            return False
        above = None if cursor.parent is None else reading.frames[cursor.parent]
        if above is None:
            return True
        said = cursor.link == "ccomp" and cursor.extent.start > above.extent.start and _has_subject(above)
        recalled = cursor.link in {"relcl", "acl"} and above.kind == "verb"
        if said or recalled or cursor.link == "advcl":
            return False
        cursor = above
    return True


def _has_subject(frame: Frame) -> bool:
    """Whether somebody is told to do it: not in "Suspected rebels ambushed a convoy", misread as a suspecting."""
    return any(arg.role == "subject" for arg in frame.args)
