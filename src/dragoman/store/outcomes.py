"""What events that a store has make of a promise that it has."""

from sqlalchemy import Connection, select

from dragoman.merging import Outcome, outcomes
from dragoman.store import schema as s
from dragoman.store.decisions import verdicts
from dragoman.store.promises import events_like, tellings_in
from dragoman.store.seen import Within, is_seen


def outcomes_of(connection: Connection, identifier: str, within: Within = None) -> tuple[Outcome, ...]:
    """The outcomes of the commitment of this id, or of which a finding of this id is part; none of what is no such.

    As far as the reports that may be seen tell of both.
    """
    m, mf, f = s.merged.c, s.merged_findings.c, s.findings.c
    query = select(m.n).join(s.merged_findings, mf.merged == m.n).join(s.findings, f.n == mf.finding)
    n = connection.execute(query.where(f.id == identifier, m.kind == "commitment")).scalar_one_or_none()
    if n is None:
        return ()
    seen = is_seen(f.document, within)
    promise = tellings_in(connection, [n], seen).get(n)
    if promise is None:
        return ()
    events = events_like(connection, promise, seen=seen)
    told = [one.finding for group in (promise, *events.values()) for one in group]
    return outcomes(promise, list(events.values()), verdicts(connection, told).decisions)
