"""Every view has its address, and its data under the same address in other dresses."""

import csv
import io
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from dragoman.web.rendering import moment

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("path", ["/events", "/statements", "/agreements", "/commitments"])
def test_a_list_is_a_page_and_its_data(client: TestClient, path: str) -> None:
    assert client.get(path).headers["content-type"].startswith("text/html")
    told = client.get(f"{path}.json").json()
    assert set(told) == {"items", "next"}
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text)))
    assert [row["id"] for row in rows] == [item["id"] for item in told["items"]]
    feed = ET.fromstring(client.get(f"{path}.atom").text)  # noqa: S314 - our own
    assert len(feed.findall(f"{ATOM}entry")) == len(told["items"])


def test_an_event_told_twice_is_one_line_with_two_reports(client: TestClient) -> None:
    items = client.get("/events.json", params={"state": "Turkey"}).json()["items"]
    assert [(item["type"], item["report_count"]) for item in items] == [("CONSULT", 2)]
    page = client.get(items[0]["page"])
    assert page.status_code == 200
    assert "Baku" in client.get("/events").text


def test_a_list_goes_on_where_it_ended(client: TestClient) -> None:
    first = client.get("/events.json", params={"limit": 1}).json()
    second = client.get("/events.json", params={"limit": 1, "cursor": first["next"]}).json()
    assert [item["type"] for item in (*first["items"], *second["items"])] == ["ACCUSE", "CONSULT"]
    assert second["next"] is None
    assert 'rel="next"' in client.get("/events", params={"limit": 1}).text


TROUBLES = [
    ("no such type", "/events.json?type=DANCE", 400, "DANCE"),
    ("no such finding", "/events/event:0000.json", 404, "event:0000"),
    ("no such page", "/api/nothing", 404, "no such address"),
    ("a limit out of bounds", "/events.json?limit=0", 422, "limit"),
]


@pytest.mark.parametrize(("path", "status", "told"), [row[1:] for row in TROUBLES], ids=[row[0] for row in TROUBLES])
def test_trouble_is_told_as_problem_details(client: TestClient, path: str, status: int, told: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert told in answer.json()["detail"]


def test_pages_may_run_and_fetch_nothing_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/events").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("form", ["json", "atom"])
def test_who_has_the_data_of_a_page_already_is_told_so(client: TestClient, form: str) -> None:
    first = client.get(f"/events.{form}")
    again = client.get(f"/events.{form}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/events.{form}?state=ARM", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("2026-03-04T05:06:07+00:00", "2026-03-04 05:06 UTC"),
        ("2026-03-04T05:06:07Z", "2026-03-04 05:06 UTC"),
        ("2026-03-04T05:06:07+02:00", "2026-03-04T05:06:07+02:00"),
        ("2026-03-04", "2026-03-04"),
    ],
)
def test_a_moment_is_shown_as_it_is_read(told: str, shown: str) -> None:
    assert moment(told) == shown
