"""What was done at a meeting told before: "On 6 May A met B in Oslo. During the meeting, A invited B to Lima"."""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.lexicon.load import Lexicon
from dragoman.model.linked import Linked
from dragoman.model.reading import Arg, Frame, Reading
from dragoman.record.joining import VISITED, Draft

REACH = 12  # sentences: further on, "the meeting" may be another
CLIMBS = 3  # frames from an act to the clause that it stands in
PHONE = "phone"


def set_by_occasion(drafts: Sequence[Draft], reading: Reading, linked: Linked, lexicon: Lexicon) -> tuple[Draft, ...]:
    """The drafts, each act at "the meeting" on the day and at the place of the last one that some of its side held."""
    return tuple(_set(draft, drafts, reading, linked, lexicon) for draft in drafts)


def _set(draft: Draft, drafts: Sequence[Draft], reading: Reading, linked: Linked, lexicon: Lexicon) -> Draft:
    told = draft.date is not None and bool(draft.date.evidence)
    done = (draft.finding.status, draft.novelty) == ("occurred", "reported")
    if told or not done or not _is_at_it(reading, reading.frames[draft.finding.frame], lexicon):
        return draft
    meeting = _last_meeting(draft, drafts, linked)
    if meeting is None or meeting.date is None:
        return draft
    there = meeting.place if meeting.finding.mode != PHONE else None
    date = meeting.date.model_copy(update={"basis": "inferred"})
    return replace(draft, date=date, place=draft.place or there)


def _is_at_it(reading: Reading, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether an act is told "during the meeting", "at the talks", without their day."""
    cursor = frame
    for _ in range(CLIMBS):
        if any(_is_the_meeting(reading, arg, lexicon) for arg in cursor.args):
            return True
        if cursor.link not in {"conj", "light"} or cursor.parent is None:
            return False
        cursor = reading.frames[cursor.parent]
    return False


def _is_the_meeting(reading: Reading, arg: Arg, lexicon: Lexicon) -> bool:
    words = reading.text[arg.extent.start : arg.extent.end].lower().split()
    words = words[1:] if words[:1] == [arg.role] else words
    bare = len(words) == len(("the", "meeting")) and words[0] in lexicon.names.articles - lexicon.names.indefinite
    gathers = any(cue.type == "CONSULT" for head in arg.heads for cue in lexicon.cues.by_noun.get(head, ()))
    return arg.role in lexicon.grammar.occasions and bare and gathers


def _last_meeting(draft: Draft, drafts: Sequence[Draft], linked: Linked) -> Draft | None:
    """The last meeting told before, where its day is known and one of its states acts."""
    here = draft.finding.sentence
    before = [
        d for d in drafts
        if d.finding.type == "CONSULT" and d.finding.status == "occurred" and d.novelty == "reported"
        if 0 < here - d.finding.sentence <= REACH
    ]  # fmt: skip
    last = max(before, key=lambda d: d.finding.sentence, default=None)
    if last is None or last.date is None or not last.date.evidence or last.date.earliest != last.date.latest:
        return None
    if last.finding.cameo == VISITED:
        return None  # "arrived in Ankara on Monday. During the meeting": on a day of the journey
    states = [{linked.actors[party].country for party in one.parties} - {None} for one in (last, draft)]
    return last if not states[0] or states[0] & states[1] else None
