"""The eight tasks of docs/tasks.md, each done on the page, over the example reports; and the README's two pictures.

DRAGOMAN_PICTURES=1 takes the pictures anew, into docs/pictures.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from dragoman.cli import app

from .desks import Served, serving

PICTURES = Path(__file__).parents[2] / "docs/pictures"
pytestmark = [pytest.mark.model, pytest.mark.slow]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Give a desk over the example reports, as `make demo` reads them."""
    path = tmp_path_factory.mktemp("examples") / "demo.db"
    done = CliRunner().invoke(app, ["demo", "--no-serve", "--store", str(path)])
    assert done.exit_code == 0, done.output
    with serving(path, "desk") as told:
        yield told


def found(examples: Served, page: Page, words: str) -> None:
    """Search, from the page of today."""
    page.goto(examples.at("/"))
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator(".hits li").first).to_be_visible()


def test_what_two_states_did_in_a_month(examples: Served, page: Page) -> None:
    page.goto(examples.at("/"))
    page.keyboard.press("/")
    page.keyboard.type("KGZ TJK")
    page.keyboard.press("Enter")
    page.locator(".jumps a").first.click()
    page.get_by_role("link", name=re.compile("^May 2024: ")).first.click()
    expect(page.locator(".limits").first).to_contain_text("May 2024")
    expect(page.locator(".line").first).to_contain_text("2024-05")


def test_who_held_an_office_at_a_time(examples: Served, page: Page) -> None:
    page.goto(examples.at("/actors?country=KOR"))
    page.get_by_role("link", name="Defense Minister", exact=True).first.click()
    people = page.locator("main").inner_text()
    assert people.index("Hwang Dong-seok") < people.index("Yoon Jae-hyuk")
    assert "2025-02-03" in people


def test_which_promises_are_overdue(examples: Served, page: Page) -> None:
    page.goto(examples.at("/?day=2025-06-01"))
    overdue = page.locator("section", has=page.locator("#overdue")).last
    expect(overdue).to_contain_text("2025-03-31")


def test_who_told_it_first(examples: Served, page: Page) -> None:
    found(examples, page, "Taraz")
    page.locator(".jumps").get_by_role("link", name="Taraz Agreement").first.click()
    days = page.locator("#evidence .tellers .day").all_inner_texts()
    assert days
    assert min(days) == "2024-06-12"


def test_what_changed_between_two_versions(examples: Served, page: Page) -> None:
    page.goto(
        examples.at(f"/reports/{examples.report('Kyrgyzstan, Tajikistan sign ceasefire in Kazakh town of Taraz')}")
    )
    page.get_by_role("link", name="what differs").first.click()
    expect(page.locator(".changes li").first).to_be_visible()


def test_to_which_agreement_a_promise_belongs(examples: Served, page: Page) -> None:
    found(examples, page, "exchange all detained persons")
    page.locator(".hits .open").first.click()
    entry = page.locator(".entry").filter(has_text="exchange all detained persons")
    entry.filter(has_text=re.compile("June 30|2024-06-30")).locator(".what a:not(.back)").last.click()
    expect(page.locator(".values")).to_contain_text("Taraz Agreement")


def test_on_what_reports_disagree(examples: Served, page: Page) -> None:
    page.goto(examples.at("/pairs/KGZ/TJK?tab=agreements"))
    line = page.locator(".line").filter(has_text="reports differ on signed").first
    line.locator(".open").click()
    expect(page.locator("#chosen .conflicts")).to_contain_text("taken here")


def test_a_search_is_followed(examples: Served, page: Page) -> None:
    found(examples, page, "Kairagach")
    page.get_by_text("Follow this list").click()
    feed = page.get_by_role("link", name="Its Atom feed").get_attribute("href")
    assert feed is not None
    answer = page.request.get(examples.at(feed))
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "Kairagach" in answer.text()
    page.get_by_role("button", name="Follow").click()
    page.get_by_role("link", name="Following", exact=True).click()
    expect(page.locator("table")).to_contain_text("Kairagach")


@pytest.mark.parametrize("name", ["pair", "report"])
def test_the_pictures_of_the_readme(examples: Served, page: Page, name: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 1060 if name == "pair" else 760})
    if name == "pair":
        page.goto(examples.at("/pairs/KGZ/TJK?since=2024&until=2025"))
        page.locator(".line .open").first.click()
        expect(page.locator("#chosen h2")).to_be_visible()
        page.mouse.move(0, 0)
        page.evaluate("scrollTo(0, 0)")
    else:
        page.goto(
            examples.at(f"/reports/{examples.report('Tajik parliament ratifies Taraz truce, following Bishkek')}")
        )
        page.locator(".entry").first.hover()
    expect(page.locator(".line, .entry").first).to_be_visible()
    if os.environ.get("DRAGOMAN_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
    assert (PICTURES / f"{name}.png").stat().st_size < 200_000
