"""Killed at any moment, a store is whole, and what is done again makes the store of a run that nobody disturbed."""

import os
import signal
import time
from pathlib import Path
from random import Random

import pytest

from dragoman.store import Store
from tests.store.conftest import WHEN
from tests.store.contents import contents
from tests.store.generated import Generator
from tests.store.killing import kills

EVENTS, DOCUMENTS = 200, 60
KILLS = 30


def fill(path: Path) -> None:
    """Take what is not taken yet, one report after another; as `dragoman add` does, with the reading stubbed."""
    store = Store.open(path, clock=lambda: WHEN)
    for item, record in Generator().reports(EVENTS, DOCUMENTS):
        if store.writer.known(item, record.coder).outcome != "taken":
            store.writer.take(item, record)
    store.close()


def fill_apart(path: Path) -> int:
    """Start to fill a store in another process."""
    child = os.fork()
    if child == 0:
        try:
            fill(path)
        finally:
            os._exit(0)
    return child


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_one_store_killed_thirty_times(tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    start = time.monotonic()
    fill(whole)
    took = time.monotonic() - start
    random = Random(KILLS)  # noqa: S311 - no secret, but the same again
    for _ in range(KILLS):
        child = fill_apart(killed)
        time.sleep(random.random() * took / 4)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    fill(killed)
    one, other = (Store.open(path) for path in (whole, killed))
    assert contents(other) == contents(one)
    assert list(other.faults()) == []
    one.close()
    other.close()


@pytest.mark.slow
@pytest.mark.model
def test_an_add_that_is_killed_is_finished_by_another(tmp_path: Path) -> None:
    told = list(kills(tmp_path, many=3, documents=60))
    assert [(one.same, one.faults) for one in told] == [(True, ())] * 3
