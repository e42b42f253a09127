"""Whether names that are recognised first and shown to the parser as single words give better clauses.

    python benchmarks/clauses.py GOLD.tsv

Scores the cues alone on gold pairs (docs/evaluation.md) twice: names, titles and bodies as single words, as always; and
as they stand.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.evaluation.pairs import load_gold_pairs, score_pairs, tell_pairs
from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.names import NameWords
from dragoman.reading import condense
from dragoman.reading.found import Found
from dragoman.reading.labels import Labelled
from dragoman.reading.names import find_names


def nothing(_labelled: Labelled, _words: NameWords) -> Iterator[Found]:
    """Recognise nothing."""
    return iter(())


def main(path: Path) -> None:
    """Print macro-F1 at the three levels for each way."""
    gold = load_gold_pairs(path)
    ontology = load_lexicon().ontology
    ways: dict[str, Callable[[Labelled, NameWords], Iterator[Found]]] = {
        "single words": find_names,
        "as they stand": nothing,
    }
    for name, find in ways.items():
        setattr(condense, find_names.__name__, find)
        scores = score_pairs(gold, [root for _, root in tell_pairs(gold, ontology, by="cues")])
        told = ", ".join(f"{level} {one.macro_f1}" for level, one in scores.levels.items())
        print(f"names {name:14} {told}, uncoded {scores.uncoded}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
