"""Hostile reports in a real browser: nothing of theirs runs, is drawn, or makes a page wider than a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.web.pages import pages
from tests.web.whole import HOSTILE, LONG, make

from .desks import PHONE, Served, serving

WATCH = "window.hostile = () => { window.hasRun = true; };"
FOUND = """() => ({
  run: window.hasRun === true,
  drawn: document.querySelectorAll('hostile, [onclick], [onload], [style*=color-red]').length,
  scripts: document.querySelectorAll('script:not([src^="/static/"])').length,
  width: document.scrollingElement.scrollWidth,
})"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a desk over hostile reports."""
    path = make(tmp_path_factory.mktemp("hostile") / "desk.db", spice=f"{HOSTILE}{LONG}", url="javascript:hostile()")
    with serving(Path(path)) as told:
        yield told


def test_nothing_of_a_hostile_report_is_run_or_drawn(hostile: Served, page: Page) -> None:
    page.add_init_script(WATCH)
    page.set_viewport_size(PHONE)
    wrong = []
    for address in pages(hostile.app, most=1):
        page.goto(hostile.at(address), wait_until="load")
        found = page.evaluate(FOUND)
        if (
            found | {"width": 0} != {"run": False, "drawn": 0, "scripts": 0, "width": 0}
            or found["width"] > PHONE["width"]
        ):
            wrong.append(f"{address}: {found}")
    assert not wrong, "\n".join(wrong)
