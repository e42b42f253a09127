"""Merged findings as rows: the lists' columns, their sides and pairs, and the months' sums that follow from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from dragoman.model.merged import Merged
from dragoman.model.record import Agreement, Commitment, Event, Statement, When
from dragoman.store import schema as s
from dragoman.store.rows import Numbers, Row
from dragoman.store.sql import add_up, chunks, insert, put, select_in

TENTHS = 10  # intensities have one place; sums of whole tenths never drift
UNDATED = "0000-00-00"  # sorts before all days
MOST_SIDES = 60  # states of one event between which pairs are counted
SUMS = ("events", "reports", "intensity")
DETAILS = (s.merged_findings, s.merged_states, s.merged_pairs, s.merged_actors, s.merged_contexts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings, by their numbers, that tell of one thing; that thing, and the day of the first report that tells it."""

    findings: tuple[int, ...]
    merged: Merged
    first_told: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who does, and to whom: countries and actors, each once."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[str, ...]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each two states between which it is: doer and recipient, or all that act together where nobody receives."""
        one, other = self.actors[:MOST_SIDES], self.recipients[:MOST_SIDES]
        if other:
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

    return Sides(actors=of(one), recipients=of(other), people=tuple(dict.fromkeys((*one, *other))))


def _time(merged: Merged) -> When | None:
    found = merged.finding
    if isinstance(found, Event):
        return found.date
    if isinstance(found, Agreement):
        return found.signed
    return found.due if isinstance(found, Commitment) else None


def row_of(group: Group) -> Row:
    """The columns of a merged finding by which lists are filtered and sorted."""
    merged, first_told = group.merged, group.first_told
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
        "outlets": len(merged.outlets),
        "value": merged.model_dump_json(),
    }


def replace_merged(
    connection: Connection,
    numbers: Numbers,
    groups: Sequence[Group],
    *,
    gone: Sequence[int],
    new: AbstractSet[int],
    changed: int,
) -> None:
    """Put these groups in place of whatever their findings and those that are gone stood in; what is the same stays.

    new: findings of new documents, which stood in nothing.
    """
    members = ({n for group in groups for n in group.findings} | set(gone)) - new
    of_finding = {
        row.finding: row.merged
        for row in select_in(connection, select(s.merged_findings), s.merged_findings.c.finding, members)
    }
    old = {row.n: row for row in select_in(connection, select(s.merged), s.merged.c.n, of_finding.values())}
    by_id = {row.id: row for row in old.values()}
    stood = defaultdict(set)
    for row in select_in(connection, select(s.merged_findings), s.merged_findings.c.merged, old):
        stood[row.merged].add(row.finding)
    fresh: list[tuple[Row, Group]] = []
    for group in groups:
        told = row_of(group)
        before = by_id.get(group.merged.id)
        same = before is not None and all(getattr(before, name) == value for name, value in told.items())
        if before is not None and same and stood[before.n] == set(group.findings):
            del old[before.n]
            continue
        fresh.append((told, group))
    _remove(connection, list(old.values()))
    first = numbers.of(s.merged, len(fresh))
    put_in = [({"n": first + place, **told, "changed": changed}, group) for place, (told, group) in enumerate(fresh)]
    insert(connection, s.merged, [row for row, _ in put_in])
    _details(connection, put_in)
    _depart(connection, old.values(), put_in, of_finding, members, changed)


def _remove(connection: Connection, rows: Sequence[Any]) -> None:
    pairs, states = _between(connection, [row.n for row in rows])
    add_up(connection, s.months, _sums((row, pairs[row.n], states[row.n], -1) for row in rows), SUMS)
    for some in chunks([row.n for row in rows]):
        for table in DETAILS:
            connection.execute(delete(table).where(table.c.merged.in_(some)))
        connection.execute(delete(s.merged).where(s.merged.c.n.in_(some)))


def _between(
    connection: Connection, numbers: Sequence[int] | None
) -> tuple[Mapping[int, list[tuple[str, str]]], Mapping[int, set[str]]]:
    """The pairs of states between which merged findings (None: all) are, and the states of each, as they are kept."""

    def rows(table: Table) -> Iterable[Any]:
        query = select(table)
        return connection.execute(query) if numbers is None else select_in(connection, query, table.c.merged, numbers)

    pairs: dict[int, list[tuple[str, str]]] = defaultdict(list)
    states: dict[int, set[str]] = defaultdict(set)
    for row in rows(s.merged_pairs):
        pairs[row.merged].append((row.one, row.other))
    for row in rows(s.merged_states):
        states[row.merged].add(row.country)
    return pairs, states


def _details(connection: Connection, fresh: Sequence[tuple[Row, Group]]) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    counted = []
    for row, group in fresh:
        n, sides = row["n"], sides_of(group.merged)
        rows["merged_findings"] += [{"finding": finding, "merged": n} for finding in group.findings]
        place = {"kind": row["kind"], "day": row["day"], "merged": n}
        rows["merged_states"] += [
            {"country": state, **place, "acts": state in sides.actors, "receives": state in sides.recipients}
            for state in sorted({*sides.actors, *sides.recipients})
        ]
        pairs = list(sides.pairs())
        rows["merged_pairs"] += [{"one": a, "other": b, **place} for a, b in pairs]
        rows["merged_actors"] += [{"actor": actor, "merged": n} for actor in sides.people]
        contexts = getattr(group.merged.finding, "contexts", ())
        rows["merged_contexts"] += [{"context": context, "merged": n} for context in dict.fromkeys(contexts)]
        counted.append((row, pairs, {*sides.actors, *sides.recipients}, 1))
    for table in DETAILS:
        insert(connection, table, rows[table.name])
    add_up(connection, s.months, _sums(counted), SUMS)


def sums_of_all(connection: Connection) -> list[Row]:
    """The months' sums of all merged events, from the events themselves."""
    pairs, states = _between(connection, None)
    m = s.merged.c
    columns = (m.n, m.kind, m.status, m.day, m.type, m.quad, m.reports, m.intensity)
    rows = connection.execute(select(*columns).where(m.kind == "event"))
    return _sums((row, pairs[row.n], states[row.n], 1) for row in rows)


def _sums(counted: Iterable[tuple[Any, Sequence[tuple[str, str]], set[str], int]]) -> list[Row]:
    """What merged findings add to the months' sums: only what happened, each once for each state and each pair."""
    sums: dict[tuple[str, str, str, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row, pairs, states, sign in counted:
        told = row if isinstance(row, dict) else row._mapping  # noqa: SLF001 - its public name
        if told["kind"] != "event" or told["status"] != "occurred":
            continue
        for one, other in (*((state, "") for state in sorted(states)), *pairs):
            cell = sums[one, other, told["day"][:7], told["type"], told["quad"]]
            cell[0] += sign
            cell[1] += sign * told["reports"]
            cell[2] += sign * round(told["intensity"] * TENTHS)
    names = ("one", "other", "month", "type", "quad")
    return [
        dict(zip(names, key, strict=True)) | {"events": a, "reports": b, "intensity": c}
        for key, (a, b, c) in sums.items()
    ]


def _depart(
    connection: Connection,
    old: Iterable[Any],
    fresh: Sequence[tuple[Row, Group]],
    of_finding: Mapping[int, int],
    members: AbstractSet[int],
    changed: int,
) -> None:
    """Tell what is no longer under its id, and what has it now."""
    here = {row["id"] for row, _ in fresh}
    into = {of_finding[n]: row["id"] for row, group in fresh for n in group.findings if n in of_finding}
    left = [{"id": row.id, "into": into.get(row.n), "changed": changed} for row in old if row.id not in here]
    put(connection, s.departed, left)
    again = {row["id"] for row, group in fresh if not members.isdisjoint(group.findings)}
    for some in chunks(sorted(again)):  # what has only findings of new documents can't have departed
        connection.execute(delete(s.departed).where(s.departed.c.id.in_(some)))
