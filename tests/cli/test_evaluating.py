"""`evaluate`, `gate` and `train` from outside."""

import importlib.util
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app

RUN = CliRunner()
ROOT = Path(__file__).parents[2]
PAIRS = (
    "id\tmarked\troot\n"
    "1\t<s>Chad</s> condemned <t>Niger</t> on Monday.\tACCUSE\n"
    "2\t<s>Chad</s> bombed two camps in <t>Niger</t>.\tAID\n"
)
RECORD = {
    "id": "r1",
    "text": "Chad condemned Niger on Monday.",
    "date": None,
    "events": [
        {
            "type": "ACCUSE",
            "event_text": "condemned",
            "actors": [{"text": "Chad", "country": "TCD"}],
            "recipients": [{"text": "Niger", "country": "NER"}],
        }
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.tsv"
    path.write_text(PAIRS, encoding="utf-8")
    return path


@pytest.mark.model
def test_pairs_are_scored_with_each_coder_and_the_misses_are_told(gold: Path) -> None:
    done = RUN.invoke(app, ["evaluate", str(gold), "--errors", "--half", "all"])
    assert done.exit_code == 0, done.output
    for told in ("both", "model", "cues", "commonest", "ACCUSE", "expected calibration error", "AID as ASSAULT 1"):
        assert told in done.output
    assert "2: gold AID, told ASSAULT by en.ASSAULT" in done.output


@pytest.mark.model
def test_json_has_every_figure(gold: Path) -> None:
    done = RUN.invoke(app, ["evaluate", str(gold), "--format", "json", "--by", "cues", "--errors", "--half", "all"])
    told = json.loads(done.output)
    assert told["form"] == "pairs"
    assert set(told["coders"]) == {"cues", "commonest"}
    assert told["coders"]["cues"]["levels"]["root"]["accuracy"]["value"] == 0.5
    assert [miss["id"] for miss in told["errors"]] == ["2"]


@pytest.mark.model
def test_records_and_a_faulty_file_beside_them(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
    bad.write_text("{}\n", encoding="utf-8")
    done = RUN.invoke(app, ["evaluate", str(bad), str(good)])
    assert done.exit_code == 1
    assert "line 1: is no gold record" in done.output
    assert "type 1.000, countries 1.000, actors 1.000, recipients 1.000" in done.output


@pytest.mark.model
def test_reports_are_scored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chad condemned Niger on Monday.\n", encoding="utf-8")
    facts = [{"id": "E1", "kind": "event", "must": {"type": "ACCUSE", "actor_countries": ["TCD"]}}]
    (tmp_path / "a.facts.json").write_text(json.dumps({"complete": ["event"], "facts": facts}), encoding="utf-8")
    done = RUN.invoke(app, ["evaluate", str(tmp_path)])
    assert done.exit_code == 0, done.output
    assert "1 reports, 1/1 facts (100%), 0 nevers broken" in done.output
    assert "event 1/1" in done.output


@pytest.mark.model
def test_the_gate_is_raised_and_then_holds(tmp_path: Path, gold: Path) -> None:
    floors = tmp_path / "floor.toml"
    floors.write_text(f'[[set]]\npath = "{gold.name}"\ndigest = "0"\n[set.floors]\n', encoding="utf-8")
    assert RUN.invoke(app, ["gate", "check", str(floors)]).exit_code == 1
    assert RUN.invoke(app, ["gate", "raise", str(floors)]).exit_code == 0
    done = RUN.invoke(app, ["gate", "check", str(floors)])
    assert done.exit_code == 0, done.output
    floors.write_text(floors.read_text(encoding="utf-8").replace('"root" = 0', '"root" = 1'), encoding="utf-8")
    done = RUN.invoke(app, ["gate", "check", str(floors)])
    assert done.exit_code == 1
    assert "root is" in done.output


def test_training_without_torch_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("dragoman.cli.train.find_spec", lambda _name: None)
    done = RUN.invoke(app, ["train", "pairs.tsv", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "dragoman[train]" in done.output


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="torch is not installed: extra train")
def test_a_model_is_trained_saved_and_used(tmp_path: Path, gold: Path) -> None:
    rows = (ROOT / "training/pairs.tsv").read_text(encoding="utf-8").split("\n")
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("\n".join([rows[0], *rows[1:-1:40]]) + "\n", encoding="utf-8")
    done = RUN.invoke(app, ["train", str(pairs), "--out", str(tmp_path / "model"), "--epochs", "1"])
    assert done.exit_code == 0, done.output
    assert "held out" in done.output
    done = RUN.invoke(app, ["evaluate", str(gold), "--model-dir", str(tmp_path / "model")])
    assert done.exit_code == 0, done.output
