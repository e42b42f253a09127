"""The main ways of the desk, each gone by keyboard or mouse as its readers do."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .desks import Served, serving

ANOTHER = "B. Other"


def test_a_report_is_read_and_its_evidence_followed_both_ways(desk: Served, page: Page) -> None:
    page.goto(desk.at(f"/reports/{desk.report('Pact is signed')}"))
    entry = page.locator("#record .entry, .record .entry").filter(has_text="COOPERATE").first
    entry.hover()
    expect(page.locator("#text .lit").filter(has_text="exercised with")).to_have_count(1)
    entry.focus()
    page.keyboard.press("Enter")  # from the record to the words
    expect(page.locator("#text a:focus")).to_have_class(re.compile("k-event"))
    page.keyboard.press("Enter")  # and back
    expect(page).to_have_url(re.compile(r"#\w+"))
    expect(page.locator(".entry:target")).to_contain_text("COOPERATE")
    page.locator(".entry:target .what a:not(.back)").click()
    expect(page).to_have_url(re.compile("/events/event:"))
    value = page.locator(".values .shown").first
    value.locator("a.value").focus()  # its sentence, without leaving the page
    expect(value.locator(".proof")).to_be_visible()
    value.locator("a.value").click()
    expect(page).to_have_url(re.compile(r"/reports/sha256:\w+\?at=\d+-\d+#at"))
    expect(page.locator("#text .at").first).to_be_in_viewport()


def test_e_keeps_the_words_of_a_value_open(desk: Served, page: Page) -> None:
    page.goto(desk.at(f"/events/{desk.finding('event', types=('COOPERATE',)).merged.id}"))
    page.keyboard.press("e")
    page.keyboard.press("e")
    pinned = page.locator(".shown.pinned .proof")
    expect(pinned).to_contain_text("exercised")
    page.keyboard.press("Escape")
    expect(pinned).to_have_count(0)


def test_a_list_is_gone_through_by_keyboard(desk: Served, page: Page) -> None:
    page.goto(desk.at("/events"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    line = page.locator("[data-line][aria-current]")
    expect(line).to_have_count(1)
    what = line.locator(".open").inner_text()
    page.keyboard.press("Enter")
    chosen = page.locator("#chosen")
    expect(chosen.locator("h2")).to_contain_text(what.split()[0])
    expect(chosen.locator("#evidence")).to_contain_text("tells it")
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page).to_have_url(desk.at("/agreements"))


def test_a_line_is_opened_by_a_click_anywhere_in_it(desk: Served, page: Page) -> None:
    page.goto(desk.at("/events"))
    line = page.locator("[data-line]").filter(has_text="reports differ on place: ").first
    what = line.locator(".open").inner_text()
    line.locator(".when").click()
    expect(page.locator("#chosen h2")).to_contain_text(what.split()[0])
    page.goto(desk.at("/events"))
    expect(line.locator(".differ")).to_have_text(re.compile("place: (Baku / Ganja|Ganja / Baku)"))
    line.locator(".differ").click()
    expect(page.locator("#chosen #differ")).to_be_visible()
    expect(page).to_have_url(desk.at("/events"))
    page.locator("[data-line] .who a").first.click()  # a link in a line goes where it leads
    expect(page).not_to_have_url(desk.at("/events"))
    page.goto(desk.at("/reports"))
    page.locator("[data-line] .outlet").first.click()
    expect(page).to_have_url(re.compile("/reports/sha256:"))


def test_ten_findings_are_reviewed_by_keyboard_alone(own_desk: Served, page: Page) -> None:
    page.goto(own_desk.at("/review"))
    answers = ["a", "r", " ", "a", "a", "r", "a", " ", "a", "r"]
    seen: list[str | None] = []
    finding = page.locator("#review [data-finding]")
    for key in answers:
        seen.append(finding.get_attribute("data-finding"))
        page.keyboard.press(key)
        expect(finding).not_to_have_attribute("data-finding", seen[-1] or "")
    assert len(set(seen)) == len(answers)
    page.keyboard.press("u")  # the last is taken back, and shown again
    expect(finding).to_have_attribute("data-finding", seen[-1] or "")
    decided = [one.judgement.kind for one in own_desk.store.view.judgements().items if one.judgement.by == "M. Garcia"]
    assert decided.count("accept") == 1 + answers.count("a")
    page.keyboard.press("c")
    expect(page.locator("#correct")).to_have_attribute("open", "")
    page.locator("#correct button").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("a word on it")
    expect(page.locator("[data-note]")).to_have_value("a word on it")


def test_what_the_machine_missed_is_added_from_selected_words(own_desk: Served, page: Page) -> None:
    document = own_desk.report("Pact is signed")
    page.goto(own_desk.at(f"/reports/{document}"))
    page.locator("#missed summary").click()
    page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector('#text'), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf('agreed to meet again');
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + 'agreed to meet again'.length);
          }
        }"""
    )
    expect(page.locator("[data-chosen-words]")).to_have_value("agreed to meet again")
    page.get_by_label("Type").select_option("AGREE")
    who = page.get_by_role("group", name="Who", exact=True)
    who.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Add it").click()
    entry = page.locator(".entry").filter(has_text="added by M. Garcia")
    expect(entry).to_contain_text("AGREE")
    expect(page.locator("#text .hl").filter(has_text="agreed to meet again")).to_have_count(1)


def test_two_are_merged_and_that_is_undone(own_desk: Served, page: Page) -> None:
    found = own_desk.finding("event", since="2024-06-15", until="2024-06-15")
    page.goto(own_desk.at(f"/review?finding={found.merged.id}&do=merge"))
    page.locator("#merge [name=with]").first.check()
    before = own_desk.store.view.count("event")
    page.get_by_role("button", name="They are one").click()
    expect(page.locator("[data-said]")).to_have_text("Saved under M. Garcia")
    expect(page.locator("[data-last]")).to_contain_text(re.compile("Merged .+, 2024-06-15"))
    assert own_desk.store.view.count("event") == before - 1
    page.keyboard.press("u")
    expect(page.locator("[data-said]")).to_have_text("Taken back")
    assert own_desk.store.view.count("event") == before


def test_words_are_searched_and_the_place_is_opened(desk: Served, page: Page) -> None:
    page.goto(desk.at("/"))
    page.keyboard.press("/")
    page.keyboard.type("held talks")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=held\+talks"))
    expect(page.locator(".hits li")).to_have_count(2)
    page.get_by_role("complementary").get_by_role("link", name="Anatolian Post").click()
    expect(page.locator(".hits li")).to_have_count(1)
    page.locator(".hits .open").first.click()
    expect(page.locator("#text .at").filter(has_text="held talks").first).to_be_in_viewport()


def test_two_states_by_keyboard(desk: Served, page: Page) -> None:
    page.goto(desk.at("/pairs/AZE/TUR"))
    chart = page.locator("svg.chart").first
    chart.locator("a[tabindex='0']").first.focus()  # one stop of the Tab key
    page.keyboard.press("Home")
    expect(chart.locator("a:focus")).to_have_attribute("aria-label", re.compile("March 2023"))
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    month = chart.locator("a:focus").get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    expect(page.locator(".limits").first).to_contain_text(month.partition(":")[0])
    page.goto(desk.at("/pairs/AZE/TUR"))
    tabs = page.get_by_role("navigation", name="What is listed")
    tabs.get_by_role("link", name=re.compile("Agreements", re.IGNORECASE)).click()
    expect(page.locator(".line .open").first).to_contain_text(re.compile("agreement|Shusha", re.IGNORECASE))


def test_a_chart_has_one_size_of_letters_whatever_the_time(desk: Served, page: Page) -> None:
    sizes = set()
    for asked in ("", "?since=2024-05&until=2024-05", "?since=2024-05-15&until=2024-05-16", "?since=1950&until=2024"):
        page.goto(desk.at(f"/pairs/AZE/TUR{asked}"))
        chart = page.locator("svg.chart").first
        letters = chart.locator("text.axis").first.evaluate("one => one.getBoundingClientRect().height")
        sizes.add((round(letters), chart.evaluate("one => one.getBoundingClientRect().height")))
        assert page.locator("#list").evaluate("one => one.getBoundingClientRect().top + scrollY") < 700
    assert len(sizes) == 1


def test_two_times_of_two_states(desk: Served, page: Page) -> None:
    page.goto(desk.at("/pairs/AZE/TUR"))
    for label, told in (("From", "2024"), ("to", "2024"), ("compare with", "2023")):
        page.get_by_role("form", name="Time").get_by_label(label, exact=True).first.fill(told)
    page.get_by_role("form", name="Time").get_by_label("to", exact=True).last.fill("2023")
    page.get_by_role("form", name="Time").get_by_role("button").click()
    compared = page.get_by_role("region", name="Two times")
    expect(compared).to_contain_text(re.compile(r"meetings? \d+ → \d+"))
    expect(compared.get_by_role("row").nth(1)).to_be_visible()


def test_the_map_by_keyboard(desk: Served, page: Page) -> None:
    page.goto(desk.at("/world"))
    drawn = page.locator("#map a, #map [tabindex]")
    expect(drawn.first).to_be_visible()
    page.locator("#map [tabindex='0']").first.focus()
    page.keyboard.press("End")  # the states come first, then what has a place
    page.keyboard.press("Enter")
    expect(page.locator("#chosen")).to_contain_text(re.compile("CONSULT|ASSAULT"))
    expect(page.locator("figcaption")).to_contain_text("Natural Earth")


def test_what_another_decided_is_shown_beside_what_the_machine_read(
    own_desk: Served, page: Page, chromium: Browser
) -> None:
    found = own_desk.finding("event", types=("COOPERATE",))
    with serving(Path(own_desk.store.name), ANOTHER) as other:
        theirs = chromium.new_context().new_page()
        theirs.goto(other.at(f"/review?finding={found.merged.id}&do=correct"))
        theirs.locator("#correct select[name=type]").select_option("AID")
        theirs.locator("#correct [name=why]").fill("it was help")
        theirs.get_by_role("button", name="Put right").click()
        expect(theirs.locator("[data-said]")).to_have_text("Saved under B. Other")
        expect(theirs.locator("[data-last-what]")).to_have_text("Put right")
        expect(theirs.locator("[data-said]")).to_be_in_viewport()
        theirs.context.close()
    page.goto(own_desk.at(f"/events/{found.merged.id}"))
    expect(page.locator("h1")).to_contain_text("helped")
    decided = page.locator(".judged li")
    expect(decided).to_contain_text("B. Other")
    expect(decided).to_contain_text("it was help")
    expect(decided.locator(".machine").first).to_contain_text("COOPERATE")
    expect(page.locator(".values .person .by").first).to_contain_text("BO")


def test_single_keys_can_be_turned_off(desk: Served, page: Page) -> None:
    page.goto(desk.at("/"))
    page.keyboard.press("?")
    expect(page).to_have_url(desk.at("/keys"))
    page.get_by_label("Turn single keys off").check()
    page.goto(desk.at("/events"))
    for key in ("j", "/", "g", "a"):
        page.keyboard.press(key)
    expect(page.locator("[data-line][aria-current]")).to_have_count(0)
    expect(page).to_have_url(desk.at("/events"))
    expect(page.locator("#find")).not_to_be_focused()
    page.goto(desk.at("/keys"))  # it is kept
    expect(page.get_by_label("Turn single keys off")).to_be_checked()


@pytest.mark.parametrize("path", ["/events", "/reports", "/actors", "/pairs/AZE/TUR", "/search?q=talks"])
def test_pages_say_the_same_without_scripts(desk: Served, chromium: Browser, path: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(desk.at(path))
    plain.locator("main a.open, main .open").first.click()
    expect(plain.locator("h1")).to_be_visible()
    context.close()


def test_a_row_of_the_network_unfolds_to_what_it_counts(desk: Served, page: Page) -> None:
    page.goto(desk.at("/network?by=state"))
    number = page.locator("#pairs [data-unfold]").first
    expect(number).to_have_attribute("aria-expanded", "false")
    number.focus()
    page.keyboard.press("Enter")
    shown = page.locator("#pairs tr.unfolded")
    expect(shown.locator("li a[href^='/reports/']").first).to_be_visible()
    expect(number).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(shown).to_have_count(0)
    expect(page).to_have_url(desk.at("/network?by=state"))


def test_the_name_of_a_dot_is_read_where_one_comes_to_it(desk: Served, page: Page) -> None:
    page.goto(desk.at("/network?by=state"))
    first = page.locator("#nodes tbody tr").first
    name = page.locator("#net .names text", has_text=first.locator("a").inner_text())
    expect(name).to_be_visible()  # of those of whom most is told, always
    first.locator("a").focus()
    expect(name).to_have_class(re.compile("lit"))
    page.locator("#net .knot").last.focus()
    for one in page.locator("#net .names text.lit").all():
        expect(one).to_be_visible()
