"""A store of a million events: how fast it is filled, and how fast it answers. `make bench-store`.

    python benchmarks/store.py [EVENTS] [DOCUMENTS] [--keep FOLDER]

Reports are generated (tests/store/generated.py), seeded, their states and words as frequent as Zipf has it. Filling:
the CPU time of `prepared`, which is done where reports are read, and of `Writer.put_many`, of which there is one,
beside that of raw sqlite3 inserts of the very same rows into a file of the same schema. Who is who: of a tenth of these
documents and of all (10,000 at most), and each time of one more. Answers: each query 200 times
with other parameters, as a ratio to a read by primary key in the same run. With --keep, the store is made in that
folder, and found there the next time.
"""

import argparse
import gc
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import select  # noqa: E402 - numpy reads the number of threads when it is imported
from tests.store.generated import DAYS, FIRST, WORDS, Generator  # noqa: E402

from dragoman.lexicon.load import load_lexicon  # noqa: E402
from dragoman.memory import garbage_later  # noqa: E402
from dragoman.store import Store, prepared  # noqa: E402
from dragoman.store import schema as s  # noqa: E402
from dragoman.store.filters import Filter  # noqa: E402
from dragoman.store.words import folded  # noqa: E402

EVENTS, DOCUMENTS = 1_000_000, 300_000
MEASURED = 20_000  # documents whose rows are also inserted raw
BATCH = 500
TURNS = 200
KNOWN, MORE = 10_000, 12  # documents of which it is told who is who, and that come one by one
LEAST_RATE, MOST_SECONDS = 0.4, 1.0


def main(events: int, documents: int, keep: Path | None) -> None:
    """Fill a store and print how fast it is."""
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        compare_filling(Path(folder), events, documents)
    with tempfile.TemporaryDirectory() as folder:
        compare_people(Path(folder), events, documents)
    with tempfile.TemporaryDirectory() as folder:
        path = (keep or Path(folder)) / f"{events}-{documents}.db"
        filled = path.exists()
        store = Store.open(path)
        if not filled:
            fill(store, events, documents)
        measure(store)
        store.close()


def fill(store: Store, events: int, documents: int) -> None:
    """Fill a store with generated reports, and print how long it took."""
    start, cpu, writing = time.perf_counter(), time.process_time(), 0.0
    reports = Generator().reports(events, documents)
    done = 0
    while some := list(islice(reports, BATCH)):
        before = time.process_time()
        store.writer.take_many(some)
        writing += time.process_time() - before
        if not done:
            gc.freeze()  # tables of words, which stay: or each search for garbage goes through them
        done += len(some)
        if done % (documents // 20 or 1) < BATCH:
            print(f"  {done:,} documents, {time.perf_counter() - start:,.0f} s", file=sys.stderr, flush=True)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    print(
        f"filled   {documents:,} documents in {time.perf_counter() - start:,.0f} s "
        f"({time.process_time() - cpu:,.0f} s CPU, of which {writing:,.0f} s are the store's)"
    )


def compare_filling(folder: Path, events: int, documents: int) -> None:
    """Print the rate of filling beside that of raw inserts of the same rows."""
    many = min(MEASURED, documents)
    given = list(Generator().reports(round(events * many / documents), many))
    gc.collect()
    gc.freeze()  # the reports that wait are the benchmark's, not the store's
    store = Store.open(folder / "ours.db")
    store.writer.take_many(given[:10])
    before = writing = 0.0
    for place in range(10, many, BATCH):
        start = time.process_time()
        with garbage_later():
            told = [prepared(*one) for one in given[place : place + BATCH]]
        ready = time.process_time()
        store.writer.put_many(told)
        before, writing = before + ready - start, writing + time.process_time() - ready
    store.close()
    theirs, rows = raw(folder, folder / "ours.db")
    gc.unfreeze()
    reached = "reached" if theirs / writing >= LEAST_RATE else "NOT reached"
    print(
        f"filling  {many:,} documents, {rows:,} rows: raw inserts {theirs:.1f} s CPU; the writer {writing:.1f} s "
        f"({1000 * writing / many:.2f} ms a document), rate {theirs / writing:.2f} of raw ({reached}: {LEAST_RATE}); "
        f"preparing, which readers do, {before:.1f} s; all in one process: rate {theirs / (writing + before):.2f}"
    )


def compare_people(folder: Path, events: int, documents: int) -> None:
    """Print how long it takes to tell who is who, and to tell it again when one report has come."""
    many, lexicon = min(KNOWN, documents), load_lexicon()
    reports = iter(Generator().reports(round(events * many / documents), many + 2 * MORE))
    store, done = Store.open(folder / "people.db"), 0
    for size in (many // 10, many):
        while done < size and (some := list(islice(reports, min(BATCH, size - done)))):
            done += len(store.writer.take_many(some))
        took = []
        for one in (None, *islice(reports, MORE)):
            done += len(store.writer.take_many([one])) if one is not None else 0
            start = time.process_time()
            store.refresh_people(lexicon)
            took.append(time.process_time() - start)
        print(
            f"people   {size:,} documents: {took[0]:.2f} s CPU for what came, "
            f"then {statistics.median(took[1:]):.3f} s for one report more"
        )
    store.close()


def raw(folder: Path, filled: Path) -> tuple[float, int]:
    """The CPU seconds in which a store's rows are inserted into a file of the same schema, and how many they are."""
    source = sqlite3.connect(filled)
    schema = [
        told
        for (told,) in source.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sentence\\_words\\_%' ESCAPE '\\'"
        )
    ]
    names = [table.name for table in s.METADATA.sorted_tables]
    rows: dict[str, list[tuple[Any, ...]]] = {
        name: source.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - our own names
        for name in names
    }
    texts = dict(source.execute("SELECT n, text FROM documents"))
    sentences = source.execute('SELECT n, document, start, "end" FROM sentences').fetchall()
    words = [(n, " ".join(folded(texts[document][start:end]))) for n, document, start, end in sentences]
    source.close()
    target = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -64000"):
        target.execute(f"PRAGMA {pragma}")
    for told in schema:
        target.execute(told)
    start = time.process_time()
    target.execute("BEGIN")
    for name in names:
        if rows[name]:
            marks = ", ".join("?" * len(rows[name][0]))
            target.executemany(f"INSERT INTO {name} VALUES ({marks})", rows[name])  # noqa: S608 - our own names
    target.executemany("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", words)
    target.execute("COMMIT")
    took = time.process_time() - start
    target.close()
    return took, sum(map(len, rows.values())) + len(words)


def measure(store: Store) -> None:
    """Print the times of the common queries beside a read by primary key."""
    counts = store.count()
    print(f"store    {counts['documents']:,} documents, {counts['findings']:,} findings, {counts['merged']:,} merged")
    queries = Queries(store)
    base = times(queries.by_key)
    print(f"by key   {1000 * statistics.median(base):.2f} ms at the median")
    print(f"{'query':32} {'median ms':>10} {'99th ms':>10} {'median ratio':>13} {'99th ratio':>11}")
    for name, query in queries.all():
        taken = times(query)
        median, high = statistics.median(taken), sorted(taken)[int(TURNS * 0.99) - 1]
        ratios = median / statistics.median(base), high / statistics.median(base)
        late = "" if high <= MOST_SECONDS else "  over a second"
        print(
            f"{name:32} {1000 * median:10.2f} {1000 * high:10.2f} {ratios[0]:13.0f} {ratios[1]:11.0f}{late}", flush=True
        )


def times(query: Callable[[int], object]) -> list[float]:
    """The seconds that a query takes, with other parameters each time."""
    found = []
    for turn in range(TURNS):
        start = time.perf_counter()
        query(turn)
        found.append(time.perf_counter() - start)
    return found


class Queries:
    """The common queries, with parameters drawn for each turn."""

    def __init__(self, store: Store) -> None:
        self._view = store.view
        self._engine = store.engine
        generator = Generator()
        self._states = [code for code, _ in generator.states]
        self._busiest = generator.busiest()
        self._random = Random(1)  # noqa: S311 - no secret, but the same again
        with store.engine.connect() as connection:
            last = connection.exec_driver_sql("SELECT max(n) FROM merged").scalar_one()
            numbers = [self._random.randrange(1, last + 1) for _ in range(2 * TURNS)]
            found = connection.execute(select(s.merged.c.n, s.merged.c.id).where(s.merged.c.n.in_(numbers))).all()
        self._numbers = [row.n for row in found]
        self._ids = [row.id for row in found]
        self._cursors: list[str | None] = [None]

    def by_key(self, turn: int) -> object:
        number = self._numbers[turn % len(self._numbers)]
        with self._engine.connect() as connection:
            return connection.execute(select(s.merged).where(s.merged.c.n == number)).one()

    def all(self) -> Iterator[tuple[str, Callable[[int], object]]]:
        """Each query with its name."""
        view, busiest = self._view, Filter(pair=self._busiest)
        yield "one event by its id", lambda turn: view.one(self._ids[turn % len(self._ids)])
        yield "busiest pair, newest 50", lambda _: view.list("event", busiest)
        yield (
            "busiest pair's timeline, a month",
            lambda _: view.timeline(Filter(pair=self._busiest, since=(month := self._month()), until=month)),
        )
        yield "busiest pair, next page", self._next
        yield (
            "state and type, a year",
            lambda _: view.list(
                "event", Filter(states=(self._state(),), types=("ACCUSE",), since=(year := self._year()), until=year)
            ),
        )
        yield "any pair, newest 50", lambda _: view.list("event", Filter(pair=(self._state(), self._other())))
        yield "state by month", lambda _: view.months(self._state())
        yield "network of a year", lambda _: view.network(since=(year := self._year()), until=year)
        yield "search, a frequent word", lambda turn: view.search(WORDS[turn % 10])
        yield "search, any word", lambda turn: view.search(WORDS[(turn * 7) % len(WORDS)])
        yield "search, a phrase", lambda turn: view.search(f'"{WORDS[turn % 20]} {WORDS[turn // 20]}"')
        yield "events with a frequent word", lambda turn: view.list("event", Filter(text=WORDS[turn % 10]))
        yield "events with any word", lambda turn: view.list("event", Filter(text=WORDS[(turn * 7) % len(WORDS)]))
        yield (
            "state's events with any word",
            lambda turn: view.list("event", Filter(states=(self._state(),), text=WORDS[(turn * 7) % len(WORDS)])),
        )
        yield "newest reports", lambda _: view.reports()

    def _next(self, _: int) -> object:
        page = self._view.list("event", Filter(pair=self._busiest), cursor=self._cursors[-1])
        self._cursors.append(page.next)
        return page

    def _state(self) -> str:
        return self._states[int(len(self._states) ** self._random.random()) - 1]

    def _other(self) -> str:
        return self._states[int(len(self._states) ** self._random.random()) % len(self._states)]

    def _year(self) -> str:
        return str(self._day().year)

    def _month(self) -> str:
        return self._day().isoformat()[:7]

    def _day(self) -> date:
        return FIRST + timedelta(days=self._random.randrange(DAYS))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("events", type=int, nargs="?", default=EVENTS)
    asked.add_argument("documents", type=int, nargs="?", default=DOCUMENTS)
    asked.add_argument("--keep", type=Path, metavar="FOLDER")
    told = asked.parse_args()
    main(told.events, told.documents, told.keep)
