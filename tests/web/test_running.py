"""Whether it is alive and ready, what it counts, what it logs, and how it stops."""

import io
import json
import logging
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient

from dragoman.store.health import Health
from dragoman.web.app import app_of
from dragoman.web.pages import keys
from dragoman.web.running.health import LEAST_FREE, checked
from dragoman.web.running.logs import NAME, Lines, say, say_fault, start_logs
from dragoman.web.security.guard import HEADERS
from dragoman.web.settings import Settings

from .conftest import PASSWORD, log_in
from .serving import free_port

SECRETS = (PASSWORD, "Shusha", "cookie", "__Host", "dragoman_")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Give what is logged as JSON, and leave no handler behind."""
    names = (NAME, "uvicorn", "asyncio")
    before = {name: (logging.getLogger(name).handlers, logging.getLogger(name).propagate) for name in names}
    stream = io.StringIO()
    start_logs("json", stream)
    yield stream
    for name, (handlers, propagate) in before.items():
        logging.getLogger(name).handlers, logging.getLogger(name).propagate = handlers, propagate


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_it_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    told = client.get("/readyz")
    assert (told.status_code, told.json()["checks"]) == (200, {"store": "ok", "schema": "ok", "disk": "ok"})


def test_a_store_that_lacks_a_table_is_not_ready_and_says_no_more(client: TestClient, store_path: Path) -> None:
    with sqlite3.connect(store_path) as connection:
        connection.execute("DROP TABLE deliveries")
    connection.close()
    told = client.get("/readyz")
    assert (told.status_code, told.json()) == (
        503,
        {"status": "not ready", "checks": {"store": "does not answer"}},
    )
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("is_newest", "free", "wrong"),
    [(True, LEAST_FREE, None), (True, None, None), (True, LEAST_FREE - 1, "disk"), (False, None, "schema")],
)
def test_what_is_looked_at(is_newest: bool, free: int | None, wrong: str | None) -> None:  # noqa: FBT001 - a case
    health = Health(is_newest=is_newest, size=1, free=free, change=1, at=None, webhooks=0, failing=0)
    assert [name for name, told in checked(lambda: health).items() if told != "ok"] == ([wrong] if wrong else [])


def test_requests_are_counted_by_route_and_never_by_path(client: TestClient) -> None:
    for path in ("/events?text=zebra", "/events/event:1", "/events/event:2", "/nowhere/zebra", "/static/desk.css"):
        client.get(path)
    client.request("BREW", "/events")
    told = client.get("/metrics").text
    assert 'dragoman_requests_total{method="GET",route="/events/{identifier}",status="404"} 2.0' in told
    assert 'dragoman_requests_total{method="GET",route="/events",status="200"} 1.0' in told
    assert 'dragoman_requests_total{method="GET",route="none",status="404"} 1.0' in told
    assert 'dragoman_requests_total{method="GET",route="/static",status="200"} 1.0' in told
    assert 'dragoman_request_seconds_bucket{le="+Inf",method="GET",route="/events"} 1.0' in told
    assert 'method="other"' in told
    assert "zebra" not in told
    assert "BREW" not in told


@pytest.mark.parametrize(
    "name",
    ["dragoman_readers_waiting", "dragoman_store_bytes", "dragoman_store_last_change", "process_resident_memory_bytes"],
)
def test_what_else_is_counted(client: TestClient, name: str) -> None:
    assert f"\n{name} " in client.get("/metrics").text


def test_metrics_are_for_an_administrator_elsewhere(remote: TestClient) -> None:
    assert remote.get("/metrics").status_code == 401
    assert remote.get("/healthz").status_code == remote.get("/readyz").status_code == 200
    log_in(remote, "rea")
    assert remote.get("/metrics").status_code == 403
    remote.cookies.clear()
    log_in(remote, "ana")
    assert remote.get("/metrics").status_code == 200


def test_a_request_is_logged_without_what_it_asked(remote: TestClient, logged: io.StringIO) -> None:
    log_in(remote, "rea")
    answer = remote.get("/search?q=Shusha", headers={"Authorization": "Bearer dragoman_zzz"})
    last = lines(logged)[-1]
    assert last.keys() == {"time", "level", "event", "id", "method", "route", "status", "ms", "who"}
    assert (last["event"], last["route"], last["status"], last["method"]) == ("request", "/search", 200, "GET")
    assert (last["who"], last["id"]) == ("rea", answer.headers["X-Request-ID"])
    for secret in SECRETS:
        assert secret not in logged.getvalue()


class Broken:
    """Raises what nobody expected, with words that are nobody's business."""

    def __iter__(self) -> Iterator[object]:
        raise ValueError(PASSWORD)


@pytest.mark.parametrize(
    ("path", "kind"), [("/keys", "text/html; charset=utf-8"), ("/keys.json", "application/problem+json")]
)
def test_a_fault_is_answered_as_anything_else_is_and_its_number_is_in_the_log(
    store_path: Path, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch, path: str, kind: str
) -> None:
    monkeypatch.setattr(keys, "GROUPS", Broken())
    app = app_of(Settings(store=str(store_path)))
    with TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as browser:
        answer = browser.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (500, kind)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    number = answer.headers["X-Request-ID"]
    fault, request = lines(logged)[-2:]
    assert (fault["event"], fault["id"], request["id"], request["status"]) == ("fault", number, number, 500)
    assert number in answer.text
    assert "ask once more" in answer.text
    assert PASSWORD not in answer.text + logged.getvalue()


def test_an_error_is_told_without_its_words(logged: io.StringIO) -> None:
    try:
        raise ValueError(PASSWORD)  # noqa: TRY301 - so that it comes from somewhere
    except ValueError as error:
        say_fault(error, route="/login")
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n%s", PASSWORD)
        logging.getLogger("uvicorn.error").error("something: %s", "x", exc_info=error)  # noqa: TRY400 - as uvicorn does
    told = lines(logged)
    assert [(one["event"], one["error"], one["level"]) for one in told] == [("fault", "ValueError", "error")] * 2
    assert PASSWORD not in logged.getvalue()
    assert "test_running.py" in str(told[0]["at"])


@pytest.mark.parametrize(
    ("form", "shows"),
    [("json", '"who": "a\\u202eb\\nc\\u001b[0m\\u00e9"'), ("text", "who=a\\u202eb\\nc\\x1b[0mé")],
)
def test_what_steers_a_terminal_is_escaped(form: str, shows: str) -> None:
    record = logging.LogRecord(NAME, logging.INFO, "", 0, "request", None, None)
    record.told = {"who": "a\u202eb\nc\x1b[0m\u00e9"}
    told = Lines(form).format(record)  # type: ignore[arg-type] # a form
    assert shows in told
    assert not {"\n", "\x1b", "\u202e"} & set(told)


def test_nothing_that_comes_all_the_time_is_logged(client: TestClient, logged: io.StringIO) -> None:
    for path in ("/healthz", "/readyz", "/metrics", "/static/desk.css"):
        client.get(path)
    assert lines(logged) == []
    say("started", port=1)
    assert lines(logged)[0]["event"] == "started"


def is_refused(address: str) -> bool:
    """Whether nobody listens there any more, soon."""
    for _ in range(50):
        try:
            urlopen(f"{address}/healthz", timeout=5).close()  # noqa: S310 - http
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_told_to_stop_it_ends_what_runs_and_takes_nothing_new(store_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "dragoman", "serve", "--store", str(store_path), "--port", str(port)]
    server = subprocess.Popen(  # noqa: S603 - our own program
        [*command, "--log-format", "json"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urlopen(f"{address}/healthz").close()  # noqa: S310 - http
            break
        except OSError:
            time.sleep(0.1)
    blocker = sqlite3.connect(store_path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")  # the page of today writes that somebody was there: it waits
    answers: list[int] = []

    def look() -> None:
        with urlopen(f"{address}/") as answer:  # noqa: S310 - http
            answers.append(answer.status)

    waiting = Thread(target=look)
    waiting.start()
    time.sleep(0.5)
    server.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    assert is_refused(address)
    assert server.poll() is None
    blocker.rollback()
    blocker.close()
    waiting.join(20)
    assert answers == [200]
    _, errors = server.communicate(timeout=20)
    assert server.returncode == os.EX_OK
    assert [json.loads(line)["event"] for line in errors.splitlines()] == ["started", "request", "stopped"]
