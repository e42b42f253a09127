"""A promise as a sentence: "Turkey promised Azerbaijan to deliver six aircraft by 2025-01-01"."""

from collections.abc import Sequence

from dragoman.asking.phrases import one_line, say_when
from dragoman.lexicon.load import load_lexicon
from dragoman.model.record import Commitment

NOBODY = "Somebody who is not named"


def sentence_of(found: Commitment, by: Sequence[str], to: Sequence[str]) -> str:
    """Who promised what to whom, and by when; the names as a line has them.

    What is promised is told in the report's words: an act ("deliver six aircraft"), a thing ("12 million dollars"), or
    a whole clause ("The crossing is to be reopened"), which is quoted.
    """
    words = one_line(found.what.quote).rstrip(".")
    whom = [name for name in to if name != name.lower() and name not in words]  # "academies": whom it is for
    start = " ".join(part for part in (_listed(by) or NOBODY, "promised", _listed(whom)) if part)
    return f"{start}{_joined(words)}{_by(found)}"


def _joined(words: str) -> str:
    lexicon = load_lexicon()
    first, *others = words.split() or [""]
    future = lexicon.grammar.future | lexicon.grammar.conditional
    if first[:1].isupper() or first in lexicon.names.relatives or not future.isdisjoint({first, *others}):
        return f": “{words}”"
    is_act = first.isalpha() and first not in lexicon.statements.determiners | lexicon.grammar.numbers.keys()
    return f" to {words}" if is_act else f" {words}"


def _by(found: Commitment) -> str:
    """The day, where the words of the promise don't have it."""
    if found.due is None or any(
        span.start >= found.what.start and span.end <= found.what.end for span in found.due.evidence
    ):
        return ""
    day = say_when(found.due)
    if day is None:
        return ""
    return f" {day}" if found.due.earliest is None and found.due.edtf else f", due {day}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""
