"""Whether a store can be used, how large it is, and when it changed last: asked often, and answered at once."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from dragoman.errors import StoreError
from dragoman.store import schema as s
from dragoman.store.connect import is_newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a store does. size, free: bytes of it, and of the disk that it lies on, where that is known.

    change, at: the number and the moment of the last change. webhooks, failing: deliveries that are still to be taken,
    and those of them that failed at least once.
    """

    is_newest: bool
    size: int | None
    free: int | None
    change: int
    at: str | None
    webhooks: int
    failing: int


def health(engine: Engine, name: str) -> Health:
    """Look. Raises StoreError where it does not answer, or lacks what a store has."""
    try:
        with engine.connect() as connection:
            last = connection.execute(select(s.changes).order_by(s.changes.c.n.desc()).limit(1)).first()
            d = s.deliveries.c
            query = select(func.count(), func.count().filter(d.attempts > 0)).where(d.taken.is_(None))
            waiting, failing = connection.execute(query).one()
            newest = is_newest(connection, name)
            size, free = _sizes(connection, engine)
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(f"{name}: does not answer ({type(error).__name__})") from error
    change, at = (last.n, last.at) if last is not None else (0, None)
    return Health(is_newest=newest, size=size, free=free, change=change, at=at, webhooks=waiting, failing=failing)


def _sizes(connection: Connection, engine: Engine) -> tuple[int | None, int | None]:
    if engine.dialect.name == "postgresql":
        size: int = connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()
        return size, None
    path = Path(engine.url.database or "")
    parts = [Path(f"{path}{ending}") for ending in ("", "-wal")]
    return sum(one.stat().st_size for one in parts if one.exists()), shutil.disk_usage(path.parent).free
