"""Each route, for each role, by each name of the desk, asked for by each page: who is let in, and who isn't.

The routes are taken from the application itself.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.pages import login
from dragoman.web.problems import FORMS, is_data
from dragoman.web.security import csrf
from dragoman.web.security import guard as guarding
from dragoman.web.security.entry import SAFE, entry
from dragoman.web.security.guard import SESSION
from dragoman.web.security.who import RANKS
from dragoman.web.settings import Settings
from tests.store.making import Desk

from .doors import DOORS

ROLES = ("nobody", "reader", "reviewer", "admin")
HOSTS = {"desk.example.org": True, "evil.example": False}
ORIGINS = {None: True, "https://desk.example.org": True, "https://evil.example": False}
OF_THE_FRAME = {"/static"}  # for everybody: style and scripts


def routes_of(
    routes: list[Any], before: tuple[Any, ...] = (), prefix: str = ""
) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """Method, path and the dependencies of every route."""
    for route in routes:
        if hasattr(route, "original_router"):
            context = route.include_context
            told = tuple(one.dependency for one in context.dependencies)
            yield from routes_of(route.original_router.routes, (*before, *told), prefix + context.prefix)
        elif route.path not in OF_THE_FRAME:
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, prefix + route.path, before


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with one report, and an account of each role."""
    made = tmp_path_factory.mktemp("doors") / "desk.db"
    store = Store.open(made)
    desk = Desk()
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", words="held talks")
    store.writer.take(desk.item(), desk.record())
    for role in RANKS:
        store.accounts.add(role, "four grey donkeys at sea", role)
    store.close()
    return made


@pytest.fixture(scope="module")
def browser(path: Path) -> Iterator[TestClient]:
    """Give a browser elsewhere, of which no number of tries is too many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guarding, "POSTS", 1_000_000)
        patch.setattr(login, "PER_ADDRESS", 1_000_000)
        patch.setattr(login, "PER_ACCOUNT", 1_000_000)
        app = app_of(Settings(store=str(path), host="0.0.0.0", hosts=("desk.example.org",)))  # noqa: S104 - that's the case
        with TestClient(app, base_url="https://desk.example.org", follow_redirects=False) as made:
            yield made


def state_of(browser: TestClient) -> Any:  # noqa: ANN401 - whatever the application keeps
    app: Any = browser.app
    return app.state


def door_of(method: str, path: str) -> str:
    """The entry of a route: a page and its data are one."""
    stem = path if path.endswith("openapi.json") else re.sub(r"\.(json|csv|atom|graphml)$", "", path)
    return f"{method} {'/' if stem == '/today' else stem}"


@pytest.fixture(scope="module")
def routes(browser: TestClient) -> list[tuple[str, str]]:
    app: Any = browser.app
    return [(method, path) for method, path, _ in routes_of(app.routes)]


def test_each_route_has_an_entry_and_each_entry_a_route(routes: list[tuple[str, str]]) -> None:
    assert {door_of(method, path) for method, path in routes} == set(DOORS)


def test_each_route_begins_at_the_entry(browser: TestClient) -> None:
    app: Any = browser.app
    outside = [(method, path) for method, path, before in routes_of(app.routes) if entry not in before]
    assert outside == [("GET", "/api/v1/openapi.json")]


def ask(
    browser: TestClient, method: str, path: str, role: str, host: str, origin: str | None, *, with_token: bool = True
) -> Response:
    """Ask for a route as somebody, in a session of its own."""
    browser.cookies.clear()
    headers = {"Host": host} | ({"Origin": origin} if origin else {})
    state = state_of(browser)
    key = state.store.secret("csrf")
    if role == "nobody":
        headers["Cookie"], token = f"{guarding.VISIT}=visit", csrf.token_of(key, "visit visit")
    else:
        session = state.store.sessions.begin(role)
        headers["Cookie"], token = f"{SESSION}={session}", csrf.token_of(key, f"session {session}")
    if with_token:
        headers[csrf.HEADER] = token
    return browser.request(method, re.sub(r"\{[^}]*\}", "x", path), headers=headers)


def is_let_in(answer: Response) -> bool:
    """Whether the route itself answered, whatever it said."""
    to_login = answer.status_code == 303 and answer.headers["location"].startswith("/login?")
    return answer.status_code not in {401, 403, 421, 429} and not to_login


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("origin", ORIGINS)
def test_who_is_let_in_where(
    browser: TestClient, routes: list[tuple[str, str]], role: str, host: str, origin: str | None
) -> None:
    for method, path in routes:
        whom = DOORS[door_of(method, path)]
        answer = ask(browser, method, path, role, host, origin)
        told = (method, path, answer.status_code)
        assert answer.status_code < 500, told
        if not HOSTS[host]:
            assert answer.status_code == 421, told
        elif method not in SAFE and not ORIGINS[origin]:
            assert answer.status_code == 403, told
        elif whom == "everybody":
            assert is_let_in(answer) or answer.status_code == 401, told  # 401: the login's own, for no name
        elif role == "nobody":
            assert not is_let_in(answer) or answer.headers.get("location") == "/login", told
            assert answer.status_code == (401 if is_data(path) else 303), told
        elif RANKS[role] < RANKS[whom]:  # type: ignore[index] # nobody has been dealt with
            assert answer.status_code == 403, told
        else:
            assert is_let_in(answer), told


@pytest.mark.parametrize("role", ["reader", "reviewer", "admin"])
def test_nothing_is_changed_without_the_token_of_its_page(
    browser: TestClient, routes: list[tuple[str, str]], role: str
) -> None:
    for method, path in routes:
        if method not in SAFE:
            answer = ask(browser, method, path, role, "desk.example.org", None, with_token=False)
            assert answer.status_code == 403, (method, path)


@pytest.mark.parametrize("role", ["reader", "reviewer", "admin"])
def test_programs_with_a_token_have_the_rights_of_its_account(
    browser: TestClient, routes: list[tuple[str, str]], role: str
) -> None:
    store: Store = state_of(browser).store
    headers = {"Authorization": f"Bearer {store.sessions.add_token(role, 'of the test')}"}
    browser.cookies.clear()
    for method, path in routes:
        if not is_data(path):
            continue
        whom = DOORS[door_of(method, path)]
        answer = browser.request(method, re.sub(r"\{[^}]*\}", "x", path), headers=headers)
        is_his = whom == "everybody" or RANKS[role] >= RANKS[whom]  # type: ignore[index] # a role
        assert is_let_in(answer) == is_his, (method, path, answer.status_code)


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "http://localhost:8000", "https://evil.example", "null"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "evil.example:8000"])
def test_on_loopback_pages_of_others_are_kept_out(
    path: Path, routes: list[tuple[str, str]], host: str, origin: str
) -> None:
    app = app_of(Settings(store=str(path)))
    with TestClient(app, base_url="http://127.0.0.1:8000", follow_redirects=False) as browser:
        for method, route in routes:
            address = re.sub(r"\{[^}]*\}", "x", route)
            answer = browser.request(method, address, headers={"Host": host, "Origin": origin})
            told = (method, route, answer.status_code)
            if host != "127.0.0.1:8000":
                assert answer.status_code == 421, told
            elif method not in SAFE:
                assert answer.status_code == 403, told  # of another page, or of ours without its token
            else:
                assert is_let_in(answer), told


def test_forms_are_those_of_answers() -> None:
    assert set(FORMS) == {".json", ".csv", ".atom", ".graphml"}
