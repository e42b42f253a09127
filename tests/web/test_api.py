"""The interface for programs: its lists to their ends, its single ones, sums, changes, tags, troubles."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.lexicon.load import Lexicon
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import WHEN

API = "/api/v1"
DESK = "http://127.0.0.1:8000"
PROMISES = (
    *("send trucks", "build a school", "cut tariffs on tea", "open archives"),
    *("train pilots", "free prisoners of war", "host the summit"),
)
FORMULA = '=HYPERLINK("https://example.org")'


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, lexicon: Lexicon) -> Path:
    """Give the path of a store with something of everything, and more of it than one page has."""
    path = tmp_path_factory.mktemp("api") / "desk.db"
    store = Store.open(path, clock=lambda: WHEN)
    documents = []
    for number in range(7):
        desk = Desk(
            published=f"2024-0{number + 1}-12",
            outlet=FORMULA if number == 0 else "Caspian Wire",
            url=f"https://example.org/{number // 2}",
            title=f"Report {number}",
        )
        desk.event(
            "CONSULT", ["AZE", "Ali Naghiyev:AZE"], ["TUR"], day=f"2024-0{number + 1}-11", words="held talks with"
        )
        desk.event("SANCTION", ["TUR"], ["ARM"], day=f"2024-0{number + 1}-10", words="sanctioned")
        desk.statement("ARM", "accuse", f"Baku broke pledge {number}")
        desk.agreement(f"Treaty {number}", ["AZE", "TUR"], signed=f"2024-0{number + 1}-01")
        desk.commitment("TUR", "AZE", PROMISES[number], due=f"2024-0{number + 1}-28")
        documents.append(store.writer.take(desk.item(), desk.record()).document)
    store.collect("gas", [one for one in documents[:2] if one])
    store.refresh_people(lexicon)
    store.close()
    return path


@pytest.fixture(scope="module")
def api(filled: Path) -> Iterator[TestClient]:
    """Give a program on loopback."""
    with TestClient(app_of(Settings(store=str(filled))), base_url="http://127.0.0.1:8000") as client:
        yield client


LISTS = [
    ("/events", {}, 14),
    ("/events", {"pair": "AZE-TUR"}, 7),
    ("/events", {"type": "SANCTION", "state": "Armenia"}, 7),
    ("/events", {"collection": "gas"}, 4),
    ("/events", {"sort": "-intensity"}, 14),
    ("/meetings", {}, 7),
    ("/statements", {"sort": "day"}, 7),
    ("/agreements", {"since": "2024-03"}, 5),
    ("/commitments", {}, 7),
    ("/timeline", {"state": "TUR"}, 28),
    ("/timeline", {"sort": "-day"}, 28),
    ("/reports", {}, 7),
    ("/reports", {"outlet": "Caspian Wire", "sort": "published"}, 6),
    ("/search", {"q": "treaty OR talks"}, 14),
    ("/actors", {"kind": "any"}, 4),
    ("/actors", {"kind": "state", "sort": "name"}, 3),
]
IDS = [f"{path} {told}" for path, told, _ in LISTS]


def _walk(api: TestClient, path: str, told: dict[str, Any], limit: int) -> list[dict[str, Any]]:
    """All pages of a list, one after another."""
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        asked = {**told, "limit": limit, **({"cursor": cursor} if cursor else {})}
        page = api.get(f"{API}{path}", params=asked).json()
        assert len(page["items"]) <= limit
        items += page["items"]
        cursor = page["next"]
        if cursor is None:
            return items


@pytest.mark.parametrize(("path", "told", "many"), LISTS, ids=IDS)
def test_the_pages_of_a_list_are_together_the_whole_of_it(
    api: TestClient, path: str, told: dict[str, Any], many: int
) -> None:
    whole = api.get(f"{API}{path}", params={**told, "limit": 1000}).json()
    assert whole["next"] is None
    assert len(whole["items"]) == many
    assert _walk(api, path, told, 3) == whole["items"]
    assert all(item["page"].startswith("/") for item in whole["items"])


@pytest.mark.parametrize(("path", "told", "many"), LISTS, ids=IDS)
def test_a_list_as_csv_is_the_whole_of_it(
    api: TestClient, path: str, told: dict[str, Any], many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.api.answering.AT_ONCE", 3)
    pages = [item["page"] for item in api.get(f"{API}{path}", params={**told, "limit": 1000}).json()["items"]]
    for answer in (
        api.get(f"{API}{path}.csv", params=told),
        api.get(f"{API}{path}", params={**told, "format": "csv"}),
    ):
        assert answer.headers["content-type"].startswith("text/csv")
        assert answer.headers["content-disposition"].endswith(f'"{path[1:]}.csv"')
        assert [row["page"] for row in csv.DictReader(io.StringIO(answer.text))] == [f"{DESK}{page}" for page in pages]
    part = csv.DictReader(io.StringIO(api.get(f"{API}{path}.csv", params={**told, "limit": 2}).text))
    assert [row["page"] for row in part] == [f"{DESK}{page}" for page in pages[:2]]
    assert len(pages) == many


def test_a_cell_that_a_spreadsheet_would_run_is_text(api: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(api.get(f"{API}/reports.csv").text)))
    assert rows[-1]["outlet"] == f"'{FORMULA}"


SINGLE = ["/events", "/statements", "/agreements", "/commitments", "/actors", "/judgements"]


@pytest.mark.parametrize("path", SINGLE[:-1])
def test_each_of_a_list_is_found_by_its_id(api: TestClient, path: str) -> None:
    for item in api.get(f"{API}{path}").json()["items"]:
        one = api.get(f"{API}{path}/{item['id']}").json()
        assert {name: one[name] for name in item} == item


@pytest.mark.parametrize("path", [*(f"{one}/event:none" for one in SINGLE), "/reports/x", "/reports/x/versions"])
def test_what_is_not_there_is_not_found(api: TestClient, path: str) -> None:
    answer = api.get(f"{API}{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_id_of_another_kind_is_not_found(api: TestClient) -> None:
    one = api.get(f"{API}/events").json()["items"][0]["id"]
    assert api.get(f"{API}/statements/{one}").status_code == 404


def test_a_report_has_its_text_its_record_and_where_it_appeared(api: TestClient) -> None:
    item = api.get(f"{API}/reports").json()["items"][0]
    one = api.get(f"{API}/reports/{item['document']}").json()
    assert one["record"]["document"]["text"] == one["text"]
    assert one["appearances"] == [item]
    span = one["record"]["events"][0]["evidence"][0]
    assert one["text"][span["start"] : span["end"]] == span["quote"]


def test_what_an_address_has_had_is_told_with_what_changed(api: TestClient) -> None:
    document = api.get(f"{API}/reports", params={"url": "https://example.org/0", "sort": "published"}).json()["items"][
        0
    ]
    versions = api.get(f"{API}/reports/{document['document']}/versions").json()["items"]
    assert [version["title"] for version in versions] == ["Report 0", "Report 1"]
    told = api.get(
        f"{API}/reports/{versions[0]['document']}/difference", params={"other": versions[1]["document"]}
    ).json()
    assert {change["kind"] for change in told["changes"]} >= {"changed"}
    assert all(change["before"] or change["after"] for change in told["changes"])
    assert api.get(f"{API}/reports/{document['document']}/difference?other=none").status_code == 400


def test_search_shows_where_the_words_are(api: TestClient) -> None:
    item = api.get(f"{API}/search", params={"q": "trucks", "limit": 1}).json()["items"][0]
    start, end = item["marks"][0]
    text = api.get(f"{API}/reports/{item['document']}").json()["text"]
    assert text[start:end] == "trucks"
    assert item["page"].partition("#")[0].endswith(f"?at={item['span']['start']}-{item['span']['end']}")


def test_counts_facets_and_sums_agree_with_the_lists(api: TestClient) -> None:
    counts = api.get(f"{API}/counts").json()
    assert [counts[name] for name in ("events", "meetings", "statements", "agreements", "commitments")] == [
        14,
        7,
        7,
        7,
        7,
    ]
    assert counts["reports"]["documents"] == 7
    facets = api.get(f"{API}/facets", params={"by": "state", "state": "ARM"}).json()["items"]
    assert {one["value"]: one["count"] for one in facets} == {"ARM": 7, "TUR": 7}
    months = api.get(f"{API}/months", params={"one": "AZE", "other": "Turkey", "since": "2024-02"}).json()["items"]
    assert [(month["month"], month["quad"], month["events"]) for month in months][:1] == [("2024-02", 1, 1)]
    edges = api.get(f"{API}/network").json()["items"]
    assert {(edge["one"], edge["other"]): edge["conflict"] for edge in edges} == {("ARM", "TUR"): 7, ("AZE", "TUR"): 0}
    rows = csv.DictReader(io.StringIO(api.get(f"{API}/network.csv").text))
    assert [row["page"] for row in rows] == [f"{DESK}{edge['page']}" for edge in edges]


def test_a_facet_leads_to_what_it_counts(api: TestClient) -> None:
    asked = {"by": "month", "type": "CONSULT"}
    for one in api.get(f"{API}/facets", params=asked).json()["items"]:
        assert len(api.get(f"{API}{one['page']}").json()["items"]) == one["count"]


def test_collections_are_listed(api: TestClient) -> None:
    told = api.get(f"{API}/collections").json()["items"]
    assert [(one["name"], one["documents"], one["page"]) for one in told] == [("gas", 2, "/reports?collection=gas")]


TAGGED = [*dict.fromkeys(path for path, _, _ in LISTS if path != "/search"), "/counts", "/network", "/collections"]


@pytest.mark.parametrize(
    "path", [*TAGGED, "/search?q=talks", "/events.csv", "/facets?by=type", "/months?one=AZE", "/changes?since=0"]
)
def test_who_has_it_already_is_told_so(api: TestClient, path: str) -> None:
    first = api.get(f"{API}{path}")
    assert first.headers["cache-control"] == "private, no-cache"
    tag = first.headers["etag"]
    assert re.fullmatch(r'W/"[0-9a-f]{24}"', tag)
    for told in (tag, f'"other", {tag.removeprefix("W/")}', "*"):
        again = api.get(f"{API}{path}", headers={"If-None-Match": told})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(f"{API}{path}", headers={"If-None-Match": '"other"'}).status_code == 200


TROUBLES = [
    ("no such parameter", "/events?sate=AZE", 400, "no such parameter"),
    ("no such parameter of one", "/events/x?limit=3", 400, "no such parameter"),
    ("no value for what is needed", "/search?q=", 422, "q"),
    ("a NUL", "/events?text=a%00b", 400, "NUL"),
    ("no such state", "/events?state=Atlantis", 400, "Atlantis"),
    ("no such type", "/events?type=DANCE", 400, "DANCE"),
    ("no day", "/events?since=May", 400, "May"),
    ("no such sort", "/events?sort=beauty", 422, "sort"),
    ("a limit out of bounds", "/events?limit=1001", 422, "limit"),
    ("no cursor", "/events?cursor=x", 400, "cursor"),
    ("a cursor of another list", "/events?cursor=WyJuYW1lIiwgMSwgMV0", 400, "cursor"),
    ("a cursor of other values", "/events?cursor=WyItZGF5IiwgMSwgMV0", 400, "cursor"),
    (
        "a cursor beyond all numbers",
        "/events?cursor=WyItZGF5IiwgIjIwMjQiLCAxMDAwMDAwMDAwMDAwMDAwMDAwMDAwMF0",
        400,
        "cursor",
    ),
    ("a change beyond all numbers", f"/changes?since={'9' * 5000}", 200, ""),
    ("no words", "/search", 422, "q"),
    ("words that are none", "/search?q=%21", 400, ""),
    ("no such facet", "/facets?by=beauty", 422, "by"),
    ("no such page", "/nothing", 404, "/api/v1/nothing: there is no such address"),
    ("a parameter told twice that counts once", "/events?since=2024&since=2025", 400, "since: is told 2 times"),
    ("trouble of a list as CSV", "/events.csv?state=Atlantis", 400, "Atlantis"),
]


@pytest.mark.parametrize(("path", "status", "told"), [row[1:] for row in TROUBLES], ids=[row[0] for row in TROUBLES])
def test_trouble_is_told_as_a_problem(api: TestClient, path: str, status: int, told: str) -> None:
    answer = api.get(f"{API}{path}")
    assert answer.status_code == status
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail", "instance"}
        assert told in answer.json()["detail"]


def test_a_method_that_there_is_not_is_told_with_those_that_there_are(api: TestClient) -> None:
    for path, allowed in (("/events", {"GET"}), ("/judgements", {"GET", "POST"}), ("/read", {"POST"})):
        answer = api.delete(f"{API}{path}")
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == allowed
        assert all(method in answer.json()["detail"] for method in allowed)


@pytest.mark.parametrize("path", ["/events", "/events.csv", "/facets?by=type", "/me", "/openapi.json"])
def test_the_headers_of_an_answer_can_be_had_alone(api: TestClient, path: str) -> None:
    told, alone = api.get(f"{API}{path}"), api.head(f"{API}{path}")
    assert (alone.status_code, alone.content) == (200, b"")
    assert told.content
    assert {name for name, _ in told.headers.items()} == {name for name, _ in alone.headers.items()}


def test_a_pair_may_be_written_small(api: TestClient) -> None:
    great, small = (api.get(f"{API}/events?pair={pair}").json()["items"] for pair in ("AZE-TUR", "aze-tur"))
    assert great == small != []


def test_the_description_names_everything_and_reads_as_a_page(api: TestClient) -> None:
    told = api.get(f"{API}/openapi.json").json()
    assert all(
        parameter.get("description")
        for path in told["paths"].values()
        for one in path.values()
        for parameter in one.get("parameters", ())
    )
    assert all(one["summary"] and one["operationId"] for path in told["paths"].values() for one in path.values())
    page = api.get(API).text
    assert all(f"{path}</code>" in page for path in told["paths"])
    assert "https://" not in re.sub(r"<(p|td)>.*?</\1>", "", page)
