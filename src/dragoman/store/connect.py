"""A store by its path or address: an engine, brought to the newest version of the schema."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from dragoman.errors import StoreError

DEFAULT = "dragoman.db"
GROWN, ROWS_SEEN = 2, 400  # from how many times as many documents on a store is looked at, and rows of each index
LEARNED = "learned"  # under which it is noted how many documents there were when it was last looked at
WAIT = 30  # seconds that a writer waits for another
# Of SQLite, kibibytes: who writes needs much at once, and of those who only look there are many.
CACHE_TO_WRITE, CACHE_TO_LOOK = -64_000, -32_000
# Connections that are kept, with what they have in memory, and that there are at most: as many as threads that look.
POOL = {"pool_size": 16, "max_overflow": 24}
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x647261676F6D616E  # "dragoman": the advisory lock that the one writer of a PostgreSQL store holds

_URL = re.compile(r"^[a-z][a-z0-9+]*://", re.IGNORECASE)


def engine_of(store: str | Path) -> Engine:
    """An engine for the store, which is made where there is none, and brought to the newest version.

    `store` is the path of an SQLite file or the address of a PostgreSQL database. Raises StoreError where it is
    neither, cannot be reached, is of a later version than this program, or is a file of something else.
    """
    engine = _engine(store)
    try:
        with engine.connect() as connection:  # who only asks need not wait for who writes
            newest = is_newest(connection, told(store))
        if not newest:
            with writing(engine) as connection:
                if not is_newest(connection, told(store)):  # another may have been faster
                    command.upgrade(_config(connection), "head")
    except (DBAPIError, sqlite3.DatabaseError) as error:
        raise StoreError(f"{told(store)}: is no store that can be opened ({_cause(error)})") from error
    return engine


def told(store: str | Path) -> str:
    """The store as messages name it: without the password of its address."""
    return make_url(str(store)).render_as_string() if _URL.match(str(store)) else str(store)


def _cause(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _engine(store: str | Path) -> Engine:
    if not _URL.match(str(store)):
        return _sqlite(Path(store))
    try:
        url = make_url(str(store))
        if url.get_backend_name() == "sqlite":
            return _sqlite(Path(url.database or DEFAULT))
        if url.get_backend_name() != "postgresql":
            raise StoreError(f"{told(store)}: name a file, or the address of a PostgreSQL database")
        url = url.set(drivername="postgresql+psycopg")
        return create_engine(url, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError(f"{told(store)}: needs the extra `postgres` (pip install 'dragoman[postgres]')") from error
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{store}: is no address of a database ({error})") from error


def _sqlite(path: Path) -> Engine:
    if path.is_dir() or not path.parent.is_dir():
        raise StoreError(f"{path}: is a folder, or lies in none; name a file")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT}, **POOL)

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _: object) -> None:  # noqa: ANN401 - the driver's own
        connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",  # what was reported done survives the power, too
            "foreign_keys = ON",
            f"busy_timeout = {WAIT * 1000}",
            f"cache_size = {CACHE_TO_LOOK}",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Who will write holds the pen from the start: a reader that turns writer may find that it read too early.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
        connection.exec_driver_sql(f"PRAGMA cache_size = {CACHE_TO_WRITE if writes else CACHE_TO_LOOK}")

    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes, committed at the end of the block, and undone where it raises."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def is_newest(connection: Connection, name: str) -> bool:
    """Whether the schema is that of this program. Raises StoreError where it is of a later one."""
    here = MigrationContext.configure(connection).get_current_revision()
    if here is not None and here not in _revisions():
        raise StoreError(f"{name}: was written by a later version of dragoman (schema {here}); use that one")
    return here == _revisions()[0]


@cache
def _revisions() -> tuple[str, ...]:
    """The versions of the schema that this program knows, the newest first."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return tuple(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())


def learn_sizes(engine: Engine) -> None:
    """Let SQLite look at a few rows of each index where a store has doubled since it last did: so it plans its queries.

    Others who write wait for one table at most. A PostgreSQL server does so by itself.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT coalesce(max(n), 0) FROM documents")).scalar_one()
        noted = text("SELECT value FROM refreshed WHERE name = :name")  # SQLite's own numbers are guesses from few rows
        seen = int(connection.execute(noted, {"name": LEARNED}).scalar_one_or_none() or 0)
        # Tables without one, as those of the full text, would be counted from end to end
        tables = connection.execute(text("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'index'")).scalars()
        names = sorted(set(tables) - {"documents"})
    if rows > GROWN * seen:
        quote = engine.dialect.identifier_preparer.quote
        for name in (*names, "documents"):  # by whose rows it is told that all were looked at
            with writing(engine) as connection:
                connection.exec_driver_sql(f"PRAGMA analysis_limit = {ROWS_SEEN}")
                connection.exec_driver_sql(f"ANALYZE {quote(name)}")
                if name == "documents":
                    note = text("INSERT OR REPLACE INTO refreshed (name, value) VALUES (:name, :value)")
                    connection.execute(note, {"name": LEARNED, "value": str(rows)})
