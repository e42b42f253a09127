"""By which names the desk may be called, and whose word counts for who asks."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.errors import OptionError
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.security.hosts import hosts_of
from dragoman.web.settings import Settings

from .conftest import PASSWORD, csrf_in
from .test_coming_in import store_of


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("LOCALHOST:8000", 200),
        ("[::1]:8000", 200),
        ("127.0.0.1", 421),
        ("127.0.0.1:8001", 421),
        ("localhost.:8000", 421),
        ("evil.example:8000", 421),
        ("evil.example/static/:8000", 421),
        ("127.0.0.1:8000@evil.example", 421),
        ("", 421),
    ],
)
def test_on_loopback_the_desk_has_its_own_names_only(client: TestClient, host: str, status: int) -> None:
    assert client.get("/events.json", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("settings", "host", "is_let_in"),
    [
        (Settings(store="", hosts=("desk.example.org",)), "desk.example.org", True),
        (Settings(store="", hosts=("desk.example.org",)), "desk.example.org:8000", True),
        (Settings(store="", hosts=("desk.example.org",)), "desk.example.org:81", False),
        (Settings(store="", hosts=("desk.example.org:8443",)), "desk.example.org", False),
        (Settings(store="", hosts=("desk.example.org:8443",)), "desk.example.org:8443", True),
        (Settings(store="", port=80), "127.0.0.1", True),
        (Settings(store="", host="10.0.0.5"), "10.0.0.5:8000", True),
        (Settings(store="", host="0.0.0.0"), "0.0.0.0:8000", False),  # noqa: S104 - nobody calls it so
        (Settings(store="", host="fd00::5"), "[fd00::5]:8000", True),
    ],
    ids=lambda told: f"{told.host} {told.hosts}" if isinstance(told, Settings) else str(told),
)
def test_a_desk_has_the_names_it_was_given(settings: Settings, host: str, *, is_let_in: bool) -> None:
    assert (host in hosts_of(settings)) == is_let_in


# -- proxies


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("10.0.0.2", {"X-Forwarded-For": "203.0.113.9"}, "203.0.113.9"),
        ("10.0.0.2", {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}, "203.0.113.9"),
        ("10.0.0.2", {"X-Forwarded-For": "203.0.113.9, 10.0.0.3"}, "203.0.113.9"),
        ("10.0.0.2", {"X-Forwarded-For": "nonsense"}, "10.0.0.2"),
        ("10.0.0.2", {}, "10.0.0.2"),
        ("192.0.2.7", {"X-Forwarded-For": "203.0.113.9"}, "192.0.2.7"),
    ],
)
def test_only_a_named_proxy_says_who_asks(
    remote: TestClient, peer: str, forwarded: dict[str, str], address: str
) -> None:
    settings = Settings(store=store_of(remote).name, hosts=("desk.example.org",), proxies=("10.0.0.0/24",))
    app = app_of(settings)
    with TestClient(app, base_url="http://desk.example.org", client=(peer, 1), follow_redirects=False) as browser:
        browser.headers.update(forwarded)
        browser.headers["X-Forwarded-Proto"] = "https"
        page = browser.get("/login")
        is_secure = "strict-transport-security" in page.headers
        assert is_secure == peer.startswith("10.0.0.")
        visit = page.headers["set-cookie"].partition(";")[0]
        headers = {"Cookie": visit, "Origin": "https://desk.example.org"}
        told = {"name": "ana", "password": "wrong wrong", "csrf": csrf_in(page.text)}
        assert browser.post("/login", data=told, headers=headers).status_code == (401 if is_secure else 403)
        if is_secure:
            assert store_of(remote).log()[0].address == address


def test_a_proxy_that_is_no_address_is_told(store_path: Path) -> None:
    Store.open(store_path).accounts.add("ana", PASSWORD, "admin")
    with pytest.raises(OptionError, match="--proxy proxy"):
        app_of(Settings(store=str(store_path), proxies=("proxy",)))
