"""A text that is given: its record beside it, kept only where that is wanted. The reader is made by hand."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.model.source_text import Raw
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.lately import MOST, Lately
from dragoman.web.reading import Given, WasRead, item_of
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import browser_of

TOLD = Desk(published="2024-05-12", outlet="Caspian Wire", title="Talks <b>")
TOLD.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks with")


class Made:
    """Reads every text as the same report, and notes how often who is who was to be brought up to date."""

    is_busy = False  # as a refresher

    def __init__(self) -> None:
        self.given: list[Given] = []
        self.asked = 0

    def ask(self) -> None:
        """Note it."""
        self.asked += 1

    def read(self, given: Given) -> WasRead:
        """Give the record that was made by hand."""
        self.given.append(given)
        return WasRead(item=TOLD.item(), record=TOLD.record())

    def stop(self) -> None:
        """Stop nothing."""


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def client(tmp_path: Path, made: Made) -> TestClient:
    """Give a browser on loopback over an empty store."""
    app = app_of(Settings(store=str(tmp_path / "desk.db"), name="M. Garcia"))
    app.state.readers = app.state.refresher = made
    return browser_of(app, follow_redirects=False)


def test_a_text_is_read_beside_its_record_and_kept_when_wanted(client: TestClient, made: Made, tmp_path: Path) -> None:
    assert client.get("/read").status_code == 200
    answer = client.post(
        "/read", data={"text": "AZE held talks", "published": "2024-05-12", "outlet": "Wire"}, files={"none": b""}
    )
    assert answer.status_code == 200, answer.text
    (given,) = made.given
    assert isinstance(given, Raw)
    assert (given.published, given.outlet) == ("2024-05-12", "Wire")
    assert "CONSULT" in answer.text
    assert "Talks &lt;b&gt;" in answer.text
    assert 'href="/actors/actor:' not in answer.text  # it is in no store
    store = Store.open(tmp_path / "desk.db")
    assert store.count()["documents"] == 0
    key = re.search(r'name="key" value="([0-9a-f]+)"', answer.text)
    assert key is not None
    kept = client.post("/read/keep", data={"key": key[1]})
    assert (kept.status_code, made.asked) == (303, 1)
    assert store.count()["documents"] == 1
    assert client.get(kept.headers["location"]).status_code == 200
    again = client.post("/read", data={"text": "AZE held talks"}, files={"none": b""})
    assert "It is in the store already" in again.text


def test_a_file_is_read_by_its_form(client: TestClient, made: Made) -> None:
    page = b"<html><title>T</title><body><p>The two held talks in Baku on Sunday.</p></body></html>"
    assert client.post("/read", files={"file": ("a.html", page, "text/html")}).status_code == 200
    assert "held talks" in item_of(made.given[0]).raw.text


REFUSED: list[tuple[str, Callable[[TestClient], int], int]] = [
    ("nothing", lambda one: one.post("/read", data={"text": "  "}).status_code, 422),
    ("no day", lambda one: one.post("/read", data={"text": "a", "published": "May"}).status_code, 422),
    ("a key that is not known", lambda one: one.post("/read/keep", data={"key": "0"}).status_code, 410),
    (
        "too much",
        lambda one: one.post("/read", content=b"x", headers={"content-length": "99999999"}).status_code,
        413,
    ),
]


def test_a_long_text_is_pasted_whole(client: TestClient, made: Made) -> None:
    text = "Talks were held in Baku on Sunday. " * 40_000  # 1.4 million letters: below the two million that are read
    assert client.post("/read", data={"text": text}, files={"none": b""}).status_code == 200
    (given,) = made.given
    assert isinstance(given, Raw)
    assert len(given.text) == len(text)


def in_chunks(size: int) -> Iterator[bytes]:
    """So many bytes of a form, with no length told before."""
    yield b"text="
    for _ in range(size // 65_536 + 1):
        yield b"a" * 65_536


@pytest.mark.parametrize(
    ("path", "kind"), [("/read", "text/html"), ("/api/v1/read", "application/problem+json"), ("/searches", "text/html")]
)
def test_what_comes_without_a_length_is_counted_while_it_comes(
    client: TestClient, made: Made, path: str, kind: str
) -> None:
    app: Any = client.app
    content = in_chunks(app.state.settings.largest)
    form = {"Content-Type": "application/x-www-form-urlencoded" if "api" not in path else "application/json"}
    answer = client.post(path, content=content, headers=form)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (413, kind)
    assert "Content-Security-Policy" in answer.headers
    assert "bytes were sent" in answer.text
    assert made.given == []


@pytest.mark.parametrize(("ask", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_makes_no_sense_is_refused(client: TestClient, ask: Callable[[TestClient], int], status: int) -> None:
    assert ask(client) == status


def test_what_was_read_is_remembered_for_whom_it_was_read_and_not_for_long() -> None:
    lately = Lately()
    told = WasRead(item=TOLD.item(), record=TOLD.record())
    first = lately.put("ana", told)
    assert lately.get("ana", first) == told
    assert lately.get("eve", first) is None
    for number in range(MOST):
        lately.put("ana", replace(told, item=TOLD.item(f"{number}.txt")))
    assert lately.get("ana", first) is None
