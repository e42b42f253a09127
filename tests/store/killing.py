"""`dragoman add`, killed at any moment (SIGKILL), and run again: the store is that of a run that nobody disturbed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from dragoman.store import Store
from tests.store.contents import contents

SEED = 20_261_127
STATES = ("Norway", "Chile", "Kenya", "Japan", "Peru", "Georgia", "Canada", "Vietnam", "Morocco", "Latvia")
DEEDS = (
    "The foreign ministers of {one} and {other} met in {city} on {day} May 2024.",
    "{one} accused {other} of breaking the fisheries accord on {day} May 2024.",
    "{one} and {other} signed a memorandum on student exchange in {city} on {day} May 2024.",
    "{one} promised {other} to send twenty trucks of relief by the end of June.",
    "The president of {one} praised {other} for its mediation in {city}.",
)
CITIES = ("Geneva", "Oslo", "Lima", "Nairobi", "Tokyo")
LONGEST = 3_600  # seconds that one run may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Kill:
    """One run that was killed, and what came of the next.

    at: the share of the undisturbed run's time; left: documents that were in the store when it died; same: the store
    is that of the undisturbed run; faults: what `check` finds.
    """

    at: float
    left: int
    same: bool
    faults: tuple[str, ...]


def write_reports(folder: Path, many: int) -> None:
    """Write short reports, the same each time; some tell the same deed, some are copies."""
    random = Random(SEED)  # noqa: S311 - no secret, but the same again
    texts: list[str] = []
    for number in range(many):
        one, other = random.sample(STATES, 2)
        deed = random.choice(DEEDS).format(
            one=one, other=other, city=random.choice(CITIES), day=random.randrange(1, 29)
        )
        copy = texts and random.random() < 0.1
        texts.append(random.choice(texts) if copy else f"{deed} An aide spoke of file {number}.\n")
        (folder / f"{number:05}.txt").write_text(texts[-1], encoding="utf-8")


def add(reports: Path, store: Path, *, workers: int) -> "subprocess.Popen[bytes]":
    """Start `dragoman add`, in a process group of its own."""
    command = [sys.executable, "-m", "dragoman", "add", str(reports), "--store", str(store), "--no-model"]
    environment = {name: value for name, value in os.environ.items() if name != "DRAGOMAN_STORE"}
    return subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--workers", str(workers)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def kills(folder: Path, *, many: int, documents: int, workers: int = 2, seed: int = SEED) -> Iterator[Kill]:
    """So many runs of `dragoman add`, each killed at a moment of its own, and each finished by another run."""
    reports = folder / "reports"
    reports.mkdir()
    write_reports(reports, documents)
    start = time.monotonic()
    finish(add(reports, folder / "whole.db", workers=workers))
    whole_time = time.monotonic() - start
    whole = contents(Store.open(folder / "whole.db"))
    random = Random(seed)  # noqa: S311 - as above
    for number in range(many):
        store = folder / f"killed-{number}.db"
        at = (number + random.random()) / many  # all over the run: while it starts, reads, writes, ends
        run = add(reports, store, workers=workers)
        time.sleep(at * whole_time)
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
        left = documents_in(store)
        finish(add(reports, store, workers=workers))
        again = Store.open(store)
        yield Kill(at=at, left=left, same=contents(again) == whole, faults=tuple(again.faults()))
        again.close()
        for file in folder.glob(f"{store.name}*"):
            file.unlink()


def finish(run: "subprocess.Popen[bytes]") -> None:
    """Wait for a run to end well."""
    _, errors = run.communicate(timeout=LONGEST)
    if run.returncode != 0:
        raise AssertionError(f"`dragoman add` ended with {run.returncode}: {errors.decode()[-2000:]}")


def documents_in(store: Path) -> int:
    """How many documents a store has; none where it is not there yet."""
    if not store.exists():
        return 0
    found = Store.open(store)
    many = found.count()["documents"]
    found.close()
    return many
