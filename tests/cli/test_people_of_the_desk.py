"""`dragoman user`, `dragoman token`, `dragoman serve` and the audit log in `dragoman check`."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.store import Store, passwords

RUN = CliRunner()
PASSWORD = "four grey donkeys at sea"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty store, named by the environment, and a file with a password beside it."""
    path = tmp_path / "desk.db"
    store = Store.open(path)
    store.collect("gas", [])
    store.close()
    (tmp_path / "password").write_text(f"{PASSWORD}\nnot this\n")
    monkeypatch.setenv("DRAGOMAN_STORE", str(path))
    return path


def run(*words: str, told: str | None = None) -> Result:
    return RUN.invoke(app, list(words), input=told)


def add(place: Path, *words: str) -> Result:
    return run("user", "add", *words, "--password-file", str(place.parent / "password"))


def test_an_account_is_made_listed_and_changed(place: Path) -> None:
    assert add(place, "ana", "--role", "admin").output == "ana: admin, sees everything\n"
    assert add(place, "bea", "--collection", "gas").output == "bea: reader, sees gas\n"
    assert run("user", "role", "bea", "reviewer").output == "bea: reviewer\n"
    assert run("user", "collections", "bea", "--all").output == "bea: sees everything\n"
    assert run("user", "collections", "bea", "gas").output == "bea: sees gas\n"
    assert run("user", "disable", "bea").output == "bea: comes in no longer\n"
    told = [json.loads(line) for line in run("user", "list", "--format", "json").output.splitlines()]
    assert [(one["name"], one["role"], one["collections"]) for one in told] == [
        ("ana", "admin", None),
        ("bea", "reviewer", ["gas"]),
    ]
    assert told[1]["disabled"] is not None
    assert not any(PASSWORD in str(one) or "argon2" in str(one) for one in told)
    assert "bea" in run("user", "list").output
    assert run("user", "list", "--format", "csv").output.startswith("name,role,collections,disabled,made\n")
    assert run("user", "disable", "bea", "--undo").output == "bea: comes in again\n"
    checked = run("check").output
    assert re.search(r"the audit log has 7 rows, and ends with the digest [0-9a-f]{64}", checked)


def test_a_password_is_asked_for_twice(place: Path) -> None:
    made = run("user", "add", "ana", told=f"{PASSWORD}\n{PASSWORD}\n")
    assert made.exit_code == 0
    assert PASSWORD not in made.output
    other = "another four donkeys"
    assert run("user", "passwd", "ana", told=f"{other}\n{other}\n").exit_code == 0
    store = Store.open(place)
    assert store.accounts.verified("ana", other) is not None
    store.close()


MISUSES = [
    ("a short password", ("user", "passwd", "ana"), "short\nshort\n", 1, "12 to 1024"),
    ("no such account", ("user", "role", "nobody", "admin"), None, 1, "no such account"),
    ("no such role", ("user", "role", "ana", "boss"), None, 1, "is no role"),
    ("no such collection", ("user", "collections", "ana", "oil"), None, 1, "no such collection"),
    ("no collection named", ("user", "collections", "ana"), None, 2, "--all"),
    ("no such file", ("user", "passwd", "ana", "--password-file", "/nowhere"), None, 1, "cannot be read"),
    ("no such token", ("token", "revoke", "ana", "cron"), None, 1, "no such token"),
]


@pytest.mark.parametrize(
    ("words", "told", "code", "message"), [row[1:] for row in MISUSES], ids=[row[0] for row in MISUSES]
)
def test_what_makes_no_sense_is_told(
    place: Path, words: tuple[str, ...], told: str | None, code: int, message: str
) -> None:
    add(place, "ana")
    result = run(*words, told=told)
    assert (result.exit_code, message in result.output) == (code, True), result.output


def test_a_token_is_shown_once_listed_and_revoked(place: Path) -> None:
    add(place, "ana")
    secret = run("token", "add", "ana", "cron").output.strip()
    assert secret.startswith("dragoman_")
    listed = run("token", "list", "--format", "json").output
    assert secret not in listed
    assert json.loads(listed)["name"] == "cron"
    assert run("token", "revoke", "ana", "cron").exit_code == 0
    assert "revoked" in run("token", "list", "ana").output


# -- serving


def serving(*words: str) -> "subprocess.Popen[str]":
    """Start the desk in a process of its own, which may be interrupted though the tests run in the background."""
    heeded = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    started = f"{heeded}; runpy.run_module('dragoman', run_name='__main__')"
    return subprocess.Popen(  # noqa: S603 - ours
        [sys.executable, "-c", started, "serve", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )


def test_the_desk_tells_its_address_answers_and_stops(place: Path) -> None:
    desk = serving("--port", "0", "--as", "M. Garcia")
    try:
        assert desk.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
        assert found is not None
        with urllib.request.urlopen(f"{found[0]}events", timeout=30) as answer:  # noqa: S310 - our own
            assert "M. Garcia" in answer.read().decode()
        asked = urllib.request.Request(f"{found[0]}events", headers={"Host": "evil.example"})  # noqa: S310 - our own
        with pytest.raises(HTTPError) as refused:
            urllib.request.urlopen(asked, timeout=30)  # noqa: S310 - our own
        refused.value.close()
        assert refused.value.code == 421
    finally:
        desk.send_signal(signal.SIGINT)
        out, errors = desk.communicate(timeout=60)
    logged = [json.loads(line) for line in errors.splitlines()]  # a line of JSON for each, and nothing else
    assert desk.returncode == 130, (out, errors)
    assert {"started", "request"} <= {one["event"] for one in logged}
    assert place.exists()


def test_without_an_account_it_does_not_serve_others_and_says_how_to_make_one(place: Path) -> None:
    desk = serving("--host", "0.0.0.0", "--port", "0", "--store", str(place))  # noqa: S104 - that's the case
    _, errors = desk.communicate(timeout=120)
    assert desk.returncode == 1
    assert "dragoman user add" in errors


def test_an_address_that_is_taken_is_told(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        desk = serving("--port", str(taken.getsockname()[1]), "--store", str(place))
        _, errors = desk.communicate(timeout=120)
    assert desk.returncode == 2
    assert "take another --port" in errors
