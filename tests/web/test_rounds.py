"""Rounds: nobody sees what others answer until all are done; then agreement is told, and what differs is settled."""

import re
from collections.abc import Sequence
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.store import Store
from dragoman.store.filters import Filter

from .test_review import Desks, ana, ben, desks, find, standing, store

__all__ = ["ana", "ben", "desks", "store"]  # fixtures


def make(browser: TestClient, targets: Sequence[str], sort: str = "findings", reviewers: str = "ana, ben") -> str:
    told = browser.post(
        "/review/rounds",
        data={"name": f"May {sort}", "sort": sort, "targets": "\n".join(targets), "reviewers": reviewers},
        follow_redirects=False,
    )
    assert told.status_code == 303, told.text
    address: str = told.headers["location"]
    return address


def say(browser: TestClient, round_: str, do: str, finding: str, **more: Any) -> None:  # noqa: ANN401 - fields of a form
    told = browser.post(round_, data={"do": do, "finding": finding, **more}, follow_redirects=False)
    assert told.status_code == 303, told.text


@pytest.fixture
def three(store: Store) -> list[str]:
    talks = [one.merged.id for one in store.view.list("event", Filter(types=("CONSULT",))).items]
    return [find(store, "event", "ASSAULT"), *talks]


def test_nothing_of_what_one_says_is_seen_by_another_until_both_are_done(
    ana: TestClient, ben: TestClient, store: Store, three: list[str]
) -> None:
    round_ = make(ana, three)
    say(ana, round_, "correct", three[0], status="alleged", why="a secret reason")
    say(ana, round_, "reject", three[1], why="a secret reason")
    say(ana, round_, "accept", three[2])
    assert store.view.judgements().items == (), "it is held until it is settled"
    for path in (f"{round_}/next?finding={three[0]}", round_, f"{round_}.json", "/review", f"/events/{three[0]}"):
        page = ben.get(path).text
        assert "secret reason" not in page, path
        assert "alleged" not in page or "next" in path, path
    page = ben.get(f"{round_}/next?finding={three[0]}").text
    assert '<option value="occurred" selected>' in page
    for finding in three:
        say(ben, round_, "accept", finding)
    assert "secret reason" in ben.get(round_).text


def test_the_next_is_told_and_at_the_end_the_round(ana: TestClient, three: list[str]) -> None:
    round_ = make(ana, three)
    for finding in three:
        page = ana.get(f"{round_}/next").text
        assert f'data-finding="{finding}"' in page
        say(ana, round_, "skip", finding)
    assert ana.get(f"{round_}/next", follow_redirects=False).headers["location"] == round_
    back = ana.post(f"{round_}/undo", headers={"Accept": "application/json"}).json()
    assert back["finding"] == three[-1]
    assert f'data-finding="{three[-1]}"' in ana.get(f"{round_}/next").text


def test_agreement_is_told_and_differences_are_settled(
    ana: TestClient, ben: TestClient, store: Store, three: list[str]
) -> None:
    round_ = make(ana, three)
    for who, verdicts in ((ana, ("accept", "accept", "reject")), (ben, ("reject", "accept", "reject"))):
        for finding, verdict in zip(three, verdicts, strict=True):
            say(who, round_, verdict, finding)
    figures = {row["what"]: row for row in ana.get(f"{round_}.json").json()["agreement"]}
    # two of three alike; ana: accept 2, reject 1; ben: accept 1, reject 2; chance (2*1 + 1*2)/9 = 4/9
    assert figures["verdict"]["share"] == pytest.approx(2 / 3)
    assert figures["verdict"]["kappa"] == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    page = ana.get(round_).text
    assert f'data-item="{three[0]}"' in page
    assert "Take the 2 on which all agree" in page
    ana.post(f"{round_}/settle", data={"as": "agreed"})
    assert [one.kind for one in standing(store, three[1])] == ["accept"]
    assert store.view.one(three[2]) is None
    ana.post(f"{round_}/settle", data={"target": three[0], "as": "ben"})
    assert store.view.one(three[0]) is None
    ana.post(f"{round_}/settle", data={"target": three[0], "as": "accept"})
    (judgement,) = standing(store, three[0])
    assert (judgement.kind, judgement.by) == ("accept", "ana")
    assert "ana said accept, ben said reject" in judgement.why


def test_settling_undoes_what_was_decided_to_the_contrary(
    ana: TestClient, ben: TestClient, store: Store, three: list[str]
) -> None:
    round_ = make(ana, three[:1])
    for who in (ana, ben):
        say(who, round_, "correct", three[0], status="alleged")
    ana.post("/review", data={"do": "reject", "finding": three[0]})
    assert store.view.one(three[0]) is None
    ben.post(f"{round_}/settle", data={"as": "agreed"})
    found: Any = store.view.one(three[0])
    assert found.merged.finding.status == "alleged"
    assert [one.kind for one in standing(store, three[0])] == ["correct"]


def test_whole_reports_are_read_and_what_was_missed_tells_the_recall(
    ana: TestClient, ben: TestClient, store: Store, three: list[str]
) -> None:
    found: Any = store.view.one(three[0])
    (document,) = found.merged.reports
    round_ = make(ana, [document], "reports")
    page = ana.get(f"{round_}/next").text
    assert "Add what the machine missed" in page
    missed = {"kind": "event", "event": "THREATEN", "words": "it was an attack", "report": document}
    for who in (ana, ben):
        told = who.post(round_, data={"do": "add", **missed}, follow_redirects=False)
        assert told.status_code == 303, told.text
    say(ben, round_, "reject", three[0], report=document)
    assert "THREATEN: <q>it was an attack</q>" in ben.get(f"{round_}/next").text
    assert store.view.list("event", Filter(types=("THREATEN",))).items == ()
    for who in (ana, ben):
        who.post(round_, data={"do": "read", "report": document})
    told = ana.get(f"{round_}.json").json()
    readers = {one["who"]: one for one in told["readers"]}
    assert (readers["ana"]["right"], readers["ana"]["missed"]) == (4, 1)
    assert readers["ana"]["recall"] == pytest.approx(4 / 5)
    assert readers["ben"]["recall"] == pytest.approx(3 / 4)
    assert readers["ben"]["precision"] == pytest.approx(3 / 4)
    assert 0 < told["spans"][0]["f1"] < 1
    ana.post(f"{round_}/settle", data={"as": "agreed"})
    assert len(store.view.list("event", Filter(types=("THREATEN",))).items) == 1
    assert store.reviews.read_whole() == ()
    ana.post(f"{round_}/settle", data={"target": three[0], "as": "ana"})
    assert store.reviews.read_whole() == (document,)


def test_a_round_of_the_queue(ana: TestClient, store: Store) -> None:
    told = ana.post(
        "/review/rounds?type=CONSULT",
        data={"name": "Two", "many": "2", "reviewers": "ana\nben"},
        follow_redirects=False,
    )
    assert told.status_code == 303
    (made,) = store.reviews.rounds()
    assert len(made.targets) == 2
    page = ana.get("/review/rounds").text
    assert "yours to answer" in page


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("/review/rounds", {"name": "x", "targets": "event:none", "reviewers": "ana, ben"}, 404),
        ("/review/rounds", {"name": "x", "sort": "reports", "targets": "sha256:none", "reviewers": "ana"}, 404),
        ("/review/rounds", {"name": "", "many": "2", "reviewers": "ana, ben"}, 422),
        ("/review/rounds", {"name": "x", "many": "2", "reviewers": "ana"}, 422),
        ("/review/rounds/1", {"do": "merge", "finding": "x"}, 422),
        ("/review/rounds/1", {"do": "accept", "finding": "event:none"}, 404),
        ("/review/rounds/1/undo", {}, 404),
        ("/review/rounds/1/settle", {"as": "agreed"}, 422),
        ("/review/rounds/9", {"do": "accept", "finding": "x"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused(
    ana: TestClient, three: list[str], path: str, data: dict[str, str], status: int
) -> None:
    make(ana, three)
    assert ana.post(path, data=data).status_code == status


def test_a_round_is_for_its_reviewers(desks: Desks, ana: TestClient, three: list[str]) -> None:
    round_ = make(ana, three)
    cem = desks("cem")
    assert cem.get(f"{round_}/next").status_code == 403
    assert cem.post(round_, data={"do": "accept", "finding": three[0]}).status_code == 403
    assert re.search(r"What was answered is shown when all are done", cem.get(round_).text)
