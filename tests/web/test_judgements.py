"""Judgements over the interface: who and when are the desk's, sent twice they are made once, undone they are kept."""

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.model.judgement import Judgement
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


def test_an_accepted_finding_has_changed_and_again_where_that_is_taken_back(
    client: TestClient, event: dict[str, Any]
) -> None:
    def changed(since: int) -> list[str]:
        listed = client.get("/api/v1/events", params={"changed_since": since}).json()["items"]
        told = client.get("/api/v1/changes", params={"since": since}).json()["items"]
        assert [one["id"] for one in told] == [one["id"] for one in listed]
        return [one["id"] for one in listed]

    last = client.get("/api/v1/changes?since=0").json()["last"]
    made = client.post(PATH, json={"kind": "accept", "targets": [event["id"]]}).json()
    assert changed(last) == [event["id"]]
    assert made["findings"][0]["changed"] > event["changed"]
    last = client.get("/api/v1/changes?since=0").json()["last"]
    client.post(f"{PATH}/{made['judgement']['id']}/undo")
    assert changed(last) == [event["id"]]


def test_the_later_word_of_one_person_counts(client: TestClient, event: dict[str, Any], store_path: Path) -> None:
    sent: dict[str, Any] = {"targets": [event["id"]]}
    assert client.post(PATH, json={"kind": "reject", **sent}).json()["findings"] == []
    back = client.post(PATH, json={"kind": "accept", **sent}).json()["findings"]
    assert [one["findings"] for one in back] == [event["findings"]]
    assert [one["kind"] for one in back[0]["judgements"]] == ["reject", "accept"]
    other = {"id": "theirs", "kind": "reject", "targets": (event["id"],), "by": "B. Other", "at": "2026-01-01"}
    store = Store.open(store_path)
    store.judge(Judgement.model_validate(other))
    store.close()
    assert client.post(PATH, json={"kind": "accept", **sent}).json()["findings"] == [], "of another it stands"
    client.post(f"{PATH}/theirs/undo")
    assert client.get(f"/api/v1/events/{event['id']}").status_code == 200


def test_what_is_added_is_answered_with_its_id(client: TestClient, event: dict[str, Any]) -> None:
    document = event["reports"][0]
    text = client.get(f"/api/v1/reports/{document}").json()["text"]
    words = {"start": text.index("held talks"), "end": text.index("held talks") + 10, "quote": "held talks"}
    finding = {"type": "AGREE", "status": "occurred", "novelty": "reported", "evidence": [words]}
    sent = {"kind": "add", "targets": [document], "value": {"kind": "event", "finding": finding}}
    answer = client.post(PATH, json=sent)
    (told,) = answer.json()["findings"]
    assert (told["type"], told["quad"], told["cue"]) == ("AGREE", 1, "person.M. Garcia")
    assert client.get(f"/api/v1/events/{told['id']}").json()["evidence"] == [words]
    undone = client.post(f"{answer.headers['location']}/undo").json()
    assert undone["findings"] == []
    again = client.post(f"{PATH}/{undone['judgement']['id']}/undo").json()
    assert [one["id"] for one in again["findings"]] == [told["id"]]


def test_a_correction_is_answered_with_what_follows(client: TestClient, event: dict[str, Any]) -> None:
    sent = {"id": "mine", "kind": "correct", "targets": [event["id"]], "value": {"type": "COERCE", "mode": "arrest"}}
    first, again = (client.post(PATH, json=sent) for _ in range(2))
    (told,) = first.json()["findings"]
    assert (told["modes"], told["quad"], told["cameo"]) == (["arrest"], 4, "173")
    assert (again.status_code, again.json()["judgement"]) == (200, first.json()["judgement"])
    assert [one["id"] for one in client.get("/api/v1/events?quad=4").json()["items"]] == [event["id"]]


UNSAID: dict[str, tuple[dict[str, Any], str]] = {
    "a day": ({"kind": "correct", "value": {"date": "soon"}}, "date: "),
    "a mode": ({"kind": "correct", "value": {"type": "AID", "mode": "arrest"}}, "mode: 'arrest'"),
    "a value that lacks": ({"kind": "correct"}, "a correction needs"),
    "an identity": (
        {"kind": "same", "targets": [], "value": {"one": ["identity:1"], "other": ["actor:2"]}},
        "identity:1 is no actor; give those in its `members`",
    ),
}


@pytest.mark.parametrize("name", UNSAID)
def test_a_refusal_does_not_begin_with_an_id_that_nobody_gave(
    client: TestClient, event: dict[str, Any], name: str
) -> None:
    sent, told = UNSAID[name]
    answer = client.post(PATH, json={"targets": [event["id"]], **sent})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(told)
    own = client.post(PATH, json={"id": "mine", "targets": [event["id"]], **sent})
    assert own.json()["detail"].startswith(f"mine: {told}")


@pytest.mark.parametrize("kind", ["accept", "reject", "correct"])
def test_an_actor_is_no_finding_that_is_judged(client: TestClient, event: dict[str, Any], kind: str) -> None:
    actor = event["actors"][0]["actor"]
    answer = client.post(PATH, json={"kind": kind, "targets": [actor], "value": {"name": "x"}})
    told = f"{actor} is no event, statement, agreement, commitment; only these are judged so"
    assert (answer.status_code, answer.json()["detail"]) == (422, told)


def test_nothing_is_split_from_itself(client: TestClient, event: dict[str, Any]) -> None:
    answer = client.post(PATH, json={"kind": "split", "targets": [event["id"]], "value": {"from": [event["id"]]}})
    assert (answer.status_code, answer.json()["detail"].partition(";")[0]) == (
        422,
        f"{event['id']} is split from itself",
    )


def test_what_is_of_two_kinds_is_not_one(rich: TestClient) -> None:
    event = rich.get("/api/v1/events").json()["items"][0]["id"]
    said = rich.get("/api/v1/statements").json()["items"][0]["id"]
    headers = {"X-CSRF-Token": rich.get("/api/v1/me").json()["csrf"]}
    answer = rich.post(PATH, json={"kind": "merge", "targets": [event, said]}, headers=headers)
    assert (answer.status_code, answer.json()["detail"]) == (
        422,
        f"{event} and {said} can't be one; merge findings of one kind",
    )


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
