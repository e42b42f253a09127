"""How far reviewers agree who judged the same without seeing what others say: verdicts, types, fields, spans."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dragoman.evaluation.metrics import kappa

NOTHING = "NONE"  # the type of what is rejected
Place = tuple[str, int, int]  # a document, and start and end in its text


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Of so many rows a share is alike; kappa is None where there is no row."""

    rows: int
    share: float
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScore:
    """F1 of one reviewer's spans against another's: of whole spans, and of the characters in them."""

    spans: float
    characters: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reviewer says of one item: accept, correct or reject; the type as he has it, and other fields.

    spans: of what he lets stand.
    """

    verdict: str
    type: str
    fields: Mapping[str, str] = field(default_factory=dict)
    spans: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """The agreement of two reviewers on the items that both answered. fields: of those that neither rejects."""

    verdict: Agreed
    type: Agreed
    fields: dict[str, Agreed]
    spans: SpanScore


def agreed(pairs: Sequence[tuple[str, str]]) -> Agreed:
    """Share and Cohen's kappa of pairs of answers."""
    if not pairs:
        return Agreed(rows=0, share=0.0, kappa=None)
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    share = sum(a == b for a, b in pairs) / len(pairs)
    return Agreed(rows=len(pairs), share=share, kappa=kappa(one, other))


def agreement(
    one: Mapping[str, Reading],
    other: Mapping[str, Reading],
    missed: tuple[AbstractSet[Place], AbstractSet[Place]] = (frozenset(), frozenset()),
) -> Agreement:
    """Compare two reviewers, item by item. missed: the spans of what each added that the machine had missed."""
    both = sorted(one.keys() & other.keys())
    kept = [item for item in both if NOTHING not in {one[item].type, other[item].type}]
    names = list(dict.fromkeys(name for item in kept for name in (*one[item].fields, *other[item].fields)))
    sides = [
        {place for item in both for place in side[item].spans} | set(added)
        for side, added in zip((one, other), missed, strict=True)
    ]
    return Agreement(
        verdict=agreed([(one[item].verdict, other[item].verdict) for item in both]),
        type=agreed([(one[item].type, other[item].type) for item in both]),
        fields={
            name: agreed([(one[item].fields.get(name, ""), other[item].fields.get(name, "")) for item in kept])
            for name in names
        },
        spans=SpanScore(spans=f1(sides[0], sides[1]), characters=_characters(sides[0], sides[1])),
    )


def f1(one: AbstractSet[Place], other: AbstractSet[Place]) -> float:
    """Twice what both have, over what each has; 1 where neither has any."""
    return _f1(len(one & other), len(one), len(other))


def _f1(both: int, one: int, other: int) -> float:
    return 2 * both / (one + other) if one + other else 1.0


def _characters(one: Iterable[Place], other: Iterable[Place]) -> float:
    mine, theirs = _joined(one), _joined(other)
    both = 0
    place = 0
    for document, start, end in mine:  # both lists are in order and overlap nowhere in themselves
        while place < len(theirs) and (theirs[place][0], theirs[place][2]) <= (document, start):
            place += 1
        at = place
        while at < len(theirs) and theirs[at][0] == document and theirs[at][1] < end:
            both += min(end, theirs[at][2]) - max(start, theirs[at][1])
            at += 1
    return _f1(both, _length(mine), _length(theirs))


def _joined(places: Iterable[Place]) -> list[Place]:
    found: list[Place] = []
    for document, start, end in sorted(places):
        if found and found[-1][0] == document and start <= found[-1][2]:
            found[-1] = (document, found[-1][1], max(end, found[-1][2]))
        else:
            found.append((document, start, end))
    return found


def _length(places: Iterable[Place]) -> int:
    return sum(end - start for _, start, end in places)


def recall(right: int, missed: int) -> float | None:
    """Of what a whole report tells the share that the machine found; None where it tells nothing."""
    return right / (right + missed) if right + missed else None
