"""Fitting the rule that weighs the encoder with the cues, on pairs that the encoder has not seen."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from dragoman.learned.labels import Label, traits_of
from dragoman.learned.rule import HEADS, SHARED, Cued, Opinion, Rule, shared, unknown

STEPS, RATE, RIDGE = 400, 0.05, 0.01
ABSENT = -1e9  # the score of a place that a shorter list of candidates leaves empty


def fit_rule(opinions: Sequence[Opinion], cued: Sequence[Sequence[Cued]], gold: Sequence[Label]) -> Rule:
    """Find exponents and weights by maximum likelihood, with a ridge on the weights.

    Pairs whose label is no candidate are left out. `alone` are the shares of the cues' first findings whose type and
    root of code are right.
    """
    standings = sorted({one.standing for told in cued for one in told})
    places = {
        (standing, what): place for place, (standing, what) in enumerate((s, w) for s in standings for w in SHARED)
    }
    beliefs: list[Tensor] = []
    agreed: list[Tensor] = []
    wanted: list[Tensor] = []
    for opinion, told, label in zip(opinions, cued, gold, strict=True):
        others = unknown(opinion.answers, told)
        labels = (*opinion.answers.labels, *others)
        right = np.array([(one.code, one.form, one.status) == (label.code, label.form, label.status) for one in labels])
        if not right.any():
            continue
        table = np.zeros((len(labels), len(places)))
        for one in told:
            own = shared(opinion.answers, others, one.label)
            table[:, [places[one.standing, what] for what in SHARED]] += own
        beliefs.append(torch.from_numpy(opinion.of(others)))
        agreed.append(torch.from_numpy(table))
        wanted.append(torch.from_numpy(right))
    exponents = torch.ones(len(HEADS), dtype=torch.float64, requires_grad=True)
    weights = torch.zeros(len(places), dtype=torch.float64, requires_grad=True)
    pad = torch.nn.utils.rnn.pad_sequence
    belief = pad(beliefs, batch_first=True, padding_value=ABSENT)
    agreement = pad(agreed, batch_first=True)
    right_ones = pad(wanted, batch_first=True, padding_value=False)
    optimizer = torch.optim.Adam([exponents, weights], lr=RATE)
    for _ in range(STEPS):
        scores = belief @ exponents.clamp(min=0.0) + agreement @ weights
        likely = torch.logsumexp(scores.masked_fill(~right_ones, ABSENT), 1) - torch.logsumexp(scores, 1)
        loss = -likely.mean() + RIDGE * weights.square().mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    told_weights = weights.detach().tolist()
    return Rule(
        exponents=dict(zip(HEADS, (round(one, 4) for one in exponents.detach().clamp(min=0.0).tolist()), strict=True)),
        weights={s: {what: round(told_weights[places[s, what]], 4) for what in SHARED} for s in standings},
        alone=shares_alone(cued, gold),
    )


def shares_alone(cued: Sequence[Sequence[Cued]], gold: Sequence[Label]) -> dict[str, float]:
    """Give by class of finding how often the cues' first is right in type and root of code; one of each is added."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for told, label in zip(cued, gold, strict=True):
        for one in told[:1]:
            mine, gold_traits = traits_of(one.label), traits_of(label)
            right[one.standing].append(mine[1:3] == gold_traits[1:3])  # root of the code, and type
    return {name: round((sum(told) + 1) / (len(told) + 2), 3) for name, told in sorted(right.items())}
