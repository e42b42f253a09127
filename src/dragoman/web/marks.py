"""The marks of a finding, the same in charts, lists, maps and legends: shape, fill and stroke each mean one thing.

Shape says the quad class, fill the novelty, stroke the status; what is no event has a shape of its own kind.
"""

from dataclasses import dataclass

from dragoman.model.merged import Merged, MergedKind
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
    is_news = bool(merged.reports)
    if isinstance(found, Event):
        return mark(merged.kind, quad=found.quad, status=found.status, is_news=is_news)
    return mark(merged.kind, is_news=is_news)


def mark(kind: MergedKind, *, quad: int | None = None, status: str | None = None, is_news: bool = True) -> Mark:
    """The mark of what is known at a glance; quad class and status are an event's."""
    hollow = not is_news
    if kind != "event" or quad is None:
        return Mark(shape=kind, quad=None, hollow=hollow, stroke="solid", told=kind)
    stroke = {"planned": "dashed", "hypothetical": "dashed", "negated": "struck", "alleged": "dotted"}
    said = "denied" if status == "negated" else "" if status in {None, "occurred"} else str(status)
    told = ", ".join(part for part in (QUADS[quad], "background" if hollow else "", said) if part)
    return Mark(shape=SHAPES[quad], quad=quad, hollow=hollow, stroke=stroke.get(status or "", "solid"), told=told)
