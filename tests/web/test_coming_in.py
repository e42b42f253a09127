"""Who may come in: hosts, logins, sessions, tokens, proxies, and how often."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import AccountError
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.pages import login
from dragoman.web.security import guard as guarding
from dragoman.web.security.guard import SESSION
from dragoman.web.security.limiter import Limiter, neighbourhood
from dragoman.web.settings import Settings

from .conftest import PASSWORD, csrf_in, log_in


def store_of(browser: TestClient) -> Store:
    app: Any = browser.app
    store: Store = app.state.store
    return store


def log_of(browser: TestClient) -> list[tuple[str, str]]:
    return [(one.what, one.by) for one in reversed(store_of(browser).log())]


def session_of(browser: TestClient) -> str | None:
    return browser.cookies.get(SESSION)


# -- the address decides


@pytest.mark.parametrize(
    ("host", "proxies", "is_loopback"),
    [
        ("127.0.0.1", (), True),
        ("127.8.8.8", (), True),
        ("::1", (), True),
        ("localhost", (), True),
        ("0.0.0.0", (), False),  # noqa: S104
        ("10.0.0.5", (), False),
        ("desk.example.org", (), False),
        ("127.0.0.1", ("127.0.0.1",), False),
    ],
)
def test_whether_a_login_is_asked_for_follows_from_the_settings(
    host: str, proxies: tuple[str, ...], *, is_loopback: bool
) -> None:
    assert Settings(store="", host=host, proxies=proxies).is_loopback == is_loopback


def test_without_an_account_the_desk_does_not_open_to_others(store_path: Path) -> None:
    with pytest.raises(AccountError, match="dragoman user add"):
        app_of(Settings(store=str(store_path), host="0.0.0.0"))  # noqa: S104
    with pytest.raises(AccountError, match="dragoman user add"):
        app_of(Settings(store=str(store_path), proxies=("127.0.0.1",)))


def test_on_loopback_everybody_is_who_was_named(client: TestClient) -> None:
    assert "M. Garcia" in client.get("/events").text
    assert client.get("/login?next=/events", follow_redirects=False).headers["location"] == "/events"
    assert client.get("/events", headers={"Authorization": "Bearer nonsense"}).status_code == 200


# -- login


def test_a_person_is_led_to_the_login_and_back(remote: TestClient) -> None:
    sent = remote.get("/events?state=AZE")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fevents%3Fstate%3DAZE")
    assert 'value="/events?state=AZE"' in remote.get(sent.headers["location"]).text
    answer = log_in(remote, "ana", next="/events?state=AZE")
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?state=AZE")
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith(f"{SESSION}="))
    told = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= told
    assert not any(part.startswith("domain") for part in told)
    assert remote.get("/events").status_code == 200
    assert log_of(remote)[-1] == ("login", "ana")


def test_a_part_of_a_page_leads_the_whole_page_to_the_login(remote: TestClient) -> None:
    answer = remote.get("/events", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (401, "/login")


@pytest.mark.parametrize(
    ("name", "password"), [("ana", "wrong wrong wrong"), ("nobody", PASSWORD), ("", ""), ("ana\x00", PASSWORD)]
)
def test_what_does_not_fit_is_told_the_same_way_and_noted(remote: TestClient, name: str, password: str) -> None:
    answer = log_in(remote, name, password)
    assert answer.status_code == 401
    assert login.WRONG in answer.text.replace("&#39;", "'")
    assert session_of(remote) is None
    assert log_of(remote)[-1][0] == "login failed"


def test_a_disabled_account_is_out_at_once(remote: TestClient) -> None:
    log_in(remote, "rea")
    assert remote.get("/events").status_code == 200
    store_of(remote).accounts.set_disabled("rea", disabled=True)
    assert remote.get("/events").status_code == 303
    assert log_in(remote, "rea").status_code == 401


def test_another_role_holds_from_the_next_request_on(remote: TestClient) -> None:
    log_in(remote, "rea")
    token = csrf_in(remote.get("/events").text)
    store_of(remote).accounts.set_role("rea", "admin")
    store_of(remote).accounts.set_disabled("rea", disabled=False)
    assert remote.post("/logout", data={"csrf": token}).status_code == 303


@pytest.mark.parametrize("told", ["https://evil.example/", "//evil.example", "/\\evil.example", "events", "/a\r\nb"])
def test_a_login_leads_to_pages_of_the_desk_only(remote: TestClient, told: str) -> None:
    assert log_in(remote, "ana", next=told).headers["location"] == "/"


def test_a_session_that_was_foisted_on_a_browser_opens_nothing(remote: TestClient) -> None:
    remote.cookies.set(SESSION, "foisted", domain="desk.example.org")
    assert remote.get("/events").status_code == 303
    log_in(remote, "ana")
    assert session_of(remote) not in {None, "foisted"}
    remote.cookies.clear()
    remote.cookies.set(SESSION, "foisted", domain="desk.example.org")
    assert remote.get("/events").status_code == 303


def test_a_login_ends_the_session_that_the_browser_had(remote: TestClient) -> None:
    log_in(remote, "rea")
    before = session_of(remote)
    assert before is not None
    token = csrf_in(remote.get("/events").text)
    remote.post("/login", data={"name": "ana", "password": PASSWORD, "csrf": token})
    assert session_of(remote) != before
    assert store_of(remote).sessions.account(before) is None
    assert log_of(remote)[-1] == ("login", "ana")


def test_after_the_logout_the_old_cookie_opens_nothing(remote: TestClient) -> None:
    log_in(remote, "ana")
    old = session_of(remote)
    assert old is not None
    answer = remote.post("/logout", data={"csrf": csrf_in(remote.get("/events").text)})
    assert (answer.status_code, answer.headers["clear-site-data"]) == (303, '"cache"')
    assert session_of(remote) is None
    remote.cookies.set(SESSION, old, domain="desk.example.org")
    assert remote.get("/events").status_code == 303
    assert log_of(remote)[-1] == ("logout", "ana")


def test_a_large_login_is_not_read(remote: TestClient) -> None:
    assert log_in(remote, "ana", "x" * 100_000).status_code == 413


# -- pages of others


@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_what_changes_something_brings_the_token_of_its_page(remote: TestClient, token: str | None) -> None:
    log_in(remote, "ana")
    told = {} if token is None else {"csrf": token}
    assert remote.post("/logout", data=told).status_code == 403
    headers = {} if token is None else {"X-CSRF-Token": token}
    assert remote.post("/logout", headers=headers).status_code == 403
    assert remote.get("/events").status_code == 200


def test_the_token_of_another_session_is_no_token(remote: TestClient) -> None:
    log_in(remote, "rea")
    others = csrf_in(remote.get("/events").text)
    remote.cookies.clear()
    log_in(remote, "ana")
    assert remote.post("/logout", data={"csrf": others}).status_code == 403
    assert remote.post("/logout", headers={"X-CSRF-Token": csrf_in(remote.get("/events").text)}).status_code == 303


def test_nobody_is_logged_in_by_a_page_of_somebody_else(remote: TestClient) -> None:
    foreign = csrf_in(remote.get("/login").text)
    remote.cookies.clear()  # another browser: the token is there, the cookie it belongs to isn't
    told = {"name": "ana", "password": PASSWORD, "csrf": foreign}
    assert remote.post("/login", data=told).status_code == 403
    assert remote.post("/login", data={**told, "csrf": ""}).status_code == 403
    assert session_of(remote) is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "https://desk.example.org"}, 303),
        ({"Origin": "http://desk.example.org"}, 403),
        ({"Origin": "https://desk.example.org.evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_a_page_of_somebody_else_changes_nothing(remote: TestClient, headers: dict[str, str], status: int) -> None:
    log_in(remote, "ana")
    told = {"csrf": csrf_in(remote.get("/events").text)}
    assert remote.post("/logout", data=told, headers=headers).status_code == status


# -- how often


def test_names_and_passwords_are_not_tried_for_long(remote: TestClient) -> None:
    tries = [log_in(remote, "ana", "wrong wrong wrong").status_code for _ in range(login.PER_ACCOUNT + 1)]
    assert tries == [401] * login.PER_ACCOUNT + [429]
    refused = log_in(remote, "ANA")
    assert refused.status_code == 429
    assert 0 < int(refused.headers["retry-after"]) <= login.SECONDS
    assert log_of(remote)[-1][0] == "login refused"
    assert log_in(remote, "rev").status_code == 303


def test_a_place_does_not_try_many_names(remote: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(login, "PER_ADDRESS", 3)
    app: Any = remote.app
    app.state.tries = login.Tries()
    tries = [log_in(remote, f"name{number}", "").status_code for number in range(4)]
    assert tries == [401, 401, 401, 429]


def test_logins_that_fit_do_not_count(remote: TestClient) -> None:
    for _ in range(login.PER_ACCOUNT + 2):
        remote.cookies.clear()
        assert log_in(remote, "ana").status_code == 303


def test_a_limiter_gives_back_with_time() -> None:
    now = [0.0]
    limiter = Limiter(3, 30.0, clock=lambda: now[0])
    assert [limiter.take("a") for _ in range(3)] == [0, 0, 0]
    assert limiter.take("a") == pytest.approx(10.0)
    assert limiter.take("b") == 0
    now[0] = 10.5
    assert limiter.take("a") == 0
    assert limiter.take("a") > 0
    limiter.give_back("a")
    assert limiter.take("a") == 0


def test_one_place_is_one_however_many_addresses_it_has() -> None:
    assert neighbourhood("2001:db8:1:2::1") == neighbourhood("2001:db8:1:2:ffff::9")
    assert neighbourhood("2001:db8:1:2::1") != neighbourhood("2001:db8:1:3::1")
    assert neighbourhood("10.0.0.1") != neighbourhood("10.0.0.2")


def test_changes_are_not_made_without_end(remote: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "POSTS", 3)
    settings = Settings(store=store_of(remote).name, host="0.0.0.0", hosts=("desk.example.org",))  # noqa: S104
    with TestClient(app_of(settings), base_url="https://desk.example.org", follow_redirects=False) as browser:
        log_in(browser, "ana")
        told = [browser.post("/logout").status_code for _ in range(4)]
        assert told == [403, 403, 403, 429]
        assert browser.get("/events").status_code == 200


# -- tokens


def test_a_token_opens_data_and_no_pages_until_it_is_revoked(remote: TestClient) -> None:
    store = store_of(remote)
    token = store.sessions.add_token("rea", "feed reader")
    headers = {"Authorization": f"Bearer {token}"}
    for path in ("/events.json", "/events.csv", "/events.atom", "/api/v1/openapi.json"):
        assert remote.get(path, headers=headers).status_code == 200, path
    assert remote.get("/events", headers=headers).status_code == 303
    assert remote.get("/events.json", headers={**headers, "Host": "evil.example"}).status_code == 421
    (told,) = store.sessions.tokens("rea")
    assert told.used is not None
    store.sessions.revoke_token("rea", "feed reader")
    assert remote.get("/events.json", headers=headers).status_code == 401


def test_a_program_without_a_token_is_told_so(remote: TestClient) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic !!"}, {"Authorization": "x"}):
        answer = remote.get("/events.json", headers=headers)
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
        assert answer.headers["content-type"] == "application/problem+json"
    assert remote.get("/events.atom").headers["www-authenticate"].startswith("Basic")


def test_readers_of_feeds_give_a_token_as_password(remote: TestClient) -> None:
    token = store_of(remote).sessions.add_token("rea", "feed reader")

    def basic(name: str, password: str) -> dict[str, str]:
        return {"Authorization": f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"}

    assert remote.get("/events.atom", headers=basic("rea", token)).status_code == 200
    assert remote.get("/events.atom", headers=basic("ana", token)).status_code == 401
    assert remote.get("/events.atom", headers=basic("rea", PASSWORD)).status_code == 401
    assert remote.get("/events", headers=basic("rea", token)).status_code == 303
    assert remote.post("/logout", headers=basic("rea", token)).status_code == 303


def test_a_wrong_token_is_not_mended_by_a_cookie(remote: TestClient) -> None:
    log_in(remote, "ana")
    assert remote.get("/events.json", headers={"Authorization": "Bearer nonsense"}).status_code == 401


# -- headers, and what is taken away


def test_answers_carry_what_keeps_a_page_safe(remote: TestClient) -> None:
    log_in(remote, "ana")
    for path in ("/events", "/events.json", "/login", "/nothing", "/static/desk.js"):
        headers = remote.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["strict-transport-security"].startswith("max-age=")
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert "camera=()" in headers["permissions-policy"]
        assert "access-control-allow-origin" not in headers
    assert remote.get("/events").headers["cache-control"] == "private, no-cache"
    assert "Cookie" in remote.get("/events").headers["vary"]
    assert remote.get("/static/vendor/htmx-2.0.11.min.js").headers["cache-control"].endswith("immutable")


def test_on_loopback_no_browser_is_bound_to_https(client: TestClient) -> None:
    assert "strict-transport-security" not in client.get("/events").headers


def test_what_is_taken_away_is_noted(remote: TestClient, client: TestClient) -> None:
    log_in(remote, "rea")
    assert remote.get("/events.csv?state=AZE").status_code == 200
    done = store_of(remote).log()[0]
    assert (done.what, done.by, done.about) == ("export", "rea", "/events.csv?state=AZE")
    client.get("/events.csv")
    assert store_of(client).log()[0].by == "M. Garcia"
    assert store_of(client).faults() == []
