"""One's own account (password, sessions, tokens), and the log of what people did."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from dragoman.store import Store
from dragoman.web.security.guard import SESSION

from .conftest import PASSWORD, csrf_in, log_in

NEW = "seven calm herons on ice"


def store_of(path: Path) -> Store:
    return Store.open(path)


def sent(browser: TestClient, path: str, **told: str) -> Response:
    """Send a form with the token of the page."""
    return browser.post(path, data={"csrf": csrf_in(browser.get("/account").text), **told})


def test_who_one_is_is_told(remote: TestClient) -> None:
    log_in(remote, "rea")
    page = remote.get("/account").text
    assert "You are rea, a reader" in page
    assert "You see everything" in page
    assert "this one" in page
    assert 'href="/log"' not in page
    assert 'href="/account"' in remote.get("/").text


def test_a_password_is_changed_and_other_sessions_end(remote: TestClient, store_path: Path) -> None:
    store = store_of(store_path)
    other = store.sessions.begin("rea")
    log_in(remote, "rea")
    before = remote.cookies[SESSION]
    answer = sent(remote, "/account/password", password=PASSWORD, new=NEW, again=NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account?said=password")
    assert "Your password is changed" in remote.get("/account?said=password").text
    assert remote.cookies[SESSION] != before
    assert store.sessions.account(other) is store.sessions.account(before) is None
    assert store.accounts.verified("rea", PASSWORD) is None
    assert store.accounts.verified("rea", NEW) is not None
    done = store.log(what="password changed")[0]
    assert (done.by, done.about) == ("rea", "rea")


REFUSED = {
    "the old one is wrong": (
        {"password": "something else", "new": NEW, "again": NEW},
        422,
        "not your password",
    ),
    "not alike": ({"password": PASSWORD, "new": NEW, "again": NEW + "!"}, 422, "twice alike"),
    "short": ({"password": PASSWORD, "new": "short", "again": "short"}, 422, "12 to 1024"),
    "nothing": ({}, 422, "not your password"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_password_that_is_not_changed(remote: TestClient, store_path: Path, name: str) -> None:
    told, status, words = REFUSED[name]
    log_in(remote, "rea")
    answer = sent(remote, "/account/password", **told)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert store_of(store_path).accounts.verified("rea", PASSWORD) is not None
    assert remote.get("/account").status_code == 200


def test_passwords_are_not_tried_without_end(remote: TestClient) -> None:
    log_in(remote, "rea")
    told = [sent(remote, "/account/password", password=f"wrong {n}", new=NEW, again=NEW).status_code for n in range(12)]
    assert told[0] == 422
    assert told[-1] == 429


def test_sessions_are_seen_and_ended(remote: TestClient, store_path: Path) -> None:
    store = store_of(store_path)
    others = [store.sessions.begin("rea") for _ in range(3)]
    foreign = store.sessions.begin("rev")
    log_in(remote, "rea")
    found = re.findall(r'name="session" value="([0-9a-f]{16})"', remote.get("/account").text)
    assert len(found) == len(others)
    assert sent(remote, "/account/sessions/end", session=found[0]).status_code == 303
    assert [store.sessions.account(one) is None for one in others].count(True) == 1
    (his,) = store.sessions.of("rev")
    for session in (his.id, found[0][:8], "%", found[0]):
        assert sent(remote, "/account/sessions/end", session=session).status_code == 404
    assert sent(remote, "/account/sessions/end").headers["location"] == "/account?said=sessions"
    assert [store.sessions.account(one) for one in others] == [None] * 3
    assert store.sessions.account(foreign) is not None
    assert remote.get("/account").status_code == 200


def test_tokens_are_seen_and_revoked(remote: TestClient, store_path: Path) -> None:
    store = store_of(store_path)
    mine, his = store.sessions.add_token("rea", "feed <reader>"), store.sessions.add_token("rev", "his")
    log_in(remote, "rea")
    page = remote.get("/account").text
    assert "feed &lt;reader&gt;" in page
    assert "his</th>" not in page
    assert sent(remote, "/account/tokens/revoke", token="his").status_code == 404  # noqa: S106 - its name
    assert sent(remote, "/account/tokens/revoke", token="feed <reader>").status_code == 303  # noqa: S106 - its name
    assert store.sessions.token_account(mine) is None
    assert store.sessions.token_account(his) is not None
    assert "nothing since" in remote.get("/account").text


def made_token(page: str) -> str:
    """The token that a page shows."""
    found = re.search(r"<code>(dragoman_[\w-]{43})</code>", page)
    assert found is not None
    return found[1]


def test_a_token_is_made_shown_once_and_opens_what_its_account_may(remote: TestClient, store_path: Path) -> None:
    log_in(remote, "rea")
    assert "You have no token" in remote.get("/account").text
    answer = sent(remote, "/account/tokens", token="  feed reader ")  # noqa: S106 - its name
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    secret = made_token(answer.text)
    page = remote.get("/account").text
    assert secret not in page
    assert '<th scope="row">feed reader</th>' in page
    assert "never" in page
    store = store_of(store_path)
    assert secret.encode() not in store_path.read_bytes()
    done = store.log(what="token added")[0]
    assert (done.by, done.about, done.detail) == ("rea", "rea", {"token": "feed reader"})
    remote.cookies.clear()
    headers = {"Authorization": f"Bearer {secret}"}
    assert remote.get("/events.json", headers=headers).status_code == 200
    assert remote.get("/log.json", headers=headers).status_code == 403
    log_in(remote, "rea")
    assert "never" not in remote.get("/account").text
    assert sent(remote, "/account/tokens/revoke", token="feed reader").status_code == 303  # noqa: S106 - its name
    remote.cookies.clear()
    assert remote.get("/events.json", headers=headers).status_code == 401


NO_NAMES = {
    "nothing": " ",
    "too long": "f" * 65,
    "a line break": "two\nlines",
    "taken": "mine",
    "once taken": "revoked",
}


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_token_that_is_not_made_says_why_beside_the_name(remote: TestClient, store_path: Path, name: str) -> None:
    store = store_of(store_path)
    for one in ("mine", "revoked"):
        store.sessions.add_token("rea", one)
    store.sessions.revoke_token("rea", "revoked")
    log_in(remote, "rea")
    answer = sent(remote, "/account/tokens", token=NO_NAMES[name])
    assert answer.status_code == 422
    assert re.search(r'<p class="fault" role="alert">[^<]+name', answer.text)
    assert len(store.sessions.tokens("rea")) == 2
    assert "<code>dragoman_" not in answer.text


def test_on_loopback_tokens_are_those_of_the_account_of_ones_name(client: TestClient, store_path: Path) -> None:
    page = client.get("/account").text
    assert "none has the name M. Garcia" in page
    assert 'action="/account/tokens"' not in page
    assert client.post("/account/tokens", data={"token": "mine"}).status_code == 409
    store = store_of(store_path)
    for name in ("M. Garcia", "rev"):
        store.accounts.add(name, PASSWORD, "reviewer")
    store.sessions.add_token("rev", "his")
    secret = made_token(client.post("/account/tokens", data={"token": "mine"}).text)
    assert store.sessions.token_account(secret) == store.accounts.get("M. Garcia")
    page = client.get("/account").text
    assert "mine</th>" in page
    assert "his</th>" not in page
    assert client.post("/account/tokens/revoke", data={"token": "mine"}).status_code == 200
    assert store.sessions.token_account(secret) is None
    store.accounts.set_disabled("M. Garcia", disabled=True)
    assert client.post("/account/tokens", data={"token": "again"}).status_code == 409


def test_on_loopback_there_is_no_account_to_change(client: TestClient) -> None:
    page = client.get("/account").text
    assert "On this machine nobody logs in: you are M. Garcia" in page
    for path in ("password", "sessions/end"):
        assert client.post(f"/account/{path}").status_code == 409


# -- the log


def test_the_log_is_read_from_the_newest_on(remote: TestClient, store_path: Path) -> None:
    log_in(remote, "rea")
    remote.get("/events.csv?state=AZE")
    remote.cookies.clear()
    log_in(remote, "ana")
    rows = remote.get("/log.json").json()["items"]
    assert [(one["by"], one["what"]) for one in rows[:3]] == [("ana", "login"), ("rea", "export"), ("rea", "login")]
    page = remote.get("/log").text
    assert "/events.csv?state=AZE" in page
    assert store_of(store_path).log(limit=1)[0].digest in page
    asked = remote.get("/log.json", params={"by": "rea", "what": "login"}).json()
    assert [one["by"] for one in asked["items"]] == ["rea"]
    first = remote.get("/log.json?limit=1").json()
    assert remote.get(f"/log.json?before={first['next']}&limit=1").json()["items"] == rows[1:2]
    assert f"/log?limit=1&amp;before={rows[0]['n']}" in remote.get("/log?limit=1").text
    assert "Nothing fits" in remote.get("/log?by=nobody").text


def test_the_log_is_for_who_sees_everything(remote: TestClient, store_path: Path) -> None:
    log_in(remote, "rev")
    assert remote.get("/log").status_code == 403
    remote.cookies.clear()
    store_of(store_path).accounts.set_collections("ana", [])
    log_in(remote, "ana")
    answer = remote.get("/log")
    assert answer.status_code == 403
    assert "you see some only" in answer.text
    assert remote.get("/log.csv").status_code == 403
