"""What is noted beside a document: the offer it came by, the coder that read it, the change that it is."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, func, select, update

from dragoman.model.record import Coder
from dragoman.model.source_text import Item
from dragoman.store import schema as s
from dragoman.store.rows import Numbers, key_of, used_key
from dragoman.store.sql import insert

Outcome = Literal["taken", "known", "duplicate", "skipped", "passed", "refused", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of one that was offered. `copy_of` is the document of which its text is a near copy."""

    outcome: Outcome
    document: str | None = None
    copy_of: str | None = None


def offer_key(item: Item) -> str:
    """One thing that is offered: its name, its bytes, and what is told of it."""
    return key_of(item.raw.name, item.digest, used_key(item), item.modified)


def note_change(connection: Connection, numbers: Numbers, now: str) -> int:
    """The number of a new change."""
    changed = numbers.of(s.changes)
    insert(connection, s.changes, [{"n": changed, "at": now}])
    return changed


def last_change(connection: Connection, before: str | None = None) -> int:
    """The number of the last change, or of the last before a moment (ISO 8601); 0 where there was none."""
    query = select(func.max(s.changes.c.n))
    if before is not None:
        query = query.where(s.changes.c.at < before)
    return connection.execute(query).scalar() or 0


def stamp(connection: Connection) -> str:
    """The last change: its number and its moment."""
    row = connection.execute(select(s.changes).order_by(s.changes.c.n.desc()).limit(1)).first()
    return f"{row.n} {row.at}" if row is not None else ""


def coder_number(connection: Connection, numbers: Numbers, coder: Coder) -> int:
    """The number of a coder."""
    c = s.coders.c
    told = coder.model_dump()
    known: int | None = connection.execute(select(c.n).filter_by(**told)).scalar_one_or_none()
    if known is not None:
        return known
    n = numbers.of(s.coders)
    insert(connection, s.coders, [{"n": n, **told}])
    return n


def note_offer(
    connection: Connection,
    numbers: Numbers,
    key: str,
    name: str,
    outcome: str,
    now: str,
    code: str | None = None,
    message: str | None = None,
    document: int | None = None,
) -> None:
    """Note what became of one thing that was offered, in place of what was noted before."""
    row = {"name": name, "outcome": outcome, "code": code, "message": message, "document": document, "at": now}
    before = connection.execute(select(s.offers.c.n).where(s.offers.c.key == key)).scalar_one_or_none()
    if before is not None:
        connection.execute(update(s.offers).where(s.offers.c.n == before).values(**row))
        return
    insert(connection, s.offers, [{"n": numbers.of(s.offers), "key": key, **row}])
