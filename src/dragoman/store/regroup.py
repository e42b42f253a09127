"""Merged findings kept up: what is linked with what came, or with what a person judged, is grouped anew.

Components are closed under links, and the groups of one follow from its members alone: the store is the same whatever
the order in which reports came.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, select

from dragoman.merging import gather, keys_of, merged
from dragoman.model.merged import Decision, Finding, Member, Merged, Report, Telling
from dragoman.model.record import Actor, Agreement, Commitment, Event, Statement
from dragoman.store import schema as s
from dragoman.store.merged_rows import replace_merged
from dragoman.store.rows import Numbers
from dragoman.store.sql import insert, put, select_in

MODELS: Mapping[str, type[Event | Statement | Agreement | Commitment]] = {
    "event": Event,
    "statement": Statement,
    "agreement": Agreement,
    "commitment": Commitment,
}
ACTOR = TypeAdapter(Actor)


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A finding that has come: its number, and what is compared of it."""

    finding: int
    telling: Telling


def regroup(
    connection: Connection,
    numbers: Numbers,
    *,
    come: Sequence[New] = (),
    gone: Sequence[int] = (),
    touched: Sequence[int] = (),
    decisions: Sequence[Decision] = (),
    changed: int,
) -> None:
    """Group anew what is linked with findings that came, went, or were judged about (all by their numbers).

    `decisions` are all that hold in the store.
    """
    here: dict[int, Telling] = {new.finding: new.telling for new in come}
    ids = {new.telling.finding: new.finding for new in come}
    keys = {(key, new.finding) for new in come for key in keys_of(new.telling)}
    insert(connection, s.merge_keys, [{"key": key, "finding": finding} for key, finding in sorted(keys)])
    candidates = {
        row.finding
        for row in select_in(connection, select(s.merge_keys.c.finding), s.merge_keys.c.key, {key for key, _ in keys})
    }
    near = (candidates | set(gone) | set(touched)) - set(here)
    components = {
        row.component for row in select_in(connection, select(s.tellings.c.component), s.tellings.c.finding, near)
    }
    known = select_in(connection, select(s.tellings), s.tellings.c.component, components)
    there = {row.finding: Telling.model_validate_json(row.value) for row in known}
    here |= {number: telling for number, telling in there.items() if number not in set(gone)}
    ids |= {telling.finding: number for number, telling in here.items()}
    _forget(connection, gone)
    found = gather(here.values(), _among(decisions, ids))
    rows = []
    groups: list[tuple[int, ...]] = []
    for component in found:
        members = [ids[finding] for group in component.groups for finding in group]
        smallest = min(members)
        rows += [
            {"finding": n, "component": smallest, "value": here[n].model_dump_json(exclude_defaults=True)}
            for n in members
        ]
        groups += [tuple(sorted(ids[finding] for finding in group)) for group in component.groups]
    put(connection, s.tellings, rows)
    replace_merged(connection, numbers, groups, _merged(connection, groups), gone=gone, changed=changed)


def _among(decisions: Iterable[Decision], ids: Mapping[str, int]) -> list[Decision]:
    """Decisions on findings that are here, as far as they are."""
    kept = []
    for decision in decisions:
        one = tuple(finding for finding in decision.one if finding in ids)
        other = tuple(finding for finding in decision.other if finding in ids)
        if one and other:
            kept.append(Decision(kind=decision.kind, one=one, other=other))
    return kept


def _forget(connection: Connection, gone: Sequence[int]) -> None:
    for table in (s.tellings, s.merge_keys):
        for n in gone:
            connection.execute(delete(table).where(table.c.finding == n))


def _merged(connection: Connection, groups: Sequence[tuple[int, ...]]) -> list[Merged]:
    """Each group as one finding."""
    everything = {n for group in groups for n in group}
    found = {row.n: row for row in select_in(connection, select(s.findings), s.findings.c.n, everything)}
    reports = _reports(connection, {row.document for row in found.values()})
    actors = _actors(connection, {row.reading for row in found.values()})
    return [
        merged(
            [
                Member(
                    finding=_finding(found[n].kind, found[n].value),
                    report=reports[found[n].document],
                    names={actor.id: actor.name for actor in actors[found[n].reading]},
                    countries={actor.id: actor.country for actor in actors[found[n].reading]},
                )
                for n in group
            ]
        )
        for group in groups
    ]


def _finding(kind: str, value: str) -> Finding:
    return MODELS[kind].model_validate_json(value)


def _actors(connection: Connection, readings: Iterable[int]) -> Mapping[int, list[Actor]]:
    query = select(s.findings.c.reading, s.findings.c.value).where(s.findings.c.kind == "actor")
    found: dict[int, list[Actor]] = defaultdict(list)
    for row in select_in(connection, query, s.findings.c.reading, readings):
        found[row.reading].append(ACTOR.validate_json(row.value))
    return found


def _reports(connection: Connection, documents: Iterable[int]) -> dict[int, Report]:
    query = select(s.documents.c.n, s.documents.c.id, s.appearances.c.published, s.appearances.c.outlet).join(
        s.appearances, s.appearances.c.document == s.documents.c.n
    )
    rows = defaultdict(list)
    for row in select_in(connection, query, s.documents.c.n, documents):
        rows[row.n].append(row)
    return {
        n: Report(
            document=told[0].id,
            published=min((row.published for row in told if row.published), default=None),
            outlets=tuple(sorted({row.outlet for row in told if row.outlet})),
        )
        for n, told in rows.items()
    }
