"""What a person decided about findings: appended, never changed; what undoes it is appended, too."""

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import Field, JsonValue

from dragoman.model.record import Value

JudgementKind = Literal["accept", "correct", "reject", "merge", "split", "same", "different", "add"]


class Judgement(Value):
    """One decision of one person.

    targets: ids of findings (accept, correct, reject), of findings or merged findings that are one (merge), of findings
    that are taken out of the merged finding they stand in (split), of actors (same, different: `value` has the sides,
    {"one": [...], "other": [...]}), of a document (add: `value` is the finding that the machine missed, with its kind).
    `value` of a correction has the fields that are put right. `at` is ISO 8601 with its offset. `undoes` is the id of
    the judgement that is taken back; kind and targets are then that one's.
    """

    id: str = Field(description="By which it is taken back.")
    kind: JudgementKind = Field(description="What is decided.")
    targets: tuple[str, ...] = Field(description="Ids of what it is about: findings, or a document.")
    value: dict[str, JsonValue] | None = Field(
        default=None, description="Of a correction the fields that are put right; of others as the kind has it."
    )
    by: str = Field(description="Who decided it.")
    at: str = Field(description="When (ISO 8601).")
    why: str = Field(default="", description="The reason that was given.")
    undoes: str | None = Field(default=None, description="The id of the judgement that it takes back.")


class Undoing(Protocol):
    """What may take another of its kind back, or be taken back itself."""

    @property
    def id(self) -> str:
        """What others name it by."""

    @property
    def undoes(self) -> str | None:
        """The id of what it takes back, None where it takes nothing back."""


def undone_ids(told: Sequence[Undoing]) -> set[str]:
    """The ids of those that are taken back, of all that were told in their order: the one rule of undoing.

    What takes back may be taken back itself, and the first holds again; and so on, to any depth.
    """
    undone: set[str] = set()
    for one in reversed(told):
        if one.undoes is not None and one.id not in undone:
            undone.add(one.undoes)
    return undone
