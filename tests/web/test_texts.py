"""One text over the interface: read at once, kept only where that is asked for."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dragoman.errors import ReadError
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.reading import Given
from dragoman.web.security.who import Who
from dragoman.web.settings import Settings
from tests.web.asking import Stub

PATH = "/api/v1/read"
TEXT = "AZE dealt with TUR."


@pytest.fixture
def app(store_path: Path) -> FastAPI:
    """Give a desk whose reader needs no model, and finds the same in every text."""
    app = app_of(Settings(store=str(store_path), name="M. Garcia"))
    app.state.readers = Stub()
    return app


@pytest.fixture
def desk(app: FastAPI) -> Iterator[TestClient]:
    """Give a program on loopback."""
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        client.headers["X-CSRF-Token"] = client.get("/api/v1/me").json()["csrf"]
        yield client


def _documents(store: Path) -> int:
    opened = Store.open(store)
    try:
        return opened.count()["documents"]
    finally:
        opened.close()


def test_a_text_is_read_and_kept_nowhere(desk: TestClient, store_path: Path) -> None:
    before = _documents(store_path)
    answer = desk.post(PATH, json={"text": TEXT, "published": "2024-05-12", "outlet": "Caspian Wire"})
    assert answer.status_code == 200
    assert [event["type"] for event in answer.json()["record"]["events"]] == ["CONSULT"]
    assert answer.json()["kept"] is None
    assert _documents(store_path) == before


def test_a_text_is_kept_where_that_is_asked_for(desk: TestClient, store_path: Path) -> None:
    before = _documents(store_path)
    kept = [desk.post(PATH, json={"text": TEXT, "keep": True}).json()["kept"] for _ in range(2)]
    assert [one["outcome"] for one in kept] == ["taken", "known"]
    assert _documents(store_path) == before + 1
    shown = desk.get(f"/api/v1/reports/{kept[0]['document']}").json()
    assert shown["page"] == kept[0]["page"]
    assert shown["text"] == TEXT


def test_a_file_is_read(desk: TestClient) -> None:
    for fields in ({}, {"title": "Talks", "keep": "false"}):
        answer = desk.post(PATH, files={"file": ("report.txt", TEXT.encode())}, data=fields)
        assert answer.status_code == 200, answer.text
        assert answer.json()["record"]["events"]


def test_who_may_only_read_keeps_nothing(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Who(name="R. Eader", role="reader")
    for room in ("desk", "security.who"):
        monkeypatch.setattr(f"dragoman.web.{room}.who_asks", lambda _: reader)
    assert desk.post(PATH, json={"text": TEXT}).status_code == 200
    assert desk.post(PATH, json={"text": TEXT, "keep": True}).status_code == 403


REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("no text", {"json": {"title": "T"}}, 422, "text"),
    ("an unknown field", {"json": {"text": TEXT, "author": "A"}}, 422, "author"),
    ("a day that is none", {"json": {"text": TEXT, "published": "yesterday"}}, 422, "yesterday"),
    ("an address that runs", {"json": {"text": TEXT, "url": "javascript:alert(1)"}}, 422, "url"),
    ("a text that is too long", {"json": {"text": "a" * 2_000_001}}, 413, "2,000,000"),
    ("too much", {"content": b"x" * 20_000_001, "headers": {"Content-Type": "application/json"}}, 413, "20,000,000"),
    ("neither JSON nor a form", {"content": b"x", "headers": {"Content-Type": "text/plain"}}, 415, "text/plain"),
    ("a form without a file", {"files": {"other": ("a.txt", b"x")}}, 422, "other"),
    ("a file that is text", {"files": {"title": (None, "T")}}, 422, "file"),
    ("a field that is a file", {"files": {"file": ("a", b"x"), "title": ("b", b"x")}}, 422, ""),
    ("keep that is neither", {"files": {"file": ("a", b"x")}, "data": {"keep": "maybe"}}, 422, "keep"),
    ("an outlet told twice", {"files": {"file": ("a", b"x")}, "data": {"outlet": ["A", "B"]}}, 422, "more than once"),
    ("a title too long", {"files": {"file": ("a", b"x")}, "data": {"title": "T" * 1_001}}, 422, "1,000 are the most"),
    ("no form", {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 422, "form"),
    ("a binary file", {"files": {"file": ("a.bin", bytes(range(256)) * 9)}}, 422, "a.bin"),
]


@pytest.mark.parametrize(("sent", "status", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_read_is_refused(desk: TestClient, sent: dict[str, Any], status: int, told: str) -> None:
    answer = desk.post(PATH, **sent)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert told in answer.json()["detail"]


NOT_READ = [("busy", 429, 7), ("stopping", 503, 7), ("slow", 422, None), ("died", 500, None)]


@pytest.mark.parametrize(("code", "status", "wait"), NOT_READ, ids=[code for code, _, _ in NOT_READ])
def test_a_reader_that_does_not_read_is_told(
    app: FastAPI, desk: TestClient, code: str, status: int, wait: int | None
) -> None:
    class Refusing(Stub):
        def read(self, _: Given) -> Any:  # noqa: ANN401 - it gives nothing
            raise ReadError(code, f"it is {code}", wait=wait)

    app.state.readers = Refusing()
    outside = TestClient(app, base_url=str(desk.base_url), headers=dict(desk.headers), raise_server_exceptions=False)
    answer = outside.post(PATH, json={"text": TEXT})
    assert answer.status_code == status
    assert answer.headers.get("retry-after") == (str(wait) if wait else None)
    assert code in answer.json()["detail"]


@pytest.mark.slow
@pytest.mark.model
def test_a_text_is_read_by_a_process_of_its_own(store_path: Path) -> None:
    text = "Norway and Chile signed a treaty in Oslo on 12 May 2024."
    with TestClient(app_of(Settings(store=str(store_path))), base_url="http://127.0.0.1:8000") as client:
        client.headers["X-CSRF-Token"] = client.get("/api/v1/me").json()["csrf"]
        told = client.post(PATH, json={"text": text, "published": "2024-05-13", "keep": True}).json()
        assert [one["kind"] for one in told["record"]["agreements"]] == ["treaty"]
        shown = client.get(f"/api/v1/reports/{told['kept']['document']}").json()
        assert shown["record"] == told["record"]
