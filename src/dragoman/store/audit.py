"""The log of what people did: appended only, each row's digest over the one before, so that a break is found."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, func, select

from dragoman.model.record import Value
from dragoman.store import schema as s
from dragoman.store.rows import Numbers
from dragoman.store.sql import insert

LONGEST = 200  # letters that are kept of a name which somebody else chose
COVERED = ("n", "at", "by", "what", "about", "detail", "address")
JUDGED = "judgement"


class Done(Value):
    """A row of the log: when, by whom, what was done, about what, from which address."""

    n: int
    at: str
    by: str
    what: str
    about: str | None
    detail: dict[str, JsonValue]
    address: str | None
    digest: str


def note(
    connection: Connection,
    now: str,
    *,
    by: str,
    what: str,
    about: str | None = None,
    detail: Mapping[str, Any] | None = None,
    address: str | None = None,
) -> None:
    """Append to the log, in a transaction that writes; of what others chose, so much as is plain."""
    a = s.audit.c
    before = connection.execute(select(a.digest).order_by(a.n.desc()).limit(1)).scalar()
    row = {
        "n": Numbers(connection, {}).of(s.audit),
        "at": now,
        "by": _plain(by),
        "what": what,
        "about": _plain(about) if about is not None else None,
        "detail": json.dumps(detail, sort_keys=True) if detail else None,
        "address": address,
    }
    insert(connection, s.audit, [{**row, "digest": digest(before or "", row)}])


def digest(before: str, row: Mapping[str, Any]) -> str:
    """The digest of a row that stands behind one with the digest `before`."""
    told = json.dumps([before, *(row[name] for name in COVERED)])
    return hashlib.sha256(told.encode()).hexdigest()


def log(
    connection: Connection, *, before: int | None, by: str | None, what: str | None, limit: int
) -> tuple[Done, ...]:
    """The log, the newest first: from before a row on, of what one person did, of one sort of doing."""
    a = s.audit.c
    query = select(s.audit).order_by(a.n.desc()).limit(limit)
    if before is not None:
        query = query.where(a.n < before)
    if by is not None:
        query = query.where(a.by == by)
    if what is not None:
        query = query.where(a.what == what)
    return tuple(
        Done(
            n=row.n,
            at=row.at,
            by=row.by,
            what=row.what,
            about=row.about,
            detail=json.loads(row.detail) if row.detail else {},
            address=row.address,
            digest=row.digest,
        )
        for row in connection.execute(query)
    )


def sorts(connection: Connection) -> tuple[str, ...]:
    """What was done at all, each sort of doing once."""
    return tuple(connection.execute(select(s.audit.c.what).distinct().order_by(s.audit.c.what)).scalars())


def breaks(connection: Connection) -> Iterator[str]:
    """Where the log is not what was written, a line each."""
    before, expected = "", 1
    query = select(s.audit).order_by(s.audit.c.n).execution_options(yield_per=1000)
    for row in connection.execute(query):
        if row.n != expected:
            missing = f"row {expected} is" if row.n == expected + 1 else f"rows {expected} to {row.n - 1} are"
            yield f"the audit log is broken before row {row.n} ({row.at}): {missing} missing"
        elif row.digest != digest(before, {name: getattr(row, name) for name in COVERED}):
            yield f"the audit log is broken at row {row.n} ({row.at}): it was changed after it was written"
        before, expected = row.digest, row.n + 1
    a, j = s.audit.c, s.judgements.c
    logged = select(a.about).where(a.what == JUDGED)
    first = select(func.min(j.n)).where(j.id.in_(logged)).scalar_subquery()
    for identifier in connection.execute(select(j.id).where(j.n > first, j.id.not_in(logged)).order_by(j.n)).scalars():
        yield f"{identifier}: is a judgement that the audit log doesn't have: its end was cut off"


def _plain(told: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in told[:LONGEST])
