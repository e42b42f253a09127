"""What the encoder may answer.

The labels that its training pairs had, and what each of its three heads says of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

import numpy as np
import numpy.typing as npt

from dragoman.errors import ModelError
from dragoman.model.record import EventType, Status

NOTHING = "NONE"  # the type of a pair between whom nothing is done that is coded
ROOT_DIGITS = 2
CODE_DIGITS = 3  # the head for codes tells three digits; the fourth is the commonest of the label's kind


class Label(NamedTuple):
    """One whole answer. `type` and `cameo` are None where nothing is done."""

    type: EventType | None
    mode: str | None
    status: Status
    cameo: str | None

    @property
    def code(self) -> str:
        """The class of the head for CAMEO codes."""
        return NOTHING if self.type is None or self.cameo is None else self.cameo[:CODE_DIGITS]

    @property
    def form(self) -> str:
        """The class of the head for type and mode."""
        return NOTHING if self.type is None else f"{self.type} {self.mode or ''}".rstrip()


@dataclass(frozen=True, kw_only=True)
class Answers:
    """The classes of the three heads, in their order, and the labels that they are read together as."""

    codes: tuple[str, ...]
    forms: tuple[str, ...]
    statuses: tuple[Status, ...]
    labels: tuple[Label, ...]

    @cached_property
    def known(self) -> frozenset[Label]:
        """The labels, to look them up."""
        return frozenset(self.labels)

    @cached_property
    def places(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """The place of each class in its head."""
        heads: tuple[tuple[str, ...], ...] = (self.codes, self.forms, self.statuses)
        codes, forms, statuses = ({name: place for place, name in enumerate(head)} for head in heads)
        return codes, forms, statuses

    @cached_property
    def rows(self) -> npt.NDArray[np.int64]:
        """The three places of each label, a row a label."""
        codes, forms, statuses = self.places
        return np.array([(codes[one.code], forms[one.form], statuses[one.status]) for one in self.labels])

    @cached_property
    def traits(self) -> npt.NDArray[np.str_]:
        """What labels share or not: code, root of it, type, status, a row a label."""
        return np.array([traits_of(one) for one in self.labels])


def traits_of(label: Label) -> tuple[str, str, str, str]:
    """Give what two labels are compared by: the code of the head, its root, the type, the status."""
    return label.code, (label.cameo or "")[:ROOT_DIGITS], label.type or NOTHING, label.status


def answers_of(labels: Iterable[Label]) -> Answers:
    """Give the answers that a set of training labels allows; of labels that no head can part the commonest stays."""
    counts: dict[Label, int] = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    kept: dict[tuple[str, str, Status], Label] = {}
    for label in sorted(counts, key=lambda one: (-counts[one], tuple(map(str, one)))):
        kept.setdefault((label.code, label.form, label.status), label)
    found = tuple(sorted(kept.values(), key=lambda one: tuple(map(str, one))))
    return Answers(
        codes=tuple(sorted({label.code for label in found})),
        forms=tuple(sorted({label.form for label in found})),
        statuses=get_args(Status),
        labels=found,
    )


def dump_answers(answers: Answers) -> dict[str, Any]:
    """Give the answers as plain values for a file."""
    return {"codes": answers.codes, "forms": answers.forms, "statuses": answers.statuses, "labels": answers.labels}


def load_answers(told: dict[str, Any], path: Path) -> Answers:
    """Read what `dump_answers` gave. Raises ModelError naming the file."""
    try:
        labels = tuple(Label(*label) for label in told["labels"])
        codes, forms, statuses = (tuple(map(str, told[key])) for key in ("codes", "forms", "statuses"))
    except (KeyError, TypeError) as error:
        raise ModelError(
            f"{path}: is no table of answers ({error}); train the model anew with dragoman train"
        ) from error
    if not {label.code for label in labels} <= set(codes) or not {label.form for label in labels} <= set(forms):
        raise ModelError(f"{path}: its labels have codes or forms that its heads lack; train the model anew")
    return Answers(codes=codes, forms=forms, statuses=cast("tuple[Status, ...]", statuses), labels=labels)


def read_json(path: Path) -> dict[str, Any]:
    """Read one JSON object. Raises ModelError naming the file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); name the folder of a trained model") from error
    except ValueError as error:
        raise ModelError(f"{path}: is not JSON ({error}); train the model anew") from error
    if not isinstance(told, dict):
        raise ModelError(f"{path}: holds no object; train the model anew")
    return told
