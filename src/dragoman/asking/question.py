"""A question in words, as a command line or an address has it, and the filter that it means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal, get_args

from dragoman.errors import QueryError
from dragoman.lexicon.told import ontology_told, world_told
from dragoman.model.merged import MergedKind
from dragoman.model.record import Act, AgreementKind, AgreementStatus, CommitmentStatus, EventType, Status
from dragoman.store.filters import Filter
from dragoman.store.view import View

LAST_CHANGE = (1 << 63) - 1  # no number of a change is above what databases count
OFFERED = 12  # collections that are named where another was asked for
# What `type` and `status` may be, by what the list is of; a kind that is left out has none.
TYPES: Mapping[MergedKind, tuple[str, ...]] = {
    "event": get_args(EventType),
    "statement": get_args(Act),
    "agreement": get_args(AgreementKind),
}
STATUSES: Mapping[MergedKind, tuple[str, ...]] = {
    "event": get_args(Status),
    "agreement": get_args(AgreementStatus),
    "commitment": get_args(CommitmentStatus),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks of merged findings; what is left out limits nothing.

    states, doer, target: codes (ISO 3166-1 alpha-3) or names of states. place: its name, or the code of a state for all
    its places. as_of: the day as of which commitments stand (ISO). changed_since: the number of a change, or a day or
    moment (ISO 8601). The rest as `Filter` has it.
    """

    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    cameos: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    states: tuple[str, ...] = ()
    doer: str | None = None
    target: str | None = None
    actor: str | None = None
    also: str | None = None
    speaker: str | None = None
    contexts: tuple[str, ...] = ()
    place: str | None = None
    status: tuple[str, ...] = ()
    novelty: Literal["reported", "background"] | None = None
    confidence: float | None = None
    outlet: str | None = None
    collection: str | None = None
    document: str | None = None
    text: str | None = None
    changed_since: str | None = None
    meetings: bool = False
    as_of: str | None = None


def limits_of(asked: Question, view: View) -> Filter:
    """What a list is limited to. Raises QueryError where a word is none of those that its field may have."""
    told = asked.place
    in_country = told if told is not None and re.fullmatch("[A-Z]{3}", told) else None
    return Filter(
        since=asked.since,
        until=asked.until,
        types=_known(asked.types, "type", _all_of(TYPES)),
        modes=_known(asked.modes, "mode", _modes()),
        cameos=_known(asked.cameos, "cameo", ontology_told().cameo),
        quads=asked.quads,
        states=tuple(map(state_of, asked.states)),
        doer=state_of(asked.doer) if asked.doer is not None else None,
        target=state_of(asked.target) if asked.target is not None else None,
        actor=asked.actor,
        also=asked.also,
        speaker=asked.speaker,
        contexts=_known(asked.contexts, "context", ontology_told().contexts),
        place=told if in_country is None else None,
        place_country=state_of(in_country) if in_country is not None else None,
        status=_known(asked.status, "status", _all_of(STATUSES)),
        novelty=asked.novelty,
        confidence=asked.confidence,
        outlet=asked.outlet,
        collection=collection_of(asked.collection, view) if asked.collection is not None else None,
        document=asked.document,
        text=asked.text,
        changed_since=change_of(asked.changed_since, view) if asked.changed_since is not None else None,
        meetings=asked.meetings,
        as_of=_whole_day(asked.as_of) if asked.as_of is not None else None,
    )


def check_fits(limits: Filter, kind: MergedKind) -> None:
    """Raise QueryError where a type, a mode or a status is asked for that none of a kind has: a treaty of events."""
    modes = _modes() if kind == "event" else ()
    for option, told, words in (
        ("type", limits.types, TYPES.get(kind, ())),
        ("mode", limits.modes, modes),
        ("status", limits.status, STATUSES.get(kind, ())),
    ):
        if told and not set(told) & set(words):
            would = f"take one of {', '.join(words)}" if words else "leave it out"
            raise QueryError(f"{option} {told[0]!r} is none that {kind}s have; {would}", found=told[0])


def _whole_day(told: str) -> str:
    """An ISO day. Raises QueryError."""
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError as error:
        raise QueryError(f"as of {told!r}: is no day; write 2024-05-12", found=told) from error


def _known(told: tuple[str, ...], option: str, words: Iterable[str]) -> tuple[str, ...]:
    """What is told as the tables spell it, whatever its case. Raises QueryError where they have no such word."""
    known = tuple(dict.fromkeys(words))
    found: list[str] = []
    for one in told:
        spelled = [word for word in known if _loose(word) == _loose(one)]  # ACCUSE is a type, and accuse an act
        if not spelled:
            raise QueryError(f"{option} {one!r} is none; take one of {', '.join(known)}", found=one)
        found += spelled
    return tuple(found)


def _loose(word: str) -> str:
    """A word as it is compared: "in force" is in-force, and "natural resource" natural_resource."""
    return word.casefold().replace("_", "-").replace(" ", "-")


def _all_of(words: Mapping[MergedKind, tuple[str, ...]]) -> Iterable[str]:
    return (word for some in words.values() for word in some)


def _modes() -> tuple[str, ...]:
    return tuple(sorted({mode for modes in ontology_told().modes_by_type.values() for mode in modes}))


def collection_of(told: str, view: View) -> str:
    """A collection that may be seen. Raises QueryError where there is none of this name."""
    names = [one.name for one in view.collections()]
    if told not in names:
        some = f"{', '.join(names[:OFFERED])}{', ...' if len(names) > OFFERED else ''}"
        would = f"take one of {some}" if names else "there is none here"
        raise QueryError(f"collection {told!r} is none; {would}", found=told)
    return told


def change_of(told: str, view: View) -> int:
    """The number of a change, told as such or as the moment after which one asks. Raises QueryError."""
    if told.isdecimal():
        return min(int(told[:20]), LAST_CHANGE)
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        raise QueryError(
            f"changed since {told!r}: give the number of a change, or a day as 2024-05-12", found=told
        ) from error
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return view.last_change(aware.astimezone(UTC).isoformat(timespec="seconds"))


def state_of(told: str) -> str:
    """The code of a state that is told by it, or by a name. Raises QueryError where it is none, or several."""
    world = world_told()
    if told.upper() in world.countries:
        return told.upper()
    found = {entry.country for entry in world.find(told) if entry.kind == "state" and entry.country}
    if len(found) != 1:
        raise QueryError(f"{told!r} is no state; give its code (ISO 3166-1 alpha-3), as AZE, or its name", found=told)
    return found.pop()
