"""Merging: precision and recall on synthetic stories, and the time of each telling as a busy pair of states grows.

    python benchmarks/merging.py [TELLINGS]

First 500 stories of events, of agreements and of promises of tests/merging for each of three seeds, all tellings
grouped at once, in two orders. Then TELLINGS
of one pair of states over two years (10,000 where none are named) come one by one in the order of their reports, and
are grouped as a store does it: CPU time of one process, for each tenth of them. Fewer come over fewer days.
"""

import os
import sys
import time
from pathlib import Path
from random import Random

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.merging.measuring import (  # noqa: E402
    LEAST_PRECISION,
    LEAST_RECALL,
    SEEDS,
    STORIES,
    Shelf,
    groups_of,
)
from tests.merging.pacts import Kind, found_in, read_stories  # noqa: E402
from tests.merging.stories import stories, tellings_in  # noqa: E402
from tests.pairs import pairs_in  # noqa: E402

from dragoman.model.merged import Telling  # noqa: E402 - the path is set above

TELLINGS, PER_STORY, DAYS = 10_000, 7, 730
TENTHS = 10
KINDS: tuple[Kind, ...] = ("agreement", "commitment")


def main(many: int) -> None:
    """Print both."""
    for seed in SEEDS:
        compare_truth("event", seed, *tellings_in(stories(STORIES, seed)))
    for kind in KINDS:
        for seed in SEEDS:
            compare_truth(kind, seed, *found_in(kind, read_stories(kind, STORIES, seed)))
    compare_growth(many)


def compare_truth(kind: str, seed: int, found: list[Telling], truth: dict[str, int]) -> None:
    """Print precision and recall of pairs of tellings."""
    start = time.process_time()
    groups = groups_of(found)
    spent = time.process_time() - start
    right = pairs_in(groups, truth)
    Random(seed).shuffle(found)  # noqa: S311 - repeatable, not secret
    order = "same" if groups_of(found) == groups else "OTHER"
    held = right.precision >= LEAST_PRECISION and right.recall >= LEAST_RECALL
    print(
        f"{kind}s, seed {seed}: {len(found):,} tellings of {len(set(truth.values())):,}; "
        f"precision {right.precision:.3f}, recall {right.recall:.3f} ({'held' if held else 'MISSED'}); "
        f"{spent / len(found) * 1000:.2f} ms a telling; other order, {order} groups"
    )


def compare_growth(many: int) -> None:
    """Print the time of a telling of one busy pair, as its tellings grow, and how well they are grouped."""
    days = DAYS * many // TELLINGS
    told, truth = tellings_in(stories(many // PER_STORY, SEEDS[0], pairs=[("AZE", "TUR")], days=days))
    told = sorted(told, key=lambda one: (one.published or "", one.finding))[:many]
    shelf = Shelf()
    for tenth in range(TENTHS):
        part = told[tenth * len(told) // TENTHS : (tenth + 1) * len(told) // TENTHS]
        start = time.process_time()
        again = sum(shelf.add(telling) for telling in part)
        spent = time.process_time() - start
        print(
            f"  {len(shelf.tellings):6,} tellings of one pair: {spent / len(part) * 1000:6.1f} ms each, "
            f"{again / len(part):5.0f} grouped anew with it"
        )
    right = pairs_in(shelf.groups(), {telling.finding: truth[telling.finding] for telling in told})
    print(f"  all of one pair: precision {right.precision:.3f}, recall {right.recall:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else TELLINGS)
