"""Ranks beside names: of the forces, and of the police, who are told as offices are."""

import re

from dragoman.lexicon.names import NameWords
from dragoman.model.reading import Extent
from dragoman.reading.found import extent_of, part_of
from dragoman.reading.labels import Labelled

POLICE = "COP"


def rank_of(labelled: Labelled, match: re.Match[str], words: NameWords) -> Extent | None:
    """The military or police rank among ranks and honorifics before a name."""
    start, end = match.span("rank")
    marks = [i for i in range(start, end) if labelled.line[i] in "Rr"]
    if not marks:
        second = part_of(labelled, match, "second")
        return second if second is not None and text_of(labelled, second).lower() in words.ranking_titles else None
    opened = labelled.line.find("(", start, end)
    short = opened > marks[0] and labelled.line[opened + 1] in "YR"
    last = (opened - 1 if short else marks[-1]) + 1  # "Major-General (MG)": the same, shortened
    while last < end and labelled.line[last] in "_.":
        last += 1
    if last < end and labelled.line[last] == "(" and not short:
        last = labelled.line.index(")", last) + 1  # "Maj. Gen. (ret.)"
    return extent_of(labelled, (marks[0], last))


def is_ranking(labelled: Labelled, title: Extent | None, words: NameWords) -> bool:
    """Whether a title is a rank of the police: "Assistant Commissioner of Police"."""
    told = text_of(labelled, title).lower().split() if title is not None else []
    head = next((at for at, word in enumerate(told) if word in words.of), len(told))
    noun = words.nouns.get(told[-1]) if head < len(told) else None
    return noun is not None and noun.sector == POLICE and " ".join(told[:head]) in words.ranking_titles


def text_of(labelled: Labelled, extent: Extent) -> str:
    return " ".join(u.text for u in labelled.units if extent.start <= u.start < extent.end)
