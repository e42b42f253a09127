"""Figures over labelled rows: precision, recall, F1, macro-averages, confusion, bootstrap intervals, kappa.

A row without an answer is a miss for its class and a false positive for none.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

RESAMPLES, SEED = 1000, 1648
INTERVAL = (2.5, 97.5)  # per cent
TENTHS = 10


class ClassScore(NamedTuple):
    """Figures of one class; `rows` are those of the gold."""

    precision: float
    recall: float
    f1: float
    rows: int


class Figure(NamedTuple):
    """A figure with the bounds between which 95 in 100 resamples of the rows put it."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Level:
    """How well the classes of one level are told: macro-F1 over the classes of the gold, accuracy, figures by class."""

    macro_f1: Figure
    accuracy: Figure
    classes: dict[str, ClassScore]


def level(gold: Sequence[str], told: Sequence[str | None]) -> Level:
    """Score answers against gold, row by row; a row without an answer has None."""
    names = sorted(set(gold))
    rows = _coded(gold, names)
    answers = _coded(told, names)
    right, claimed, present = _counts(rows, answers, len(names))
    return Level(
        macro_f1=_interval(rows, answers, len(names), macro=True),
        accuracy=_interval(rows, answers, len(names), macro=False),
        classes={
            name: ClassScore(
                precision=float(right[place] / claimed[place]) if claimed[place] else 0.0,
                recall=float(right[place] / present[place]),
                f1=float(2 * right[place] / (claimed[place] + present[place])),
                rows=int(present[place]),
            )
            for place, name in enumerate(names)
        },
    )


def confusion(gold: Sequence[str], told: Sequence[str | None]) -> dict[tuple[str, str], int]:
    """Count the rows by gold and answer where they differ, the most first; no answer is "none"."""
    pairs = Counter((one, other or "none") for one, other in zip(gold, told, strict=True) if one != other)
    return dict(sorted(pairs.items(), key=lambda item: (-item[1], item[0])))


class Bin(NamedTuple):
    """Answers of like confidence: how many, how confident in the mean, and the share of right ones."""

    rows: int
    confidence: float
    right: float


def reliability(confidences: Sequence[float], right: Sequence[bool]) -> dict[str, Bin]:
    """Bin answers by tenths of confidence: where confidence is calibrated, its mean is the share of right ones."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for confidence, good in zip(confidences, right, strict=True):
        bins.setdefault(min(int(confidence * TENTHS), TENTHS - 1), []).append((confidence, good))
    return {
        f"{place / TENTHS:.1f}-{(place + 1) / TENTHS:.1f}": Bin(
            len(found), sum(c for c, _ in found) / len(found), sum(good for _, good in found) / len(found)
        )
        for place, found in sorted(bins.items())
    }


def calibration_error(bins: dict[str, Bin]) -> float:
    """Give the expected calibration error (Naeini and others 2015): the mean gap of confidence and share, by rows."""
    total = sum(one.rows for one in bins.values())
    return sum(one.rows * abs(one.confidence - one.right) for one in bins.values()) / total if total else 0.0


def kappa(one: Sequence[str], other: Sequence[str]) -> float:
    """Cohen's kappa (1960): the agreement of two readers beyond that of chance."""
    total = len(one)
    agreed = sum(a == b for a, b in zip(one, other, strict=True)) / total
    first, second = Counter(one), Counter(other)
    chance = sum(first[name] * second[name] for name in first) / total**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def _coded(told: Sequence[str | None], names: Sequence[str]) -> npt.NDArray[np.int64]:
    """Number the classes; what is no class of the gold is -1."""
    places = {name: place for place, name in enumerate(names)}
    return np.array([places.get(name, -1) if name is not None else -1 for name in told], dtype=np.int64)


def _counts(
    gold: npt.NDArray[np.int64], told: npt.NDArray[np.int64], classes: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    right = np.bincount(gold[gold == told], minlength=classes)
    return right, np.bincount(told[told >= 0], minlength=classes), np.bincount(gold, minlength=classes)


def _macro(gold: npt.NDArray[np.int64], told: npt.NDArray[np.int64], classes: int) -> float:
    right, claimed, present = _counts(gold, told, classes)
    there = present > 0
    return float((2 * right[there] / (claimed[there] + present[there])).mean())


def _interval(gold: npt.NDArray[np.int64], told: npt.NDArray[np.int64], classes: int, *, macro: bool) -> Figure:
    def figure(one: npt.NDArray[np.int64], other: npt.NDArray[np.int64]) -> float:
        return _macro(one, other, classes) if macro else float((one == other).mean())

    chance = np.random.default_rng(SEED)
    drawn = [figure(gold[rows], told[rows]) for rows in chance.integers(len(gold), size=(RESAMPLES, len(gold)))]
    low, high = np.percentile(drawn, INTERVAL)
    return Figure(figure(gold, told), float(low), float(high))
