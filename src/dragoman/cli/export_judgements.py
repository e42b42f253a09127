# ruff: noqa: PLC0415 - the store is entered when the command runs, so that --help stays fast
"""`dragoman export-judgements`."""

from dragoman.cli.output import answering, guarded_output, say_line
from dragoman.cli.storing import STORE, StoreOption, opened

HELP = """Print what reviewers judged, as gold and training data: one JSON object a line, as docs/review.md shows it.

A line is a sentence with the events that are right in it, or a whole report where somebody read it all. Beside them are
the machine's values and scores, the person's, and who decided and when.

\b
  dragoman export-judgements > mine.jsonl
  dragoman evaluate mine.jsonl
  dragoman train mine.jsonl training/pairs.tsv --out my-model
"""


def export_judgements(*, store: StoreOption = STORE) -> None:
    """Print a line for each sentence or report in which something was judged."""
    from dragoman.cli.answers import json_line
    from dragoman.evaluation.corrections import lines
    from dragoman.lexicon.load import load_lexicon

    with answering(), opened(store) as found, guarded_output(utf8=True) as stream:
        for line in lines(found.reviews.judged_documents(), load_lexicon().ontology):
            say_line(stream, json_line(line))
