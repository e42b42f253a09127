"""The figures, against ones worked out by hand."""

import pytest

from dragoman.evaluation.metrics import calibration_error, confusion, kappa, level, reliability

GOLD = ["a", "a", "a", "b", "b", "c"]
TOLD = ["a", "a", "b", "b", None, "d"]  # one right of each pair but c, which is told as a class the gold has not


def test_precision_recall_and_f1_of_each_class() -> None:
    classes = level(GOLD, TOLD).classes
    assert classes["a"] == pytest.approx((1.0, 2 / 3, 0.8, 3))
    assert classes["b"] == pytest.approx((0.5, 0.5, 0.5, 2))
    assert classes["c"] == pytest.approx((0.0, 0.0, 0.0, 1))


def test_the_macro_average_counts_classes_alike_and_no_answer_as_a_miss() -> None:
    assert level(GOLD, TOLD).macro_f1.value == pytest.approx((0.8 + 0.5 + 0.0) / 3)
    assert level(GOLD, TOLD).accuracy.value == pytest.approx(0.5)


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    figure = level(GOLD * 20, TOLD * 20).macro_f1
    assert figure.low < figure.value < figure.high
    assert figure == level(GOLD * 20, TOLD * 20).macro_f1


def test_all_right_is_one_with_no_doubt() -> None:
    assert level(GOLD, GOLD).macro_f1 == (1.0, 1.0, 1.0)


def test_confusion_counts_what_differs_the_most_first() -> None:
    assert confusion([*GOLD, "c"], [*TOLD, "d"]) == {("c", "d"): 2, ("a", "b"): 1, ("b", "none"): 1}


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        pytest.param("aabb", "aabb", 1.0, id="all"),
        pytest.param("aabb", "abab", 0.0, id="as chance would"),
        pytest.param("aabb", "bbaa", -1.0, id="never"),
        pytest.param("aaaa", "aaaa", 1.0, id="one class only"),
    ],
)
def test_kappa(one: str, other: str, agreement: float) -> None:
    assert kappa(one, other) == pytest.approx(agreement)


def test_reliability_sets_confidence_beside_what_is_right() -> None:
    bins = reliability([0.95, 0.92, 0.35, 1.0], [True, False, False, True])
    assert bins["0.9-1.0"] == pytest.approx((3, 0.9567, 2 / 3), abs=1e-3)
    assert bins["0.3-0.4"] == pytest.approx((1, 0.35, 0.0))
    assert calibration_error(bins) == pytest.approx((3 * 0.29 + 0.35) / 4, abs=1e-3)
    assert calibration_error(reliability([], [])) == 0.0
