"""What the encoder may answer.

The labels that its training pairs had, and what each of its three heads says of them.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from dragoman.errors import ModelError
from dragoman.model.record import EventType, Status

NOTHING = "NONE"  # the type of a pair between whom nothing is done that is coded
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The classes of the three heads, in their order, and the labels that they are read together as."""

    codes: tuple[str, ...]
    forms: tuple[str, ...]
    statuses: tuple[Status, ...]
    labels: tuple[Label, ...]


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
