"""Every cue proves itself: its examples are coded by it with the marked spans, its counter-examples are not."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from dragoman.coding.check import check_cues, fault_of
from dragoman.lexicon.cues import Cue, CueBook
from dragoman.lexicon.load import Lexicon, load_lexicon
from dragoman.model.reading import Reading
from dragoman.model.source_text import Raw
from dragoman.reading import read_text

pytestmark = pytest.mark.model

CUES = load_lexicon().cues.cues
SEED, SAMPLED = 1648, 50
DAY = "2024-06-15"  # the day that `dragoman lexicon check` reads examples on


@cache
def _read(text: str) -> Reading:
    return read_text(Raw(text=text, name="example", published=DAY), load_lexicon())


def _cases() -> Iterator[tuple[str, Cue]]:
    """Give a cue for each example and counter-example, with nothing but this one."""
    for cue in CUES:
        for number, example in enumerate(cue.examples, start=1):
            yield f"{cue.id}#{number}", replace(cue, examples=(example,), counters=())
        for number, counter in enumerate(cue.counters, start=1):
            yield f"{cue.id}!{number}", replace(cue, examples=(), counters=(counter,))


CASES = tuple(_cases())


@pytest.mark.parametrize("cue", [cue for _, cue in CASES], ids=[name for name, _ in CASES])
def test_cue(cue: Cue, lexicon: Lexicon) -> None:
    assert [str(fault) for fault in check_cues([cue], lexicon, _read)] == []


@pytest.mark.parametrize("cue", random.Random(SEED).sample(CUES, SAMPLED), ids=lambda cue: cue.id)  # noqa: S311 a sample
def test_without_its_cue_its_own_examples_fail_and_no_other_s(cue: Cue, lexicon: Lexicon) -> None:
    without = replace(lexicon, cues=_without(cue, lexicon))
    for example in cue.examples:
        assert fault_of(cue, example, lexicon, _read) is None
        told = fault_of(cue, example, without, _read)
        assert told is not None
        assert told.startswith("not coded")
    words = {*cue.verbs, *cue.nouns}
    near = [other for other in CUES if other is not cue and words & {*other.verbs, *other.nouns}]
    faults = check_cues([replace(other, counters=()) for other in near], without, _read)
    assert [str(fault) for fault in faults] == []


def _without(cue: Cue, lexicon: Lexicon) -> CueBook:
    book = lexicon.cues
    return replace(
        book,
        cues=tuple(other for other in book.cues if other is not cue),
        by_verb={word: tuple(other for other in cues if other is not cue) for word, cues in book.by_verb.items()},
        by_noun={word: tuple(other for other in cues if other is not cue) for word, cues in book.by_noun.items()},
    )


def test_case_ids_are_unlike() -> None:
    assert len({name for name, _ in CASES}) == len(CASES)
