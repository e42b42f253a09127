"""Words of promises by their roots: who "handed over the detainees" did what "give back all detained persons" says."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from dragoman.lexicon.load import load_lexicon

LAST_DAY = 31  # of a month


def stems_of(words: Iterable[str]) -> frozenset[str]:
    """The stems of folded words, without those that tell nothing of what is promised."""
    return frozenset([told[0] for word in words if (told := _told(word)) is not None])


def roots_of(words: Iterable[str]) -> frozenset[str]:
    """The same, and in place of a stem that has kin its kin: a promise is kept in other words than it is repeated."""
    return frozenset([told[1] for word in words if (told := _told(word)) is not None])


@lru_cache(maxsize=10_000)
def beginnings_of(root: str) -> tuple[str, ...]:
    """How words begin that have a root."""
    kin = load_lexicon().merging.kindred
    return tuple(sorted({root, *(stem for stem, one in kin.items() if one == root)}))


def numbers_in(words: Collection[str]) -> frozenset[str]:
    """The numbers among folded words, in letters or digits, but for years and, beside a year or a month, days."""
    lexicon = load_lexicon()
    months = lexicon.dates.worths["month"]
    dated = any(_is_year(word) or word in months for word in words)
    told = {word for word in words if word.isdigit() or word in lexicon.grammar.numbers}
    return frozenset(word for word in told if not _is_year(word) and not (dated and _is_day(word)))


def _is_year(word: str) -> bool:
    return word.isdigit() and len(word) == len("2024") and word[:2] in {"19", "20"}


def _is_day(word: str) -> bool:
    return word.isdigit() and int(word) <= LAST_DAY


@lru_cache(maxsize=50_000)
def _told(word: str) -> tuple[str, str] | None:
    """The stem and the root of a folded word."""
    words = load_lexicon().merging
    stem = words.stem(word)
    return None if stem in _empty() else (stem, words.kindred.get(stem, stem))


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    words = load_lexicon().merging
    return frozenset(words.stem(word) for word in words.empty | words.bare)
