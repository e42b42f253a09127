"""Capitals that open a sentence or fill a headline, and tell no name."""

import re
from collections.abc import Sequence

from dragoman.lexicon.names import NameWords
from dragoman.reading import parser
from dragoman.reading.units import Unit

SHORTEST_VERB = 4  # letters of a verb in capitals, which is no acronym
CALLED = 3  # words that follow it, of which one is in small letters
TITLE_CASE = 0.7  # share of capitalised words: "Georgia and Armenia Initial Transit Accord"
COLON = ":"
_INNER = re.compile(r"(?<=[\w,;] )[^\W\d_][\w'’-]*")


def inner_capitals(text: str, words: NameWords) -> frozenset[str]:
    """Words written with a capital inside a sentence somewhere: names, however they look where a sentence begins."""
    marks = tuple(words.possessives)
    capital = (match[0] for match in _INNER.finditer(text) if match[0][0].isupper())
    return frozenset(_without(word, marks) for word in capital)


def _without(word: str, marks: Sequence[str]) -> str:
    return next((word.removesuffix(mark) for mark in marks if word.endswith(mark)), word)


def plain_opening(units: Sequence[Unit], inner: frozenset[str], given: frozenset[str]) -> int:
    """Tell where a plain word opens the sentence under a capital ("Emphasizing Turkey's support"): no name; else -1."""
    first = next((i for i, unit in enumerate(units) if unit.text[0].isalnum()), 0)
    unit = units[first]
    upper = len(unit.text) > 1 and unit.text.isupper()
    if upper:
        return first if _called_out(units[first:]) else -1
    if not unit.capital or unit.text in inner or not parser.is_word(unit.lower):
        return -1
    following = units[first + 1] if first + 1 < len(units) else None
    if following is not None and following.capital and unit.lower in given:
        return -1  # "Blessing Nwachukwu"
    if following is None or not following.capital or parser.is_word(following.lower) or following.text in inner:
        return first
    return -1  # "Innocent Kabasha Ntwali": a name that begins with a plain word


def plain_openings(
    units: Sequence[Unit], inner: frozenset[str], given: frozenset[str], *, headline: bool
) -> tuple[int, ...]:
    """Tell where plain words open a sentence and, in a headline, what stands behind a colon: "Gabon coup: Soldiers"."""
    colons = [at + 1 for at, unit in enumerate(units[:-1]) if headline and unit.text == COLON]
    found = ((at, plain_opening(units[at:], inner, given)) for at in (0, *colons))
    return tuple(at + opening for at, opening in found if opening >= 0)


def _called_out(units: Sequence[Unit]) -> bool:
    """Whether a verb in capitals opens a line that goes on in small letters: "CALLED ON both countries to"."""
    verb = len(units[0].text) >= SHORTEST_VERB and parser.is_finite(units[0].lower) and units[0].text.isalpha()
    rest = [unit.text for unit in units[1:] if unit.text[0].isalpha()]
    return verb and any(word.islower() for word in rest[:CALLED])


def in_capitals(units: Sequence[Unit], line: str) -> range:
    """The words in capitals with which a line opens whose first is a verb: "CALLED ON both countries"."""
    first = next((i for i, unit in enumerate(units) if unit.text[0].isalnum()), 0)
    if line[first] != "l" or not units[first].text.isupper() or not _called_out(units[first:]):
        return range(0)
    small = (i for i in range(first, len(units)) if not units[i].text.isupper())
    return range(first, next(small, len(units)))


def title_case(units: Sequence[Unit]) -> bool:
    """Whether a headline writes nearly all its words with capitals."""
    words = [unit for unit in units if unit.text[0].isalpha()]
    return len(words) > 1 and sum(unit.capital for unit in words) > TITLE_CASE * len(words)
