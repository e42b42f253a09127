"""Somebody who may see some collections only: no route of the desk tells of anything else, in no dress."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.lexicon.load import load_lexicon
from dragoman.store import Store
from dragoman.web import addresses
from dragoman.web.app import app_of
from dragoman.web.reading import Given, WasRead
from dragoman.web.security import csrf
from dragoman.web.security.guard import SESSION
from dragoman.web.settings import Settings
from tests.store.making import Desk

from .conftest import PASSWORD, csrf_in
from .test_doors import routes_of

HIDDEN = ("Hidden Herald", "Zzyzx", "clandestine", "hidden.example", "Verborgen")


def reports() -> tuple[Desk, Desk]:
    """One in the collection, and one that isn't, in part of the same event."""
    seen = Desk(published="2024-05-12", outlet="Caspian Wire", url="https://open.example/", title="Talks in Baku")
    seen.event("CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks")
    hidden = Desk(published="2024-05-11", outlet="Hidden Herald", url="https://hidden.example/", title="Zzyzx talks")
    hidden.event("CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="clandestine")
    hidden.event("ACCUSE", ["Quentin Verborgen:GEO"], ["AZE"], day="2024-06-01", words="accused, clandestine,")
    hidden.agreement("Zzyzx Accord", ["GEO", "AZE"], signed="2024-06-01")
    hidden.commitment("GEO", "AZE", "deliver clandestine aircraft")
    hidden.statement("GEO", "accuse", "clandestine things happen")
    return seen, hidden


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[TestClient]:
    """Give the browser of an administrator who may see the collection `gas` only."""
    store = Store.open(tmp_path / "desk.db")
    for number, desk in enumerate(reports()):
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    store.refresh_people(load_lexicon())
    store.collect("gas", [reports()[0].record().document.id])
    store.accounts.add("lim", PASSWORD, "admin", ["gas"])
    session = store.sessions.begin("lim")
    store.close()
    app = app_of(Settings(store=str(tmp_path / "desk.db"), host="0.0.0.0", hosts=("desk.example.org",)))  # noqa: S104 - that's the case
    with TestClient(app, base_url="https://desk.example.org", follow_redirects=False) as browser:
        browser.headers["Cookie"] = f"{SESSION}={session}"
        yield browser


def addresses_of(browser: TestClient) -> Iterator[str]:
    """Every address that can be looked at, once with each hidden id, state or word in it."""
    app: Any = browser.app
    record = reports()[1].record()
    kinds = (record.events, record.statements, record.agreements, record.commitments, record.actors)
    told = [record.document.id, *(one.id for kind in kinds for one in kind), "GEO", "AZE"]
    for method, path, _ in routes_of(app.routes):
        if method != "GET":
            continue
        if "{" not in path:
            yield path
            yield addresses.with_query(path, text="clandestine", q="talks", state="GEO", limit=200)
            continue
        for one in told:
            yield re.sub(r"\{[^}]*\}", one, path)


def test_no_route_tells_of_anything_else(limited: TestClient) -> None:
    asked = 0
    for address in addresses_of(limited):
        answer = limited.get(address)
        asked += 1
        assert answer.status_code < 500, address
        for word in HIDDEN:
            assert word in address or word not in answer.text, (address, word)  # a page says what it was asked
    assert asked > 50


def test_what_may_be_seen_is_there(limited: TestClient) -> None:
    (event,) = limited.get("/events.json").json()["items"]
    assert (event["report_count"], event["outlets"]) == (1, ["Caspian Wire"])
    assert limited.get(event["page"]).status_code == 200
    assert limited.get("/agreements.json").json()["items"] == []
    hidden = reports()[1].record()
    assert limited.get(addresses.finding("event", hidden.events[1].id)).status_code == 404
    assert limited.get(addresses.finding("agreement", hidden.agreements[0].id)).status_code == 404


def test_what_is_hidden_is_not_judged(limited: TestClient) -> None:
    page = limited.get("/events").text
    headers = {csrf.HEADER: csrf_in(page)}
    seen, hidden = (desk.record() for desk in reports())
    for target in (hidden.events[1].id, hidden.document.id, hidden.actors[-1].id):
        told = {"kind": "accept", "targets": [target], "why": "seen?"}
        assert limited.post("/api/v1/judgements", json=told, headers=headers).status_code == 422
    told = {"kind": "accept", "targets": [seen.events[0].id], "why": "seen"}
    assert limited.post("/api/v1/judgements", json=told, headers=headers).status_code == 201


class Stub:
    """Reads every text as one report, and brings nobody up to date."""

    is_busy = False

    def __init__(self, desk: Desk) -> None:
        self.told = WasRead(item=desk.item("own.txt"), record=desk.record())

    def read(self, _: Given) -> WasRead:
        """Give that report."""
        return self.told

    def ask(self) -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


@pytest.fixture
def keeper(limited: TestClient) -> tuple[TestClient, dict[str, str], str]:
    """Give the browser, what it sends with a form, and the document that it reads."""
    app: Any = limited.app
    own = Desk(published="2024-07-01", outlet="Own Wire", title="Own words")
    own.event("CONSULT", ["AZE"], ["KAZ"], day="2024-07-01", words="conferred with")
    app.state.readers = app.state.refresher = Stub(own)
    csrf_told = csrf_in(limited.get("/read").text)
    page = limited.post("/read", data={"csrf": csrf_told, "text": "words"}, files={"none": b""}).text
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert key is not None
    assert "<option>gas</option>" in page
    return limited, {"csrf": csrf_told, "key": key[1]}, own.record().document.id


def test_who_sees_some_collections_sees_what_he_keeps(keeper: tuple[TestClient, dict[str, str], str]) -> None:
    browser, form, document = keeper
    answer = browser.post("/read/keep", data=form)
    assert answer.status_code == 303
    assert browser.get(answer.headers["location"]).status_code == 200
    assert document in browser.get("/api/v1/reports?collection=gas").text


def test_he_keeps_in_no_collection_that_he_does_not_see(keeper: tuple[TestClient, dict[str, str], str]) -> None:
    browser, form, document = keeper
    app: Any = browser.app
    store: Store = app.state.store
    store.collect("oil", [reports()[1].record().document.id])
    answer = browser.post("/read/keep", data={**form, "collection": "oil"})
    assert answer.status_code == 422
    assert "there is gas" in answer.text
    store.accounts.set_collections("lim", ["gas", "oil"])
    assert browser.post("/read/keep", data=form).status_code == 422
    assert browser.post("/read/keep", data={**form, "collection": "oil"}).status_code == 303
    assert browser.get(addresses.report(document)).status_code == 200
    store.accounts.set_collections("lim", [])
    assert browser.post("/read/keep", data=form).status_code == 403


def test_what_he_keeps_tells_him_of_no_hidden_report(
    keeper: tuple[TestClient, dict[str, str], str],
) -> None:
    browser, form, _ = keeper
    app: Any = browser.app
    app.state.readers = Stub(reports()[1])
    told = browser.post("/api/v1/read", json={"text": "x", "keep": True}, headers={csrf.HEADER: form["csrf"]}).json()
    assert (told["kept"]["outcome"], told["kept"]["copy_of"]) == ("taken", None)
