"""Where a name ends before the place of what is told: "the Joint Committee in Hanoi on May 30"."""

import re

from dragoman.lexicon.names import NameWords
from dragoman.lexicon.world import Entry
from dragoman.reading.labels import Labelled

_ADJECTIVE = re.compile(r"d?J_*")
_TIMED = re.compile(r"w?@")


def is_seat(entries: tuple[Entry, ...]) -> bool:
    """Whether a name is a capital's, or of a seat of government."""
    return any(entry.form_kind in {"capital", "seat"} for entry in entries)


def _is_unit(word: str, words: NameWords) -> bool:
    """Whether a word names a unit of troops that bears no town in its name: "brigade", "battalion"."""
    noun = words.nouns.get(word)
    return word in words.joint_heads and noun is not None and noun.sector == "MIL"


def without_place(
    labelled: Labelled, pattern: re.Pattern[str], match: re.Match[str], words: NameWords, *, agreement: bool
) -> re.Match[str] | None:
    """Read "the Memorandum on Maritime Rescue in Cairo" without its last words: where it was signed is no topic.

    Nor is "in Hanoi" a part of "the Joint Committee in Hanoi on May 30", which "the Embassy in Hanoi" keeps.
    """
    last = labelled.line.rfind("w", *match.span())
    entries = labelled.entries.get(last + 1, ())
    timed = _TIMED.match(labelled.line, match.end()) is not None
    inner = labelled.units[match.start() : max(last, match.start())]
    paper = any(unit.lower in words.signed_papers for unit in inner)  # "a Programme of Cultural Exchanges in Oslo"
    if not agreement and not (paper and timed):
        if last > match.start() and _is_unit(labelled.units[last - 1].lower, words):
            return pattern.match(labelled.line, match.start(), last)  # "surrendered to the 101st Brigade in Tipo-Tipo"
        meets = any(unit.lower in words.joint_heads for unit in inner)
        return pattern.match(labelled.line, match.start(), last) if meets and timed and is_seat(entries) else match
    adjective = _ADJECTIVE.match(labelled.line, last + 1)  # "the Declaration on Friendship in the Greek capital"
    dangles = adjective is not None and adjective.end() == match.end()
    town = labelled.line[last + 1 : match.end()] == "N"
    dangles = dangles or (town and timed)  # "the Transit Agreement in Lobito on May 2"
    pact = paper or "G" in labelled.line[match.start() : last]
    if last > match.start() and pact and (is_seat(entries) or dangles):
        return pattern.match(labelled.line, match.start(), last)
    return match
