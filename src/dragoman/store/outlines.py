"""Many merged findings at a glance: what a chart or a tab needs of them, without reading their values."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from dragoman.model.identity import Identity
from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.entries import MET, UNDATED
from dragoman.store.filters import Filter
from dragoman.store.fitting import MOST_ANEW, fitting
from dragoman.store.listed import as_listed
from dragoman.store.lists import check_limit, newest, newest_seen, unfit, values_of, walk_of
from dragoman.store.outlet_names import mains
from dragoman.store.people import persons_in
from dragoman.store.seen import identities_seen
from dragoman.store.sql import select_in
from dragoman.store.standings import standings

MEETINGS_LOOKED_AT = 500
SEEN_BY = ("type", "quad", "status", "month", "context", "state")
DRAWN = ("id", "kind", "type", "mode", "quad", "status", "earliest", "latest", "day", "reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a mark says of a merged finding. earliest, latest: the bounds of its day, None where it is not told."""

    id: str
    kind: MergedKind
    type: str | None
    mode: str | None
    quad: int | None
    status: str | None
    is_news: bool
    earliest: str | None
    latest: str | None
    day: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """Some of them, the newest first; `more` where there are others."""

    items: tuple[Outline, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A person who met others: in how many meetings, and each whom, by identity, with the number."""

    id: str
    name: str
    country: str | None
    meetings: int
    last: str
    others: tuple[tuple[str, str, str | None, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many there are of each value, by what is counted; `whole` False where only the newest were looked at."""

    counts: dict[str, dict[str, int]]
    whole: bool


def outlines(connection: Connection, kinds: Sequence[MergedKind], limits: Filter, limit: int) -> Outlines:
    """The newest of some kinds. Raises QueryError."""
    check_limit(limit)
    m = s.merged.c
    names = ("n", *DRAWN) if limits.within is None else tuple(m.keys())
    found: list[Any] = []
    for kind in kinds:
        found += newest(connection, kind, limits, [m[name] for name in names], limit + 1)
    found.sort(key=lambda row: (row.day, row.n), reverse=True)
    if limits.within is None:
        items = [row._asdict() for row in found[:limit]]
    else:  # what may be seen of it is put together anew: the row tells of all reports
        shown = as_listed(connection, found[:limit], limits.within)
        items = [one.row for one in fitting(connection, shown, limits)]
    drawn = [{name: item[name] for name in DRAWN} for item in items]
    return Outlines(items=tuple(Outline(**one, is_news=one["reports"] > 0) for one in drawn), more=len(found) > limit)


def count_to(connection: Connection, kind: MergedKind, limits: Filter, most: int) -> int:
    """How many there are, counted no further than one beyond `most`: a tab need not walk a million rows."""
    query = walk_of(connection, kind, limits).query.with_only_columns(s.merged.c.n)
    return len(connection.execute(query.limit(most + 1)).all()) - unfit(connection, kind, limits)


def facets_of(connection: Connection, kind: MergedKind, limits: Filter, most: int) -> Facets:
    """How many of the newest there are of each type, mode, quad class, status, month, context, state and outlet."""
    if limits.within is not None:
        return _facets_seen(connection, kind, limits)
    m = s.merged.c
    rows = newest(connection, kind, limits, (m.n, m.type, m.mode, m.quad, m.status, m.day), most + 1)
    counted = rows[:most]
    by: dict[str, Counter[str]] = {
        name: Counter(str(getattr(row, name)) for row in counted if getattr(row, name) is not None)
        for name in ("type", "quad", "status")
    }
    by["mode"] = Counter(f"{row.type} {row.mode}" for row in counted if row.mode is not None)
    if kind == "commitment" and limits.as_of is not None:
        standing = standings(connection, [row.n for row in counted], limits.as_of, limits.within)
        by["status"] = Counter(one.status for one in standing.values())
    by["month"] = Counter(row.day[:7] for row in counted if row.day > UNDATED)
    numbers = [row.n for row in counted]
    for name, table in (("context", s.merged_contexts), ("state", s.merged_states)):
        column = table.c["country" if name == "state" else "context"]
        found = select_in(connection, select(table.c.merged, column), table.c.merged, numbers)
        by[name] = Counter(value for _, value in {tuple(row) for row in found})
    mf, f, r = s.merged_findings.c, s.findings.c, s.reports.c
    telling = select(mf.merged, r.outlet).where(r.outlet.is_not(None))
    source = s.merged_findings.join(s.findings, f.n == mf.finding).join(s.reports, r.document == f.document)
    found = select_in(connection, telling, mf.merged, numbers, source)
    main = mains({row.outlet for row in found})
    by["outlet"] = Counter(outlet for _, outlet in {(row.merged, main[row.outlet]) for row in found})
    return Facets(counts={name: dict(each.most_common()) for name, each in by.items()}, whole=len(rows) <= most)


def _facets_seen(connection: Connection, kind: MergedKind, limits: Filter) -> Facets:
    """The same as somebody sees them who may see some collections only."""
    fit, looked_at = newest_seen(connection, kind, limits)
    by = {name: Counter(str(value) for one in fit for value in values_of(one, name)) for name in SEEN_BY}
    by["month"].pop(UNDATED[:7], None)
    by["mode"] = Counter(f"{one.row['type']} {one.row['mode']}" for one in fit if one.row["mode"] is not None)
    main = mains({outlet for one in fit for outlet in one.item.merged.outlets})
    by["outlet"] = Counter(outlet for one in fit for outlet in {main[told] for told in one.item.merged.outlets})
    return Facets(counts={name: dict(each.most_common()) for name, each in by.items()}, whole=looked_at < MOST_ANEW)


def met(connection: Connection, limits: Filter, limit: int) -> tuple[Met, ...]:
    """Who met most often in the newest meetings of a pair of states or of one that took place, and whom each met."""
    m, i = s.merged.c, s.identities.c
    took_place = replace(limits, types=(MET,), status=("occurred",))
    held = newest(connection, "event", took_place, (m.n, m.day), MEETINGS_LOOKED_AT)
    days = {row.n: row.day for row in held}
    named = persons_in(limits.within, i.n, i.country).where(i.named)
    present: dict[int, dict[int, str | None]] = defaultdict(dict)
    for row in select_in(connection, named, s.merged_actors.c.merged, days):
        present[row.merged][row.n] = row.country
    meetings: dict[int, set[int]] = defaultdict(set)
    others: dict[int, Counter[int]] = defaultdict(Counter)
    for meeting, persons in present.items():
        for one, country in persons.items():
            meetings[one].add(meeting)
            others[one].update(two for two, its in persons.items() if two != one and its != country)
    first = sorted(meetings, key=lambda one: (-len(meetings[one]), one))[:limit]
    asked = {*first, *(two for one in first for two, _ in others[one].most_common(limit))}
    rows = select_in(connection, select(i.n, i.id, i.value), i.n, asked)
    numbers = {row.id: row.n for row in rows}
    told = identities_seen(connection, [Identity.model_validate_json(row.value) for row in rows], limits.within)
    who = {numbers[one.id]: one for one in told if one.id in numbers}
    return tuple(
        Met(
            id=who[one].id,
            name=who[one].name,
            country=who[one].country,
            meetings=len(meetings[one]),
            last=max(days[meeting] for meeting in meetings[one]),
            others=tuple(
                (who[two].id, who[two].name, who[two].country, many)
                for two, many in others[one].most_common(limit)
                if two in who
            ),
        )
        for one in first
        if one in who
    )
