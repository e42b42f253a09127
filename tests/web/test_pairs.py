"""Two states: the chart and the strip tell what the lists do, and two times differ in words."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.outlines import Outline
from dragoman.store.sums import Cell
from dragoman.web.app import app_of
from dragoman.web.charts import LEFT, RIGHT, WIDTH, chart, strip
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import WHEN, browser_of


def counts(client: TestClient, address: str) -> dict[str, int]:
    told: dict[str, int] = client.get(address).json()["counts"]
    return told


def test_a_pair_counts_what_its_tabs_list(rich: TestClient) -> None:
    told = counts(rich, "/pairs/AZE/TUR.json")
    assert told == {"events": 5, "meetings": 4, "agreements": 1, "commitments": 1, "statements": 0, "people": 2}
    for tab, many in told.items():
        assert len(rich.get(f"/pairs/AZE/TUR.json?tab={tab}").json()["items"]) == many


def test_names_do_as_well_as_codes(rich: TestClient) -> None:
    assert counts(rich, "/pairs/Azerbaijan/Turkey.json") == counts(rich, "/pairs/TUR/AZE.json")
    answer = rich.get("/pairs/go", params={"one": "Azerbaijan", "other": "Turkey"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/pairs/AZE/TUR")
    answer = rich.get("/pairs/go", params={"one": "AZE", "other": ""}, follow_redirects=False)
    assert answer.headers["location"] == "/pairs/AZE"


@pytest.mark.parametrize(("path", "told"), [("/pairs/AZE/AZE.json", "one state"), ("/pairs/AZE/Xanadu.json", "Xanadu")])
def test_what_is_no_pair_is_told(rich: TestClient, path: str, told: str) -> None:
    answer = rich.get(path)
    assert answer.status_code == 400
    assert told in answer.json()["detail"]


def test_a_month_of_the_chart_limits_the_list(rich: TestClient) -> None:
    page = rich.get("/pairs/AZE/TUR").text
    link = re.search(r'<a href="([^"]*month=2024-05[^"]*)#list" class="slot', page)
    assert link is not None
    told = rich.get(link[1].replace("&amp;", "&").replace("/pairs/AZE/TUR?", "/pairs/AZE/TUR.json?")).json()
    assert {item["date"]["edtf"] for item in told["items"] if item["date"]} == {"2024-05-15", "2024-05-14"}


def test_a_bar_leads_to_as_many_as_it_counts(rich_path: Path) -> None:
    store = Store.open(rich_path, clock=lambda: WHEN)
    desk = Desk(published="2024-05-20", outlet="Caspian Wire", title="A visit to come")
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-30", words="will visit", status="planned")
    store.writer.take(desk.item(), desk.record())
    store.close()
    rich = browser_of(app_of(Settings(store=str(rich_path))))
    page = rich.get("/pairs/AZE/TUR").text
    bars = re.findall(r'<a href="([^"]*)#list" class="bar q\d"[^>]*aria-label="May 2024: (\d+) ', page)
    assert bars
    for address, many in bars:
        told = rich.get(address.replace("&amp;", "&").replace("/pairs/AZE/TUR?", "/pairs/AZE/TUR.json?")).json()
        assert len(told["items"]) == told["counts"]["events"] == int(many)
    assert "count what occurred: 5 of these 6 events" in page
    everything = rich.get("/pairs/AZE/TUR.json?month=2024-05").json()
    assert everything["counts"]["events"] == sum(int(many) for _, many in bars) + 1
    (pair,) = [one for one in rich.get("/pairs.json").json()["items"] if {one["one"], one["other"]} == {"AZE", "TUR"}]
    assert pair["events"] == counts(rich, "/pairs/AZE/TUR.json?occurred=true")["events"]


def test_a_meeting_at_the_table_of_a_third_is_of_both(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "third.db", clock=lambda: WHEN)
    desk = Desk(published="2024-05-20", outlet="Caspian Wire")
    desk.event("CONSULT", ["KAZ"], ["KGZ", "TJK"], day="2024-05-14", words="received")
    desk.event("SANCTION", ["GBR"], ["KGZ", "TJK"], day="2024-05-16", words="sanctioned")
    store.writer.take(desk.item(), desk.record())
    found = {
        pair: [item.merged.id.partition(":")[0] for item in store.view.list("event", Filter(pair=pair)).items]
        for pair in (("KGZ", "TJK"), ("KAZ", "TJK"), ("GBR", "KGZ"), ("GBR", "KAZ"))
    }
    assert [len(told) for told in found.values()] == [1, 1, 1, 0]
    met = [(edge.one, edge.other) for edge in store.view.network(types=("CONSULT",))]
    assert met == [("KAZ", "KGZ"), ("KAZ", "TJK"), ("KGZ", "TJK")]
    assert ("KGZ", "TJK") not in [(edge.one, edge.other) for edge in store.view.network(types=("SANCTION",))]
    store.close()


def test_a_state_and_the_world(rich: TestClient) -> None:
    told = rich.get("/pairs/AZE.json").json()
    assert told["other"] is None
    assert told["counts"]["events"] == 6
    assert 'href="/pairs/AZE/TUR"' in rich.get("/pairs/AZE").text


def test_what_a_state_does_and_what_is_done_towards_it(rich: TestClient) -> None:
    events = {side: counts(rich, f"/pairs/AZE.json?side={side}")["events"] for side in ("doer", "target", "")}
    assert events["doer"] + events["target"] == events[""]
    assert events["target"] == 3
    assert 'side=doer#list">done by Azerbaijan</a>' in rich.get("/pairs/AZE").text
    assert "The chart counts both" in rich.get("/pairs/AZE?side=doer").text


def test_two_times_differ_in_words(rich: TestClient) -> None:
    asked = {"since": "2024", "until": "2024", "against_since": "2023", "against_until": "2023"}
    told = rich.get("/pairs/AZE/TUR.json", params=asked).json()["compared"]
    assert told["counts"]["meetings"] == {"before": 1, "after": 2}
    assert any(one.startswith("COOPERATE") for one in told["new"])
    page = rich.get("/pairs/AZE/TUR", params=asked).text
    assert "meetings 1 → 2" in page
    assert "by telephone" in page


def test_people_who_met_are_told_with_whom(rich: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(rich.get("/pairs/AZE/TUR.csv?tab=people").text)))
    assert {(row["name"], row["meetings"], row["met"]) for row in rows} == {
        ("Ibrahim Kalin", "2", "Ali Naghiyev (2)"),
        ("Ali Naghiyev", "2", "Ibrahim Kalin (2)"),
    }


def test_months_are_a_table_too(rich: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(rich.get("/pairs/AZE/TUR.csv?tab=months").text)))
    assert {(row["month"], row["quad"], row["events"]) for row in rows} >= {
        ("2024-05", "1", "2"),
        ("2023-03", "1", "1"),
    }
    assert "2024-05" in rich.get("/pairs/AZE/TUR?tab=months").text


def test_news_and_background_are_told_apart(rich: TestClient) -> None:
    assert counts(rich, "/pairs/AZE/TUR.json?novelty=background")["events"] == 1
    assert counts(rich, "/pairs/AZE/TUR.json?novelty=reported")["events"] == 4


def test_the_busiest_pairs_are_listed(rich: TestClient) -> None:
    items = rich.get("/pairs.json").json()["items"]
    assert [(item["one"], item["other"]) for item in items] == [("AZE", "TUR"), ("ARM", "AZE")]


# -- places --------------------------------------------------------------------------------------------------------


def cell(month: str, quad: int, events: int = 1) -> Cell:
    return Cell(month=month, quad=quad, events=events, reports=events, intensity=0.0)


def outline(name: str, earliest: str | None, latest: str | None) -> Outline:
    told: dict[str, Any] = {"kind": "event", "type": "CONSULT", "mode": None, "quad": 1, "status": "occurred"}
    return Outline(id=name, is_news=True, earliest=earliest, latest=latest, day=earliest or "", reports=1, **told)


def test_cooperation_goes_up_and_conflict_down() -> None:
    drawn = chart([cell("2024-01", 1, 4), cell("2024-01", 4, 2), cell("2024-03", 2, 1)], "month")
    assert drawn is not None
    up, down = drawn.slots[0].bars
    assert up.y + up.height == pytest.approx(64)
    assert down.y == pytest.approx(78)
    assert up.height == pytest.approx(2 * down.height)
    assert [slot.key for slot in drawn.slots] == ["2024-01", "2024-03"]
    assert (drawn.slots[0].cooperation, drawn.slots[0].conflict) == (4, 2)


@pytest.mark.parametrize("months", [1, 2, 5, 24, 130, 400])
def test_a_chart_is_drawn_to_one_scale_however_long_the_time(months: int) -> None:
    told = [f"{1980 + n // 12}-{n % 12 + 1:02}" for n in range(months)]
    drawn = chart([cell(month, 1 + n % 4, 1 + n % 3) for n, month in enumerate(told)], "month", whole=True)
    assert drawn is not None
    assert drawn.width >= WIDTH
    assert drawn.height == 142
    bars = [bar for slot in drawn.slots for bar in slot.bars]
    assert all(bar.width <= 24 and bar.height <= 64 for bar in bars)
    assert all(0 < bar.told_y < drawn.height for bar in bars if bar.is_told)
    assert drawn.tells == (months <= 24)


def test_marks_stand_at_their_days_where_the_time_is_short(rich: TestClient) -> None:
    page = rich.get("/pairs/AZE/TUR?since=2024-05&until=2024-05").text
    assert re.search(r'aria-current="true">day</a>', page)
    assert re.search(r'aria-current="true">month</a>', rich.get("/pairs/AZE/TUR?since=2023&until=2024").text)
    assert re.search(
        r'aria-current="true">month</a>', rich.get("/pairs/AZE/TUR?since=2024-05&until=2024-05&by=month").text
    )
    assert 'name="by"' not in page


def test_years_are_sums_of_their_months() -> None:
    drawn = chart([cell("2023-01", 1, 4), cell("2023-11", 1, 3), cell("2024-03", 3)], "year")
    assert drawn is not None
    assert [(slot.key, slot.cooperation, slot.conflict) for slot in drawn.slots] == [("2023", 7, 0), ("2024", 0, 1)]


GAPS = [
    ("one event of thirty years ago", [("1992-12", 1), ("2022-12", 1), ("2024-03", 10), ("2025-12", 4)], "2022-12", 1),
    ("many before the gap", [("1992-12", 9), ("2022-12", 1), ("2024-03", 10)], "1992-12", 0),
    ("a short gap", [("2022-01", 1), ("2022-09", 1), ("2024-03", 10)], "2022-01", 0),
    ("a short time", [("2023-01", 1), ("2024-03", 10)], "2023-01", 0),
]


@pytest.mark.parametrize(("told", "first", "left_out"), [row[1:] for row in GAPS], ids=[row[0] for row in GAPS])
def test_a_chart_begins_after_a_gap_of_half_of_the_time(told: list[tuple[str, int]], first: str, left_out: int) -> None:
    cells = [cell(month, 1, many) for month, many in told]
    drawn = chart(cells, "month")
    assert drawn is not None
    assert (drawn.first, drawn.left_out) == (first, left_out)


def test_two_times_have_their_mean_intensity(rich: TestClient) -> None:
    told = rich.get("/pairs/AZE/TUR.json?since=2024&until=2024&against_since=2023").json()["compared"]
    assert told["intensity"] == {"before": 1.0, "after": 2.7}
    page = rich.get("/pairs/AZE/TUR?since=2024&until=2024&against_since=2023").text
    assert "mean intensity 1.0 → 2.7" in page
    assert "another time stands beside it" in page
    assert "Compared is all time" in rich.get("/pairs/AZE/TUR?against_since=2023").text


def test_what_was_long_before_is_left_out_and_told() -> None:
    cells = [cell("1950-01", 1), *(cell(f"2024-{month:02}", 1, 9) for month in range(1, 13))]
    drawn = chart(cells, "month")
    whole = chart(cells, "month", whole=True)
    assert drawn is not None
    assert whole is not None
    assert (drawn.first, drawn.left_out) == ("2024-01", 1)
    assert (whole.first, whole.left_out) == ("1950-01", 0)


def test_nothing_to_draw_is_no_chart() -> None:
    assert chart([], "month") is None


def test_a_mark_is_as_long_as_the_doubt_and_undated_ones_stand_apart() -> None:
    drawn = chart([cell("2024-01", 1), cell("2024-12", 1)], "month")
    assert drawn is not None
    found = strip(
        [
            outline("day", "2024-03-05", "2024-03-05"),
            outline("month", "2024-06-01", "2024-06-30"),
            outline("none", None, None),
            outline("by", None, "2024-05-01"),
            outline("before", "2001-01-01", "2001-01-01"),
        ],
        drawn,
        "day",
    )
    placed = {one.outline.id: one for one in found.placed}
    assert set(placed) == {"day", "month"}
    assert placed["day"].width == 0
    assert placed["month"].width == pytest.approx(drawn.step, rel=0.05)
    assert placed["day"].x == pytest.approx(drawn.x("2024-03-05"))
    assert LEFT <= placed["day"].x <= WIDTH - RIGHT
    assert {one.outline.id for one in found.undated} == {"none", "by"}
    assert all(one.y > found.undated_y for one in found.undated)
    assert found.outside == 1


def test_marks_of_one_day_do_not_cover_each_other() -> None:
    drawn = chart([cell("2024-01", 1)], "month")
    assert drawn is not None
    found = strip([outline(str(n), "2024-01-05", "2024-01-05") for n in range(5)], drawn, "day")
    assert len({one.y for one in found.placed}) == 5


def test_a_year_alone_is_compared_with_as_a_whole(rich: TestClient) -> None:
    alone = rich.get("/pairs/AZE/TUR?month=2024&against_since=2023").text
    assert 'name="since" value="2024"' in alone
    assert 'name="until" value="2024"' in alone
    assert 'name="against_until" value="2023"' in alone
