"""Sightings and a ledger to the register: the rule's partition first, then what persons decided, in its order."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.identity import bodies, persons
from dragoman.identity.blocks import pair_keys
from dragoman.identity.holders import NAMED_AS_HOLDER, Holder, holders_of, persona_of
from dragoman.identity.offices import OfficeReader
from dragoman.identity.personas import Persona
from dragoman.identity.persons import Decision
from dragoman.identity.score import Scorer, as_score
from dragoman.identity.timeline import offices_held, with_succession
from dragoman.lexicon.load import Lexicon
from dragoman.model.identity import RULE, Authority, Identity, Judgement, Ledger, Register, Sighting, Verdict

Text = TypeVar("Text", bound=str)
MOST_TOLD = 50  # actors of one side that a rule's judgement names


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """What the rule thinks: sightings, each once and in the order of their actors' ids; groups of them by number.

    `authorities` gives the authority of a group that has one.
    """

    seen: tuple[Sighting, ...]
    groups: tuple[tuple[int, ...], ...]
    authorities: dict[int, Authority]
    decisions: tuple[Decision, ...]


def register(seen: Iterable[Sighting], ledger: Ledger, lexicon: Lexicon, *, as_of: str | None = None) -> Register:
    """Who there is in these sightings, by the rule and by what persons judged.

    The same whatever the order of the sightings. `as_of` is "report" or an ISO day: then who is told by an office alone
    is the one who held it on the day of the report, or on that day.
    """
    reader = OfficeReader(lexicon=lexicon)
    return register_of(partition(seen, ledger.authorities, reader, as_of=as_of), ledger, reader)


def partition(
    seen: Iterable[Sighting], authorities: Sequence[Authority], reader: OfficeReader, *, as_of: str | None = None
) -> Partition:
    """The groups that the rule makes."""
    once = {sighting.actor: sighting for sighting in seen}
    ordered = tuple(once[actor] for actor in sorted(once))
    scorer = Scorer(offices=reader)
    people: list[int] = []
    described: list[int] = []
    others: list[int] = []
    for number, sighting in enumerate(ordered):
        if sighting.kind != "person":
            others.append(number)
        else:
            (people if sighting.named else described).append(number)
    known = _known(people, ordered, authorities, scorer)
    told = persons.gather(people, ordered, scorer, known)
    groups = [sorted(group.members) for group in told.groups]
    by_id = {(authority.source, authority.id): authority for authority in authorities}
    of_group = {n: by_id[min(group.authorities)] for n, group in enumerate(told.groups) if group.authorities}
    decisions = list(told.decisions)
    if as_of is None:
        groups += [[number] for number in described]
    else:
        _place(described, ordered, told.groups, authorities, reader, as_of, groups, of_group, decisions)
    groups += [sorted(group) for group in bodies.gather(others, ordered, reader)]
    return Partition(seen=ordered, groups=tuple(map(tuple, groups)), authorities=of_group, decisions=tuple(decisions))


def _known(
    people: Iterable[int], seen: Sequence[Sighting], authorities: Sequence[Authority], scorer: Scorer
) -> list[Persona]:
    """The personas of those authorities whose names some report tells."""
    if not authorities:
        return []
    spellings = scorer.offices.lexicon.spellings
    names = {parts for number in people for parts in scorer.all_parts(seen[number].names)}
    keys = {key for parts in names for key in pair_keys(parts, spellings)}
    found = []
    for authority in authorities:
        told = map(scorer.parts, (authority.name, *authority.aliases))
        if any(key in keys for parts in told for key in pair_keys(parts, spellings)):
            found.append(persona_of(authority, scorer))
    return found


def _place(
    described: Iterable[int],
    seen: Sequence[Sighting],
    persons_told: Sequence[Persona],
    authorities: Sequence[Authority],
    reader: OfficeReader,
    as_of: str,
    groups: list[list[int]],
    of_group: dict[int, Authority],
    decisions: list[Decision],
) -> None:
    """Give those told by an office alone to its holder on the day."""
    holders = holders_of(persons_told, authorities, reader)
    unnamed: dict[tuple[str, str], int] = {}
    for number in described:
        day = seen[number].day if as_of == "report" else as_of
        found = holders.on(seen[number], day) if day is not None else None
        if found is None or not found[1]:
            groups.append([number])
            continue
        office, held = found
        verdict: Verdict = "same" if len(held) == 1 else "unsure"
        weight = NAMED_AS_HOLDER / len(held)
        for holder in held:
            weighed = [("office", f"{office[0]} ({office[1]}) on {day}; {holder.why}", weight)]
            other = tuple(persons_told[holder.group].members) if holder.group is not None else ()
            decisions.append(Decision(verdict, (number,), other, weighed))
        if verdict == "unsure":
            groups.append([number])
        else:
            _give(number, held[0], groups, of_group, unnamed)


def _give(
    number: int,
    holder: Holder,
    groups: list[list[int]],
    of_group: dict[int, Authority],
    unnamed: dict[tuple[str, str], int],
) -> None:
    if holder.group is not None:
        groups[holder.group].append(number)
    elif holder.authority is not None:  # known to an authority, named by no report
        key = (holder.authority.source, holder.authority.id)
        if key not in unnamed:
            unnamed[key] = len(groups)
            of_group[len(groups)] = holder.authority
            groups.append([])
        groups[unnamed[key]].append(number)


def register_of(told: Partition, ledger: Ledger, reader: OfficeReader) -> Register:
    """The register of what the rule made, as persons judged it."""
    number_of = {sighting.actor: number for number, sighting in enumerate(told.seen)}
    groups = {place: set(group) for place, group in enumerate(told.groups)}
    where = {number: place for place, group in groups.items() for number in group}
    authorities = dict(told.authorities)
    for judgement in ledger.active():
        one = {number_of[actor] for actor in judgement.one if actor in number_of}
        other = {number_of[actor] for actor in judgement.other if actor in number_of}
        if judgement.verdict == "same":
            _join(one | other, groups, where, authorities)
        elif judgement.verdict == "different":
            _part(one, other, groups, where)
    identities = [
        _identity([told.seen[number] for number in sorted(group)], authorities.get(place))
        for place, group in groups.items()
        if group
    ]
    identities.sort(key=lambda one: (-one.reports, one.name, one.id))
    return Register(
        identities=with_succession(identities, reader),
        judgements=tuple(_judgement(decision, told.seen) for decision in told.decisions),
    )


def _join(
    members: set[int], groups: dict[int, set[int]], where: dict[int, int], authorities: dict[int, Authority]
) -> None:
    places = sorted({where[number] for number in members})
    for place in places[1:]:
        for number in groups[place]:
            where[number] = places[0]
        groups[places[0]] |= groups.pop(place)
        if place in authorities:
            authorities.setdefault(places[0], authorities.pop(place))


def _part(one: set[int], other: set[int], groups: dict[int, set[int]], where: dict[int, int]) -> None:
    """Move the ones out of every group that holds some of both; who is told on both sides stays where he is."""
    both = {where[number] for number in one} & {where[number] for number in other}
    moved = {number for number in one - other if where[number] in both}
    if not moved:
        return
    new = max(groups) + 1
    for number in moved:
        groups[where[number]].discard(number)
        where[number] = new
    groups[new] = moved


def _identity(seen: Sequence[Sighting], authority: Authority | None) -> Identity:
    first = min(sighting.actor for sighting in seen)
    named = any(sighting.named for sighting in seen)
    shown = [sighting for sighting in seen if sighting.named or not named]
    names = Counter(sighting.names[0] for sighting in shown)
    forms = {name for sighting in shown for name in sighting.names}
    name = _name(names) if named or authority is None else authority.name
    days = sorted(sighting.day for sighting in seen if sighting.day)
    wikidata = sorted({sighting.wikidata for sighting in seen if sighting.wikidata})
    return Identity(
        id=f"identity:{hashlib.sha256(first.encode()).hexdigest()[:16]}",
        kind=_commonest([sighting.kind for sighting in shown]) or shown[0].kind,
        name=name,
        aliases=tuple(sorted(forms - {name})),
        named=named or authority is not None,
        country=_commonest([sighting.country for sighting in seen if sighting.country]),
        sectors=tuple(sorted({sector for sighting in seen for sector in sighting.sectors})),
        wikidata=authority.wikidata if authority and authority.wikidata else wikidata[0] if wikidata else None,
        authority=f"{authority.source}: {authority.id}" if authority else None,
        members=tuple(sorted(sighting.actor for sighting in seen)),
        reports=len({sighting.document for sighting in seen}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        offices=offices_held(seen) if shown[0].kind == "person" else (),
    )


def _name(names: Counter[str]) -> str:
    """The commonest name of two words or more, else the commonest."""
    full = [name for name in names if " " in name] or list(names)
    return min(full, key=lambda name: (-names[name], -len(name), name))


def _commonest(told: Sequence[Text]) -> Text | None:
    counts = Counter(told)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _judgement(decision: Decision, seen: Sequence[Sighting]) -> Judgement:
    one, other = (
        tuple(sorted(seen[number].actor for number in side)[:MOST_TOLD]) for side in (decision.one, decision.other)
    )
    if other and other < one:
        one, other = other, one
    score = as_score(decision.weighed)
    told = f"{RULE}|{decision.verdict}|{','.join(one)}|{','.join(other)}|{score.why}"
    return Judgement(
        id=f"judgement:{hashlib.sha256(told.encode()).hexdigest()[:16]}",
        verdict=decision.verdict,
        one=one,
        other=other,
        by=RULE,
        why=score.why,
        score=score,
    )
