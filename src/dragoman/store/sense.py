"""Whether what a person tells of a finding can be: by the ontology, the calendar, the states, and its report's text.

What has the form of a finding may still make no sense: a mode of another type, a day before it begins, a speaker who is
nobody in the report. What a machine read is not held against this, for it has no other words.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, JsonValue
from sqlalchemy import Connection, select

from dragoman.lexicon.told import ontology_told, world_told
from dragoman.model.edtf import bounds_of
from dragoman.model.merged import Finding
from dragoman.model.record import Actor, Event, Place, Role, Source, Span, When
from dragoman.store import schema as s
from dragoman.store.counting import findings

PEOPLE = ("speaker", "addressees", "parties", "signatories", "by", "to")
PACTS = ("agreement", "under")
NORTH, EAST = 90, 180  # degrees
LONGEST = 80  # characters of a text that are shown
FORMS = "2024-05-12, 2024-05, 2024, ../2024-05-12 or 2024-05-12/2024-05-14"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A document as far as a finding refers to it: its text, the ids of its actors and of its agreements."""

    text: str
    actors: frozenset[str]
    agreements: frozenset[str]


def known_of(connection: Connection, document: int) -> Known:
    """The document of this number."""
    f = s.findings.c
    query = findings(f.id, f.kind).where(f.document == document, f.kind.in_(("actor", "agreement")))
    rows = connection.execute(query).all()
    text = connection.execute(select(s.documents.c.text).where(s.documents.c.n == document)).scalar_one()
    return Known(
        text=text,
        actors=frozenset(row.id for row in rows if row.kind == "actor"),
        agreements=frozenset(row.id for row in rows if row.kind == "agreement"),
    )


def nonsense(finding: Finding, told: Mapping[str, JsonValue], known: Known) -> Iterator[str]:
    """What cannot be of the fields that a person tells, each with what would do. finding: with them in it."""
    if isinstance(finding, Event):
        yield from _of_event(finding, told)
    for name in told:
        yield from _within(getattr(finding, name, None), name, known)
    for name in PEOPLE:
        if name in told and hasattr(finding, name):
            value = getattr(finding, name)
            yield from _strangers(name, (value,) if isinstance(value, str) else value, known.actors, "actor")
    for name in PACTS:
        if told.get(name) is not None:
            yield from _strangers(name, (getattr(finding, name),), known.agreements, "agreement")


def nonsense_of_actor(actor: Actor, known: Known) -> Iterator[str]:
    """What cannot be of an actor that a person tells."""
    yield from _coded(f"actor {actor.name}", actor.country, actor.sectors)
    for span in actor.mentions:
        yield from _within(span, f"actor {actor.name}", known)


def _of_event(event: Event, told: Mapping[str, JsonValue]) -> Iterator[str]:
    """Type, modes, code and numbers, held against the ontology."""
    ontology = ontology_told()
    modes, given = ontology.modes_of(event.type), told.get("modes")
    named = [told.get("mode"), *(given if isinstance(given, list) else ())]
    for mode in named:
        if isinstance(mode, str) and mode not in modes:
            would = f"take one of {', '.join(modes)}" if modes else "it has none"
            yield f"mode: {mode!r} is none of {event.type}'s; {would}"
            return
    if "mode" in told and isinstance(given, list) and told["mode"] != event.mode:
        yield f"mode: {told['mode']!r} is none of the modes {given}; it is the one of them that counts, or leave it out"
    if told.get("quad", event.quad) != (quad := ontology.quad(event.type)) and "quad" in told:
        yield f"quad: is {quad} of {event.type}; leave it out, it follows from the type"
    if "intensity" in told:
        intensity = ontology.intensity(event.type, [mode for mode in event.modes if mode in modes])
        if told["intensity"] != intensity:
            yield f"intensity: is {intensity} of {event.type}; leave it out, it follows from type and mode"
    if "cameo" in told and event.cameo is not None and event.cameo not in ontology.cameo:
        yield f"cameo: {event.cameo!r} is no code of CAMEO; take one as 042, or leave it out: it follows from the type"


def _within(value: object, where: str, known: Known) -> Iterator[str]:
    """What cannot be of a value and of all that is in it."""
    match value:
        case Span():
            if not value.quote:
                yield f"{where}: points at no words; give those that tell it"
            if known.text[value.start : value.end] != value.quote:
                here, quote = known.text[value.start : value.end][:LONGEST], value.quote[:LONGEST]
                yield f"{where}: {value.start}-{value.end} reads {here!r}, not {quote!r}; copy what stands there"
            return
        case When():
            yield from _of_time(value, where)
        case Place():
            yield from _coded(where, value.country, ())
            if not (-NORTH <= (value.latitude or 0) <= NORTH and -EAST <= (value.longitude or 0) <= EAST):
                yield f"{where}: {value.latitude}, {value.longitude} is nowhere; give degrees of latitude and longitude"
        case Role():
            yield from _coded(where, value.country, value.sectors)
            yield from _strangers(where, (value.actor,), known.actors, "actor")
        case Source(actor=str(actor)):
            yield from _strangers(where, (actor,), known.actors, "actor")
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _within(getattr(value, name), f"{where}.{name}", known)
    elif isinstance(value, tuple):
        if where.rpartition(".")[2] == "contexts":
            yield from _others(where, value, ontology_told().contexts)
            return
        for place, inner in enumerate(value):
            yield from _within(inner, f"{where}.{place}", known)


def _of_time(when: When, where: str) -> Iterator[str]:
    days = {"earliest": when.earliest, "latest": when.latest}
    for name, day in days.items():
        if day is not None and not _is_day(day):
            yield f"{where}.{name}: {day!r} is no day; write 2024-05-12"
            return
    if when.earliest and when.latest and when.earliest > when.latest:
        yield f"{where}: {when.earliest} is after {when.latest}; earliest comes first"
        return
    if when.edtf is None:
        return
    bounds = bounds_of(when.edtf)
    if bounds is None:
        yield f"{where}.edtf: {when.edtf!r} is no time of EDTF; write {FORMS}"
        return
    low, high = bounds
    if (when.earliest and high and when.earliest > high) or (when.latest and low and when.latest < low):
        yield f"{where}: {when.edtf} lies outside of its days; leave earliest and latest out, they follow from it"


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def _coded(where: str, country: str | None, sectors: Sequence[str]) -> Iterator[str]:
    if country is not None and country not in world_told().countries:
        yield f"{where}: {country!r} is no state; give its code (ISO 3166-1 alpha-3), as AZE"
    yield from _others(f"{where}.sectors", sectors, ontology_told().sectors)


def _others(where: str, told: Sequence[str], known: Collection[str]) -> Iterator[str]:
    for one in told:
        if one not in known:
            yield f"{where}: {one!r} is none; take some of {', '.join(known)}"
            return


def _strangers(where: str, told: Sequence[str], known: Collection[str], sort: str) -> Iterator[str]:
    for one in told:
        if one not in known:
            would = "; tell it in `actors` of an `add`" if sort == "actor" else ""
            yield f"{where}: {one} is no {sort} of the document; its record has their ids{would}"
            return
