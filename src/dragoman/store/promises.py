"""What later events make of promises, kept up as both come and go, and how each promise stands from day to day.

A promise is weighed against events when it comes, an event against promises: each pair once. A promise is found by its
doer and one of its words, of which an event must tell most.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select, text, update

from dragoman.merging.outcomes import YEAR, Became, End, Outcome, may_end, outcomes, roots_told, words_of
from dragoman.merging.roots import beginnings_of
from dragoman.merging.standing import Step, steps
from dragoman.model.merged import Merged, Telling
from dragoman.store import schema as s
from dragoman.store.decisions import verdicts
from dragoman.store.notes import note_change
from dragoman.store.rows import Numbers
from dragoman.store.sql import chunks, insert_plain, put, select_in

RULES, KEPT_BY = "3", "promises"  # another number where it is told otherwise what becomes of promises


Tellings = Mapping[int, Sequence[Telling]]  # what tells merged findings, by their numbers


def keep_up(
    connection: Connection, come: Mapping[str, Tellings], judged: Collection[int], lost: Collection[int], changed: int
) -> None:
    """Bring to what is merged now what becomes of promises.

    come: merged findings that are new, by their kind. judged: promises about which persons decided. lost: promises of
    which an event went. changed: the change by which those became other that stand otherwise.
    """
    fresh, events = come.get("commitment", {}), come.get("event", {})
    anew = set(judged) - fresh.keys()
    for some in chunks(sorted(anew)):
        connection.execute(delete(s.outcomes).where(s.outcomes.c.promise.in_(some)))
    _note_words(connection, fresh)
    promises = {**fresh, **tellings_in(connection, anew)}
    found = {n: events_like(connection, told) for n, told in promises.items()}
    near = _promised(connection, events, promises.keys())
    promises |= tellings_in(connection, near)
    found |= {n: events_like(connection, promises[n], among=them) for n, them in near.items()}
    rows = []
    for n, them in found.items():
        made = outcomes_among(connection, promises[n], them)
        rows += [(n, event, one.what, one.day) for event, one in made.items()]
    insert_plain(connection, s.outcomes, ("promise", "event", "what", "day"), sorted(rows))
    _stand(connection, {*fresh, *anew, *lost, *(n for n, *_ in rows)}, changed)


def begin(connection: Connection, now: str) -> None:
    """Begin to keep it up by these rules, unless it is: every promise of the store is as one that has come."""
    if is_kept(connection):
        return
    for table in (s.promised, s.outcomes):
        connection.execute(delete(table))
    put(connection, s.refreshed, [{"name": KEPT_BY, "value": RULES}])
    every = connection.execute(select(s.merged.c.n).where(s.merged.c.kind == "commitment")).scalars().all()
    changed = note_change(connection, Numbers(connection, {}), now) if every else 0
    for some in chunks(every):
        keep_up(connection, {"commitment": tellings_in(connection, some)}, (), (), changed)


def going(connection: Connection, merged: Sequence[int]) -> set[int]:
    """The promises of which something became by events that go."""
    o = s.outcomes.c
    return {row.promise for row in select_in(connection, select(o.promise), o.event, merged)} - set(merged)


def events_like(
    connection: Connection,
    promise: Sequence[Telling],
    *,
    among: Collection[int] | None = None,
    seen: Sequence[ColumnElement[bool]] = (),
) -> dict[int, list[Telling]]:
    """Events (of some, by their numbers, or of all) that may be what was promised, each with what tells it.

    By one who promised, towards no state or one to which it was promised, in the days that count, told with a word of
    one of the roots that must be there. seen: what the findings that tell it must fulfil.
    """
    words = sorted({word for told in promise for _, root in words_of(told) for word in beginnings_of(root)})
    first = min((told.published for told in promise if told.published), default=None)
    doers = sorted({side for told in promise for side in told.actors})
    if first is None or not words:
        return {}
    due = max((told.latest for told in promise if told.latest), default=None)
    end = date.fromisoformat(due or first) + timedelta(days=YEAR)
    asked = {"first": first, "end": end.isoformat()}
    query = f"{_EVENTS} AND by_.country IN ({_marks('doer', doers, asked)})"
    told_as = [f'%"{word}%' for word in words]  # folded: letters and digits only
    query += f" AND ({' OR '.join(f't.value LIKE {mark}' for mark in _marks('word', told_as, asked).split(', '))})"
    towards = sorted({side for told in promise for side in told.recipients})
    if towards:
        one_of = f"{_TOWARDS} AND to_.country IN ({_marks('to', towards, asked)})"
        query += f" AND (EXISTS ({one_of}) OR NOT EXISTS ({_TOWARDS}))"
    found: set[int] = set()
    for some in chunks(sorted(among)) if among is not None else (None,):
        limits = dict(asked)
        limit = "" if some is None else f" AND by_.merged IN ({_marks('among', some, limits)})"
        found.update(connection.execute(text(query + limit), limits).scalars())
    return tellings_in(connection, sorted(found), seen)


# In plain words: it is asked for each promise that comes, and to build it took longer than to answer it
_EVENTS = """SELECT DISTINCT by_.merged FROM merged_states AS by_ JOIN merged_findings AS mf ON mf.merged = by_.merged
JOIN tellings AS t ON t.finding = mf.finding
WHERE by_.kind = 'event' AND by_.day > :first AND by_.day <= :end AND by_.acts"""
_TOWARDS = "SELECT 1 FROM merged_states AS to_ WHERE to_.merged = by_.merged AND to_.receives"


def _marks(name: str, values: Iterable[Any], asked: dict[str, Any]) -> str:
    """The marks of values in a query, which are put among what is asked."""
    told = {f"{name}{place}": value for place, value in enumerate(values)}
    asked |= told
    return ", ".join(f":{mark}" for mark in told)


def tellings_in(
    connection: Connection, merged: Iterable[int], seen: Sequence[ColumnElement[bool]] = ()
) -> dict[int, list[Telling]]:
    """What tells each of these merged findings, of what may be seen."""
    mf, t, f = s.merged_findings.c, s.tellings.c, s.findings.c
    query = select(mf.merged, t.value)
    source = s.merged_findings.join(s.tellings, t.finding == mf.finding)
    if seen:
        query = query.where(*seen)
        source = source.join(s.findings, f.n == mf.finding)
    found: dict[int, list[Telling]] = defaultdict(list)
    for row in select_in(connection, query, mf.merged, merged, source):
        found[row.merged].append(Telling.model_validate_json(row.value))
    return dict(found)


def outcomes_among(
    connection: Connection, promise: Sequence[Telling], events: Mapping[int, Sequence[Telling]]
) -> dict[int, Outcome]:
    """What events, by their numbers, make of a promise."""
    told = [one.finding for group in (promise, *events.values()) for one in group]
    found = outcomes(promise, list(events.values()), verdicts(connection, told).decisions if events else ())
    numbers = {min(one.finding for one in group): n for n, group in events.items()}
    return {numbers[one.event]: one for one in found}


def standing_steps(connection: Connection, promises: Iterable[int]) -> dict[int, list[tuple[Step, int | None]]]:
    """How promises stand from day to day by what is kept of them, each step with the number of its event."""
    m, o = s.merged.c, s.outcomes.c
    events = s.merged.alias().c
    rows = select_in(connection, select(m.n, m.value), m.n, promises)
    query = select(o.promise, o.event, o.what, o.day, events.id).join(events.id.table, events.n == o.event)
    made: dict[int, list[tuple[int, str, End, str]]] = defaultdict(list)
    for row in select_in(connection, query, o.promise, promises):
        made[row.promise].append((row.event, row.id, row.what, row.day))
    found = {}
    for row in rows:
        merged = Merged.model_validate_json(row.value)
        numbers = {identifier: n for n, identifier, _, _ in made[row.n]}
        told = [Became(what=what, day=day, event=identifier) for _, identifier, what, day in made[row.n]]
        found[row.n] = [(step, numbers.get(step.event or "")) for step in steps(merged, told)]
    return found


def is_kept(connection: Connection) -> bool:
    """Whether it was kept up by these rules all along: not where a store is older than they are."""
    r = s.refreshed.c
    return connection.execute(select(r.value).where(r.name == KEPT_BY)).scalar_one_or_none() == RULES


def _key(doer: str, word: str) -> str:
    return f"{doer}|{word}"


def _note_words(connection: Connection, promises: Tellings) -> None:
    rows = {(_key(doer, word), n) for n, told in promises.items() for one in told for doer, word in words_of(one)}
    insert_plain(connection, s.promised, ("key", "promise"), sorted(rows))


def _promised(connection: Connection, events: Tellings, but: AbstractSet[int]) -> dict[int, set[int]]:
    """Promises, without some, that may be what events did: each with those events."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for n, told in events.items():
        for one in told:
            if may_end(one):
                for word in roots_told(one):
                    for doer in one.actors:
                        by_key[_key(doer, word)].append(n)
    p = s.promised.c
    found: dict[int, set[int]] = defaultdict(set)
    for row in select_in(connection, select(p.key, p.promise), p.key, by_key.keys()):
        if row.promise not in but:
            found[row.promise].update(by_key[row.key])
    return found


def _stand(connection: Connection, promises: Collection[int], changed: int) -> None:
    """Keep how promises stand from day to day; those that stand otherwise than before became other by a change."""
    st, m = s.standings.c, s.merged.c
    before: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for row in select_in(connection, select(s.standings).order_by(st.merged, st.since), st.merged, promises):
        before[row.merged].append(tuple(row))
    rows: list[tuple[int, str, str | None, str, str, str, int | None]] = []
    for n, told in standing_steps(connection, promises).items():
        untils = [after.since for _, (after, _) in pairwise(told)] + [None]
        now = [
            (n, step.since, until, step.status, step.told, step.told_since, event)
            for (step, event), until in zip(told, untils, strict=True)
        ]
        if before.pop(n, []) != now:
            rows += now
    other = sorted({row[0] for row in rows})
    for some in chunks(other):
        connection.execute(delete(s.standings).where(st.merged.in_(some)))
        connection.execute(update(s.merged).where(m.n.in_(some)).values(changed=changed))
    insert_plain(connection, s.standings, ("merged", "since", "until", "status", "told", "told_since", "event"), rows)
