"""Times for which something is agreed, and not when it was: "the Plan of Military Cooperation for 2026"."""

import re

from dragoman.lexicon.load import Lexicon
from dragoman.model.reading import Reading, TimeExpression

APART = 6  # characters: " for "
SPAN = 16  # characters of " for the period "
_YEARS = re.compile(r"\d{4}(?:/\d{4})?")


def lasts(reading: Reading, time: TimeExpression, lexicon: Lexicon) -> bool:
    """Whether a time is what an agreement is for: "signed the Plan of Military Cooperation for 2026".

    Years behind "for" are never those of an act: "signed a plan of consultations for the years 2025-2026".
    """
    lead = reading.text[max(0, time.extent.start - SPAN) : time.extent.start].split()
    years = _YEARS.fullmatch(time.edtf or "") is not None
    while years and lead and lead[-1].lower() in lexicon.grammar.spans | lexicon.names.articles:
        lead.pop()
    if not lead or lead[-1].lower() not in lexicon.grammar.terms:
        return False
    if years:
        return True
    lead = lead[-1:]
    at = reading.text.rfind(lead[0], 0, time.extent.start)
    start = max(0, at - APART)
    end = start + len(reading.text[start:at].rstrip())
    return any(m.kind == "agreement" and m.extent.end == end for m in reading.mentions)
