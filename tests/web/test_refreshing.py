"""Who is who is brought up to date by a process of its own, once for all who asked meanwhile."""

import time
from pathlib import Path

import pytest

from dragoman.store import Store
from dragoman.store.people import PeopleFilter
from dragoman.web.refreshing import Refresher


def _noted(path: str) -> None:
    with Path(path).open("a") as file:
        file.write("begun\n")
    time.sleep(0.3)


def _begun(path: Path) -> int:
    return len(path.read_text().splitlines()) if path.exists() else 0


@pytest.mark.slow
def test_all_who_ask_while_it_is_at_it_are_served_by_one_more(tmp_path: Path) -> None:
    path = tmp_path / "noted"
    refresher = Refresher(str(path), refresh=_noted)
    refresher.ask()
    while _begun(path) < 1:
        time.sleep(0.01)
    for _ in range(5):
        refresher.ask()
    refresher.wait()
    assert _begun(path) == 2
    refresher.ask()
    refresher.wait()
    assert _begun(path) == 3


def test_one_that_is_stopped_ends_and_begins_nothing(tmp_path: Path) -> None:
    path = tmp_path / "noted"
    refresher = Refresher(str(path), refresh=_noted)
    refresher.stop()
    refresher.ask()
    refresher.wait()
    assert _begun(path) == 0


@pytest.mark.slow
def test_people_are_known_afterwards(store_path: Path) -> None:
    refresher = Refresher(str(store_path))
    refresher.ask()
    refresher.wait()
    store = Store.open(store_path)
    assert {one.name for one in store.view.people(PeopleFilter(kind="state")).items} == {"AZE", "TUR", "ARM"}
    store.close()
