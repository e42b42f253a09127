"""Print how many facts of the sheets are found, shelf by shelf and kind by kind.

python scripts/facts.py            every shelf; shared/ where DRAGOMAN_SHARED names it
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.reports.shelf import reports, score_of  # noqa: E402

from dragoman.evaluation.facts import Score  # noqa: E402


def main() -> int:
    """Print a block for each shelf."""
    shelves: defaultdict[str, list[Score]] = defaultdict(list)
    for report in reports():
        shelves[report.shelf].append(score_of(report))
    for shelf, scores in shelves.items():
        held, asked, mine, told = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        for score in scores:
            held.update(score.held)
            asked.update(score.asked)
            mine.update({kind: known for kind, (known, _) in score.known.items()})
            told.update({kind: found for kind, (_, found) in score.known.items()})
        broken = sum(len(score.broken) for score in scores)
        found = f"{held.total()}/{asked.total()} facts ({held.total() / asked.total():.0%})"
        print(f"{shelf}: {len(scores)} reports, {found}, {broken} nevers broken")
        print("  found ", ", ".join(f"{kind} {held[kind]}/{asked[kind]}" for kind in sorted(asked)))
        print("  known ", ", ".join(f"{kind} {mine[kind]}/{told[kind]}" for kind in sorted(told)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
