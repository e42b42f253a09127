"""Whether of two offices told side by side the first is another's than the one whose name follows."""

import re

from dragoman.lexicon.names import NameWords
from dragoman.reading import parser
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
    if article in words.indefinite or last in words.loose or _loosely_led(labelled, match, words):
        return True
    return _says(labelled, begin, match.end())


def says_behind(labelled: Labelled, match: re.Match[str]) -> bool:
    """Whether a rank begins a clause: "killed the chief of a rebel group, Colonel A said"."""
    return _says(labelled, match.start(), match.end())


def _says(labelled: Labelled, begin: int, end: int) -> bool:
    """Whether a clause ends before the name: "arrested the leader of the union, Foreign Minister A said".

    An apposition would be closed by a comma before the verb.
    """
    following = labelled.units[end : end + 1]
    told = bool(following) and following[0].text.islower() and _is_verb(following[0].lower)
    return told and any(unit.text.islower() and _is_verb(unit.lower) for unit in labelled.units[:begin])


def _is_verb(lower: str) -> bool:
    return parser.is_finite(lower) and not parser.is_noun(lower)


def _loosely_led(labelled: Labelled, match: re.Match[str], words: NameWords) -> bool:
    """ "fined the head of a cultural club, Foreign Minister Velkov said": the head of some body is another."""
    start, end = match.span(next((name for name in ("longfield", "lastfield") if match[name]), "field"))
    loose = start >= 0 and any(unit.lower in words.indefinite for unit in labelled.units[start : min(end, start + 2)])
    second = labelled.units[match.end("second") - 1].lower
    return loose and second not in words.styles | words.ranking_titles | words.envoy_ranks
