"""Judgements over the interface: who and when are the desk's, sent twice they are made once, undone they are kept."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.store import Store
from dragoman.web.security.who import Who

PATH = "/api/v1/judgements"


@pytest.fixture
def event(client: TestClient) -> dict[str, Any]:
    """Give the meeting that two reports tell."""
    told: dict[str, Any] = client.get("/api/v1/meetings").json()["items"][0]
    return told


def test_a_correction_is_seen_at_once_with_who_and_when(client: TestClient, event: dict[str, Any]) -> None:
    sent = {"kind": "correct", "targets": [event["id"]], "value": {"status": "planned"}, "why": "it is to come"}
    answer = client.post(PATH, json=sent)
    assert answer.status_code == 201
    told = answer.json()
    assert told["judgement"]["by"] == "M. Garcia"
    assert told["judgement"]["id"].startswith("judgement:")
    assert [one["status"] for one in told["findings"]] == ["planned"]
    assert told["pages"] == [told["findings"][0]["page"]]
    assert client.get(answer.headers["location"]).json()["judgement"] == told["judgement"]
    assert client.get(f"/api/v1/events/{event['id']}").json()["judgements"] == [told["judgement"]]


def test_a_judgement_that_is_sent_again_is_made_once(client: TestClient, event: dict[str, Any]) -> None:
    sent = {"id": "mine-1", "kind": "accept", "targets": [event["id"]]}
    first, again = (client.post(PATH, json=sent) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["judgement"] == again.json()["judgement"]
    assert len(client.get(PATH).json()["items"]) == 1
    other = client.post(PATH, json={**sent, "kind": "reject"})
    assert other.status_code == 409
    assert "mine-1" in other.json()["detail"]


def test_what_is_rejected_is_no_more_until_that_is_taken_back(client: TestClient, event: dict[str, Any]) -> None:
    made = client.post(PATH, json={"id": "one", "kind": "reject", "targets": [event["id"]]}).json()
    assert made["findings"] == []
    assert client.get(f"/api/v1/events/{event['id']}").status_code == 404
    since = client.get("/api/v1/changes?since=0").json()
    assert event["id"] in {one["id"] for one in since["departed"]}
    undone = client.post(f"{PATH}/one/undo", json={"why": "it was right"})
    assert undone.status_code == 201
    assert [one["id"] for one in undone.json()["findings"]] == [event["id"]]
    listed = {one["judgement"]["id"]: one["undone_by"] for one in client.get(PATH).json()["items"]}
    assert listed == {"one": undone.json()["judgement"]["id"], undone.json()["judgement"]["id"]: None}
    assert client.post(f"{PATH}/one/undo").status_code == 422
    again = client.post(f"{PATH}/{undone.json()['judgement']['id']}/undo").json()
    assert again["findings"] == []


def test_a_split_gives_both_that_come_of_it(client: TestClient, event: dict[str, Any]) -> None:
    stays, goes = event["findings"]
    sent = {"kind": "split", "targets": [goes], "value": {"from": [stays]}}
    told = client.post(PATH, json=sent).json()
    assert {one["id"] for one in told["findings"]} == {stays, goes}
    merged = client.post(PATH, json={"kind": "merge", "targets": [stays, goes]})
    assert merged.status_code == 201, merged.text
    client.post(f"{PATH}/{told['judgement']['id']}/undo")
    assert client.get(f"/api/v1/events/{goes}").json()["findings"] == event["findings"]


def test_judgements_are_listed_by_what_they_are_about_by_whom_and_by_kind(
    client: TestClient, event: dict[str, Any], store_path: Path
) -> None:
    other = client.get("/api/v1/events?type=ACCUSE").json()["items"][0]["id"]
    for number, (target, kind) in enumerate(((event["id"], "accept"), (other, "accept"), (other, "reject"))):
        assert client.post(PATH, json={"id": f"j{number}", "kind": kind, "targets": [target]}).status_code == 201
    client.post(f"{PATH}/j1/undo", json={"id": "j3"})

    def ids(**asked: str) -> list[str]:
        return [one["judgement"]["id"] for one in client.get(PATH, params=asked).json()["items"]]

    assert ids() == ["j3", "j2", "j1", "j0"]
    assert ids(target=event["id"]) == ["j0"]
    assert ids(target=event["findings"][1]) == ["j0"]
    assert ids(target=other) == ["j3", "j2", "j1"]
    assert ids(kind="reject") == ["j2"]
    assert ids(by="M. Garcia") == ["j3", "j2", "j1", "j0"]
    assert ids(by="nobody") == []
    first = client.get(PATH, params={"limit": 3}).json()
    rest = client.get(PATH, params={"limit": 3, "cursor": first["next"]}).json()
    assert [one["judgement"]["id"] for one in (*first["items"], *rest["items"])] == ["j3", "j2", "j1", "j0"]
    store = Store.open(store_path)
    assert store.faults() == []
    store.close()


REFUSED = [
    ("who judges is the desk's to say", {"kind": "accept", "targets": ["x"], "by": "somebody"}, 422, "by"),
    ("no such kind", {"kind": "praise", "targets": ["x"]}, 422, "kind"),
    ("about nothing", {"kind": "accept", "targets": []}, 422, "targets"),
    ("about what is not there", {"kind": "accept", "targets": ["event:none"]}, 422, "event:none"),
    ("an id that is none", {"id": "a b", "kind": "accept", "targets": ["x"]}, 422, "id"),
    ("a NUL", {"kind": "accept", "targets": ["x"], "why": "a\0b"}, 422, "NUL"),
    ("takes back what is not there", {"kind": "accept", "targets": ["x"], "undoes": "none"}, 422, "none"),
]


@pytest.mark.parametrize(("sent", "status", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_judgement_that_makes_no_sense_is_refused(
    client: TestClient, sent: dict[str, Any], status: int, told: str
) -> None:
    answer = client.post(PATH, json=sent)
    assert answer.status_code == status
    assert told in answer.json()["detail"]
    assert client.get(PATH).json()["items"] == []


SENT = [
    ("no JSON", b"kind=accept", "application/x-www-form-urlencoded", 415),
    ("broken", b"{", "application/json", 422),
    ("half a letter", b'{"kind": "accept", "targets": ["\\ud800"]}', "application/json", 422),
    ("too much", b" " * 1_000_001, "application/json", 413),
]


@pytest.mark.parametrize(("data", "kind", "status"), [row[1:] for row in SENT], ids=[row[0] for row in SENT])
def test_what_is_sent_must_be_what_it_says(client: TestClient, data: bytes, kind: str, status: int) -> None:
    answer = client.post(PATH, content=data, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_reader_does_not_judge(client: TestClient, event: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    reader = Who(name="R. Eader", role="reader")
    for room in ("desk", "security.who"):
        monkeypatch.setattr(f"dragoman.web.{room}.who_asks", lambda _: reader)
    assert client.post(PATH, json={"kind": "accept", "targets": [event["id"]]}).status_code == 403
    assert client.post(f"{PATH}/x/undo").status_code == 403
    assert client.get(PATH).status_code == 200
