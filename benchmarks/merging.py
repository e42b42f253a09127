"""Merging: precision and recall on synthetic stories, and the time of each telling as a busy pair of states grows.

    python benchmarks/merging.py [TELLINGS] [--busy]

First 500 stories of events, of agreements and of promises of tests/merging for each of three seeds, all tellings
grouped at once, in two orders. Then TELLINGS
of one pair of states over two years (10,000 where none are named) come one by one in the order of their reports, and
are grouped as a store does it: CPU time of one process, for each tenth of them. Fewer come over fewer days.
With --busy only: some 2,000 tellings of 285 stories of one pair in 146 days, just as busy, all at once, for each seed.
"""

import argparse
import os
import sys
import time
from itertools import combinations
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
BUSY = 285  # stories of one pair
KINDS: tuple[Kind, ...] = ("agreement", "commitment")


def main(many: int, *, busy: bool) -> None:
    """Print both, or what is told of a busy pair alone."""
    if busy:
        for seed in SEEDS:
            compare_busy(seed)
        return
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


def compare_busy(seed: int) -> None:
    """Print precision and recall where one pair of states is told of fourteen times a day.

    Beside that of all pairs of tellings, the precision of those in which one has no date.
    """
    days = round(DAYS * BUSY * PER_STORY / TELLINGS)
    told, truth = tellings_in(stories(BUSY, seed, pairs=[("AZE", "TUR")], days=days))
    groups = groups_of(told)
    right = pairs_in(groups, truth)
    undated = {telling.finding for telling in told if telling.earliest is None}
    joined = [pair for group in groups for pair in combinations(group, 2) if not undated.isdisjoint(pair)]
    kept = sum(truth[one] == truth[other] for one, other in joined) / len(joined)
    print(
        f"one pair, seed {seed}: {len(told):,} tellings in {days} days; precision {right.precision:.3f}, "
        f"recall {right.recall:.3f}; precision where one has no date {kept:.3f} of {len(joined):,}"
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("tellings", type=int, nargs="?", default=TELLINGS)
    asked.add_argument("--busy", action="store_true")
    given = asked.parse_args()
    main(given.tellings, busy=given.busy)
