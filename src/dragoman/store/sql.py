"""Rows by the thousand, and what the two databases are told in their own words."""

import json
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Table, Text, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.store.rows import Row
from dragoman.store.words import as_tsvector

T = TypeVar("T")
MOST_ASKED = 500  # values of one list in a statement: SQLite takes 32,766 parameters, and plans stay small


def by_bytes(column: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    """A column of text ordered as Python and SQLite order it, whatever language a PostgreSQL server sorts by."""
    return column.collate("C") if dialect == "postgresql" and isinstance(column.type, Text) else column


def chunks(values: Iterable[T], size: int = MOST_ASKED) -> Iterator[list[T]]:
    """Lists of at most so many, in order."""
    chunk: list[T] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, all with the same columns."""
    if rows:
        names = list(rows[0])
        pick = itemgetter(*names) if len(names) > 1 else lambda row: (row[names[0]],)
        insert_plain(connection, table, names, list(map(pick, rows)))


def insert_plain(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as the driver takes them: of loads of a hundred thousand rows, their naming was half of the time."""
    if rows:
        connection.exec_driver_sql(_insertion(connection, table, names), list(rows))


def _insertion(connection: Connection, table: Table, names: Sequence[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    columns, values = ", ".join(map(quote, names)), ", ".join([mark] * len(names))
    return f"INSERT INTO {quote(table.name)} ({columns}) VALUES ({values})"  # noqa: S608 - names of our own schema


def add_up(connection: Connection, table: Table, rows: Sequence[Row], sums: Sequence[str]) -> None:
    """Insert rows, or add their `sums` to those that are there under the same key."""
    if not rows:
        return
    names = list(rows[0])
    quote = connection.dialect.identifier_preparer.quote
    keys = ", ".join(quote(column.name) for column in table.primary_key.columns)
    added = ", ".join(f"{quote(name)} = {quote(table.name)}.{quote(name)} + excluded.{quote(name)}" for name in sums)
    told = f"{_insertion(connection, table, names)} ON CONFLICT ({keys}) DO UPDATE SET {added}"
    connection.exec_driver_sql(told, [tuple([row[name] for name in names]) for row in rows])


def put(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, in place of those that are there under the same key."""
    if not rows:
        return
    own = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    keys = [column.name for column in table.primary_key.columns]
    new = {column.name: own.excluded[column.name] for column in table.columns if column.name not in keys}
    statement = own.on_conflict_do_update(index_elements=keys, set_=new) if new else own.on_conflict_do_nothing()
    connection.execute(statement, list(rows))


def select_in(
    connection: Connection,
    query: Select[Any],
    column: Any,  # noqa: ANN401 - of any type
    values: Iterable[Any],
    source: FromClause | None = None,
) -> list[Any]:
    """All rows of a query (from `source`, where it joins) whose column has one of the values, however many they are."""
    asked = query if source is None else query.select_from(source)
    each = sorted(set(values))
    if len(each) > MOST_ASKED and connection.dialect.name == "sqlite":  # a list as one parameter: a tenth of the time
        listed = func.json_each(json.dumps(each)).table_valued("value").c.value
        return list(connection.execute(asked.where(column.in_(select(listed)))).all())
    found: list[Any] = []
    for some in chunks(each):
        found += connection.execute(asked.where(column.in_(some))).all()
    return found


def index_words(connection: Connection, sentences: Iterable[tuple[int, list[str]]]) -> None:
    """Index sentences, each by its number, as words folded by `store.words`."""
    if connection.dialect.name == "sqlite":
        statement = "INSERT INTO sentence_words (rowid, words) VALUES (?, ?)"
        rows = [(number, " ".join(words)) for number, words in sentences]
    else:
        statement = "INSERT INTO sentence_words (sentence, words) VALUES (%s, CAST(%s AS tsvector))"
        rows = [(number, as_tsvector(words)) for number, words in sentences]
    if rows:
        connection.exec_driver_sql(statement, rows)
