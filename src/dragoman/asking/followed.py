"""An address of the desk that is a list of news, and what is new in it since a change."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from dragoman.asking.question import Question, limits_of, state_of
from dragoman.model.merged import MergedKind
from dragoman.store.filters import Filter
from dragoman.store.view import TIMELINE, View

LISTS: dict[str, tuple[MergedKind, ...]] = {
    "/events": ("event",),
    "/meetings": ("event",),
    "/statements": ("statement",),
    "/agreements": ("agreement",),
    "/commitments": ("commitment",),
}
ALL: tuple[MergedKind, ...] = ("event", "statement", "agreement", "commitment")
PAIRS = "/pairs/"
MOST = 100  # findings of one message; `more` tells of others
ONES = (
    *("since", "until", "doer", "target", "actor", "also", "speaker", "place", "novelty", "outlet"),
    *("collection", "document", "text", "as_of"),
)
SEVERAL = {
    "type": "types", "mode": "modes", "cameo": "cameos", "state": "states", "context": "contexts", "status": "status",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A list of findings; what it is limited to is looked up when it is asked, since names may change."""

    kinds: tuple[MergedKind, ...]
    asked: Question
    states: tuple[str, ...] = ()

    def many(self, view: View, since: int, *, most: int) -> int:
        """How many became other after a change, counted no further than one beyond `most`. Raises QueryError."""
        limits = self._limits(view, since)
        return min(sum(view.count_to(kind, limits, most=most) for kind in self.kinds), most + 1)

    def news(self, view: View, since: int) -> tuple[list[dict[str, Any]], bool]:
        """What became other after a change, and whether there is more than is told. Raises QueryError."""
        found = view.list(self.kinds, self._limits(view, since), limit=MOST)
        return [item.as_json() for item in found.items], found.next is not None

    def _limits(self, view: View, since: int) -> Filter:
        limits: Filter = replace(limits_of(self.asked, view), changed_since=since)
        limits = replace(limits, as_of=limits.as_of or datetime.now(UTC).date().isoformat())
        states = tuple(map(state_of, self.states))
        if len(states) > 1:
            return replace(limits, pair=(states[0], states[1]))
        return replace(limits, states=(*limits.states, *states)) if states else limits


def followed(address: str) -> Followed | None:
    """What an address lists; None where it is no list of findings. Of a search: what is told in its sentences."""
    parts = urlsplit(address)
    told = parse_qs(parts.query)
    if parts.path in LISTS:
        asked = _question(told)
        return Followed(kinds=LISTS[parts.path], asked=replace(asked, meetings=parts.path == "/meetings"))
    if parts.path == "/search" and told.get("q"):
        return Followed(kinds=ALL, asked=replace(_question(told), text=told["q"][-1]))
    states = tuple(parts.path.removeprefix(PAIRS).split("/")) if parts.path.startswith(PAIRS) else ()
    if len(states) in {1, 2} and all(states):
        return Followed(kinds=TIMELINE, asked=_question(told), states=states)
    return None


def _question(told: dict[str, list[str]]) -> Question:
    ones = {name: told[name][-1] for name in ONES if name in told}
    several = {name: tuple(told[key]) for key, name in SEVERAL.items() if key in told}
    quads = tuple(int(one) for one in told.get("quad", ()) if one.isdecimal() and len(one) == 1)
    confidence = told.get("confidence", [""])[-1]
    is_number = confidence.replace(".", "", 1).isdecimal()
    return Question(quads=quads, confidence=float(confidence) if is_number else None, **ones, **several)  # type: ignore[arg-type] # names of its fields
