"""The rule by which the encoder's opinion and the cues' finding become one answer.

For every label l that the encoder may answer, and the cues' own,

    score(l) = a_code log p_code(l) + a_form log p_form(l) + a_status log p_status(l)
               + sum over what l shares with the cues' finding of w[class of the finding, what is shared]

and the answer's probability is the softmax of the scores: a product of experts in which the cues speak as loud as their
frame deserves. The exponents a and the weights w are fitted by maximum likelihood on training pairs that the encoder
has not seen (training/fit.py); they stand in the model's labels.json. Without the encoder the cues' finding is the
answer, with the share of right ones of its class as confidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.errors import ModelError
from dragoman.learned import TABLE
from dragoman.learned.labels import Answers, Label, read_json

HEADS = ("code", "form", "status")
SHARED = ("code", "root", "type", "status")
ROOT_DIGITS = 2
HALF = 0.5
FLOOR = -9.0  # log-belief in a class that no head has: about one in eight thousand, of some two hundred classes
Row = npt.NDArray[np.float64]


class Cued(NamedTuple):
    """The cues' finding for a pair: its label, and the class of frame that it was found in ("both strong")."""

    label: Label
    standing: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the encoder believes of one pair: a log-probability for each class of its three heads."""

    answers: Answers
    codes: Row
    forms: Row
    statuses: Row

    def of(self, labels: Sequence[Label]) -> Row:
        """Give the log-beliefs of the heads in whole labels, as a table of labels by heads."""
        return np.array(
            [
                (
                    _at(self.codes, self.answers.codes, label.code),
                    _at(self.forms, self.answers.forms, label.form),
                    _at(self.statuses, self.answers.statuses, label.status),
                )
                for label in labels
            ]
        )


def _at(row: Row, names: Sequence[str], name: str) -> float:
    return float(row[names.index(name)]) if name in names else FLOOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Exponents by head; weights by class of finding and what is shared; shares of right findings by class."""

    exponents: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    alone: Mapping[str, float]


class Verdict(NamedTuple):
    """An answer, and the probability that its type and the root of its code are right."""

    label: Label
    confidence: float


def shared(label: Label, other: Label) -> tuple[bool, ...]:
    """Tell which of SHARED two labels share."""
    return (
        label.code == other.code,
        (label.cameo or "")[:ROOT_DIGITS] == (other.cameo or "")[:ROOT_DIGITS],
        label.type == other.type,
        label.status == other.status,
    )


def candidates(answers: Answers, cued: Sequence[Cued]) -> tuple[Label, ...]:
    """Give the labels among which is chosen: all that the encoder may answer, and the cues' own."""
    known = answers.labels
    return (*known, *dict.fromkeys(one.label for one in cued if one.label not in known))


def _kind(label: Label) -> tuple[str | None, str]:
    """Give what of a label the confidence is told of: its type, and the root of its code."""
    return label.type, (label.cameo or "")[:ROOT_DIGITS]


@dataclass(frozen=True, slots=True)
class Scales:
    """Labels with the belief in each; beliefs sum to one."""

    labels: tuple[Label, ...]
    beliefs: Row

    @property
    def best(self) -> Verdict:
        """The likeliest type and root of code, and of their labels the likeliest; its confidence is that of the two."""
        kinds: dict[tuple[str | None, str], float] = {}
        for label, belief in zip(self.labels, self.beliefs, strict=True):
            kinds[_kind(label)] = kinds.get(_kind(label), 0.0) + float(belief)
        if kinds.get(_NOTHING, 1.0) <= HALF and len(kinds) > 1:
            del kinds[_NOTHING]  # that nothing is done must be likelier than all else together
        chosen = max(kinds, key=lambda one: kinds[one])
        inside = [number for number, label in enumerate(self.labels) if _kind(label) == chosen]
        best = max(inside, key=lambda number: (self.beliefs[number], -number))
        return Verdict(self.labels[best], kinds[chosen])

    def belief_in(self, label: Label) -> float:
        """Give the belief in a label's type and root of code, whatever its mode and status."""
        alike = [number for number, other in enumerate(self.labels) if _kind(other) == _kind(label)]
        return float(self.beliefs[alike].sum())


_NOTHING = (None, "")


def weigh(opinion: Opinion, cued: Sequence[Cued], rule: Rule) -> Scales:
    """Weigh an opinion with the cues' findings, best first; there may be none."""
    labels = candidates(opinion.answers, cued)
    scores = opinion.of(labels) @ np.array([rule.exponents[head] for head in HEADS])
    for one in cued:
        weights = rule.weights.get(one.standing, {})
        told = np.array([weights.get(what, 0.0) for what in SHARED])
        scores += np.array([shared(label, one.label) for label in labels]) @ told
    beliefs = np.exp(scores - scores.max())
    return Scales(labels, beliefs / beliefs.sum())


@cache
def rule_of(folder: Path) -> Rule:
    """Load the rule of a model, once. Raises ModelError where its table is missing or has none."""
    path = folder / TABLE
    told = read_json(path)
    try:
        rule = told["rule"]
        return Rule(
            exponents={head: float(rule["exponents"][head]) for head in HEADS},
            weights={
                name: {what: float(row[what]) for what in SHARED} for name, row in sorted(rule["weights"].items())
            },
            alone={name: float(share) for name, share in sorted(rule["alone"].items())},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelError(f"{path}: has no rule ({error!r}); train the model anew with dragoman train") from error
