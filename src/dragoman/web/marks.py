"""The marks of a finding, the same in charts, lists, maps and legends: shape, fill and stroke each mean one thing.

Shape says the quad class, fill the novelty, stroke the status; what is no event has a shape of its own kind.
"""

from dataclasses import dataclass

from dragoman.model.merged import Merged
from dragoman.model.record import Event

SHAPES = {1: "circle", 2: "square", 3: "diamond", 4: "triangle"}
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How a finding is drawn. `told` says the same in words, for who does not see it."""

    shape: str
    quad: int | None
    hollow: bool
    stroke: str
    told: str


def mark_of(merged: Merged) -> Mark:
    """The mark of a merged finding: background only where no report tells it as news."""
    found = merged.finding
    hollow = not merged.reports
    if not isinstance(found, Event):
        return Mark(shape=merged.kind, quad=None, hollow=hollow, stroke="solid", told=merged.kind)
    stroke = {"planned": "dashed", "hypothetical": "dashed", "negated": "struck", "alleged": "dotted"}.get(
        found.status, "solid"
    )
    quad = found.quad
    told = ", ".join(
        part
        for part in (
            QUADS[quad],
            "background" if hollow else "",
            "denied" if found.status == "negated" else "" if found.status == "occurred" else found.status,
        )
        if part
    )
    return Mark(shape=SHAPES[quad], quad=quad, hollow=hollow, stroke=stroke, told=told)
