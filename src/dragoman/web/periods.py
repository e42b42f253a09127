"""The tabs of a pair with their counts, and two times side by side with what differs said in words."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from dragoman.model.merged import MergedKind
from dragoman.store.filters import Filter, day_from, day_until
from dragoman.store.outlines import Facets
from dragoman.store.view import View
from dragoman.web.words import context_words, mode_means, type_means

Span = tuple[str | None, str | None]  # since, until
Tab = Literal["events", "meetings", "agreements", "commitments", "statements", "people", "months"]
KINDS: dict[str, MergedKind] = {
    "events": "event",
    "meetings": "event",
    "agreements": "agreement",
    "commitments": "commitment",
    "statements": "statement",
}
MOST_COUNTED = 1_000
MOST_NAMED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A number of both times. `many` of a tab is one more than is counted where there are more."""

    name: str
    tab: str | None
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """Two times, the earlier first: numbers, and what is only in one of them.

    intensity: the mean of what occurred, by the months' sums; None where nothing did.
    """

    before: str
    after: str
    spans: tuple[Span, Span]
    rows: tuple[Row, ...]
    intensity: tuple[float | None, float | None]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def told(self) -> str:
        """The difference in words: "meetings 14 → 31; new: joint exercises"."""
        parts = [f"{row.name} {row.before:,} → {row.after:,}" for row in self.rows if row.before != row.after]
        if None not in self.intensity and self.intensity[0] != self.intensity[1]:
            parts.append("mean intensity {:.1f} → {:.1f}".format(*self.intensity))
        parts += [f"new: {', '.join(self.new)}"] if self.new else []
        parts += [f"no longer: {', '.join(self.gone)}"] if self.gone else []
        return "; ".join(parts) or "nothing differs"

    def as_json(self) -> dict[str, Any]:
        """The comparison as data."""
        rows = {row.name: {"before": row.before, "after": row.after} for row in self.rows}
        mean = dict(zip(("before", "after"), self.intensity, strict=True))
        told = {"before": self.before, "after": self.after, "counts": rows, "intensity": mean}
        return told | {"new": self.new, "gone": self.gone}


def limits_of_tab(tab: Tab, limits: Filter) -> tuple[MergedKind, Filter]:
    """The kind of finding that a tab lists, and its limits: quad class, novelty and status are an event's."""
    kind = KINDS[tab]
    if kind != "event":
        limits = replace(limits, quads=(), novelty=None, status=())
    return kind, replace(limits, meetings=tab == "meetings")


def count_of(view: View, tab: Tab, limits: Filter) -> int | None:
    """How many findings a tab lists, 1,001 for more than 1,000; None where it lists others."""
    if tab not in KINDS:
        return None
    return view.count_to(*limits_of_tab(tab, limits), most=MOST_COUNTED)


def compared(view: View, base: Filter, one: tuple[str, str], other: Span) -> Periods:
    """Two times of a pair, or of a state: `one` and `other` are their first and last days. Raises QueryError."""
    spans = sorted([(one[0] or None, one[1] or None), other], key=lambda span: (span[0] or "", span[1] or "9999"))
    before, after = (replace(base, since=since, until=until) for since, until in spans)
    facets = [view.facets_of("event", limits) for limits in (before, after)]
    rows = [
        Row(name=name, tab=name, before=count_of(view, name, before) or 0, after=count_of(view, name, after) or 0)
        for name in ("events", "meetings", "agreements", "commitments", "statements")
    ]
    rows[1:1] = [
        Row(name=name, tab=None, before=_of_quads(facets[0], quads), after=_of_quads(facets[1], quads))
        for name, quads in (("cooperation", ("1", "2")), ("conflict", ("3", "4")))
    ]
    kinds = [_kinds(each) for each in facets]
    return Periods(
        before=_said(spans[0]),
        after=_said(spans[1]),
        spans=(spans[0], spans[1]),
        rows=tuple(rows),
        intensity=(_intensity(view, before), _intensity(view, after)),
        new=_only(kinds[1], kinds[0]),
        gone=_only(kinds[0], kinds[1]),
    )


def _intensity(view: View, limits: Filter) -> float | None:
    """The mean intensity of what occurred between two states, or of one, in the months of a time."""
    one, other = limits.pair or (limits.states[0], "")
    since = day_from(limits.since) if limits.since else ""
    cells = view.months(one, other, since=since, until=day_until(limits.until) if limits.until else "9999")
    many = sum(cell.events for cell in cells)
    return round(sum(cell.intensity for cell in cells) / many, 1) if many else None


def _only(here: dict[str, str], there: dict[str, str]) -> tuple[str, ...]:
    """What is in one and not in the other; a mode of a type that is missing as a whole goes without saying."""
    missing = {key: told for key, told in here.items() if key not in there}
    return tuple(told for key, told in missing.items() if " " not in key or key.split(" ")[0] not in missing)[
        :MOST_NAMED
    ]


def _of_quads(facets: Facets, quads: tuple[str, ...]) -> int:
    return sum(facets.counts["quad"].get(quad, 0) for quad in quads)


def _kinds(facets: Facets) -> dict[str, str]:
    """What happened, by type and mode or context, each in words: the types first, then how, then about what."""
    told = {name: f"{name} ({type_means(name)})" for name in facets.counts["type"]}
    told |= {name: f"{name} ({mode_means(*name.split(' ')[:2])})" for name in facets.counts["mode"]}
    return told | {f"about {name}": f"about {context_words(name)}" for name in facets.counts["context"]}


def _said(span: Span) -> str:
    since, until = span
    if since and until:
        return since if since == until else f"{since} to {until}"
    return f"since {since}" if since else f"until {until}" if until else "all time"
