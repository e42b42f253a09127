"""A desk over a small store that is made by hand, without the language model."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from dragoman.store import Store, passwords
from dragoman.web.app import app_of
from dragoman.web.security import csrf
from dragoman.web.settings import Settings
from tests.store.making import Desk

WHEN = "2026-01-01T00:00:00+00:00"
PASSWORD = "four grey donkeys at sea"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords with less than is taken for real: 64 MiB each would be most of the time of these tests."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Give the path of a store with two reports of one meeting, and one of an accusation."""
    path = tmp_path / "desk.db"
    store = Store.open(path, clock=lambda: WHEN)
    for outlet, day in (("Caspian Wire", "2024-05-12"), ("Anatolian Post", "2024-05-13")):
        desk = Desk(
            published=day,
            outlet=outlet,
            url=f"https://example.org/{outlet[:3]}",
            title="Talks in Baku",
            opening=f"{outlet} reports",
        )
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks")
        store.writer.take(desk.item(), desk.record())
    desk = Desk(published="2024-06-02", outlet="Caspian Wire", title="Yerevan accuses Baku")
    desk.event("ACCUSE", ["ARM"], ["AZE"], day="2024-06-01", words="accused")
    store.writer.take(desk.item(), desk.record())
    store.close()
    return path


@pytest.fixture
def client(store_path: Path) -> Iterator[TestClient]:
    """Give a browser on loopback."""
    app = app_of(Settings(store=str(store_path), name="M. Garcia"))
    with browser_of(app) as browser:
        yield browser


@pytest.fixture
def remote(store_path: Path) -> Iterator[TestClient]:
    """Give a browser elsewhere, and a desk that three may come into: ana (admin), rev (reviewer), rea (reader)."""
    store = Store.open(store_path, clock=lambda: WHEN)
    for name, role in (("ana", "admin"), ("rev", "reviewer"), ("rea", "reader")):
        store.accounts.add(name, PASSWORD, role)
    store.close()
    app = app_of(Settings(store=str(store_path), host="0.0.0.0", hosts=("desk.example.org",)))  # noqa: S104 - that's the case
    with TestClient(app, base_url="https://desk.example.org", follow_redirects=False) as browser:
        yield browser


def browser_of(app: FastAPI, *, follow_redirects: bool = True) -> TestClient:
    """A browser on loopback, with the token of the desk's pages."""
    headers = {csrf.HEADER: csrf.token_of(app.state.store.secret("csrf"), "loopback")}
    return TestClient(app, base_url="http://127.0.0.1:8000", headers=headers, follow_redirects=follow_redirects)


def csrf_in(page: str) -> str:
    """The token that a page carries."""
    found = re.search(r'<meta name="csrf" content="([^"]*)">', page)
    assert found is not None
    return found[1]


def log_in(browser: TestClient, name: str, password: str = PASSWORD, **more: str) -> Response:
    """Log in by the page."""
    token = csrf_in(browser.get("/login").text)
    return browser.post("/login", data={"name": name, "password": password, "csrf": token, **more})


@pytest.fixture
def rich_path(tmp_path: Path) -> Path:
    """Give the path of a store with two years of two states: meetings, persons, an agreement, what is promised."""
    path = tmp_path / "rich.db"
    store = Store.open(path, clock=lambda: WHEN)
    old = Desk(published="2023-03-05", outlet="Caspian Wire", title="Ministers meet in Baku")
    old.event(
        "CONSULT", ["Ibrahim Kalin:TUR"], ["Ali Naghiyev:AZE"], day="2023-03-04", place=("Baku", "AZE"), words="visited"
    )
    new = Desk(published="2024-05-16", outlet="Caspian Wire", title="Shusha Declaration signed")
    new.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-15", words="held talks", contexts=("diplomatic", "military"))
    new.event(
        "CONSULT", ["Ibrahim Kalin:TUR"], ["Ali Naghiyev:AZE"], day="2024-05-14", words="telephoned", mode="phone"
    )
    new.event("COOPERATE", ["AZE"], ["TUR"], words="exercised with")
    new.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2024-05-15")
    new.commitment("AZE", "TUR", "open the border", due="2024-06-10")
    new.statement("AZE", "praise", "the gas pipeline is a success")
    copy = Desk(
        published="2024-05-17", outlet="Anatolian Post", title="Baku and Ankara sign", opening="A second report"
    )
    copy.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-15", words="held talks", contexts=("diplomatic", "military"))
    blame = Desk(published="2024-06-02", outlet="Caspian Wire", title="Yerevan accuses Baku")
    blame.event("ACCUSE", ["ARM"], ["AZE"], day="2024-06-01", words="accused")
    blame.event("CONSULT", ["AZE"], ["TUR"], day="2021-01-01", words="had met", novelty="background")
    for desk in (old, new, copy, blame):
        store.writer.take(desk.item(), desk.record())
    store.refresh_people()
    store.close()
    return path


@pytest.fixture
def rich(rich_path: Path) -> Iterator[TestClient]:
    """Give a browser on loopback over the store of two years."""
    app = app_of(Settings(store=str(rich_path), name="M. Garcia"))
    with TestClient(app, base_url="http://127.0.0.1:8000") as browser:
        yield browser
