"""A text in pieces, each with all that is told in it: where several overlap, a piece has them all, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model.record import Span

KINDS = {
    "event": "events",
    "statement": "statements",
    "agreement": "agreements",
    "commitment": "commitments",
    "who": "persons, bodies, states",
    "when": "dates",
    "where": "places",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Something that is told by some characters. key: of its entry in the record beside the text; mark: its quad."""

    start: int
    end: int
    kind: str
    key: str
    quad: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Some characters that all the same highlights cover. kinds: classes, in the order of `KINDS`; keys: of entries.

    opens: the entry whose words begin here, None where none does. at: whether it is the place that was asked for;
    begins_at: whether that begins here.
    """

    text: str
    kinds: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    opens: str | None = None
    quad: int = 0
    at: bool = False
    begins_at: bool = False

    @property
    def classes(self) -> str:
        return " ".join(
            (
                "hl",
                *(f"k-{kind}" for kind in self.kinds),
                *((f"q{self.quad}",) if self.quad else ()),
                *(("at",) if self.at else ()),
            )
        )


def segments(
    text: str, start: int, highlights: Iterable[Highlight], at: tuple[int, int] | None = None
) -> Sequence[Segment]:
    """A text that begins at `start`, cut wherever something begins or ends."""
    end = start + len(text)
    opening: dict[int, list[Highlight]] = defaultdict(list)
    closing: dict[int, list[Highlight]] = defaultdict(list)
    for one in highlights:
        if one.start < end and one.end > start and one.start < one.end:
            opening[max(one.start, start)].append(one)
            closing[min(one.end, end)].append(one)
    asked = at if at is not None and at[0] < end and at[1] > start and at[0] < at[1] else None
    place = (max(asked[0], start), min(asked[1], end)) if asked is not None else (-1, -1)
    bounds = sorted({start, end, *opening, *closing, *(one for one in place if one >= 0)})
    active: dict[int, Highlight] = {}
    opened: set[str] = set()
    found = []
    for low, high in pairwise(bounds):
        for one in closing[low]:
            active.pop(id(one), None)
        fresh = None
        for one in opening[low]:
            active[id(one)] = one
            if one.kind not in {"who", "when", "where"} and one.key not in opened:
                opened.add(one.key)
                fresh = fresh or one.key
        told = active.values()
        kinds = {one.kind for one in told}
        found.append(
            Segment(
                text=text[low - start : high - start],
                kinds=tuple(kind for kind in KINDS if kind in kinds),
                quad=max((one.quad for one in told), default=0),
                keys=tuple(dict.fromkeys(one.key for one in told)),
                opens=fresh,
                at=place[0] <= low and high <= place[1],
                begins_at=low == place[0],
            )
        )
    return found


def of_spans(spans: Iterable[Span], kind: str, key: str, quad: int = 0) -> list[Highlight]:
    """Spans as highlights."""
    return [Highlight(start=span.start, end=span.end, kind=kind, key=key, quad=quad) for span in spans]
