"""The page of a finding: every value with the words that it rests on, who differs, what persons decided."""

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import JsonValue

from dragoman.merging import Outcome
from dragoman.model.identity import Reason
from dragoman.model.judgement import Judgement
from dragoman.model.merged import Link
from dragoman.model.record import Provision
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.view import View
from dragoman.web.app import app_of
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import browser_of, csrf_in

NASTY = "<script>alert(1)</script>\u202e"
OPENING = (
    "Ministers of two neighbours sat down at a long table on Saturday to talk about water, roads and the price of gas, "
    "after weeks in which nobody had said a word in public and lorries had been waiting at a closed bridge"
)
AT = "2026-01-02T00:00:00+00:00"


def take(store: Store, *desks: Desk) -> None:
    for number, desk in enumerate(desks):
        store.writer.take(desk.item(f"r{number}.txt"), desk.record())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store with a meeting told thrice, an agreement with a promise, and nasty words."""
    made = Store.open(tmp_path / "desk.db")
    desks = []
    for day, outlet, place in (
        ("2024-05-12", "Caspian Wire", ("Baku", "AZE")),
        ("2024-05-13", "Anatolian Post", ("Baku", "AZE")),
        ("2024-05-14", "Third Wire", ("Ganja", "AZE")),
    ):
        desk = Desk(published=day, outlet=outlet, title=f"{outlet} tells", opening=f"{outlet} reports")
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=place, words="held talks with")
        desks.append(desk)
    pact = Desk(published="2024-06-12", outlet="Caspian Wire", title="A pact")
    pact.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2024-06-11")
    pact.commitment("AZE", "TUR", "ship the gas", due="2024-07-01")
    nasty = Desk(
        published="2024-08-01", outlet=NASTY, title=NASTY, url="javascript:alert(1)", opening=f"A {NASTY} word"
    )
    nasty.event("ACCUSE", [f"{NASTY}:ARM"], ["AZE"], place=(NASTY, "ARM"), words=f"accused {NASTY}")
    nasty.agreement(f"Pact {NASTY}", ["ARM", "IRN"])
    take(made, *desks, pact, nasty)
    return made


@pytest.fixture
def client(store: Store) -> TestClient:
    """Give a browser on loopback."""
    return browser_of(app_of(Settings(store=store.name, name="M. Garcia")))


def only(store: Store, kind: str, limits: Filter = Filter()) -> str:  # noqa: B008 - frozen
    (item,) = store.view.list(kind, limits).items  # type: ignore[arg-type]
    return item.merged.id


def rows(page: str) -> dict[str, str]:
    """The values of a page by what they are called, as plain words."""
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd></div>", page, re.DOTALL)
    return {name: " ".join(re.sub(r"<[^>]+>", " ", value).split()) for name, value in found}


VALUES = [
    ("Type", "CONSULT", 2),
    ("Who", "AZE", 2),
    ("To whom", "TUR", 2),
    ("When", "2024-05-11", 2),
    ("Where", "Baku AZE", 1),
    ("Status", "occurred", 2),
    ("Told as", "news", 2),
    ("Contexts", "diplomatic", 2),
    ("CAMEO", None, 0),
    ("Confidence", "0.80", 2),
    ("Read by", "en.CONSULT.made", 2),
]


@pytest.mark.parametrize(("label", "text", "more"), VALUES, ids=[row[0] for row in VALUES])
def test_a_value_shows_its_words_and_how_many_say_so(
    store: Store, client: TestClient, label: str, text: str | None, more: int
) -> None:
    page = client.get(f"/events/{only(store, 'event', Filter(states=('TUR',)))}").text
    told = rows(page).get(label)
    if text is None:
        assert told is None
        return
    assert told is not None
    assert told.startswith(text)
    assert "held talks with" in told
    assert ("more report" in told) == bool(more)
    assert f"{more} more report" in told


def test_a_value_opens_the_report_at_its_place(store: Store, client: TestClient) -> None:
    page = client.get(f"/events/{only(store, 'event', Filter(states=('TUR',)))}").text
    address = re.search(r'<dt>When</dt><dd>.*?href="(/reports/[^"]+)"', page, re.DOTALL)
    assert address is not None
    assert re.search(r"\?at=\d+-\d+#at$", address[1])
    assert 'id="at"' in client.get(address[1].partition("#")[0]).text


def test_reports_that_differ_are_told_with_who_says_which(store: Store, client: TestClient) -> None:
    page = client.get(f"/events/{only(store, 'event', Filter(states=('TUR',)))}").text
    table = page[page.index('class="conflicts"') :]
    table = table[: table.index("</table>")]
    baku, ganja = table.split("<tr>")[2:4]
    assert "Baku" in baku
    assert baku.count('class="value"') == 2
    assert "Ganja" in ganja
    assert "Third Wire" in ganja


def test_what_a_person_put_right_stands_beside_what_the_machine_read(store: Store, client: TestClient) -> None:
    event = only(store, "event", Filter(states=("TUR",)))
    value: dict[str, JsonValue] = {"type": "MOBILIZE", "mode": "troops"}
    right = Judgement(id="j1", kind="correct", targets=(event,), value=value, by="Ana Diaz", at=AT, why="no talks")
    store.judge(right)
    page = client.get(f"/events/{event}").text
    assert rows(page)["Type"].startswith("MOBILIZE")
    assert "the machine read CONSULT" in rows(page)["Type"]
    assert "AD 2026-01-02" in rows(page)["Type"]
    assert re.match(r"154\b.*AD 2026-01-02", rows(page)["CAMEO"]), "what follows from it is put right, too"
    judged = page[page.index('id="judged"') :]
    assert "the machine read CONSULT" in judged
    assert re.search(r"mode: <strong>troops</strong>\s*<span[^>]*>the machine read none<", judged)
    assert "no talks" in judged
    assert "Ana Diaz put it right" in judged
    assert 'action="/judgements/j1/undo"' in judged
    answer = client.post("/judgements/j1/undo", data={"csrf": csrf_in(page)})
    assert answer.url.path == f"/events/{event}"
    assert rows(answer.text)["Type"].startswith("CONSULT")
    assert 'action="/judgements/j1/undo"' not in answer.text


def test_who_told_it_first_is_said_and_who_printed_that_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "first.db")
    for outlet, day, opening in (
        ("Anatolian Post", "2024-05-14", "Another report of the same day, from elsewhere and in other words"),
        ("Courier", "2024-05-13", OPENING),
        ("Caspian Wire", "2024-05-12", f"{OPENING}, it was told"),
    ):
        desk = Desk(published=day, outlet=outlet, opening=opening)
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks with")
        store.writer.take(desk.item(f"{outlet}.txt"), desk.record())
    (item,) = store.view.list("event").items
    browser = browser_of(app_of(Settings(store=store.name)))
    told = browser.get(f"/events/{item.merged.id}.json").json()["first_told"]
    assert (told["outlet"], [one["outlet"] for one in told["copies"]]) == ("Caspian Wire", ["Courier"])
    page = re.sub(r"<[^>]+>", "", browser.get(f"/events/{item.merged.id}").text)
    assert "First told by Caspian Wire, 2024-05-12; printed again by Courier, 2024-05-13." in page


def test_an_agreement_has_its_steps_and_what_is_told_of_it(store: Store, client: TestClient) -> None:
    page = client.get(f"/agreements/{only(store, 'agreement', Filter(states=('TUR',)))}").text
    assert "<h1>Shusha Declaration</h1>" in page
    assert re.search(r'<li class="reached now" aria-current="step"><span class="name">signed</span>', page)
    assert rows(page)["Signed"].startswith("2024-06-11")
    assert "Every report that mentions it" in page


def test_a_step_but_the_signing_has_the_day_of_who_first_tells_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "steps.db")
    for day, status in (("2024-06-12", "signed"), ("2024-12-03", "in-force")):
        desk = Desk(published=day, outlet="Caspian Wire", opening=f"News of {day}")
        desk.agreement("Osh Agreement", ["KGZ", "TJK"], signed="2024-06-11", status=status)
        store.writer.take(desk.item(), desk.record())
    browser = browser_of(app_of(Settings(store=store.name)))
    page = browser.get(f"/agreements/{only(store, 'agreement')}").text
    found = re.findall(r'<span class="name">([^<]+)</span> <span class="day">(?:<a[^>]*>)?([^<]*)<', page)
    steps = dict(found)
    assert (steps["signed"], steps["in force"], steps["ratified"]) == ("2024-06-11", "told 2024-12-03", "not told")
    assert 'href="#steps" title="the day of the first report that tells it' in page
    assert ">in force, told 2024-12-03</span>" in browser.get("/agreements").text
    (row,) = csv.DictReader(io.StringIO(browser.get("/agreements.csv").text))
    assert (row["status"], row["date"], row["status_told"]) == ("in-force", "2024-06-11", "2024-12-03")
    became = re.sub(r"<[^>]+>", "", page[page.index("What became of it") :])
    assert "signed 2024-06-11, as told by" in became
    assert "in force, as told by" in became
    assert "signed 2024-06-11 → in force, told 2024-12-03<" in browser.get("/?changed_since=0").text


def test_a_promise_is_overdue_as_of_today(store: Store, client: TestClient) -> None:
    page = client.get(f"/commitments/{only(store, 'commitment')}").text
    assert rows(page)["Status"].startswith("overdue")
    assert rows(page)["What"].startswith("ship the gas")
    assert "Status as of" in page


def test_a_part_is_the_same_without_the_frame(store: Store, client: TestClient) -> None:
    address = f"/events/{only(store, 'event', Filter(states=('TUR',)))}"
    part = client.get(address, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "held talks with" in part
    told = client.get(f"{address}.json").json()
    assert [one["outlet"] for one in told["tellings"]] == ["Caspian Wire", "Anatolian Post", "Third Wire"]
    assert all(one["sentences"] for one in told["tellings"])


PAGES = ["/events/{event}", "/agreements/{agreement}", "/reports/{document}", "/actors/{actor}", "/actors", "/events"]


@pytest.mark.parametrize("path", PAGES)
def test_hostile_words_show_as_words(store: Store, client: TestClient, path: str) -> None:
    store.refresh_people()
    (item,) = store.view.list("event", Filter(states=("ARM",))).items
    found = item.merged.finding
    address = path.format(
        event=item.merged.id,
        agreement=only(store, "agreement", Filter(states=("ARM",))),
        document=item.merged.reports[0],
        actor=found.actors[0].actor,  # type: ignore[union-attr]
    )
    page = client.get(address)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
    assert 'href="javascript:' not in page.text


def test_each_provision_has_the_promise_that_its_words_make(tmp_path: Path) -> None:
    desk = Desk(published="2024-06-12", outlet="Caspian Wire")
    desk.agreement("Lake Pact", ["AZE", "TUR"], signed="2024-06-11")
    for what in ("ship the gas", "open the road", "count the sheep"):
        desk.commitment("AZE", "TUR", what)
    record = desk.record()
    (pact,) = record.agreements
    promises = tuple(
        one.model_copy(update={"under": pact.id, "evidence": tuple(each.what for each in record.commitments[:2])})
        for one in record.commitments
    )
    provisions = tuple(Provision(text=one.what, force="pledges", cue="made") for one in (promises[1], promises[0]))
    pact = pact.model_copy(update={"provisions": provisions})
    store = Store.open(tmp_path / "pact.db")
    store.writer.take(desk.item(), record.model_copy(update={"agreements": (pact,), "commitments": promises}))
    browser = TestClient(app_of(Settings(store=store.name)), base_url="http://127.0.0.1:8000")
    page = browser.get(f"/agreements/{only(store, 'agreement')}").text
    clauses = page[page.index('class="clauses"') : page.index("</section>", page.index('class="clauses"'))].split(
        '<ul class="promises">'
    )
    told = [re.findall(r'<a href="/commitments/[^"]+">([^<]+)</a>', part) for part in clauses[1:]]
    assert told == [["open the road", "count the sheep"], ["ship the gas"]]
    assert page.count("pledges") == 2


def test_an_event_that_kept_a_promise_stands_under_it(
    store: Store, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = only(store, "event", Filter(states=("TUR",)))
    why = Link(score=2.0, reasons=(Reason(feature="words", compared="gas", weight=2.0),))
    told = Outcome(what="kept", day="2024-05-11", promise="commitment:1", event=event, why=why)
    monkeypatch.setattr(View, "outcomes", lambda *_: (told,))
    page = client.get(f"/commitments/{only(store, 'commitment')}").text
    part = page[page.index('id="outcomes"') : page.index('id="evidence"')]
    assert f'<strong>kept</strong> by <a href="/events/{event}">met</a> <span class="code">CONSULT</span>' in part
    assert "words: gas" in part


def test_two_names_of_an_outlet_are_counted_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "names.db")
    for outlet in ("CAN", "Central Asia News", "Baltic Courier"):
        desk = Desk(published="2024-05-12", outlet=outlet, opening=f"{outlet} writes")
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", words="held talks")
        store.writer.take(desk.item(f"{outlet}.txt"), desk.record())
    page = browser_of(app_of(Settings(store=store.name))).get(f"/events/{only(store, 'event')}").text
    assert "3 reports</a>; 2 outlets" in page
