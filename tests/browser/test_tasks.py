"""The sixteen tasks of docs/tasks.md, each done on the page, over the example reports; and the README's two pictures.

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


def test_which_promise_was_kept_late(examples: Served, page: Page) -> None:
    page.goto(examples.at("/commitments?as_of=2025-12-31"))
    page.get_by_text("More limits").click()
    page.get_by_label("Status").select_option("kept")
    page.get_by_role("button", name="Show").click()
    line = page.locator(".line").filter(has_text="kept 194 days late").first
    line.locator(".open").click()
    expect(page.locator("#chosen")).to_contain_text("reopened")


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


def test_whom_a_state_put_under_sanctions(examples: Served, page: Page) -> None:
    found(examples, page, "whom did Norway sanction")
    page.locator(".jumps a", has_text="Sanction: Norway").click()
    expect(page.locator(".line").first).to_contain_text("imposed sanctions")
    expect(page.locator(".line", has_text="Zurab Mchedlidze").first).to_be_visible()


def test_what_somebody_said_of_a_place(examples: Served, page: Page) -> None:
    found(examples, page, "What has Foreign Minister Sadyrov said?")
    page.locator(".jumps").get_by_role("link", name=re.compile("Statements by Bakyt Sadyrov")).click()
    expect(page.locator(".line")).to_have_count(6)
    found(examples, page, "Sadyrov Kairagach")
    page.locator(".jumps").get_by_role("link", name=re.compile("Events with Bakyt Sadyrov: Kairagach")).click()
    expect(page.locator(".line").first).to_contain_text("Bakyt Sadyrov")
    expect(page.locator(".limits").first).to_contain_text("Kairagach")


def test_which_agreements_are_in_force_and_since_when_that_is_told(examples: Served, page: Page) -> None:
    page.goto(examples.at("/agreements"))
    page.get_by_text("More limits").click()
    page.get_by_label("Status").select_option("in force")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".line", has_text="Taraz Agreement")).to_contain_text("in force since 2024-07-10")
    page.get_by_role("link", name="Taraz Agreement").first.click()
    page.locator("#chosen .stages a", has_text="2024-07-10").click()
    expect(page.locator("#chosen #steps")).to_be_in_viewport()


def test_whom_somebody_met(examples: Served, page: Page) -> None:
    found(examples, page, "Pham Dinh Khoi")
    page.locator(".jumps a").first.click()
    page.locator("section", has_text="Who was met").get_by_role("link", name=re.compile("meeting")).first.click()
    expect(page.locator(".limits").first).to_contain_text("and with")
    expect(page.locator(".line").first).to_be_visible()


def test_conflict_of_two_states_as_a_table(examples: Served, page: Page) -> None:
    page.goto(examples.at("/events"))
    page.get_by_label("State", exact=True).fill("KEN")
    page.get_by_label("and another state").fill("SOM")
    page.get_by_label("Class").select_option("material conflict")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".limits").first).to_contain_text("material conflict")
    table = page.get_by_role("link", name="CSV").get_attribute("href")
    assert table is not None
    rows = page.request.get(examples.at(table)).text().splitlines()[1:]
    assert rows
    assert all(row.startswith("event:") and ",4," in row for row in rows)


def test_what_happened_at_a_place(examples: Served, page: Page) -> None:
    found(examples, page, "Batken")
    page.locator(".jumps li", has_text="place").get_by_role("link").click()
    expect(page.locator(".line .where").first).to_have_text("Batken KGZ")


def test_whether_a_promise_was_kept(examples: Served, page: Page) -> None:
    found(examples, page, "Turkey promise flour Ethiopia")
    page.locator(".jumps a", has_text="Promise: Turkey, flour").click()
    page.locator(".line .open").first.click()
    expect(page.locator("#chosen")).to_contain_text("overdue")
    expect(page.locator("#chosen")).to_contain_text("printed in the report")


def test_whether_two_states_drifted_apart(examples: Served, page: Page) -> None:
    found(examples, page, "South Korea Vietnam 2025")
    page.locator(".jumps a").first.click()
    page.get_by_label("compare with").fill("2024")
    page.get_by_role("button", name="Show").first.click()
    expect(page.locator(".compared")).to_contain_text("conflict 2 → 4")


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
