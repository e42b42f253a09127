"""Names of outlets that no table has, after the word for one: "told the daily Al-Anba", "the news site Maliscope"."""

import re

from dragoman.lexicon.names import NameWords
from dragoman.reading.found import Found, extent_of
from dragoman.reading.labels import Labelled

_PAPER = re.compile(r"(?:[NYPCLEODJG]_*)(?:k?(?:[NYPLEODG]_*)){0,3}(?![_'])")
_LONGEST = 3  # words for what something is: "online news portal"


def find_paper(labelled: Labelled, index: int, words: NameWords) -> tuple[Found, ...]:
    """The name of an outlet that begins at a unit; none where no word for one stands before it."""
    units = labelled.units
    end = index - (index > 0 and units[index - 1].text in words.open_quotes)
    told = [unit.text for unit in units[max(end - _LONGEST, 0) : end]]
    named = any(" ".join(told[first:]) in words.papers for first in range(len(told)))
    match = _PAPER.match(labelled.line, index) if named else None
    if match is None:
        return ()
    whole = extent_of(labelled, match.span())
    return (Found(kind="media", first=index, last=match.end(), extent=whole, name=whole, covers=match.span()),)
