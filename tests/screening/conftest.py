"""The stores of the tests of the store: a cluster is kept there."""

from tests.store.conftest import postgres, postgres_schema, postgres_store, sqlite_store, store

__all__ = ["postgres", "postgres_schema", "postgres_store", "sqlite_store", "store"]
