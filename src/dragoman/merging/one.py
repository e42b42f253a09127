"""What many reports tell of one thing, as one finding: the values that count, and where reports differ."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.world import fold
from dragoman.merging.histories import agreement_history, commitment_history, provisions_of, stages_of, status_of
from dragoman.merging.same_place import is_same_place
from dragoman.merging.tellings import KINDS
from dragoman.merging.voting import (
    LAST,
    by_value,
    conflict,
    documents,
    fineness,
    in_order,
    most_told,
    right_first,
    time_of,
)
from dragoman.model.merged import Conflict, Finding, Happened, Member, Merged, MergedKind
from dragoman.model.record import Agreement, Commitment, Event, Place, Role, Source, Statement

PAIR = 2  # states between which an agreement is


def merged(members: Sequence[Member]) -> Merged:
    """The findings of some reports as one; the order in which they are given does not count.

    `finding` has the id and the evidence of the finding that is nearest to it (one of `findings`); what it takes from
    another comes without evidence, for spans refer to one text.
    """
    if len(members) == 1:
        return _alone(members[0])
    told = in_order(members)
    kind = KINDS[type(told[0].finding)]
    finding, conflicts = MADE[kind](told)
    history = HISTORIES[kind](told) if kind in HISTORIES else ()
    acting = actors_in(finding)
    names = {actor: member.names[actor] for member in told for actor in acting if actor in member.names}
    countries = {actor: member.countries[actor] for member in told for actor in acting if actor in member.countries}
    news = [member for member in told if not _recalls(member)]
    reports = documents(news)
    return Merged(
        id=min(member.finding.id for member in told),
        kind=kind,
        finding=finding,
        names=dict(sorted(names.items())),
        countries=dict(sorted(countries.items())),
        findings=tuple(sorted(member.finding.id for member in told)),
        reports=reports,
        background_reports=tuple(one for one in documents(told) if one not in reports),
        outlets=tuple(sorted({outlet for member in told for outlet in member.report.outlets})),
        conflicts=tuple(conflicts),
        history=history,
    )


def _alone(member: Member) -> Merged:
    """The finding of one report: most are told by no other."""
    kind = KINDS[type(member.finding)]
    finding, conflicts = MADE[kind]([member])
    acting = sorted(set(actors_in(finding)))
    report = (member.report.document,)
    recalled = _recalls(member)
    return Merged(
        id=member.finding.id,
        kind=kind,
        finding=finding,
        names={actor: member.names[actor] for actor in acting if actor in member.names},
        countries={actor: member.countries[actor] for actor in acting if actor in member.countries},
        findings=(member.finding.id,),
        reports=() if recalled else report,
        background_reports=report if recalled else (),
        outlets=tuple(sorted(set(member.report.outlets))),
        conflicts=tuple(conflicts),
        history=HISTORIES[kind]([member]) if kind in HISTORIES else (),
    )


def _recalls(member: Member) -> bool:
    return isinstance(member.finding, Event) and member.finding.novelty == "background"


def actors_in(finding: Finding) -> list[str]:
    """The ids of all who stand in a finding."""
    if isinstance(finding, Event):
        sources = [source.actor for source in finding.sources]
        return [role.actor for role in (*finding.actors, *finding.recipients)] + [one for one in sources if one]
    if isinstance(finding, Statement):
        sources = [source.actor for source in finding.sources]
        return [finding.speaker, *finding.addressees] + [one for one in sources if one]
    if isinstance(finding, Agreement):
        return [*finding.parties, *finding.signatories]
    return [*finding.by, *finding.to]


def _event(told: Sequence[Member]) -> tuple[Event, list[Conflict]]:
    events = {member.finding.id: member.finding for member in told if isinstance(member.finding, Event)}
    if len(told) == 1:  # most events: nothing is voted on, and all that counts is there
        (only,) = events.values()
        told_of = {
            "contexts": tuple(sorted(set(only.contexts))),
            "modes": tuple(dict.fromkeys(only.modes)),
            "sources": _sources(told, only.id),
        }
        other = {name: value for name, value in told_of.items() if value != getattr(only, name)}
        return (only.model_copy(update=other) if other else only), []

    def field(name: str, among: Sequence[Member] = told) -> tuple[Any, dict[Any, list[Member]]]:
        def value(member: Member) -> Any:  # noqa: ANN401 - of any field
            return getattr(events[member.finding.id], name)

        values = by_value(right_first(among, name), value)
        return (most_told(values) if values else None), by_value(among, value)

    (sort, sorts), (status, statuses) = field("type"), field("status")
    like = [member for member in told if events[member.finding.id].type == sort]
    mode, modes = field("mode", like)
    base = _nearest(like, events, mode, status)
    date, dater, conflicts = time_of(told, "date", lambda member: events[member.finding.id].date)
    place, placer, places = _place(told, {one: event.place for one, event in events.items()})
    conflicts += places
    if len(sorts) > 1:
        conflicts.append(conflict("type", sorts, sort, str))
    if len(statuses) > 1:
        conflicts.append(conflict("status", statuses, status, str))
    if mode is not None and len(modes) > 1:  # a person may say that it has none
        conflicts.append(conflict("mode", modes, mode, str))
    sides, side_conflicts = _sides(told, events, base)
    conflicts += side_conflicts
    own = base.finding.id
    value = events[own]
    more_modes = [told_mode for member in like for told_mode in events[member.finding.id].modes]
    more_contexts = sorted({context for event in events.values() for context in event.contexts})
    news = any(event.novelty == "reported" for event in events.values())
    return (
        value.model_copy(
            update={
                "status": status,
                "novelty": "reported" if news else "background",
                "date": _taken(date, dater, own),
                "place": _taken(place, placer, own),
                "actors": tuple(_taken(role, sides, own) for role in events[sides.finding.id].actors),
                "recipients": tuple(_taken(role, sides, own) for role in events[sides.finding.id].recipients),
                "modes": tuple(dict.fromkeys((*value.modes, *more_modes))),
                "contexts": tuple(dict.fromkeys((*value.contexts, *more_contexts))),
                "sources": _sources(told, own),
                "confidence": max(events[member.finding.id].confidence for member in like),
            }
        ),
        conflicts,
    )


def _nearest(like: Sequence[Member], events: Mapping[str, Event], mode: str | None, status: str) -> Member:
    """The finding that has most of what counts, then the surest, then the first."""

    def lack(member: Member) -> tuple[bool, bool, bool, bool, float]:
        event = events[member.finding.id]
        recalled = event.novelty != "reported"
        return not member.put_right, event.mode != mode, event.status != status, recalled, -event.confidence

    return min(like, key=lack)


def _sides(told: Sequence[Member], events: Mapping[str, Event], base: Member) -> tuple[Member, list[Conflict]]:
    """The finding whose sides count: those of most reports, of these the one that names most persons."""

    def key(member: Member) -> str | None:
        event = events[member.finding.id]
        sides = (sorted({_side(role, member) for role in roles}) for roles in (event.actors, event.recipients))
        shown = " > ".join(", ".join(side) for side in sides if side)
        return shown or None

    right = right_first(right_first(told, "actors"), "recipients")
    values = by_value(right, key)
    if not values:
        return base, []
    counts = most_told(values)

    def fullness(member: Member) -> tuple[int, int, bool, str]:
        event = events[member.finding.id]
        roles = (*event.actors, *event.recipients)
        titled = sum(role.title is not None for role in roles)
        return titled, len(roles), member.finding.id == base.finding.id, member.finding.id

    best = max(values[counts], key=fullness)
    every = by_value(told, key)
    countries = {side: frozenset(side.replace(" > ", ", ").split(", ")) for side in every}
    against = {
        side: members
        for side, members in every.items()
        if side == counts or not (countries[side] <= countries[counts] or countries[counts] <= countries[side])
    }
    return best, [conflict("sides", against, counts, str)] if len(against) > 1 else []


def _side(role: Role, member: Member) -> str:
    return role.country or member.countries.get(role.actor) or member.names.get(role.actor, role.actor)


def _place(
    told: Sequence[Member], places: Mapping[str, Place | None]
) -> tuple[Place | None, Member | None, list[Conflict]]:
    """The place that counts, who tells it, and others that it cannot be."""

    def exact(member: Member) -> str | None:
        place = places[member.finding.id]
        return fold(place.name) if place is not None and place.precision != "country" else None

    def any_place(member: Member) -> str | None:
        place = places[member.finding.id]
        return fold(place.name) if place is not None else None

    values = by_value(right_first(told, "place"), exact) or by_value(right_first(told, "place"), any_place)
    if not values:
        return None, None, []
    counts = most_told(values)
    teller = min(
        values[counts],
        key=lambda member: (
            (place := places[member.finding.id]) is None or place.latitude is None,
            fineness(place) if place is not None else 0,
            member.report.published or LAST,
            member.finding.id,
        ),
    )
    every = _apart(by_value(told, exact), counts, places)
    found = [conflict("place", every, counts, lambda key: _as_told(key, told, places))] if len(every) > 1 else []
    return places[teller.finding.id], teller, found if counts in every else []


def _apart(every: dict[str, list[Member]], counts: str, places: Mapping[str, Place | None]) -> dict[str, list[Member]]:
    """The place that counts and those that it cannot be; another name of it, or a part of it, is told with it."""
    taken = [place for member in every.get(counts, ()) if (place := places[member.finding.id]) is not None]
    found: dict[str, list[Member]] = {}
    for key, members in every.items():
        own = [place for member in members if (place := places[member.finding.id]) is not None]
        is_one = any(is_same_place(one, other) for one in own[:1] for other in taken[:1])
        found.setdefault(counts if is_one else key, []).extend(members)
    return found


def _as_told(key: str, told: Sequence[Member], places: Mapping[str, Place | None]) -> str:
    found = (places[member.finding.id] for member in told)
    return next(place.name for place in found if place is not None and fold(place.name) == key)


def _sources(told: Sequence[Member], own: str) -> tuple[Source, ...]:
    """The chains of all reports, each once, numbered anew."""
    if len(told) == 1:
        only: tuple[Source, ...] = getattr(told[0].finding, "sources", ())
        if all(source.chain == 0 for source in only):  # most: there is nothing to number anew
            return only
    chains: dict[tuple[tuple[str, str], ...], tuple[Source, ...]] = {}
    for member in sorted(told, key=lambda one: one.finding.id != own):
        sources: tuple[Source, ...] = getattr(member.finding, "sources", ())
        for number in dict.fromkeys(source.chain for source in sources):
            chain = tuple(source for source in sources if source.chain == number)
            kept = chain if member.finding.id == own else tuple(_bare(source) for source in chain)
            chains.setdefault(tuple((source.name, source.kind) for source in chain), kept)
    return tuple(
        source if source.chain == number else source.model_copy(update={"chain": number})
        for number, chain in enumerate(chains.values())
        for source in chain
    )


def _bare(value: Any) -> Any:  # noqa: ANN401 - any value with evidence
    """A value taken from another report, without the spans into its text."""
    update: dict[str, Any] = {"evidence": ()}
    if isinstance(value, Source) and value.date is not None:
        update["date"] = value.date.model_copy(update={"evidence": ()})
    return value.model_copy(update=update) if value is not None else None


def _taken(value: Any, teller: Member | None, own: str) -> Any:  # noqa: ANN401 - any value with evidence
    """A value as it is where the finding `own` tells it, or nobody does; bare where it is another's."""
    return value if teller is None or teller.finding.id == own else _bare(value)


def _statement(told: Sequence[Member]) -> tuple[Statement, list[Conflict]]:
    """The fullest quotation of those whose act counts."""
    statements = {member.finding.id: member.finding for member in told if isinstance(member.finding, Statement)}
    acts = by_value(right_first(told, "act"), lambda member: statements[member.finding.id].act)
    act = most_told(acts)
    like = [one for one in statements.values() if one.act == act]
    value = max(like, key=lambda one: len(one.content.quote))
    return value.model_copy(update={"act": act, "sources": _sources(told, value.id)}), []


def _agreement(told: Sequence[Member]) -> tuple[Agreement, list[Conflict]]:
    """Its fullest name, all parties and provisions told, the status told last."""
    pacts = {member.finding.id: member.finding for member in told if isinstance(member.finding, Agreement)}
    general = load_lexicon().merging.general
    signed, dater, conflicts = time_of(told, "signed", lambda member: pacts[member.finding.id].signed)
    place, placer, places = _place(told, {one: pact.place for one, pact in pacts.items()})

    def fullness(member: Member) -> tuple[bool, int, bool, int]:
        pact = pacts[member.finding.id]
        told_apart = any(fold(word) not in general for word in pact.name.split())
        return told_apart, len(pact.parties), bool(pact.signed), len(pact.name)

    base = max(right_first(told, "name"), key=fullness)
    value = pacts[base.finding.id]
    names = dict.fromkeys(name for pact in pacts.values() for name in (pact.name, *pact.aliases))
    kinds = by_value(right_first(told, "kind"), lambda member: pacts[member.finding.id].kind)
    own = value.id
    return (
        value.model_copy(
            update={
                "aliases": tuple(sorted(name for name in names if name != value.name)),
                "kind": most_told({kind: members for kind, members in kinds.items() if kind != "other"} or kinds),
                "parties": _everybody(_party_tellers(told, base), base, "parties"),
                "signatories": _everybody(told, base, "signatories"),
                "signed": _taken(signed, dater, own),
                "place": _taken(place, placer, own),
                "status": status_of(told),
                "stages": stages_of(told, own),
                "provisions": provisions_of(told, own),
                "confidence": max(pact.confidence for pact in pacts.values()),
            }
        ),
        [*conflicts, *places],
    )


def _party_tellers(told: Sequence[Member], base: Member) -> list[Member]:
    """Those who tell parties: where states are told, not who has one body only, which as a rule watches over it."""
    states = {base.countries.get(actor) for actor in getattr(base.finding, "parties", ())} - {None}

    def watches(member: Member) -> bool:
        parties: tuple[str, ...] = getattr(member.finding, "parties", ())
        has_body = len(parties) == 1 and all(member.countries.get(one) is None for one in parties)
        return has_body and "parties" not in member.put_right

    return [member for member in told if len(states) < PAIR or not watches(member)]


def _everybody(told: Sequence[Member], base: Member, field: str) -> tuple[str, ...]:
    """All of a side, each once: those of the nearest finding, and others whom it lacks, by country or name."""
    found: dict[str, str] = {}
    for member in sorted(told, key=lambda one: one.finding.id != base.finding.id):
        for actor in getattr(member.finding, field):
            name = fold(member.names.get(actor, actor))
            country = member.countries.get(actor) if field == "parties" else None
            found.setdefault(country or name, actor)
    return tuple(found.values())


def _commitment(told: Sequence[Member]) -> tuple[Commitment, list[Conflict]]:
    """The promise as it was first made, with what became of it."""
    promises = {member.finding.id: member.finding for member in told if isinstance(member.finding, Commitment)}
    due, dater, conflicts = time_of(told, "due", lambda member: promises[member.finding.id].due)
    base = right_first(told, "what")[0]
    value = promises[base.finding.id]
    right = [member for member in told if "status" in member.put_right]
    history = commitment_history(told)
    status = promises[right[-1].finding.id].status if right else history[-1].what if history else value.status
    return (
        value.model_copy(
            update={
                "to": _everybody(told, base, "to"),
                "due": _taken(due, dater, value.id),
                "status": status,
                "confidence": max(promise.confidence for promise in promises.values()),
            }
        ),
        conflicts,
    )


MADE: Mapping[MergedKind, Callable[[Sequence[Member]], tuple[Finding, list[Conflict]]]] = {
    "event": _event,
    "statement": _statement,
    "agreement": _agreement,
    "commitment": _commitment,
}
HISTORIES: Mapping[MergedKind, Callable[[Sequence[Member]], tuple[Happened, ...]]] = {
    "agreement": agreement_history,
    "commitment": commitment_history,
}
