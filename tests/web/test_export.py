"""What was judged, as data: both loaders take it as it is."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import GoldError
from dragoman.evaluation.records import load_records
from dragoman.lexicon.load import load_lexicon
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.training.pairs import load_pairs

from .test_review import ana, answer, ben, desks, find, store
from .test_rounds import make

__all__ = ["ana", "ben", "desks", "store"]  # fixtures


def exported(browser: TestClient, tmp_path: Path) -> tuple[Path, list[dict[str, Any]]]:
    told = browser.get("/review/export.jsonl")
    assert told.status_code == 200
    path = tmp_path / "judgements.jsonl"
    path.write_text(told.text, encoding="utf-8")
    return path, [json.loads(line) for line in told.text.splitlines()]


def test_nothing_judged_is_nothing_told(ana: TestClient) -> None:
    assert ana.get("/review/export.jsonl").text == ""


def test_what_is_right_is_gold_and_what_is_rejected_is_nothing(ana: TestClient, store: Store, tmp_path: Path) -> None:
    attack, talks = (
        find(store, "event", "ASSAULT"),
        store.view.list("event", Filter(states=("IRN",))).items[0].merged.id,
    )
    said = store.view.list("statement").items[0].merged.id
    answer(ana, "correct", attack, type="THREATEN", mode="", status="alleged", why="they only threaten")
    answer(ana, "reject", talks)
    answer(ana, "accept", said)
    path, lines = exported(ana, tmp_path)
    told = {line["judged"][0]["finding"]: line for line in lines}
    assert [(event["type"], event["status"]) for event in told[attack]["events"]] == [("THREATEN", "alleged")]
    (judged,) = told[attack]["judged"]
    assert (judged["machine"]["type"], judged["score"], judged["person"]["type"]) == ("ASSAULT", 0.5, "THREATEN")
    assert (judged["judgements"][0]["by"], judged["judgements"][0]["why"]) == ("ana", "they only threaten")
    assert told[talks]["events"] == []
    assert "events" not in told[said]
    records = {record.id: record for record in load_records(path)}
    assert len(records) == 2
    gold = records[told[attack]["id"]]
    assert gold.date == "2024-06-02"
    assert [(side.text, side.country) for side in gold.events[0].actors] == [("ARM", "ARM")]
    assert [(side.text, side.country) for side in gold.events[0].recipients] == [("AZE", "AZE")]
    pairs = {pair.label.type: pair for pair in load_pairs(path, load_lexicon().ontology)}
    assert set(pairs) == {"THREATEN", None}
    assert pairs["THREATEN"].marked.shown() == "<s>ARM</s> fired at <t>AZE</t> on 2024-06-01."
    assert pairs["THREATEN"].label.status == "alleged"


def test_a_report_that_was_read_whole_has_all_its_events(
    ana: TestClient, ben: TestClient, store: Store, tmp_path: Path
) -> None:
    found: Any = store.view.one(find(store, "event", "ASSAULT"))
    (document,) = found.merged.reports
    round_ = make(ana, [document], "reports")
    for who in (ana, ben):
        who.post(
            round_, data={"do": "add", "kind": "event", "event": "AID", "words": "ship the gas", "report": document}
        )
        who.post(round_, data={"do": "read", "report": document})
    ana.post(f"{round_}/settle", data={"as": "agreed"})
    path, lines = exported(ana, tmp_path)
    (line,) = (one for one in lines if "events" in one)
    assert line["whole"]
    assert sorted(event["type"] for event in line["events"]) == ["AID", "ASSAULT", "CONSULT"]
    (record,) = load_records(path)
    assert record.whole
    assert len(record.events) == 3
    assert len(load_pairs(path, load_lexicon().ontology)) == 2, "of the one that was added nobody is told"


def test_the_command_prints_the_same(ana: TestClient, store: Store, tmp_path: Path) -> None:
    answer(ana, "accept", find(store, "event", "ASSAULT"))
    _, lines = exported(ana, tmp_path)
    told = CliRunner().invoke(app, ["export-judgements", "--store", store.name])
    assert told.exit_code == 0
    assert [json.loads(line) for line in told.stdout.splitlines()] == lines


FAULTY = {
    "no JSON": "{",
    "no object": "[1]",
    "a row that lacks a column": '{"pairs": [{"marked": "<s>A</s>"}]}',
    "a row that is none": '{"pairs": [3]}',
}


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_line_of_pairs_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(f'{{"judged": []}}\n{FAULTY[name]}\n', encoding="utf-8")
    with pytest.raises(GoldError, match="line 2"):
        load_pairs(path, load_lexicon().ontology)
