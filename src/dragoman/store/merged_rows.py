"""Merged findings as rows: the lists' columns, their sides and pairs, and the months' sums that follow from them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from dragoman.store import schema as s
from dragoman.store.entries import Entry
from dragoman.store.promises import going
from dragoman.store.rows import Numbers, Row
from dragoman.store.sql import add_up, chunks, insert, insert_plain, put, select_in

TENTHS = 10  # intensities have one place; sums of whole tenths never drift
SUMS = ("events", "reports", "intensity")
DETAILS = (s.merged_findings, s.merged_states, s.merged_pairs, s.merged_actors, s.merged_contexts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Findings, by their numbers, that tell of one thing, and what the tables have of it."""

    findings: tuple[int, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """Merged findings that are new, by their kind, with their findings; and promises of which an event went."""

    come: Mapping[str, Mapping[int, Sequence[int]]]
    lost: AbstractSet[int]


def replace_merged(
    connection: Connection,
    numbers: Numbers,
    groups: Sequence[Group],
    *,
    gone: Sequence[int],
    new: AbstractSet[int],
    changed: int,
) -> Replaced:
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
        told = group.entry.row
        before = by_id.get(told["id"])
        same = before is not None and all(getattr(before, name) == value for name, value in told.items())
        if before is not None and same and stood[before.n] == set(group.findings):
            del old[before.n]
            continue
        fresh.append((told, group))
    lost = going(connection, list(old))
    # What goes by an id that was there keeps its number: lists of one day stay in their order
    following = count(numbers.of(s.merged, sum(told["id"] not in by_id for told, _ in fresh)))
    _remove(connection, list(old.values()))
    kept = {identifier: row.n for identifier, row in by_id.items()}
    put_in = [
        ({"n": kept[told["id"]] if told["id"] in kept else next(following), **told, "changed": changed}, group)
        for told, group in fresh
    ]
    insert(connection, s.merged, [row for row, _ in put_in])
    _details(connection, put_in)
    _depart(connection, old.values(), put_in, of_finding, members, changed)
    come: dict[str, dict[int, Sequence[int]]] = defaultdict(dict)
    for row, group in put_in:
        come[row["kind"]][row["n"]] = group.findings
    return Replaced(come=come, lost=lost)


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
    findings: list[tuple[int, int]] = []
    states: list[tuple[str, str, str, int, bool, bool]] = []
    pairs: list[tuple[str, str, str, str, int]] = []
    actors: list[tuple[str, int]] = []
    contexts: list[tuple[str, int]] = []
    counted = []
    for row, group in fresh:
        n, kind, day, sides = row["n"], row["kind"], row["day"], group.entry.sides
        findings += [(finding, n) for finding in group.findings]
        here = {*sides.actors, *sides.recipients}
        states += [(state, kind, day, n, state in sides.actors, state in sides.recipients) for state in here]
        between = list(sides.pairs())
        pairs += [(one, other, kind, day, n) for one, other in between]
        actors += [(actor, n) for actor in sides.people]
        contexts += [(context, n) for context in group.entry.contexts]
        counted.append((row, between, here, 1))
    # In the order of their keys: rows that come together stand together, as far as they can
    insert_plain(connection, s.merged_findings, ("finding", "merged"), sorted(findings))
    insert_plain(connection, s.merged_states, ("country", "kind", "day", "merged", "acts", "receives"), sorted(states))
    insert_plain(connection, s.merged_pairs, ("one", "other", "kind", "day", "merged"), sorted(pairs))
    insert_plain(connection, s.merged_actors, ("actor", "merged"), sorted(actors))
    insert_plain(connection, s.merged_contexts, ("context", "merged"), sorted(contexts))
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
        month, sort, quad = told["day"][:7], told["type"], told["quad"]
        reports, intensity = sign * told["reports"], sign * round(told["intensity"] * TENTHS)
        for one, other in (*[(state, "") for state in sorted(states)], *pairs):
            cell = sums[one, other, month, sort, quad]
            cell[0] += sign
            cell[1] += reports
            cell[2] += intensity
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
