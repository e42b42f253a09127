"""What events that a store has make of a promise that it has."""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy import Connection, select

from dragoman.merging import Outcome, outcomes
from dragoman.merging.outcomes import AROUND, YEAR
from dragoman.model.merged import Telling
from dragoman.store import schema as s
from dragoman.store.decisions import verdicts
from dragoman.store.seen import Within, is_seen
from dragoman.store.sql import select_in


def outcomes_of(connection: Connection, identifier: str, within: Within = None) -> tuple[Outcome, ...]:
    """The outcomes of the commitment of this id, or of which a finding of this id is part; none of what is no such.

    As far as the reports that may be seen tell of both.
    """
    m, mf, f = s.merged.c, s.merged_findings.c, s.findings.c
    query = select(m.n).join(s.merged_findings, mf.merged == m.n).join(s.findings, f.n == mf.finding)
    n = connection.execute(query.where(f.id == identifier, m.kind == "commitment")).scalar_one_or_none()
    if n is None:
        return ()
    promise = _tellings(connection, [n], within).get(n)
    if promise is None:
        return ()
    events = _tellings(connection, _events(connection, promise), within)
    told = [one.finding for group in (promise, *events.values()) for one in group]
    return outcomes(promise, list(events.values()), verdicts(connection, told).decisions)


def _events(connection: Connection, promise: list[Telling]) -> list[int]:
    """The events by one who promised, towards one to whom it was promised, in the days that count."""
    first = min((told.published for told in promise if told.published), default=None)
    if first is None:
        return []
    due = max((told.latest for told in promise if told.latest), default=None)
    end = date.fromisoformat(due or first) + timedelta(days=AROUND if due else YEAR)
    by, to = s.merged_states, s.merged_states.alias()
    query = (
        select(by.c.merged)
        .join(to, to.c.merged == by.c.merged)
        .where(by.c.kind == "event", by.c.day > first, by.c.day <= end.isoformat(), by.c.acts, to.c.receives)
        .where(by.c.country.in_({side for told in promise for side in told.actors}))
    )
    if any(told.recipients for told in promise):
        query = query.where(to.c.country.in_({side for told in promise for side in told.recipients}))
    return sorted(set(connection.execute(query).scalars()))


def _tellings(connection: Connection, merged: list[int], within: Within) -> dict[int, list[Telling]]:
    """What tells each of these merged findings, of what may be seen."""
    mf, t, f = s.merged_findings.c, s.tellings.c, s.findings.c
    query = select(mf.merged, t.value)
    source = s.merged_findings.join(s.tellings, t.finding == mf.finding)
    if within is not None:
        query = query.where(*is_seen(f.document, within))
        source = source.join(s.findings, f.n == mf.finding)
    found: dict[int, list[Telling]] = defaultdict(list)
    for row in select_in(connection, query, mf.merged, merged, source):
        found[row.merged].append(Telling.model_validate_json(row.value))
    return found
