"""Every form that asks, on every page, sent as it stands and with each field filled.

Addresses that a test writes down have what is told in them only; a browser sends every field of a form, the empty
ones, too. So the forms are sent by the browser here.
"""

from playwright.sync_api import Browser, Page, expect

from tests.web.pages import pages

from .desks import Served

FORMS = "form[method=get], form:not([method])"
# What makes sense in a field; words of a report in all others.
VALUES = {
    **dict.fromkeys(("since", "until", "against_since", "against_until", "month"), "2024-05"),
    **dict.fromkeys(("state", "doer", "target", "one", "country"), "AZE"),
    "other": "TUR",
    "day": "2024-06-05",
    "type": "CONSULT",
    "confidence": "0.7",
    "collection": "",  # this store has none, and what there is not is refused
}
# Of each form: where it goes, the names of its fields, and the addresses that a browser makes of it, first as it stands
# (with those filled that it needs), then with each field filled.
ADDRESSES = """(forms, values) => forms.map(form => {
  const fields = [...form.elements].filter(one => one.name && one.type !== "hidden" && one.type !== "range");
  const fill = one => {
    if (one.tagName === "SELECT") one.selectedIndex = one.options.length - 1;
    else if (one.type === "checkbox") one.checked = true;
    else one.value = values[one.name] ?? "talks";
  };
  const made = [null, ...fields].map(chosen => {
    form.reset();
    fields.filter(one => one === chosen || one.required).forEach(fill);
    const at = new URL(form.action);
    at.search = new URLSearchParams(new FormData(form));
    return at.href;
  });
  return { action: new URL(form.action).pathname, names: fields.map(one => one.name).join(), made };
})"""


def test_every_form_is_answered_as_it_stands_and_with_each_field_filled(desk: Served, page: Page) -> None:
    asked: dict[str, None] = {}
    actions, alike = set(), set()
    for address in pages(desk.app, most=1):
        page.goto(desk.at(address), wait_until="domcontentloaded")
        for form in page.locator(FORMS).evaluate_all(ADDRESSES, VALUES):
            # of forms with the same fields one is gone through, the others are sent as they stand, and with the first
            made = form["made"][: 2 if form["names"] in alike else None]
            alike.add(form["names"])
            if form["action"] not in actions or len(made) > 2:
                asked |= dict.fromkeys(made)
            actions.add(form["action"])
    wrong = [f"{told.status} {one}" for one in asked if not (told := page.request.get(one)).ok]
    assert not wrong, "\n".join(wrong)
    assert {"/events", "/meetings", "/statements", "/agreements", "/commitments"} <= actions
    assert {"/review", "/reports", "/actors", "/world", "/network", "/pairs", "/search"} <= actions
    assert len(asked) > 60


def test_a_form_that_limits_a_list_is_sent_by_its_button(desk: Served, page: Page) -> None:
    page.goto(desk.at("/events"))
    form = page.get_by_role("form", name="Limit the list")
    form.get_by_role("textbox", name="From").fill("2024-06")
    form.get_by_role("button", name="Show").click()
    expect(page.locator("h1")).to_have_text("Events")
    expect(page.locator(".period").last).to_have_text("June 2024")


def test_what_can_not_be_taken_is_put_right_on_the_page_that_says_so(chromium: Browser, desk: Served) -> None:
    page = chromium.new_page()  # of its own: what is refused is a complaint of the console
    page.goto(desk.at("/events?since=2024-06&confidence=lots"))
    form = page.get_by_role("form", name="The question")
    expect(form.get_by_label("Sure at least")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Sure at least").fill("0.3")
    form.get_by_role("button", name="Show").click()
    expect(page).to_have_url(desk.at("/events?since=2024-06&confidence=0.3"))
    expect(page.locator(".period").last).to_have_text("June 2024")
    page.close()
