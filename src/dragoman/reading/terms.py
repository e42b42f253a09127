"""Terms counted from when they were set: "vowed in January to free him by 31 March", told in April."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dragoman.lexicon.date_words import Relation
from dragoman.lexicon.grammar import Grammar
from dragoman.model.reading import Frame, TimeExpression
from dragoman.reading.date_parts import RawTime, is_yearless
from dragoman.reading.date_rules import Anchor, relate, settle

__all__ = ["conceded", "counted_from"]

SET: frozenset[Relation] = frozenset({"at", "before", "by", "until"})


def counted_from(
    times: Sequence[TimeExpression], raws: Sequence[RawTime], frames: Sequence[Frame]
) -> tuple[TimeExpression, ...]:
    """The times, those without a year inside what was undertaken on a day placed behind that day.

    They are counted from the report else, which tells of "agreed in June to reopen it by 5 August" in September.
    """
    found = list(times)
    for frame in frames:
        above = None if frame.parent is None else frames[frame.parent]
        aim = frame.kind == "verb" and frame.mood == "infinitive" and above is not None and above.tense == "past"
        made = [times[t] for t in above.times if t not in frame.times] if aim and above is not None else []
        day = next((one.earliest for one in made if one.relation == "at" and one.earliest is not None), None)
        for number in frame.times if day is not None else ():
            raw = raws[number]
            if raw.kind == "date" and is_yearless(raw.components[0]) and raw.relation in SET:
                found[number] = _behind(times[number], raw, dt.date.fromisoformat(day or ""))
    return tuple(found)


def _behind(time: TimeExpression, raw: RawTime, day: dt.date) -> TimeExpression:
    period = settle(raw.kind, raw.components, Anchor(day, "future"))
    if period is None:
        return time
    period = relate(period, raw.relation, raw.components[-1].part)
    if period.edtf == time.edtf:
        return time
    first, last = (None if one is None else one.isoformat() for one in (period.earliest, period.latest))
    return replace(time, edtf=period.edtf, earliest=first, latest=last, basis="inferred")


def conceded(above: Frame, text: str, grammar: Grammar) -> bool:
    """Whether what was undertaken is told against what is: "is still closed, although both undertook to reopen it"."""
    if above.kind == "noun":
        return above.prep in grammar.conceding
    lead = text[above.clause.start : above.extent.start].lower()
    return above.link == "advcl" and any(lead.startswith(f"{word} ") for word in grammar.conceding)
