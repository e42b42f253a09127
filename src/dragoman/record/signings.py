"""When and where an agreement was signed, as far as the words around its name and its signing tell."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dragoman.lexicon.load import Lexicon
from dragoman.linking.distinct import dated_by_name
from dragoman.model.reading import Frame, Mention, Reading, TimeExpression
from dragoman.model.record import Place, When
from dragoman.record.cut import Cutter
from dragoman.record.joining import BASES, Draft
from dragoman.record.lasting import lasts
from dragoman.record.places import place_at, place_of
from dragoman.record.relative import time_told
from dragoman.record.times import names_another, when

AHEAD = frozenset({"before", "by", "until"})
BEFORE = 20  # characters of "prospective "
LOOSE = 2  # words of no account between "signed" and what was signed: "signed in Geneva a new landmark treaty"
_WORD = re.compile(r"[^\W\d_][\w-]*")


def signing_of(
    mentions: Sequence[Mention],
    frames: Sequence[Frame],
    reading: Reading,
    lexicon: Lexicon,
    cutter: Cutter,
    draft: Draft | None,
    owned: Mapping[int, tuple[int, ...]],
) -> tuple[When | None, Place | None]:
    """Its day and place: of the frames that tell the signing, of the words around them, of the name's own date."""
    dates: list[When] = []
    if draft is not None and draft.date is not None and draft.date.evidence and not _ahead(draft.date, reading):
        dates.append(draft.date)
    place = draft.place if draft is not None and _told_there(draft, reading) else None
    for frame in frames:
        time = time_told(reading, owned, frame, lexicon.grammar)
        if time is not None and time.extent.end > time.extent.start and time.relation not in AHEAD:
            dates.append(when(time, cutter))
        if place is None:
            place = place_of(reading, lexicon, cutter, frame, (), visit=False)
    final = [mention for mention in mentions if not drafted(mention, reading, lexicon)]
    beside = [(frame, mention) for mention in final for frame in _signed_beside(reading, lexicon, mention)]
    beside += [(frame, mention) for frame in frames for mention in mentions if mention.sentence == frame.sentence]
    if not dates:
        dates = [
            when(time, cutter) for frame, mention in beside for time in _times_beside(reading, lexicon, frame, mention)
        ]
        named = (dated_by_name(mention, reading, lexicon) for mention in mentions)
        dates += [when(time, cutter) for time in named if time is not None]
    for frame, mention in beside if place is None else ():
        place = place or _place_beside(reading, lexicon, cutter, frame, mention)
    if place is None and draft is not None:
        # signed "during Erdogan's first official visit to Shusha"
        frame = reading.frames[draft.finding.frame]
        for other in reading.frames_of(frame.sentence):
            if other.parent == frame.index and other.kind == "noun" and other.link == "prep":
                place = place_of(reading, lexicon, cutter, other, (), visit=True)
                if place is not None:
                    break
    for frame in frames if place is None else ():
        # "ended a summit in Apia by signing a pact", "held talks in Seoul and signed an agreement"
        if frame.kind == "verb" and frame.parent is not None and frame.link in {"prep", "conj", "advcl"}:
            place = place or place_of(reading, lexicon, cutter, reading.frames[frame.parent], (), visit=False)
    if place is None and draft is not None:
        place = draft.place
    if place is not None and _describes(place, reading):
        place = None
    return min(dates, key=_surest, default=None), place


def _told_there(draft: Draft, reading: Reading) -> bool:
    """Whether a signing's place stands in a sentence that tells it, not with the meeting at which it was signed."""
    stands = [span.start for span in draft.place.evidence] if draft.place is not None else []
    sentences = (sentence.extent for sentence in reading.sentences)
    told = (at for at in sentences if any(at.start <= extent.start < at.end for extent in draft.evidence))
    return any(at.start <= start < at.end for at in told for start in stands)


def _surest(date: When) -> tuple[int, int]:
    """By what a date is known, and how fine it is: "the Declaration of 14 October 2022" before "in 2022"."""
    return BASES.index(date.basis), -len((date.edtf or "").rstrip("~"))


def _describes(place: Place, reading: Reading) -> bool:
    """Whether a place's name only tells which one: "in the Adriatic city", "the Red Sea port"."""
    end = place.evidence[0].end if place.evidence and place.latitude is None else len(reading.text)
    word = reading.text[end:].split(maxsplit=1)[:1]
    return reading.text[end : end + 1] == " " and any(
        arg.head_extent.start == end + 1 and word[0].strip(",.;:").isalpha() and word[0].islower()
        for frame in reading.frames
        for arg in frame.args
    )


def _ahead(date: When, reading: Reading) -> bool:
    """Whether a date is a deadline inside the agreement rather than the day of its signing: "before June 30"."""
    stands = {span.start for span in date.evidence}
    return any(time.relation in AHEAD and time.extent.start in stands for time in reading.times)


def drafted(mention: Mention, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a named agreement is told as one to come: "the draft Memorandum on Traders, agreed in March"."""
    start = (mention.name_extent or mention.extent).start
    lead = reading.text[max(0, start - BEFORE) : start].lower().split()[-1:]
    return mention.name is not None and not lexicon.statements.agreements.unfinished.isdisjoint(lead)


def _signed_beside(reading: Reading, lexicon: Lexicon, mention: Mention) -> Iterator[Frame]:
    """The verbs that tell its signing by their place alone, whatever the parser hung on them.

    "the Memorandum, which the three governments signed in", "signed in Rabat on 3 May a treaty", "the Pact, signed in".
    """
    verbs = [f for f in reading.frames_of(mention.sentence) if f.kind == "verb"]
    others = [m for m in reading.mentions_of(mention.sentence) if m.kind == "agreement" and m is not mention]
    for frame in verbs:
        done = frame.tense == "past" or frame.mood == "participle" or frame.passive
        signs = lexicon.statements.agreements.status.get(frame.lemma) == "signed"
        if not signs or frame.negated or frame.modal or not done or frame.tense == "future":
            continue
        behind = frame.extent.start >= mention.extent.end
        start, end = (mention.extent.end, frame.extent.start) if behind else (frame.extent.end, mention.extent.start)
        hung = behind and frame.mood == "participle" and reading.text[:end].rstrip().endswith(",")
        hung = hung and frame.link in {"acl", "advcl"}  # "the Accord resulting from the process, signed in Bamako"
        bars = [v for v in verbs if v is not frame and not (hung and v.mood == "participle")]
        starts = [m.extent.start for m in others] + [v.extent.start for v in bars]
        if any(start <= one < end for one in starts):
            continue
        if hung:
            yield frame
            continue
        words = _words_between(reading, lexicon, mention.sentence, start, end)
        helpers = lexicon.statements.agreements.helpers
        relative = bool(words) and words[0] in lexicon.names.relatives
        if (relative or not set(words) - helpers) if behind else len(words) <= LOOSE:
            yield frame


def _words_between(reading: Reading, lexicon: Lexicon, sentence: int, start: int, end: int) -> list[str]:
    """The words of a stretch, its times, its names, small words and forms of "be" apart."""
    text = reading.text
    blank = [t.extent for t in reading.times if start <= t.extent.start < end]
    blank += [m.extent for m in reading.mentions_of(sentence) if start <= m.extent.start < end]
    small = (
        lexicon.names.articles
        | lexicon.statements.agreements.links
        | lexicon.grammar.place_prepositions
        | lexicon.statements.agreements.day_leads
    )
    found = (m for m in _WORD.finditer(text, start, end) if not any(e.start <= m.start() < e.end for e in blank))
    return [word for word in (m[0].lower() for m in found) if word not in small]


def _reach(reading: Reading, frame: Frame, mention: Mention) -> tuple[int, int]:
    """Where the words of a signing run: from the verb, or what was signed, to the next verb."""
    sentence = reading.sentences[frame.sentence].extent
    last = max(frame.extent.end, mention.extent.end)
    after = (f.extent.start for f in reading.frames_of(frame.sentence) if f.kind == "verb" and f.extent.start >= last)
    return min(frame.extent.end, last), min(after, default=sentence.end)


def _times_beside(reading: Reading, lexicon: Lexicon, frame: Frame, mention: Mention) -> Iterator[TimeExpression]:
    """The first time told behind a signing; else the one that its sentence begins with."""
    start, end = _reach(reading, frame, mention)
    name = mention.name_extent or mention.extent
    first = reading.sentences[frame.sentence].extent.start
    here = reading.times_in(min(first, start), end)
    told = [t for t in here if t.relation == "at" and t.edtf is not None]
    told = [t for t in told if not names_another(reading, t.extent, (frame.index,))]
    told = [t for t in told if not lasts(reading, t, lexicon)]
    inside = [t for t in told if start <= t.extent.start < end and not name.start <= t.extent.start < name.end]
    opening = [t for t in told if first <= t.extent.start < frame.extent.start and _opens(reading, first, t)]
    yield from (inside or opening)[:1]


def _opens(reading: Reading, start: int, time: TimeExpression) -> bool:
    return len(reading.text[start : time.extent.start].split()) <= LOOSE


def _place_beside(reading: Reading, lexicon: Lexicon, cutter: Cutter, frame: Frame, mention: Mention) -> Place | None:
    """The first town told behind "in" after a signing."""
    start, end = _reach(reading, frame, mention)
    name = mention.name_extent or mention.extent
    for place in reading.mentions_of(frame.sentence):
        if not start <= place.extent.start < end or name.start <= place.extent.start < name.end:
            continue
        before = reading.text[start : place.extent.start].split()[-1:]
        if (
            before
            and before[0].lower() in lexicon.grammar.place_prepositions
            and place.kind in {"state", "place", "name"}
        ):
            found = place_at(lexicon, cutter, place, (), unknown=place.kind != "state")
            if found is not None and found.precision != "country":
                return found
    return None
