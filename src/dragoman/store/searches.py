"""What the desk keeps for each person: the visit before this one, and saved searches."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from dragoman.errors import QueryError
from dragoman.store import schema as s
from dragoman.store.notes import last_change
from dragoman.store.rows import Numbers
from dragoman.store.sql import by_bytes, insert, put

VISIT = 3600  # seconds without a look after which the next is another visit
LONGEST_NAME, LONGEST_ADDRESS, MOST = 200, 2_000, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """When somebody looked last before this visit, and the last change that was there then; 0 at the first look."""

    before: str | None
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """An address of the desk that somebody keeps under a name."""

    number: int
    name: str
    address: str
    made: str


def last_visit(connection: Connection, who: str) -> Visit | None:
    """The visit of somebody that is kept; None where there was none."""
    row = connection.execute(select(s.visits).where(s.visits.c.who == who)).one_or_none()
    return Visit(before=row.before, since=row.since) if row is not None else None


def visit(connection: Connection, who: str, now: str) -> Visit:
    """Keep that somebody looks now; the visit that this look is part of.

    Looks with less than an hour between them are one visit: what was new at its beginning stays so. After the very
    first look, what came in since that look is new.
    """
    row = connection.execute(select(s.visits).where(s.visits.c.who == who)).one_or_none()
    if row is None:
        kept = Visit(before=None, since=0)
    elif row.before is not None and _seconds(row.at, now) < VISIT:
        kept = Visit(before=row.before, since=row.since)
    else:
        kept = Visit(before=row.at, since=row.seen)
    seen = last_change(connection)
    put(connection, s.visits, [{"who": who, "at": now, "before": kept.before, "since": kept.since, "seen": seen}])
    return kept


def _seconds(one: str, other: str) -> float:
    return (datetime.fromisoformat(other) - datetime.fromisoformat(one)).total_seconds()


def searches(connection: Connection, who: str) -> tuple[Search, ...]:
    """What somebody saved, by name."""
    c = s.searches.c
    query = select(s.searches).where(c.who == who).order_by(by_bytes(c.name, connection.dialect.name), c.n)
    return tuple(
        Search(number=row.n, name=row.name, address=row.address, made=row.made) for row in connection.execute(query)
    )


def save(connection: Connection, who: str, name: str, address: str, now: str) -> None:
    """Keep an address of the desk under a name; one that is kept already gets the name. Raises QueryError."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise QueryError(f"{name[:40]!r}: is no name of a search; take 1 to {LONGEST_NAME} characters")
    if not address.startswith("/") or address.startswith("//") or "\\" in address or len(address) > LONGEST_ADDRESS:
        raise QueryError(f"{address[:40]!r}: is no address of this desk")
    c = s.searches.c
    mine = select(c.n, c.made).where(c.who == who, c.address == address)
    known = connection.execute(mine).one_or_none()
    if known is None:
        kept = connection.execute(select(func.count()).where(c.who == who)).scalar_one()
        if kept >= MOST:
            raise QueryError(f"{MOST} searches are saved; delete one first")
        n = Numbers(connection, {}).of(s.searches)
        insert(connection, s.searches, [{"n": n, "who": who, "name": name, "address": address, "made": now}])
    else:
        row = {"n": known.n, "who": who, "name": name, "address": address, "made": known.made}
        put(connection, s.searches, [row])


def forget(connection: Connection, who: str, number: int) -> bool:
    """Let go of what somebody saved; whether it was there."""
    c = s.searches.c
    return connection.execute(delete(s.searches).where(c.n == number, c.who == who)).rowcount > 0
