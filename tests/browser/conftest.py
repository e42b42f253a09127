"""Debian's chromium over desks that are served for real. What its console complains of fails the test."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.whole import make

from .desks import WIDE, Served, serving

CHROMIUM = Path(os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium"))
PATIENCE = 60_000  # milliseconds: a machine may have more to do


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Start the browser; where there is none, skip, or fail where DRAGOMAN_BROWSER says that it has to be there."""
    if not CHROMIUM.exists():
        told = f"{CHROMIUM} is not there: apt-get install chromium"
        if os.environ.get("DRAGOMAN_BROWSER") == "required":
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        # as root it starts without its sandbox only; it sees nothing but the desk
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Give a page of a window of its own; at the end its console must have complained of nothing."""
    context = chromium.new_context(viewport=WIDE, color_scheme="light", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    made = context.new_page()
    complaints: list[str] = []
    made.on("console", lambda told: complaints.append(told.text) if told.type in {"error", "warning"} else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    yield made
    context.close()
    assert not complaints


@pytest.fixture(scope="package")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the path of a store with something for every page."""
    return make(tmp_path_factory.mktemp("browser") / "desk.db")


@pytest.fixture(scope="package")
def desk(made: Path) -> Iterator[Served]:
    """Give a desk over it, which no test changes."""
    with serving(made) as told:
        yield told


@pytest.fixture
def own_desk(made: Path, tmp_path: Path) -> Iterator[Served]:
    """Give a desk over a copy, which the test may change."""
    with serving(Path(shutil.copy(made, tmp_path / "desk.db"))) as told:
        yield told
