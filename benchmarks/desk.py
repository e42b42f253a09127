"""The desk with twenty people at it: how long they wait, and what memory it takes. `python benchmarks/desk.py STORE`.

    python benchmarks/desk.py STORE [--users 20] [--requests 1000] [--think 3] [--seed N]

Each person asks for one page or call after the other, and thinks between two. What is asked is seeded: pages and calls
as often as people use them, states as frequent as Zipf has it. The desk is `dragoman serve`, a process of its own on
loopback; its CPU time is told beside the clock, since other programs may share the cores. In the same run the same
people ask a bare FastAPI route that reads one row of the same store by its primary key: the ratio to that is what
another machine can compare. Nothing is written: judgements and texts that are read have tests of their own.
"""

import argparse
import http.client
import json
import os
import platform
import socket
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from queue import SimpleQueue
from random import Random
from threading import Thread
from urllib.parse import quote, urlencode

SEED = 20_261_127
USERS, REQUESTS, THINK = 20, 1_000, 3.0
MOST_MEDIAN, MOST_P99, MOST_MEMORY = 0.3, 1.0, 1_500
STARTING = 120.0
TICKS = os.sysconf("SC_CLK_TCK")
JSON = ("/events", "/statements", "/agreements", "/commitments", "/search", "/reports")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store has, to ask for: states, the most frequent first; ids by kind; words of its sentences."""

    states: tuple[str, ...]
    ids: dict[str, tuple[str, ...]]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """One answer: what kind of question it was of, its address, its status, and the seconds."""

    kind: str
    path: str
    status: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """All answers of one server, with the CPU seconds that it took and the most memory in MB."""

    took: list[Took]
    cpu: float
    memory: float
    clock: float


# -- what is asked -------------------------------------------------------------------------------------------------


class Mix:
    """Gives addresses, the same for the same seed."""

    def __init__(self, known: Known, seed: int) -> None:
        self._known, self._random = known, Random(seed)  # noqa: S311 - no secret, but the same again
        self._weights = list(accumulate(1 / rank for rank in range(1, len(known.states) + 1)))
        self._word_weights = list(accumulate(1 / rank for rank in range(1, len(known.words) + 1)))
        self.kinds: dict[str, tuple[int, Callable[[], str]]] = self._pages() | self._calls()

    def asked(self, many: int, kinds: list[str]) -> list[tuple[str, str]]:
        """So many addresses, each with its kind."""
        weights = [self.kinds[kind][0] for kind in kinds]
        return [(kind, self.kinds[kind][1]()) for kind in self._random.choices(kinds, weights, k=many)]

    def _pages(self) -> dict[str, tuple[int, Callable[[], str]]]:
        pick = self._random.choice
        return {
            "today": (80, lambda: "/"),
            "pair": (150, self._pair),
            "pair, a tab": (
                60,
                lambda: self._pair(tab=pick(("meetings", "agreements", "commitments", "statements", "people"))),
            ),
            "pair, compared": (
                20,
                lambda: self._pair(since="2019", until="2019", against_since="2018", against_until="2018"),
            ),
            "pair, its data": (20, lambda: self._pair(".json")),
            "a state and the world": (40, lambda: f"/pairs/{self._state()}"),
            "pairs": (15, lambda: "/pairs"),
            "list": (70, lambda: with_query(pick(JSON[:4]), state=self._state())),
            "list, narrowed": (
                20,
                lambda: with_query("/events", state=self._state(), type="CONSULT", since=self._year()),
            ),
            "list, its counts": (20, lambda: with_query("/narrow/events", state=self._state())),
            "list, its file": (10, lambda: with_query("/events.csv", state=self._state())),
            "list, its feed": (20, lambda: with_query("/events.atom", state=self._state())),
            "meetings": (20, lambda: with_query("/meetings", state=self._state())),
            "finding": (80, lambda: self._one(pick(("events", "statements", "agreements", "commitments")))),
            "search": (80, lambda: with_query("/search", q=self._words())),
            "reports": (20, lambda: pick(("/reports", "/reports?copies=false"))),
            "report": (50, lambda: self._one("reports")),
            "world": (15, lambda: with_query("/world", state=pick((None, self._state())))),
            "network": (15, lambda: with_query("/network", state=pick((None, self._state())))),
            "people": (15, lambda: "/actors"),
            "actor": (20, lambda: self._one("actors")),
            "review": (20, lambda: "/review"),
            "collections": (5, lambda: "/collections"),
            "kept searches": (5, lambda: "/searches"),
        }

    def _calls(self) -> dict[str, tuple[int, Callable[[], str]]]:
        pick, api = self._random.choice, "/api/v1"
        return {
            "api list": (40, lambda: with_query(api + pick(JSON[:4]), state=self._state(), limit=50)),
            "api one": (20, lambda: api + self._one("events")),
            "api search": (15, lambda: with_query(f"{api}/search", q=self._words())),
            "api months": (10, lambda: with_query(f"{api}/months", one=self._state(), other=self._state())),
            "api network": (5, lambda: with_query(f"{api}/network", since=self._year(), until=self._year())),
            "api facets": (5, lambda: with_query(f"{api}/facets", by="type", state=self._state(), since=self._year())),
            "api reports": (5, lambda: f"{api}/reports"),
            "api timeline": (10, lambda: with_query(f"{api}/timeline", state=self._state())),
            "api actors": (5, lambda: f"{api}/actors"),
        }

    def _state(self) -> str:
        return self._random.choices(self._known.states, cum_weights=self._weights)[0]

    def _pair(self, form: str = "", **told: object) -> str:
        one = other = self._state()
        while other == one:
            other = self._state()
        return with_query(f"/pairs/{one}/{other}{form}", **told)

    def _one(self, kind: str) -> str:
        ids = self._known.ids[kind]
        return f"/{kind}/{quote(self._random.choice(ids), safe=':')}" if ids else f"/{kind}"

    def _words(self) -> str:
        return self._random.choices(self._known.words, cum_weights=self._word_weights)[0]

    def _year(self) -> str:
        return str(self._random.randrange(2016, 2026))


def with_query(path: str, **told: object) -> str:
    """A path with the parameters that are told."""
    query = urlencode({name: value for name, value in told.items() if value is not None})
    return f"{path}?{query}" if query else path


def learn(port: int) -> Known:
    """What the store has, as the desk itself tells it."""

    def ask(path: str) -> dict[str, object]:
        status, body = get(http.client.HTTPConnection("127.0.0.1", port, timeout=STARTING), path)
        return dict(json.loads(body)) if status == http.client.OK else {}

    def items(path: str) -> list[dict[str, object]]:
        told = ask(path).get("items", [])
        return [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []

    edges = items("/api/v1/network?limit=200")
    many: dict[str, int] = defaultdict(int)
    for edge in edges:
        for side in ("one", "other"):
            many[str(edge[side])] += int(str(edge["events"]))
    kinds = ("events", "statements", "agreements", "commitments", "actors")
    ids = {kind: tuple(str(one["id"]) for one in items(f"/api/v1/{kind}?limit=50")) for kind in kinds}
    reports = items("/api/v1/reports?limit=50")
    sentences = json.dumps(items("/api/v1/statements?limit=50") + items("/api/v1/events?limit=50"))
    found = sorted({word for word in sentences.split() if word.isalpha() and word.islower() and len(word) > 3})  # noqa: PLR2004 - short words are in every sentence
    return Known(
        states=tuple(sorted(many, key=lambda state: -many[state])) or ("AZE", "TUR"),
        ids={**ids, "reports": tuple(str(one["document"]) for one in reports)},
        words=tuple(found[:40]) or ("talks",),
    )


# -- who asks ------------------------------------------------------------------------------------------------------


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    """Ask once."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def ask_all(port: int, asked: list[tuple[str, str]], users: int, think: float, seed: int) -> list[Took]:
    """Have people ask, each one thing after the other."""
    waiting: SimpleQueue[tuple[str, str] | None] = SimpleQueue()
    for one in (*asked, *(None for _ in range(users))):
        waiting.put(one)
    took: list[Took] = []

    def person(number: int) -> None:
        random = Random(f"{seed} {number}")  # noqa: S311 - as above
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=STARTING)
        time.sleep(random.random() * think)
        while (one := waiting.get()) is not None:
            kind, path = one
            start = time.perf_counter()
            try:
                status, _ = get(connection, path)
            except (http.client.RemoteDisconnected, ConnectionError):  # closed between two questions: asked anew
                connection.close()
                status, _ = get(connection, path)
            took.append(Took(kind=kind, path=path, status=status, seconds=time.perf_counter() - start))
            time.sleep(random.uniform(0.5, 1.5) * think)

    people = [Thread(target=person, args=(number,)) for number in range(users)]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    return took


# -- who is asked --------------------------------------------------------------------------------------------------


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return int(here.getsockname()[1])


@contextmanager
def served(command: list[str], port: int) -> Iterator[int]:
    """Run a server in a process of its own; its process id, once it answers."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        until = time.monotonic() + STARTING
        while time.monotonic() < until and server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield server.pid
    finally:
        server.terminate()
        server.wait(30)


def cpu_of(process: int) -> float:
    """The CPU seconds of a process."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_of(process: int) -> float:
    """The most memory that a process had, in MB."""
    told = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1024 for line in told.splitlines() if line.startswith("VmHWM"))


def run(process: int, port: int, asked: list[tuple[str, str]], users: int, think: float, seed: int) -> Run:
    """Ask a server everything."""
    before, start = cpu_of(process), time.monotonic()
    took = ask_all(port, asked, users, think, seed)
    clock = time.monotonic() - start
    return Run(took=took, cpu=cpu_of(process) - before, memory=memory_of(process), clock=clock)


def serve_bare(store: str, port: int) -> None:
    """Serve the route that all is compared with: one row, by its primary key."""
    import uvicorn  # noqa: PLC0415 - of this process only
    from fastapi import FastAPI  # noqa: PLC0415
    from sqlalchemy import select  # noqa: PLC0415

    from dragoman.store import Store  # noqa: PLC0415
    from dragoman.store import schema as s  # noqa: PLC0415

    app, opened = FastAPI(), Store.open(store)

    @app.get("/{number}")
    def one(number: int) -> dict[str, str | None]:
        with opened.engine.connect() as connection:
            row = connection.execute(select(s.merged.c.id).where(s.merged.c.n == number)).one_or_none()
        return {"id": row.id if row is not None else None}

    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


# -- what came of it -----------------------------------------------------------------------------------------------


def quantile(values: list[float], share: float) -> float:
    """The value below which this share of the values is."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def main(store: str, users: int, requests: int, think: float, seed: int) -> bool:
    """Ask both, and print what came of it; whether the desk reaches what it must."""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {Path(store).stat().st_size / 1e9:.2f} GB, ")
    print(f"{users} users, {requests:,} requests, {think:g} seconds to think\n", flush=True)
    port = free_port()
    with served([sys.executable, __file__, store, "--bare", str(port)], port) as process:
        rows = [("a row", f"/{number}") for number in Random(seed).choices(range(1, 50_000), k=requests)]  # noqa: S311 - as above
        bare = run(process, port, rows, users, min(think, 1.0), seed)
    port = free_port()
    command = [sys.executable, "-m", "dragoman", "serve", "--store", store, "--port", str(port)]
    with served(command, port) as process:
        mix = Mix(learn(port), seed)
        kinds = [kind for kind, (_, address) in mix.kinds.items() if is_there(port, address())]
        missing = sorted(mix.kinds.keys() - kinds)
        desk = run(process, port, mix.asked(requests, kinds), users, think, seed)
    return tell(desk, bare, missing)


def is_there(port: int, path: str) -> bool:
    """Whether the desk has this page, asked once before the clock runs."""
    status, _ = get(http.client.HTTPConnection("127.0.0.1", port, timeout=STARTING), path)
    return status not in {http.client.NOT_FOUND, http.client.METHOD_NOT_ALLOWED}


def tell(desk: Run, bare: Run, missing: list[str]) -> bool:
    """Print the figures; whether they are what they must be."""
    kinds: dict[str, list[Took]] = defaultdict(list)
    for one in desk.took:
        kinds[one.kind].append(one)
    print(f"{'':24}{'asked':>6}{'median':>9}{'p99':>9}   slowest")
    for kind, some in sorted(kinds.items(), key=lambda item: -max(one.seconds for one in item[1])):
        seconds = [one.seconds for one in some]
        slowest = max(some, key=lambda one: one.seconds).path
        print(f"{kind:24}{len(some):6}{median(seconds)}{ms(quantile(seconds, 0.99))}   {slowest[:70]}")
    all_of, of_bare = [one.seconds for one in desk.took], [one.seconds for one in bare.took]
    print(f"\n{'':24}{'median':>9}{'p99':>9}{'CPU a request':>16}{'memory':>10}")
    for name, seconds, told in (("the desk", all_of, desk), ("a row by its key", of_bare, bare)):
        each = told.cpu / len(seconds)
        print(f"{name:24}{median(seconds)}{ms(quantile(seconds, 0.99))}{ms(each):>16}{told.memory:7.0f} MB")
    both = [(statistics.median(all_of), statistics.median(of_bare)), (quantile(all_of, 0.99), quantile(of_bare, 0.99))]
    both.append((desk.cpu / len(all_of), bare.cpu / len(of_bare)))
    ratios = [one / other if other else 0.0 for one, other in both]
    print(f"{'ratio':24}{ratios[0]:8.0f}x{ratios[1]:8.0f}x{ratios[2]:15.0f}x{desk.memory / bare.memory:8.1f}x")
    print(f"\n{desk.cpu:.0f} CPU seconds in {desk.clock:.0f} s; not there: {', '.join(missing) or 'none'}")
    faults = [f"{one.status} {one.path}" for one in desk.took if one.status >= http.client.INTERNAL_SERVER_ERROR]
    reached = (
        ("median", both[0][0], MOST_MEDIAN, "s"),
        ("99th percentile", both[1][0], MOST_P99, "s"),
        ("memory", desk.memory, float(MOST_MEMORY), "MB"),
        ("faults", float(len(faults)), 0.0, ""),
    )
    for name, value, most, unit in reached:
        print(f"{'held  ' if value <= most else 'MISSED'} {name} {value:.3g} {unit}, of {most:g} at most")
    print("\n".join(faults[:20]))
    return all(value <= most for _, value, most, _ in reached)


def ms(seconds: float) -> str:
    """Milliseconds, as a column has them."""
    return f"{seconds * 1000:6.1f} ms"


def median(seconds: list[float]) -> str:
    """The median, as a column has it."""
    return ms(statistics.median(seconds))


if __name__ == "__main__":
    told = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    told.add_argument("store")
    told.add_argument("--users", type=int, default=USERS)
    told.add_argument("--requests", type=int, default=REQUESTS)
    told.add_argument("--think", type=float, default=THINK, help="seconds")
    told.add_argument("--seed", type=int, default=SEED)
    told.add_argument("--bare", type=int, help=argparse.SUPPRESS)
    given = told.parse_args()
    if given.bare:
        serve_bare(given.store, given.bare)
        sys.exit(0)
    sys.exit(0 if main(given.store, given.users, given.requests, given.think, given.seed) else 1)
