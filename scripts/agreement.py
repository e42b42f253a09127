"""Print how far the second reading of the training pairs, blind to the first, agrees with it.

python scripts/agreement.py
"""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dragoman.evaluation.metrics import kappa
from dragoman.learned.labels import Label
from dragoman.lexicon.load import load_lexicon
from dragoman.training.pairs import load_pairs

ROOT = Path(__file__).parents[1]


def main() -> int:
    """Print share and kappa of each part of the label, and the commonest disagreements on the type."""
    ontology = load_lexicon().ontology
    first = {pair.marked: pair.label for pair in load_pairs(ROOT / "training/pairs.tsv", ontology)}
    second = load_pairs(ROOT / "training/second_reading.tsv", ontology)
    read = [(first[pair.marked], pair.label) for pair in second]
    print(f"{len(read)} sentences read twice")
    parts: dict[str, Callable[[Label], str]] = {
        "type": lambda label: label.type or "NONE",
        "type and mode": lambda label: label.form,
        "status": lambda label: label.status,
        "code, two digits": lambda label: label.code[:2],
        "code, three digits": lambda label: label.code,
    }
    for name, part in parts.items():
        one, other = [part(a) for a, _ in read], [part(b) for _, b in read]
        share = sum(a == b for a, b in zip(one, other, strict=True)) / len(read)
        print(f"  {name:20} agree {share:.1%}, kappa {kappa(one, other):.3f}")
    pairs = Counter(tuple(sorted((str(a.type), str(b.type)))) for a, b in read if a.type != b.type)
    print("  types parted: " + ", ".join(f"{one}/{other} {rows}" for (one, other), rows in pairs.most_common(12)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
