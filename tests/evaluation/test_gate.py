"""The gate: what falls is told, what is raised is never lowered, and other data is no excuse."""

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import GoldError
from dragoman.evaluation.gate import FloorSet, Outcome, check_floors, floors_text, load_floors, raised
from dragoman.evaluation.tables import digest_of

ROOT = Path(__file__).parents[2]
GOLD = (
    "id\tmarked\troot\n"
    "1\t<s>Chad</s> condemned <t>Niger</t> on Monday.\tACCUSE\n"
    "2\t<s>Chad</s> sent <t>Niger</t> two tonnes of maize.\tAID\n"
    "3\t<s>Chad</s> bombed two camps in <t>Niger</t>.\tASSAULT\n"
)
FLOORS = FloorSet("gold.tsv", shared=False, digest="0", floors={"root": 0.5, "binary": 0.9})


def _lay(folder: Path, floors: FloorSet) -> Path:
    (folder / "gold.tsv").write_text(GOLD, encoding="utf-8")
    path = folder / "floor.toml"
    path.write_text(floors_text([floors]), encoding="utf-8")
    return path


def test_floors_are_read_as_they_are_written(tmp_path: Path) -> None:
    sets = (FLOORS, replace(FLOORS, path="gold/x.tsv", shared=True))
    (tmp_path / "floor.toml").write_text(floors_text(sets), encoding="utf-8")
    assert load_floors(tmp_path / "floor.toml") == sets


@pytest.mark.model
def test_what_holds_what_falls_and_other_data(tmp_path: Path) -> None:
    path = _lay(tmp_path, FLOORS)
    digest = digest_of([tmp_path / "gold.tsv"])
    (outcome,) = check_floors(path, None)
    assert outcome.figures["root"] == 1.0
    assert [fault.split(",")[0] for fault in outcome.faults] == [f"the data has digest {digest}"]

    _lay(tmp_path, replace(FLOORS, digest=digest, floors={"root": 0.9, "type.AID": 0.9}))
    assert [outcome.faults for outcome in check_floors(path, None)] == [()]

    _lay(tmp_path, replace(FLOORS, digest=digest, floors={"root": 1.1, "type.JOY": 0.1}))
    (outcome,) = check_floors(path, None)
    assert outcome.faults == (
        "root is 1.000, below its floor of 1.100", "type.JOY is not measured here; take its floor out",
    )  # fmt: skip


def test_raising_lowers_nothing_while_the_data_is_the_same() -> None:
    outcome = Outcome(FLOORS, "0", {"root": 0.8, "binary": 0.8, "quad": 0.7})
    assert raised(outcome).floors == {"root": 0.795, "binary": 0.9, "quad": 0.695}
    assert raised(replace(outcome, digest="1")).floors["binary"] == 0.795


def test_shared_gold_that_is_not_here_is_skipped_and_said_so(tmp_path: Path) -> None:
    path = _lay(tmp_path, replace(FLOORS, shared=True))
    (outcome,) = check_floors(path, None)
    assert outcome.skipped is not None
    assert "DRAGOMAN_SHARED" in outcome.skipped
    assert outcome.faults == ()


@pytest.mark.parametrize("text", ["set = 3", "[[set]]\npath = 1", "not toml"], ids=["no sets", "no digest", "no TOML"])
def test_a_faulty_file_of_floors_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "floor.toml").write_text(text, encoding="utf-8")
    with pytest.raises(GoldError, match="no file of floors"):
        load_floors(tmp_path / "floor.toml")


def test_the_project_s_own_floors_hold_both_halves_and_every_type() -> None:
    sets = {floors.path: floors for floors in load_floors(ROOT / "evaluation/floor.toml")}
    assert {"gold/plv-dev.tsv", "records.jsonl"} <= sets.keys()
    pairs = sets["gold/plv-dev.tsv"]
    assert pairs.shared
    assert pairs.floors["binary"] >= 0.94
    assert pairs.floors["quad"] >= 0.86
    assert pairs.floors["root"] >= 0.75
    assert abs(pairs.floors["A.root"] - pairs.floors["B.root"]) <= 0.05
    assert sum(name.startswith("type.") for name in pairs.floors) == 15
    records = sets["records.jsonl"].floors
    assert records["all.type"] >= 0.75
    assert records["all.countries"] >= 0.60
