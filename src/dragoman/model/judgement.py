"""What a person decided about findings: appended, never changed; what undoes it is appended, too."""

from typing import Literal

from pydantic import JsonValue

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

    id: str
    kind: JudgementKind
    targets: tuple[str, ...]
    value: dict[str, JsonValue] | None = None
    by: str
    at: str
    why: str = ""
    undoes: str | None = None
