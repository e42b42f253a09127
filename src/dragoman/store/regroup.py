"""Merged findings kept up: what is linked with what came, or with what a person judged, is grouped anew.

`dragoman.merging.affected` tells what that is: the store is the same whatever the order in which reports came.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import JsonValue, TypeAdapter
from sqlalchemy import Connection, bindparam, delete, select, update

from dragoman.merging import Kept, affected, gather, keys_of, merged
from dragoman.model.merged import Decision, Finding, Member, Merged, Report, Telling
from dragoman.model.record import Actor, Agreement, Commitment, Event, Statement
from dragoman.store import schema as s
from dragoman.store.completing import put_right
from dragoman.store.counting import findings, numbers_of
from dragoman.store.decisions import verdicts
from dragoman.store.entries import Entry, entry_of, row_of
from dragoman.store.merged_rows import Group, replace_merged
from dragoman.store.promises import keep_up
from dragoman.store.rows import Numbers
from dragoman.store.sql import chunks, insert_plain, select_in

MODELS: Mapping[str, type[Event | Statement | Agreement | Commitment]] = {
    "event": Event,
    "statement": Statement,
    "agreement": Agreement,
    "commitment": Commitment,
}
ACTOR = TypeAdapter(Actor)
Corrections = Mapping[str, Sequence[Mapping[str, JsonValue]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A finding that has come: its number, and what is compared of it, as it is kept, too.

    alone: what the tables have of it where its document is new, so that nobody judged about it, and nobody else tells
    the same.
    """

    finding: int
    telling: Telling
    line: str
    alone: Entry | None = None


def regroup(
    connection: Connection,
    numbers: Numbers,
    *,
    come: Sequence[New] = (),
    gone: Sequence[int] = (),
    touched: Sequence[int] = (),
    changed: int,
) -> None:
    """Group anew what is linked with findings that came, went, or were judged about (all by their numbers)."""
    shelf = _Shelf(connection)
    judged = {*gone, *touched, *_judged_with(connection, [new.telling.finding for new in come])}
    told = affected(shelf, [new.telling for new in come], shelf.components(judged))
    ids = {**shelf.numbers, **{new.telling.finding: new.finding for new in come}}
    left = set(gone)
    here = {ids[telling.finding]: telling for telling in told.tellings if ids[telling.finding] not in left}
    ids = {telling.finding: number for number, telling in here.items()}
    _forget(connection, gone)
    keys = sorted((key, new.finding) for new in come for key in keys_of(new.telling))
    insert_plain(connection, s.merge_keys, ("key", "finding"), keys)
    about = verdicts(connection, ids)
    stands: dict[int, int] = {}
    groups: list[tuple[int, ...]] = []
    for component in gather(here.values(), _among(about.decisions, ids), told.within):
        members = [ids[finding] for group in component.groups for finding in group]
        number = -min(members) if component.loose else min(members)
        stands |= dict.fromkeys(members, number)
        kept = (tuple(sorted(ids[one] for one in group if one not in about.rejected)) for group in component.groups)
        groups += [group for group in kept if group]
    _keep(connection, stands, come, shelf.stood)
    rejected = [ids[finding] for finding in about.rejected]
    at_hand = {new.finding: new.alone for new in come if new.alone is not None}
    found = _merged(connection, groups, about.corrections, at_hand)
    left_out = [*gone, *rejected]
    replaced = replace_merged(connection, numbers, found, gone=left_out, new=at_hand.keys(), changed=changed)
    told_by = {
        kind: {n: [here[finding] for finding in findings] for n, findings in them.items()}
        for kind, them in replaced.come.items()
    }
    keep_up(connection, told_by, _promises_of(connection, touched), replaced.lost, changed)


def _promises_of(connection: Connection, findings: Iterable[int]) -> set[int]:
    """The promises that these findings tell."""
    mf, m = s.merged_findings.c, s.merged.c
    query = select(mf.merged).join(s.merged, m.n == mf.merged).where(m.kind == "commitment")
    return {row.merged for row in select_in(connection, query, mf.finding, findings)}


def _keep(connection: Connection, stands: Mapping[int, int], come: Sequence[New], stood: Mapping[int, int]) -> None:
    """Keep tellings with the component in which they stand now; `stood`: in which those that were there did."""
    fresh = {new.finding: new.line for new in come}
    rows = [(finding, stands[finding], line) for finding, line in sorted(fresh.items()) if finding in stands]
    insert_plain(connection, s.tellings, ("finding", "component", "value"), rows)
    moved = [(finding, n) for finding, n in stands.items() if finding not in fresh and stood[finding] != n]
    if moved:
        t = s.tellings.c
        own = update(s.tellings).where(t.finding == bindparam("of")).values(component=bindparam("to"))
        connection.execute(own, [{"of": finding, "to": n} for finding, n in moved])


class _Shelf:
    """The tellings of a store, as what affects what is asked of them.

    numbers: of the findings that were asked for; stood: by their numbers, the components in which they stand.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.numbers: dict[str, int] = {}
        self.stood: dict[int, int] = {}

    def components(self, findings: Iterable[int]) -> set[int]:
        """The components of findings."""
        query = select(s.tellings.c.component)
        return {row.component for row in select_in(self._connection, query, s.tellings.c.finding, findings)}

    def sharing(self, keys: Collection[str]) -> Iterable[Kept]:
        """Those that have one of these keys."""
        query = select(s.merge_keys.c.finding)
        near = {row.finding for row in select_in(self._connection, query, s.merge_keys.c.key, keys)}
        return self._kept(select_in(self._connection, select(s.tellings), s.tellings.c.finding, near))

    def members(self, components: Collection[int]) -> Iterable[Kept]:
        """Those in these components."""
        return self._kept(select_in(self._connection, select(s.tellings), s.tellings.c.component, components))

    def _kept(self, rows: Iterable[Any]) -> list[Kept]:
        found = []
        for row in rows:
            telling = _telling(row.value)
            self.numbers[telling.finding] = row.finding
            self.stood[row.finding] = row.component
            found.append(Kept(telling=telling, component=row.component))
        return found


@lru_cache(maxsize=50_000)  # what stands near is asked for with each report that comes
def _telling(value: str) -> Telling:
    return Telling.model_validate_json(value)


def _judged_with(connection: Connection, come: Sequence[str]) -> set[int]:
    """The findings that persons said to be the same as these, or others."""
    told = verdicts(connection, come).decisions
    return numbers_of(connection, {one for decision in told for one in (*decision.one, *decision.other)})


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
    for some in chunks(gone):
        for table in (s.tellings, s.merge_keys):
            connection.execute(delete(table).where(table.c.finding.in_(some)))


def _merged(
    connection: Connection,
    groups: Sequence[tuple[int, ...]],
    corrections: Corrections,
    at_hand: Mapping[int, Entry],
) -> list[Group]:
    """Each group as one finding, with what persons put right; of what is alone, what is at hand of it."""
    found = [Group(findings=group, entry=at_hand[group[0]]) for group in groups if _is_at_hand(group, at_hand)]
    others = [group for group in groups if not _is_at_hand(group, at_hand)]
    members = _members(connection, {n for group in others for n in group}, corrections)
    for group in others:
        told = [members[n] for n in group]
        found.append(Group(findings=group, entry=entry_of(merged(told), _first_told(told))))
    return sorted(found, key=lambda group: group.findings)


def _is_at_hand(group: tuple[int, ...], at_hand: Mapping[int, Entry]) -> bool:
    return len(group) == 1 and group[0] in at_hand


def merged_of(connection: Connection, groups: Sequence[tuple[int, ...]]) -> list[tuple[Merged, str]]:
    """Groups of findings (by their numbers) as one each with its day, and what persons put right; nothing is kept."""
    f = s.findings.c
    ids = {row.id for row in select_in(connection, select(f.id), f.n, {n for group in groups for n in group})}
    members = _members(connection, {n for group in groups for n in group}, verdicts(connection, ids).corrections)
    found = []
    for group in groups:
        told = [members[n] for n in group]
        one = merged(told)
        found.append((one, str(row_of(one, _first_told(told))["day"])))
    return found


def _first_told(told: Sequence[Member]) -> str | None:
    """The day of the first report that tells it."""
    return min((member.report.published for member in told if member.report.published), default=None)


def _members(connection: Connection, everything: AbstractSet[int], corrections: Corrections) -> dict[int, Member]:
    """Findings with their reports, as the store has them."""
    found = {row.n: row for row in select_in(connection, select(s.findings), s.findings.c.n, everything)}
    documents = {row.document for row in found.values()}
    reports, actors = _reports(connection, documents), _actors(connection, documents)
    members = {}
    for n, row in found.items():
        finding, names = finding_with(row.kind, row.value, corrections.get(row.id, ()))
        members[n] = Member(
            finding=finding,
            put_right=names,
            report=reports[row.document],
            names={actor.id: actor.name for actor in actors[row.document]},
            countries={actor.id: actor.country for actor in actors[row.document]},
        )
    return members


def finding_with(kind: str, value: str, corrected: Sequence[Mapping[str, JsonValue]]) -> tuple[Finding, frozenset[str]]:
    """A finding as a row has it, with what persons put right in turn, and the fields that this makes other."""
    if not corrected:
        return MODELS[kind].model_validate_json(value), frozenset()
    told, names = put_right(kind, json.loads(value), corrected)
    return MODELS[kind].model_validate_json(json.dumps(told)), names


def _actors(connection: Connection, documents: Iterable[int]) -> Mapping[int, list[Actor]]:
    """The actors of documents: what persons add may name those of the machine, and the other way round."""
    query = findings(s.findings.c.document, s.findings.c.value).where(s.findings.c.kind == "actor")
    found: dict[int, list[Actor]] = defaultdict(list)
    for row in select_in(connection, query, s.findings.c.document, documents):
        found[row.document].append(ACTOR.validate_json(row.value))
    return found


def _reports(connection: Connection, documents: Iterable[int]) -> dict[int, Report]:
    query = select(s.documents.c.n, s.documents.c.id, s.reports.c.published, s.reports.c.outlet).join(
        s.reports, s.reports.c.document == s.documents.c.n
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
