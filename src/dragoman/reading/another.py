"""Whether of two offices told side by side the first is another's than the one whose name follows."""

import re

from dragoman.lexicon.names import NameWords
from dragoman.reading.labels import Labelled

# labels of what may stand between an article and an office
_BEFORE_OFFICE = frozenset("JC_FPpOo'")


def somebody_else(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    """Whether the office told first is another's: "will expel a Russian diplomat, Foreign Minister A said"."""
    begin = match.start("title")
    while begin > 0 and labelled.line[begin - 1] in _BEFORE_OFFICE:
        begin -= 1
    article = labelled.units[begin - 1].lower if begin > 0 and labelled.line[begin - 1] == "d" else ""
    last = labelled.units[match.start("comma") - 1].lower
    return article in words.indefinite or last in words.loose or _loosely_led(labelled, match, words)


def _loosely_led(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    """ "fined the head of a cultural club, Foreign Minister Velkov said": the head of some body is another."""
    start, end = match.span("longfield" if match["longfield"] else "field")
    loose = start >= 0 and any(unit.lower in words.indefinite for unit in labelled.units[start : min(end, start + 2)])
    second = labelled.units[match.end("second") - 1].lower
    return loose and second not in words.styles | words.ranking_titles | words.envoy_ranks
