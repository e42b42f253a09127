"""A person's offices over all reports: when each was told, by how many, who held it before and after."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.identity.offices import OfficeReader
from dragoman.model.identity import Identity, Mark, OfficeHeld, OfficeTold, Proof, Sighting

MOST_PROOFS = 5
Office = tuple[str, str | None]
NEVER = "9999"
NEAR = 2  # a holder for a day stands next to itself


def offices_held(seen: Iterable[Sighting]) -> tuple[OfficeHeld, ...]:
    """The offices that these sightings of one person tell, earliest first.

    An office told without its state is the one of that name whose state another report tells, where there is one alone.
    """
    told: dict[Office, list[OfficeTold]] = {}
    for sighting in seen:
        for office in sighting.offices:
            told.setdefault(office.office, []).append(office)
    for bare in [key for key in told if key[1] is None]:
        placed = [other for other in told if other[0] == bare[0] and other[1] is not None]
        if len(placed) == 1:
            told[placed[0]] += told.pop(bare)
    return tuple(sorted((_held(office, each) for office, each in told.items()), key=_order))


def _order(office: OfficeHeld) -> tuple[str, str, str, str]:
    return office.first or office.left_by or NEVER, office.last or NEVER, office.key, office.seat or ""


def _held(office: Office, told: Sequence[OfficeTold]) -> OfficeHeld:
    holding = [each for each in told if each.mark not in {"former", "designate"}]
    days = sorted(each.day for each in holding if each.day)
    last = days[-1] if days else None
    left = sorted(each.day for each in told if each.mark == "former" and each.day and each.day >= (last or ""))
    marks: list[Mark] = sorted({each.mark for each in told if each.mark is not None})
    shown = sorted(holding or told, key=lambda each: (each.day or NEVER, each.document))
    if len(shown) > MOST_PROOFS:  # the first ones and the last: they bound the time
        shown = [*shown[: MOST_PROOFS - 1], shown[-1]]
    return OfficeHeld(
        key=office[0],
        seat=office[1],
        title=_commonest(each.title for each in told),
        told=tuple(sorted({each.title for each in told})),
        organization=_commonest(each.organization for each in told if each.organization) or None,
        country=_commonest(each.country for each in told if each.country) or None,
        first=days[0] if days else None,
        last=last,
        left_by=left[0] if left else None,
        reports=len({each.document for each in told}),
        marks=tuple(marks),
        evidence=tuple(Proof(document=each.document, day=each.day, span=each.evidence) for each in shown),
    )


def _commonest(told: Iterable[str]) -> str:
    counts = Counter(told)
    return min(counts, key=lambda title: (-counts[title], title.islower(), title)) if counts else ""


@dataclass(slots=True)
class _Holding:
    identity: int
    office: int
    first: str
    last: str


def office_key(office: OfficeHeld, reader: OfficeReader) -> Office | None:
    """The office in which one follows another; None where several hold it at a time, or nobody tells when."""
    told = bool(office.first and office.last and office.seat) and reader.single((office.key, office.seat))
    return (office.key, office.seat) if told else None


def with_succession(
    identities: Sequence[Identity], reader: OfficeReader, among: AbstractSet[Office] | None = None
) -> tuple[Identity, ...]:
    """The identities, each office that has one holder at a time with who was told in it before and after.

    Whoever is first told in an office after another was last told in it follows him; holders whose times cross do not.
    `among`: only these offices, of which all holders are here; what is told of others stays.
    """
    holdings: dict[Office, list[_Holding]] = {}
    for number, identity in enumerate(identities):
        for place, office in enumerate(identity.offices):
            key = office_key(office, reader)
            if key is not None and office.first and office.last and (among is None or key in among):
                holdings.setdefault(key, []).append(_Holding(number, place, office.first, office.last))
    before: dict[tuple[int, int], tuple[str, ...]] = {}
    after: dict[tuple[int, int], tuple[str, ...]] = {}
    for found in holdings.values():
        by_start = sorted(found, key=lambda held: (held.first, identities[held.identity].id))
        by_end = sorted(found, key=lambda held: (held.last, identities[held.identity].id))
        starts, ends = [held.first for held in by_start], [held.last for held in by_end]
        for held in found:
            where = (held.identity, held.office)
            earlier = reversed(by_end[: bisect_right(ends, held.first)][-NEAR:])
            later = by_start[bisect_left(starts, held.last) :][:NEAR]
            before[where] = _other(held, earlier, identities)
            after[where] = _other(held, later, identities)
    return tuple(
        identity
        if not any((number, place) in before for place in range(len(identity.offices)))
        else identity.model_copy(
            update={
                "offices": tuple(
                    office.model_copy(
                        update={
                            "predecessors": before.get((number, place), office.predecessors),
                            "successors": after.get((number, place), office.successors),
                        }
                    )
                    for place, office in enumerate(identity.offices)
                )
            }
        )
        for number, identity in enumerate(identities)
    )


def _other(held: _Holding, near: Iterable[_Holding], identities: Sequence[Identity]) -> tuple[str, ...]:
    """The nearest of them that is not the holder, if any."""
    found = next((other for other in near if other.identity != held.identity), None)
    return () if found is None else (identities[found.identity].id,)
