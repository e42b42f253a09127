"""Lists: limits in words, headings, counts to limit by, and places that are kept."""

import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.web.data import FOUND_COLUMNS
from dragoman.web.listing import month_words

from .conftest import log_in


def test_meetings_are_a_list_of_their_own(rich: TestClient) -> None:
    told = rich.get("/meetings.json").json()["items"]
    assert {item["type"] for item in told} == {"CONSULT"}
    assert len(told) == 4


def test_lines_stand_under_their_months(rich: TestClient) -> None:
    page = rich.get("/events").text
    assert page.index("June 2024") < page.index("May 2024") < page.index("March 2023")
    assert "March 2023" not in rich.get("/events?sort=-reports").text


def test_a_limit_is_told_in_words_with_the_way_out(rich: TestClient) -> None:
    page = rich.get("/events?state=AZE&context=military&limit=1").text
    assert "Azerbaijan" in page
    assert 'href="/events?state=AZE&amp;limit=1"' in page


def test_somebody_or_a_report_that_an_address_has_by_id_is_told_by_name(rich: TestClient) -> None:
    (one,) = rich.get("/actors.json?name=Naghiyev").json()["items"]
    (other,) = rich.get("/actors.json?name=Kalin").json()["items"]
    page = rich.get("/meetings", params={"actor": one["id"], "also": other["id"]}).text
    assert "<li>with Ali Naghiyev <a" in page
    assert "<li>and with Ibrahim Kalin <a" in page
    assert f'With <b>Ali Naghiyev</b><input type="hidden" name="actor" value="{one["id"]}">' in page
    assert 'value="Naghiyev"' in rich.get("/meetings?actor=Naghiyev").text
    assert "Person <b>Ali Naghiyev</b>" in rich.get("/network", params={"actor": one["id"]}).text
    report = rich.get("/events.json?type=COOPERATE").json()["items"][0]["reports"][0]
    assert "in the report “Shusha Declaration signed”" in rich.get("/events", params={"document": report}).text


def test_words_that_limit_a_list_are_marked_in_its_lines_or_in_their_sentences(rich: TestClient) -> None:
    page = rich.get("/statements?text=pipeline").text
    assert "the gas <mark>pipeline</mark> is a success" in page
    assert "in its sentence" not in page
    page = rich.get("/statements?text=said").text
    assert '<span class="how">in its sentence</span> <q class="words">AZE <mark>said</mark> that' in page
    assert "<mark>" not in rich.get("/statements").text


def test_counts_limit_a_list_and_a_set_one_takes_itself_away(rich: TestClient) -> None:
    counted = rich.get("/narrow/events.json").json()
    assert counted["type"] == {"CONSULT": 4, "COOPERATE": 1, "ACCUSE": 1}
    page = rich.get("/narrow/events?type=CONSULT&state=AZE").text
    assert 'href="/events?state=AZE" aria-current="true"' in page
    assert 'href="/events?type=CONSULT&amp;state=AZE&amp;context=military"' in page


def test_counts_agree_with_the_lists_that_they_lead_to(rich: TestClient) -> None:
    for name, values in rich.get("/narrow/events.json").json().items():
        for value, many in values.items():
            if name in {"type", "context", "state", "outlet", "status", "quad"}:
                listed = rich.get("/events.json", params={name: value}).json()["items"]
                assert len(listed) == many, (name, value)


def test_what_an_event_is_about_is_said_in_the_ontologys_words(rich: TestClient) -> None:
    page = rich.get("/events").text
    assert "people talk to each other" in page
    assert "natural resource: minerals" in page


def test_reports_tell_what_is_in_them(rich: TestClient) -> None:
    told = rich.get("/reports.json").json()["items"]
    assert [item["published"] for item in told] == ["2024-06-02", "2024-05-17", "2024-05-16", "2023-03-05"]
    assert told[2]["told"] == {"event": 3, "agreement": 1, "commitment": 1, "statement": 1}
    assert "3 events" in rich.get("/reports").text
    assert len(rich.get("/reports.json?outlet=Anatolian Post").json()["items"]) == 1


def test_collections_lead_to_their_reports(rich: TestClient) -> None:
    assert "There is no collection" in rich.get("/collections").text
    document = rich.get("/reports.json").json()["items"][0]["document"]
    rich.app.state.store.collect("South Caucasus", [document])  # type: ignore[attr-defined]
    found = rich.get("/collections.json").json()["items"]
    assert [(one["name"], one["documents"]) for one in found] == [("South Caucasus", 1)]
    assert len(rich.get(found[0]["page"].replace("?", ".json?")).json()["items"]) == 1


@pytest.mark.parametrize("path", ["/events", "/meetings", "/statements", "/agreements", "/commitments", "/reports"])
def test_every_list_of_news_can_be_followed(rich: TestClient, path: str) -> None:
    assert f'href="{path}.atom' in rich.get(path).text
    assert "<entry>" in rich.get(f"{path}.atom").text


def test_all_keys_are_told_with_a_way_to_turn_them_off(rich: TestClient) -> None:
    page = rich.get("/keys").text
    assert "Turn single keys off" in page
    for key in ("j", "k", "Enter", "?", "Space"):
        assert f"<kbd>{key}</kbd>" in page


@pytest.mark.parametrize(("month", "told"), [("2024-05", "May 2024"), ("2024", "2024"), ("2024-13", "2024")])
def test_months_are_said(month: str, told: str) -> None:
    assert month_words(month) == told


def test_a_table_leads_to_pages_and_opens_in_excel(rich: TestClient) -> None:
    answer = rich.get("/events.csv?state=AZE&since=2024-05-15&bom=1")
    assert answer.content.startswith("\N{ZERO WIDTH NO-BREAK SPACE}id,".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    for row in rows:
        assert rich.get(row["page"]).status_code == 200
        assert row["page"].startswith("http://127.0.0.1:8000/")
        assert all(rich.get(page).status_code == 200 for page in row["document_pages"].split("; "))
    assert rich.get("/events.csv").text.startswith("id,")


def test_every_column_of_a_table_is_explained() -> None:
    told = (Path(__file__).parents[2] / "docs/desk.md").read_text(encoding="utf-8")
    part = told[told.index("## Tables") : told.index("## World")]
    assert not [name for name in FOUND_COLUMNS if f"`{name}`" not in part]


def test_an_outlet_is_found_by_a_word_of_its_name(client: TestClient) -> None:
    for path, kind in (("/events", "events"), ("/reports", "reports")):
        page = client.get(f"{path}?outlet=caspian").text
        assert "Told by Caspian Wire." in page, kind
        assert "<option>Anatolian Post</option>" in page
        assert "Told by Caspian Wire." not in client.get(f"{path}?outlet=Caspian+Wire").text
        told = client.get(f"{path}.json?outlet=wire").json()
        assert len(told["items"]) == 2
        assert client.get(f"{path}.json?outlet=pian").json()["items"] == []
    assert "Told by Caspian Wire." in client.get("/search?q=accused&outlet=wire").text
    assert client.get("/pairs/AZE/TUR?outlet=wire").status_code == 200


def test_addresses_of_a_table_are_those_by_which_the_desk_was_called(remote: TestClient) -> None:
    log_in(remote, "rea")
    for path in ("/events.csv", "/reports.csv", "/api/v1/events.csv"):
        answer = remote.get(path, headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"})
        for row in csv.DictReader(io.StringIO(answer.text)):
            pages = [row[name] for name in ("page", "document_pages") if name in row]
            assert all(one.startswith("https://desk.example.org/") for page in pages for one in page.split("; "))
    assert remote.get("/events.csv", headers={"Host": "evil.example"}).status_code == 421
