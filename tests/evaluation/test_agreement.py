"""Agreement of reviewers, against values worked out by hand."""

import pytest

from dragoman.evaluation.agreement import NOTHING, Reading, agreed, agreement, f1, recall

A, R, C = "accept", "reject", "correct"

# Pairs of verdicts, the share alike, and kappa by hand: (share - chance) / (1 - chance).
PAIRS = {
    # Cohen's own kind of table: 20 both accept, 5 and 10 apart, 15 both reject; chance 25/50*30/50 + 25/50*20/50 = 0.5
    "two classes": ([(A, A)] * 20 + [(A, R)] * 5 + [(R, A)] * 10 + [(R, R)] * 15, 0.7, 0.4),
    "no better than chance": ([(A, A), (A, R), (R, A), (R, R)], 0.5, 0.0),
    "always apart": ([(A, R), (R, A)], 0.0, -1.0),
    "always alike": ([(A, A), (R, R), (C, C)], 1.0, 1.0),
    "one answer only": ([(A, A), (A, A)], 1.0, 1.0),
    # 4 of 5 alike; chance (3*2 + 1*2 + 1*1) / 25 = 0.36
    "three classes": ([(A, A), (A, A), (A, R), (R, R), (C, C)], 0.8, (0.8 - (3 * 2 + 1 * 2 + 1) / 25) / (1 - 9 / 25)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_share_and_kappa(name: str) -> None:
    pairs, share, kappa = PAIRS[name]
    told = agreed(pairs)
    assert told.rows == len(pairs)
    assert told.share == pytest.approx(share)
    assert told.kappa == pytest.approx(kappa)


def test_of_nothing_there_is_no_kappa() -> None:
    assert agreed([]).kappa is None


SPANS = {
    "the same": ({("d", 0, 5)}, {("d", 0, 5)}, 1.0, 1.0),
    "one longer": ({("d", 0, 10)}, {("d", 0, 5)}, 0.0, 2 * 5 / 15),
    "one of two": ({("d", 0, 5), ("d", 8, 10)}, {("d", 0, 5)}, 2 / 3, 2 * 5 / 12),
    "other documents": ({("d", 0, 5)}, {("e", 0, 5)}, 0.0, 0.0),
    "overlapping in itself": ({("d", 0, 6), ("d", 4, 10)}, {("d", 0, 10)}, 0.0, 1.0),
    "across a gap": ({("d", 0, 4), ("d", 6, 10)}, {("d", 2, 8)}, 0.0, 2 * 4 / 14),
    "none at all": (set(), set(), 1.0, 1.0),
    "none of one": ({("d", 0, 5)}, set(), 0.0, 0.0),
}


@pytest.mark.parametrize("name", SPANS)
def test_spans(name: str) -> None:
    one, other, whole, characters = SPANS[name]
    told = agreement(
        {"x": Reading(verdict=A, type="CONSULT", spans=frozenset(one))},
        {"x": Reading(verdict=A, type="CONSULT", spans=frozenset(other))},
    )
    assert told.spans.spans == pytest.approx(whole) == pytest.approx(f1(one, other))
    assert told.spans.characters == pytest.approx(characters)


def test_items_are_compared_that_both_answered_and_fields_of_what_neither_rejects() -> None:
    one = {
        "a": Reading(verdict=A, type="CONSULT", fields={"When": "2024-05-11", "Where": "baku"}),
        "b": Reading(verdict=R, type=NOTHING),
        "c": Reading(verdict=C, type="AGREE", fields={"When": "2024-05-12"}),
        "alone": Reading(verdict=A, type="AID"),
    }
    other = {
        "a": Reading(verdict=C, type="CONSULT", fields={"When": "2024-05-11"}),
        "b": Reading(verdict=A, type="CONSULT", fields={"When": "2024-05-11"}),
        "c": Reading(verdict=C, type="CONSULT", fields={"When": "2024-05-12"}),
    }
    told = agreement(one, other)
    assert told.verdict.rows == len(other)
    assert told.verdict.share == pytest.approx(1 / 3)
    assert told.type.share == pytest.approx(1 / 3)
    assert {name: each.share for name, each in told.fields.items()} == {"When": 1.0, "Where": 0.5}
    assert {each.rows for each in told.fields.values()} == {2}


def test_what_was_missed_counts_among_the_spans() -> None:
    told = agreement({}, {}, ({("d", 0, 5), ("d", 9, 12)}, {("d", 0, 5)}))
    assert told.spans.spans == pytest.approx(2 / 3)


def test_recall() -> None:
    assert recall(3, 1) == pytest.approx(0.75)
    assert recall(0, 0) is None
