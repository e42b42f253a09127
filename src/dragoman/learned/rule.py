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
from dragoman.learned.labels import ROOT_DIGITS, Answers, Label, read_json, traits_of

HEADS = ("code", "form", "status")
SHARED = ("code", "root", "type", "status")
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

    def of(self, others: Sequence[Label] = ()) -> Row:
        """Give the log-beliefs of the heads in all labels that may be answered and in others, a row a label."""
        rows = self.answers.rows
        own = np.stack([self.codes[rows[:, 0]], self.forms[rows[:, 1]], self.statuses[rows[:, 2]]], axis=1)
        if not others:
            return own
        codes, forms, statuses = self.answers.places
        more = [
            (
                _at(self.codes, codes, one.code),
                _at(self.forms, forms, one.form),
                _at(self.statuses, statuses, one.status),
            )
            for one in others
        ]
        return np.concatenate([own, np.array(more)])


def _at(row: Row, places: Mapping[str, int], name: str) -> float:
    return float(row[places[name]]) if name in places else FLOOR


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


def unknown(answers: Answers, cued: Sequence[Cued]) -> tuple[Label, ...]:
    """Give the cues' labels that the encoder may not answer: they are chosen among as well."""
    return tuple(dict.fromkeys(one.label for one in cued if one.label not in answers.known))


def shared(answers: Answers, others: Sequence[Label], label: Label) -> npt.NDArray[np.bool_]:
    """Tell which of SHARED a label shares with all that may be answered and with others, a row a label."""
    table = answers.traits if not others else np.concatenate([answers.traits, [traits_of(one) for one in others]])
    agreed: npt.NDArray[np.bool_] = table == np.array(traits_of(label))
    return agreed


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
    answers = opinion.answers
    others = unknown(answers, cued)
    scores = opinion.of(others) @ np.array([rule.exponents[head] for head in HEADS])
    for one in cued:
        weights = rule.weights.get(one.standing, {})
        scores += shared(answers, others, one.label) @ np.array([weights.get(what, 0.0) for what in SHARED])
    beliefs = np.exp(scores - scores.max())
    return Scales((*answers.labels, *others), beliefs / beliefs.sum())


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
