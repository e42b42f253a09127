"""Tellings made ready to be compared: days as numbers, names and words as sets."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter

from dragoman.merging.roots import stems_of
from dragoman.model.merged import Telling

NEWS = 2  # days before a report in which what it tells without a date has happened, as a rule
FRESH = 14  # days before a report in which what it tells as news has happened
NOT_COMPARED = {"finding", "document", "beside", "as_promised"}  # by which two tellings are no less alike
_content = attrgetter(*(name for name in Telling.model_fields if name not in NOT_COMPARED))
PARTIES = 2  # of an agreement
SHORT = 3  # days over which a dated telling is exact enough to tell two meetings of one week apart


@dataclass(frozen=True, slots=True, eq=False)
class Ready:
    """A telling with what is compared of it.

    low, high: the days between which it lies, as ordinals; `dated` where the report tells them. day: the one day told,
    that of the report where none is. `exact`: the days are few. `vague`: what tells it from others like it is lacking:
    of an event the day, of an agreement its name or a second party, of a promise to whom it is made. persons: parts of
    names by country. words: of a promise their stems.
    """

    telling: Telling
    low: int | None
    high: int | None
    published: int | None
    day: int | None
    dated: bool
    exact: bool
    vague: bool
    recalled: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    sides: frozenset[str]
    persons: dict[str, tuple[frozenset[str], ...]]
    words: frozenset[str]
    agreement: frozenset[str]
    content: tuple[object, ...]  # all that is compared of it


@lru_cache(maxsize=50_000)
def ready(telling: Telling) -> Ready:
    """A telling made ready."""
    published = ordinal(telling.published)
    low, high = ordinal(telling.earliest), ordinal(telling.latest)
    recalled = telling.novelty == "background"
    dated = low is not None and high is not None
    if not dated and telling.kind == "event":
        high = min((day for day in (high, published) if day is not None), default=None)
        if low is None and high is not None and not recalled and telling.status != "planned":
            low = high - NEWS
    elif dated and telling.kind == "event" and not recalled and published is not None and low is not None:
        low = max(low, min(published - FRESH, high or published))  # "in May", told as news at its end
    persons: dict[str, list[frozenset[str]]] = defaultdict(list)
    for name in telling.names:
        country, _, parts = name.partition(":")
        persons[country].append(frozenset(parts.split()))
    exact = dated and low is not None and high is not None and high - low <= SHORT
    actors, recipients = frozenset(telling.actors), frozenset(telling.recipients)
    return Ready(
        telling=telling,
        low=low,
        high=high,
        published=published,
        day=(low if low == high else None) if dated else published,
        dated=dated,
        exact=exact,
        vague=_vague(telling, exact=exact),
        recalled=recalled,
        actors=actors,
        recipients=recipients,
        sides=actors | recipients,
        persons={country: tuple(told) for country, told in persons.items()},
        words=stems_of(telling.words) if telling.kind == "commitment" else frozenset(telling.words),
        agreement=frozenset((telling.agreement or "").split()),
        content=_content(telling),
    )


def _vague(telling: Telling, *, exact: bool) -> bool:
    if telling.kind == "agreement":
        return telling.agreement is None or len({*telling.actors, *telling.recipients}) < PARTIES
    if telling.kind == "commitment":
        return not telling.recipients
    return telling.kind == "event" and not exact


@lru_cache(maxsize=50_000)
def ordinal(day: str | None) -> int | None:
    """The number of an ISO day."""
    return date.fromisoformat(day).toordinal() if day is not None else None
