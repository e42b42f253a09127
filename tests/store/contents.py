"""What is in a store, by ids and values: equal for stores that hold the same, whatever numbers their rows have.

Left out is what tells when: moments, the numbers of changes, and how often it was told who is who. What departed is
left out, too: it tells which groups were seen on the way, and two ways to one store may show others. The log of what
people did has moments in its digests.
"""

import json
from typing import Any

from sqlalchemy import select

from dragoman.store import Store
from dragoman.store import schema as s

CLOCK = {"added", "at", "read", "changed", "retrieved", "made", "fetched", "next"}
LEFT_OUT = {"changes", "departed", "refreshed", "audit", "secrets"}
POINTS_TO = {  # by which value a row of each numbered table is known
    "documents": "id",
    "appearances": "key",
    "findings": "id",
    "merged": "id",
    "judgements": "id",
    "identities": "id",
    "collections": "name",
    "accounts": "key",
}


def contents(store: Store) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table, in an order of their own."""
    with store.engine.connect() as connection:
        tables = {
            table.name: [dict(row._mapping) for row in connection.execute(select(table))]  # noqa: SLF001 - its public name
            for table in s.METADATA.sorted_tables
        }
        tables["sentence_words"] = _words(connection)
    names = {table: {row["n"]: row[known] for row in tables[table]} for table, known in POINTS_TO.items()}
    names["coders"] = {
        row["n"]: json.dumps([row[k] for k in ("name", "version", "lexicon", "model")]) for row in tables["coders"]
    }
    names["readings"] = {
        row["n"]: json.dumps([names["documents"][row["document"]], row["used"], names["coders"][row["coder"]]])
        for row in tables["readings"]
    }
    for row in tables["signatures"]:
        row["cluster"] = names["documents"][row["cluster"]]
    clusters: dict[str, list[str]] = {}
    for row in tables["signatures"]:
        clusters.setdefault(row["cluster"], []).append(names["documents"][row["document"]])
    for row in tables["signatures"]:
        row["cluster"] = min(clusters[row["cluster"]])
    components: dict[int, list[str]] = {}
    for row in tables["tellings"]:
        components.setdefault(row["component"], []).append(names["findings"][row["finding"]])
    for row in tables["tellings"]:
        row["component"] = min(components[row["component"]])
    for table in s.METADATA.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                known = names.get(key.column.table.name)  # none: of a table that only the desk fills
                for row in tables[table.name]:
                    row[column.name] = row[column.name] if known is None else known.get(row[column.name])
    found = {}
    for name, rows in tables.items():
        if name not in LEFT_OUT:
            plain = [{key: value for key, value in row.items() if key != "n" and key not in CLOCK} for row in rows]
            found[name] = sorted(plain, key=lambda row: json.dumps(row, sort_keys=True, default=repr))
    return found


def _words(connection: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a connection
    """How many sentences are indexed; which words, the searches of the tests tell."""
    (many,) = connection.exec_driver_sql("SELECT count(*) FROM sentence_words").one()
    return [{"sentences": many}]
