"""A desk that is killed (SIGKILL) while reviews come in and `dragoman add` writes: what was acknowledged is there."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from random import Random
from threading import Thread
from urllib.error import URLError
from urllib.request import Request, urlopen

from dragoman.store import Store
from tests.store.killing import SEED, add, finish, write_reports
from tests.store.making import Desk
from tests.web.serving import free_port

EVENTS = 40
STARTING = 60.0
FIRST, LAST = 0.1, 2.0  # seconds after the first judgement was acknowledged, when it is killed


@dataclass(slots=True)
class Reviewer:
    """Somebody who accepts one event after the other, and keeps the ids of the judgements that were acknowledged."""

    address: str
    targets: tuple[str, ...]
    number: int
    kept: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def work(self) -> None:
        """Judge until nobody answers any more."""
        token = self._token()
        for turn in range(100_000):
            target = self.targets[(turn + self.number) % len(self.targets)]
            told = {"kind": "accept", "targets": [target], "why": f"{self.number} {turn}"}
            asked = Request(  # noqa: S310 - http
                f"{self.address}/api/v1/judgements",
                data=json.dumps(told).encode(),
                headers={"Content-Type": "application/json", "X-CSRF-Token": token},
            )
            try:
                with urlopen(asked, timeout=STARTING) as answer:  # noqa: S310 - http
                    self.kept.append(json.load(answer)["judgement"]["id"])
            except (HTTPException, URLError, OSError, ValueError) as error:
                status = getattr(error, "code", None)
                if status is None:
                    return
                self.refused.append(f"{status} {turn}")
                time.sleep(0.2)

    def _token(self) -> str:
        with urlopen(f"{self.address}/events") as page:  # noqa: S310 - http
            found = re.search(r'<meta name="csrf" content="([^"]*)">', page.read().decode())
        return found[1] if found is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One desk that was killed. kept: judgements that were acknowledged; lost: of those, that are not there."""

    after: float
    kept: int
    lost: tuple[str, ...]
    faults: tuple[str, ...]
    refused: tuple[str, ...]


def killed_desks(folder: Path, *, many: int, documents: int, seed: int = SEED) -> Iterator[Killed]:
    """So many desks over one store, each killed at a moment of its own; after the last, adding is finished."""
    random = Random(seed)  # noqa: S311 - no secret, but the same again
    store, reports = folder / "desk.db", folder / "reports"
    reports.mkdir()
    write_reports(reports, documents)
    targets = fill(store)
    for _ in range(many):
        adding = add(reports, store, workers=1)
        port = free_port()
        server = serve(store, port)
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        reviewers = [Reviewer(address, targets, number) for number in range(3)]
        threads = [Thread(target=one.work) for one in reviewers]
        for thread in threads:
            thread.start()
        after = random.uniform(FIRST, LAST)
        wait_until(lambda: any(one.kept for one in reviewers), "no judgement is acknowledged")  # noqa: B023 - at once
        time.sleep(after)
        for process in (server, adding):
            os.kill(process.pid, signal.SIGKILL)
            process.communicate()
        for thread in threads:
            thread.join()
        kept = [one for reviewer in reviewers for one in reviewer.kept]
        opened = Store.open(store)
        lost = tuple(one for one in kept if opened.view.judgement(one) is None)
        faults = tuple(opened.faults())
        opened.close()
        refused = tuple(one for reviewer in reviewers for one in reviewer.refused)
        yield Killed(after=after, kept=len(kept), lost=lost, faults=faults, refused=refused)
    finish(add(reports, store, workers=1))


def fill(path: Path) -> tuple[str, ...]:
    """Make a store with one report; the ids of its events."""
    store = Store.open(path)
    desk = Desk()
    for number in range(EVENTS):
        desk.event("CONSULT", ["AZE"], ["TUR"], day=f"2024-0{1 + number // 28}-{1 + number % 28:02}", words="met with")
    store.writer.take(desk.item(), desk.record())
    store.close()
    return tuple(one.id for one in desk.record().events)


def serve(store: Path, port: int) -> "subprocess.Popen[bytes]":
    """Start the desk."""
    command = [sys.executable, "-m", "dragoman", "serve", "--store", str(store), "--port", str(port), "--as", "ana"]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def wait_for(address: str) -> None:
    """Wait until a desk answers."""

    def is_ready() -> bool:
        try:
            urlopen(f"{address}/readyz", timeout=5).close()  # noqa: S310 - http
        except OSError:
            return False
        return True

    wait_until(is_ready, "the desk does not answer")


def wait_until(is_so: Callable[[], bool], trouble: str) -> None:
    """Wait until something is so."""
    until = time.monotonic() + STARTING
    while not is_so():
        if time.monotonic() > until:
            raise AssertionError(trouble)
        time.sleep(0.05)
