"""axe-core finds no violation on any page, in light and in dark; and no page is wider than a phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.pages import pages

from .desks import PHONE, WIDE, Served

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page is the same in the dark but for its colours.
CASES = {"light": {"type": "tag", "values": RULES}, "dark": {"type": "rule", "values": ["color-contrast"]}}
# Words in a column so narrow that a day or a name is broken: "2", "0", "2", "4" below each other.
SQUEEZED = """() => [...document.querySelectorAll(".line .when, .line .what, tbody th")]
    .filter(one => one.offsetParent && one.textContent.trim().length > 8 && one.getBoundingClientRect().width < 60)
    .map(one => one.textContent.trim())"""
RUN = "only => axe.run({runOnly: only, resultTypes: ['violations']}).then(found => found.violations)"


def test_every_page_is_for_everybody_and_fits_a_phone(desk: Served, page: Page) -> None:
    script, wrong = Axe().axe_script, []
    for address in pages(desk.app, most=1):
        page.set_viewport_size(WIDE)
        page.goto(desk.at(address), wait_until="load")
        page.evaluate(script)
        for scheme, only in CASES.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # one of its schemes
            wrong += [
                f"{address}, {scheme}: {one['id']}: {node['target']} {node['html'][:150]}"
                for one in page.evaluate(RUN, only)
                for node in one["nodes"][:3]
            ]
        page.set_viewport_size(PHONE)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        wrong += [f"{address}: is {width} wide on a phone"] if width > PHONE["width"] else []
        wrong += [f"{address}: {told!r} stands letter by letter on a phone" for told in page.evaluate(SQUEEZED)]
    assert not wrong, "\n".join(wrong)
