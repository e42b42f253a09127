"""Near copies: the same wire story on ten sites is one story.

MinHash over runs of words (Broder 1997), seeded, so that the signature of a text is the same everywhere; bands as in
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3. A site cuts the last paragraphs, writes another
headline and adds a line about itself: what tells a copy is how much of the shorter text the longer one has, not how
much of both they share. A look-alike, a notice with another name and day, differs in words strewn over the text: runs
of six words punish that, since each such word spoils six of them, and forgive a paragraph more or less.
"""

import re
from functools import cache, lru_cache
from typing import Any
from zlib import crc32

import numpy as np

from dragoman.lexicon.world import fold

SEED = 20_260_301
PERMUTATIONS = 126
ROWS = 3  # of a band: of copies that share half of their runs, 99 of 100 share one of the 42 bands
RUN = 6  # words
NEAR = 0.8  # the share of the shorter text's runs that the longer one has, from which one is a near copy of the other
ALIKE = 0.25  # the share of all their runs that two have in common; below, a signature estimates nothing well
SHORTEST = 20  # words: below, a text is like many others

ODD = np.uint64(0x9E3779B97F4A7C15)  # 2**64 over the golden ratio: spreads a number over all bits (Knuth 6.4)

_WORD = re.compile(r"[^\W_]+")  # marks differ from site to site: quotes, dashes, a final stop


def signature(text: str) -> bytes | None:
    """The signature of a text, None where it has too few words to tell: how many runs it has, and their MinHash."""
    words = _WORD.findall(fold(text))
    if len(words) < SHORTEST:
        return None
    runs = _runs(words)
    factors, terms = _permutations()
    least = (runs[:, None] * factors + terms).min(axis=0)
    different = len(set(runs.tolist()))  # of a few hundred, a tenth of the time of numpy's own `unique`
    return np.concatenate(([different], least)).astype("<u4").tobytes()


def _runs(words: list[str]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """A number of 32 well mixed bits for each run of words."""
    each = np.array([_number(word) for word in words], dtype=np.uint64)
    many = len(words) - RUN + 1
    runs = np.zeros(many, dtype=np.uint64)
    for place in range(RUN):
        runs = (runs ^ each[place : place + many]) * ODD
        runs ^= runs >> np.uint64(29)
    return (runs >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=50_000)
def _number(word: str) -> int:
    return crc32(word.encode())


def bands(told: bytes) -> tuple[int, ...]:
    """The hash of each band of a signature; near copies share one at least, as a rule."""
    rows = _values(told)[1:].reshape(-1, ROWS).astype(np.uint64)
    found = np.zeros(len(rows), dtype=np.uint64)
    for place in range(ROWS):
        found = (found ^ rows[:, place]) * ODD
        found ^= found >> np.uint64(29)
    return tuple((found >> np.uint64(1)).tolist())  # of 63 bits: what a database takes on any machine


def likeness(one: bytes, other: bytes) -> float:
    """The share of all their runs that two texts have in common, estimated."""
    return float((_values(one)[1:] == _values(other)[1:]).mean())


def containment(one: bytes, other: bytes) -> float:
    """The share of the shorter text's runs that the longer one has, estimated."""
    alike = likeness(one, other)
    sizes = int(_values(one)[0]), int(_values(other)[0])
    shared = alike * sum(sizes) / (1 + alike)
    return min(1.0, shared / min(sizes))


def near(one: bytes, other: bytes) -> bool:
    """Whether one is a near copy of the other; it is the same asked the other way round."""
    return likeness(one, other) >= ALIKE and containment(one, other) >= NEAR


@cache
def _permutations() -> "tuple[np.ndarray[Any, np.dtype[np.uint32]], np.ndarray[Any, np.dtype[np.uint32]]]":
    """Factors and terms of the permutations, modulo 2**32, as `MinHash` has them."""
    from datasketch import MinHash  # noqa: PLC0415 - loads scipy: only those who take documents wait for it

    factors, terms = MinHash(num_perm=PERMUTATIONS, seed=SEED).permutations
    return factors, terms


def _values(told: bytes) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    return np.frombuffer(told, dtype="<u4")
