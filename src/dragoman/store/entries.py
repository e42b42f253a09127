"""What reports tell as one, in the columns by which lists find it, with its sides, pairs and contexts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dragoman.model.merged import Merged
from dragoman.model.record import Agreement, Commitment, Event, Statement, When
from dragoman.store.outlet_names import apart
from dragoman.store.rows import Row

MET, WILL_MEET = "CONSULT", "036"  # a future meeting is agreed upon: type AGREE, with the code of an intent to meet
UNDATED = "0000-00-00"  # sorts before all days
MOST_SIDES = 60  # states of one event between which pairs are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who does, and to whom: countries and actors, each once. together: whether all who take part do it together."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[str, ...]
    together: bool = False

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each two states between which it is: doer and recipient, or all that act together where nobody receives.

        Of a meeting each two that take part: "Kazakhstan brought Kyrgyzstan and Tajikistan to one table" is between
        these two, too; a sanction on both of them is not.
        """
        one, other = self.actors[:MOST_SIDES], self.recipients[:MOST_SIDES]
        if self.together:
            found = {(min(pair), max(pair)) for pair in combinations(sorted({*one, *other}), 2)}
        elif other:
            found = {(min(a, b), max(a, b)) for a in one for b in other if a != b}
        else:
            found = {(min(pair), max(pair)) for pair in combinations(one, 2)}
        return iter(sorted(found))


def sides_of(merged: Merged) -> Sides:
    """The sides of a merged finding.

    Of an event its own, of a statement speaker and addressees, of an agreement its parties, of a commitment who owes it
    and to whom.
    """
    found = merged.finding
    if isinstance(found, Event):
        one, other = [role.actor for role in found.actors], [role.actor for role in found.recipients]
        states = {role.actor: role.country for role in (*found.actors, *found.recipients)}
    else:
        states = {}
        if isinstance(found, Statement):
            one, other = [found.speaker], list(found.addressees)
        elif isinstance(found, Agreement):
            one, other = list(found.parties), []
        else:
            one, other = list(found.by), list(found.to)
    countries = {actor: states.get(actor) or merged.countries.get(actor) for actor in (*one, *other)}

    def of(side: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted({country for actor in side if (country := countries[actor])}))

    return Sides(
        actors=of(one),
        recipients=of(other),
        people=tuple(dict.fromkeys((*one, *other))),
        together=isinstance(found, Event) and (found.type == MET or found.cameo == WILL_MEET),
    )


def _time(merged: Merged) -> When | None:
    found = merged.finding
    if isinstance(found, Event):
        return found.date
    if isinstance(found, Agreement):
        return found.signed
    return found.due if isinstance(found, Commitment) else None


def row_of(merged: Merged, first_told: str | None) -> Row:
    """The columns of a merged finding by which lists are filtered and sorted.

    first_told: the day of the first report that tells it.
    """
    found = merged.finding
    when = _time(merged)
    event = found if isinstance(found, Event) else None
    place = found.place if isinstance(found, Event | Agreement) else None
    sort: dict[str, Any] = {"type": None, "status": None}
    match found:
        case Event():
            sort = {"type": found.type, "status": found.status}
        case Statement():
            sort = {"type": found.act, "status": None}
        case Agreement():
            sort = {"type": found.kind, "status": found.status}
        case Commitment():
            sort = {"type": None, "status": found.status}
    earliest, latest = (when.earliest, when.latest) if when is not None else (None, None)
    # What is owed is sorted by when it was promised: its due day may lie years ahead
    day = first_told if isinstance(found, Commitment) else earliest or latest or first_told
    return {
        "id": merged.id,
        "kind": merged.kind,
        **sort,
        "mode": event and event.mode,
        "quad": event and event.quad,
        "intensity": event and event.intensity,
        "cameo": event and event.cameo,
        "novelty": ("reported" if merged.reports else "background") if event else None,
        "earliest": earliest,
        "latest": latest,
        "day": day or UNDATED,
        "basis": when.basis if when is not None else None,
        "place": place and place.name,
        "place_country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "confidence": found.confidence,
        "reports": len(merged.reports),
        "background_reports": len(merged.background_reports),
        "outlets": len(apart(merged.outlets)),
        "value": merged.model_dump_json(),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that reports tell, as far as the tables have it: no number, and not which findings tell it."""

    row: Row
    sides: Sides
    contexts: tuple[str, ...]


def entry_of(merged: Merged, first_told: str | None) -> Entry:
    """What the tables have of a merged finding; `first_told` as above."""
    contexts = tuple(dict.fromkeys(getattr(merged.finding, "contexts", ())))
    return Entry(row=row_of(merged, first_told), sides=sides_of(merged), contexts=contexts)
