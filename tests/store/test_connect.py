"""How a store is held: who writes holds it for a moment."""

from sqlalchemy import Connection, event, text

from dragoman.store import Store
from dragoman.store.connect import learn_sizes
from tests.store.generated import Generator


def test_sizes_are_learned_table_by_table_and_once(sqlite_store: Store) -> None:
    sqlite_store.writer.take_many(list(Generator().reports(20, 10)))
    told: list[str] = []

    @event.listens_for(sqlite_store.engine, "before_cursor_execute")
    def _hear(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        told.append(statement)

    @event.listens_for(sqlite_store.engine, "commit")
    def _end(_connection: Connection) -> None:
        told.append("COMMIT")

    learn_sizes(sqlite_store.engine)
    looked = [one for one in told if one.startswith("ANALYZE")]
    ends = [place for place, one in enumerate(told) if one == "COMMIT"]
    starts = [place for place, one in enumerate(told) if one.startswith("BEGIN IMMEDIATE")]
    for start, end in zip(starts, ends, strict=True):
        assert sum(one.startswith("ANALYZE") for one in told[start:end]) == 1
    assert looked[-1] == "ANALYZE documents"
    with sqlite_store.engine.connect() as connection:
        seen = set(connection.execute(text("SELECT tbl FROM sqlite_stat1")).scalars())
    assert {"documents", "merged", "merged_states", "findings"} <= seen
    learn_sizes(sqlite_store.engine)
    assert [one for one in told if one.startswith("ANALYZE")] == looked


def test_sizes_are_learned_anew_where_a_store_has_doubled(sqlite_store: Store) -> None:
    reports = list(Generator().reports(1_500, 1_300))
    looked: list[str] = []

    @event.listens_for(sqlite_store.engine, "before_cursor_execute")
    def _hear(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        if statement == "ANALYZE documents":
            looked.append(statement)

    for first, last, times in ((0, 600, 1), (600, 1_199, 1), (1_199, 1_300, 2)):
        sqlite_store.writer.take_many(reports[first:last])
        for _ in range(2):
            learn_sizes(sqlite_store.engine)
        assert len(looked) == times
