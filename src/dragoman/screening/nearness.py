"""Near copies: the same wire story on ten sites is one story.

MinHash over runs of words (Broder 1997), seeded, so that the signature of a text is the same everywhere; bands as in
Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3.
"""

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

from dragoman.lexicon.world import fold

if TYPE_CHECKING:
    from datasketch import MinHash

SEED = 20_260_301
PERMUTATIONS = 128
ROWS = 4  # of a band: copies as alike as NEAR share one of the 32 bands in 99 of 100 cases
RUN = 4  # words
NEAR = 0.6  # the share of runs that two texts have in common from which one is a near copy of the other
SHORTEST = 20  # words: below, a text is like many others


@cache
def _empty() -> "MinHash":
    from datasketch import MinHash  # noqa: PLC0415 - loads scipy: only those who take documents wait for it

    return MinHash(num_perm=PERMUTATIONS, seed=SEED)


def signature(text: str) -> bytes | None:
    """The signature of a text, None where it has too few words to tell."""
    words = fold(text).split()
    if len(words) < SHORTEST:
        return None
    runs = {" ".join(words[k : k + RUN]).encode() for k in range(len(words) - RUN + 1)}
    sketch = _empty().copy()
    sketch.update_batch(sorted(runs))
    values: bytes = sketch.hashvalues.astype("<u4").tobytes()
    return values


def bands(told: bytes) -> tuple[int, ...]:
    """The hash of each band of a signature; near copies share one at least, as a rule."""
    values = np.frombuffer(told, dtype="<u4").reshape(-1, ROWS)
    return tuple(hash_of(band.tobytes()) for band in values)


def hash_of(band: bytes) -> int:
    """A number of 63 bits: what a database takes on any machine."""
    return int.from_bytes(blake2b(band, digest_size=8).digest(), "little") >> 1


def likeness(one: bytes, other: bytes) -> float:
    """The share of runs that two texts have in common, estimated."""
    a, b = np.frombuffer(one, dtype="<u4"), np.frombuffer(other, dtype="<u4")
    return float((a == b).mean())


def near(one: bytes, other: bytes) -> bool:
    """Whether one is a near copy of the other."""
    return likeness(one, other) >= NEAR
