"""Today: what is new since the last visit, what changed, what is due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.web.app import app_of
from dragoman.web.folding import folded
from dragoman.web.settings import Settings
from tests.store.making import Desk


def at(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def test_a_first_visit_shows_the_latest_days(rich: TestClient) -> None:
    page = rich.get("/").text
    assert "Your first visit" in page
    assert "The latest days" in page
    assert "Yerevan accuses Baku" in page


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with TestClient(app_of(Settings(store=str(tmp_path / "empty.db"))), base_url="http://127.0.0.1:8000") as browser:
        page = browser.get("/").text
    assert "The store is empty" in page
    assert "Nothing is overdue" in page


def test_what_two_reports_tell_is_one_story(rich: TestClient) -> None:
    page = rich.get("/").text
    assert page.count('class="story"') == 3
    assert "2 reports" in page


def test_what_came_since_the_last_visit_is_new(rich_path: Path) -> None:
    moment = datetime(2026, 5, 1, 9, tzinfo=UTC)
    clock = {"now": moment}
    store = Store.open(rich_path, clock=lambda: at(clock["now"]))
    assert store.visit("ann").since == 0
    clock["now"] = moment + timedelta(minutes=20)
    last = store.view.last_change()
    assert store.visit("ann").since == last  # the first visit is over with the second look
    desk = Desk(published="2026-05-01", outlet="Caspian Wire", title="Ankara aids Tbilisi")
    desk.event("AID", ["TUR"], ["GEO"], day="2026-04-30", words="sent flour to")
    store.writer.take(desk.item(), desk.record())
    clock["now"] = moment + timedelta(hours=20)
    visit = store.visit("ann")
    assert (visit.since, visit.before) == (last, at(moment + timedelta(minutes=20)))
    assert [item.merged.finding.type for item in store.view.news("event", visit.since).items] == ["AID"]  # type: ignore[union-attr]
    clock["now"] += timedelta(minutes=5)
    assert store.visit("ann") == visit
    clock["now"] += timedelta(hours=2)
    assert store.view.news("event", store.visit("ann").since).items == ()
    assert store.visit("bob").since == 0
    store.close()


def test_a_change_can_be_asked_for_by_its_address(rich: TestClient) -> None:
    everything = rich.get("/today.json?changed_since=0").json()
    assert len(everything["events"]) == 6
    assert [item["name"] for item in everything["agreements"]] == ["Shusha Declaration"]
    assert rich.get("/today.json?changed_since=99999").json()["agreements"] == []
    assert "<entry>" in rich.get("/today.atom?changed_since=0").text


def test_only_the_page_counts_as_a_visit(rich: TestClient, rich_path: Path) -> None:
    rich.get("/today.json")
    store = Store.open(rich_path)
    assert store.view.last_visit("M. Garcia") is None
    rich.get("/")
    assert store.view.last_visit("M. Garcia") is not None
    store.close()


DAYS = [
    ("long before", "2024-01-01", 0, 0),
    ("within a month", "2024-05-20", 1, 0),
    ("on the day", "2024-06-10", 1, 0),
    ("the day after", "2024-06-11", 0, 1),
]


@pytest.mark.parametrize(("day", "due", "overdue"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_a_promise_is_due_and_then_overdue(rich: TestClient, day: str, due: int, overdue: int) -> None:
    told = rich.get("/today.json", params={"day": day}).json()
    assert (len(told["due"]), len(told["overdue"])) == (due, overdue)


def test_what_is_no_day_is_told(rich: TestClient) -> None:
    assert rich.get("/today.json?day=tomorrow").status_code == 400


def test_today_tells_how_much_is_new_in_what_somebody_follows(rich: TestClient, rich_path: Path) -> None:
    store = Store.open(rich_path)
    for name, address in (("Gas", "/search?q=gas"), ("Aid", "/events?type=AID"), ("A person", "/actors/identity:1")):
        store.save_search("M. Garcia", name, address)
    page = rich.get("/").text
    assert "From your next look on" in page
    assert '<a href="/searches"' in page
    desk = Desk(published="2026-05-01", outlet="Caspian Wire", title="Ankara aids Tbilisi")
    desk.event("AID", ["TUR"], ["GEO"], day="2026-04-30", words="sent flour and gas to")
    desk.event("AID", ["TUR"], ["ARM"], day="2026-04-29", words="sent seeds to")
    store.writer.take(desk.item(), desk.record())
    store.close()
    page = rich.get("/").text
    assert "Your first visit" not in page
    told = {one["name"]: (one["new"], one["page"]) for one in rich.get("/today.json").json()["following"]}
    assert {name: new for name, (new, _) in told.items()} == {"Aid": 2, "Gas": 1, "A person": None}
    assert ">2 new</span>" in page
    assert len(rich.get(told["Aid"][1].replace("/events?", "/events.json?")).json()["items"]) == 2


def test_a_list_can_be_followed_from_the_list(rich: TestClient) -> None:
    assert "Follow this list" in rich.get("/events?type=AID").text
    assert "You follow nothing yet" in rich.get("/searches").text


def test_what_is_doubtful_is_no_news_and_is_marked_in_lists(rich_path: Path) -> None:
    store = Store.open(rich_path)
    desk = Desk(published="2026-05-01", outlet="Caspian Wire", title="Ankara may threaten Tbilisi")
    desk.event("THREATEN", ["TUR"], ["GEO"], day="2026-04-30", words="may have threatened", confidence=0.06)
    desk.event("AID", ["TUR"], ["GEO"], day="2026-04-30", words="sent flour to")
    before = store.view.last_change()
    store.writer.take(desk.item(), desk.record())
    store.close()
    with TestClient(app_of(Settings(store=str(rich_path))), base_url="http://127.0.0.1:8000") as browser:
        for address in ("/", f"/?changed_since={before}"):
            page = browser.get(address).text
            assert "sent flour to" in page
            assert "may have threatened" not in page
            assert "less than 0.4 sure" in page
        assert "1 doubtful event is left out" in page
        assert f'href="/events?changed_since={before}&amp;sort=-confidence"' in page
        listed = browser.get("/events?state=GEO").text
        assert listed.count('class="line doubtful"') == 1
        assert listed.count('<span class="status">doubtful</span>') == 1


def test_what_is_overdue_is_counted_told_by_its_days_and_told_once(rich_path: Path) -> None:
    store = Store.open(rich_path)
    for day, words in (
        ("2024-05-18", "reopen the border crossing"),
        ("2024-05-19", "the border crossing would reopen"),
    ):
        desk = Desk(published=day, outlet="Lake Post", title=f"Promised on {day}", opening=f"As told on {day}")
        desk.commitment("KGZ", "TJK", words, due="2024-06-01")
        desk.commitment("KGZ", "TJK", f"publish {day} maps", due=day)
        store.writer.take(desk.item(), desk.record())
    many = store.view.count("commitment", Filter(status=("overdue",), as_of="2024-06-11"))
    store.close()
    with TestClient(app_of(Settings(store=str(rich_path))), base_url="http://127.0.0.1:8000") as browser:
        page = browser.get("/?day=2024-06-11").text
        late = page[page.index('id="overdue"') :]
        assert "overdue by 10 days" in late
        assert "overdue by 1 day<" in late  # open the border, due on the tenth
        assert ">open<" not in late
        alike = many - late.count('class="line by-sentence"')
        assert late.count("more time in like words") in {0, 1}  # one, where merging has not made them one
        assert alike == 0
        assert f'href="/commitments?status=overdue&amp;as_of=2024-06-11">{many} overdue</a>' in page
        listed = browser.get("/commitments?status=overdue&as_of=2024-06-11").text
        assert listed.count("overdue by ") == many


def test_promises_that_read_alike_are_folded(rich_path: Path) -> None:
    store = Store.open(rich_path)
    desk = Desk(published="2024-05-18", outlet="Lake Post", title="Promised")
    for words in (
        "reopen the Kairagach crossing",
        "the Kairagach crossing is to be reopened",
        "submit maps of sections",
    ):
        desk.commitment("KGZ", "TJK", words, due="2024-06-01")
    store.writer.take(desk.item(), desk.record())
    told = folded(store.view.list("commitment", Filter(states=("KGZ",))).items)
    assert sorted(len(more) for _, more in told) == [0, 1]
    store.close()
