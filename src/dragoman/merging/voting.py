"""Which of several values counts: the one most told, then the most precise, then one stated, then the first told."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from pydantic import JsonValue

from dragoman.merging.prepared import ordinal
from dragoman.model.merged import Conflict, Member, Told
from dragoman.model.record import Basis, Place, When

BASES: tuple[Basis, ...] = ("stated", "publication", "inferred", "unknown")
PRECISION = ("point", "city", "region", "country")
LAST = "9999-99-99"
OPEN = 10**7  # days of a time without both ends
Key = TypeVar("Key", bound=Hashable)


def in_order(members: Iterable[Member]) -> list[Member]:
    """The members, the first told first, whatever order they come in."""
    return sorted(members, key=_turn)


def _turn(member: Member) -> tuple[str, str, str]:
    return member.report.published or LAST, member.report.document, member.finding.id


def documents(members: Iterable[Member]) -> tuple[str, ...]:
    """The documents of members."""
    return tuple(sorted({member.report.document for member in members}))


def by_value(members: Sequence[Member], value: Callable[[Member], Key | None]) -> dict[Key, list[Member]]:
    """Members by what they tell; those that tell nothing are left out."""
    found: dict[Key, list[Member]] = defaultdict(list)
    for member in members:
        told = value(member)
        if told is not None:
            found[told].append(member)
    return dict(found)


def right_first(members: Sequence[Member], field: str) -> Sequence[Member]:
    """Those in which a person put the field right, where there are such; else all."""
    return [member for member in members if field in member.put_right] or members


def most_told(told: Mapping[Key, list[Member]]) -> Key:
    """The value that most documents tell, of these the one told first."""

    def rank(key: Key) -> tuple[object, ...]:
        return -len(documents(told[key])), _turn(in_order(told[key])[0])

    return min(told, key=rank)


def conflict(field: str, told: dict[Key, list[Member]], first: Key, shown: Callable[[Key], JsonValue]) -> Conflict:
    """Values that differ, with who tells them; the one that counts first."""
    order = [first, *sorted((key for key in told if key != first), key=lambda key: (-len(told[key]), str(key)))]
    return Conflict(field=field, values=tuple(Told(value=shown(key), documents=documents(told[key])) for key in order))


def bounds(when: When | None) -> tuple[int | None, int | None]:
    """The days between which a time lies."""
    return (ordinal(when.earliest), ordinal(when.latest)) if when is not None else (None, None)


def excludes(one: When, other: When) -> bool:
    """Whether two times cannot be one."""
    (a, b), (c, d) = bounds(one), bounds(other)
    return (a is not None and d is not None and a > d) or (c is not None and b is not None and c > b)


def holds(one: When, other: When) -> bool:
    """Whether the second time lies within the first."""
    (a, b), (c, d) = bounds(one), bounds(other)
    return (a is None or (c is not None and a <= c)) and (b is None or (d is not None and d <= b))


def width(when: When) -> int:
    """Over how many days a time lies."""
    low, high = bounds(when)
    return high - low if low is not None and high is not None else OPEN


def time_of(
    members: Sequence[Member], field: str, value: Callable[[Member], When | None]
) -> tuple[When | None, Member | None, list[Conflict]]:
    """The time that counts, who tells it, and the times that exclude it. What is vague supports what it holds."""
    told: list[tuple[Member, When]] = []
    for member in members:
        when = value(member)
        if when is not None and (when.earliest or when.latest):
            told.append((member, when))
    if not told:
        return next((value(member) for member in members if value(member) is not None), None), None, []

    right = {member.finding.id for member in right_first([member for member, _ in told], field)}

    def worth(pair: tuple[Member, When]) -> tuple[object, ...]:
        member, when = pair
        dated = when.earliest is not None and when.latest is not None
        agreeing = {other.report.document for other, time in told if holds(time, when)}
        told_so = BASES.index(when.basis), _turn(member)
        return (member.finding.id not in right, not dated, -len(agreeing), width(when), *told_so)

    teller, counts = min(told, key=worth)
    against = [(member, when) for member, when in told if excludes(counts, when)]
    if not against:
        return counts, teller, []
    values: dict[str, list[Member]] = defaultdict(list)
    for member, when in told:
        if when.edtf == counts.edtf or excludes(counts, when):
            values[_shown(when)].append(member)
    return counts, teller, [conflict(field, dict(values), _shown(counts), str)]


def _shown(when: When) -> str:
    return when.edtf or f"{when.earliest or ''}/{when.latest or ''}"


def fineness(place: Place) -> int:
    """How precise a place is; the smaller, the finer."""
    return PRECISION.index(place.precision)
