"""Gold in its three forms: what is read, and how a faulty file is told of."""

import json
from pathlib import Path

import pytest

from dragoman.errors import DragomanError, GoldError, MarkError, MissingError
from dragoman.evaluation.pairs import load_gold_pairs, root_of, score_pairs
from dragoman.evaluation.records import load_records
from dragoman.evaluation.reports import reports_in
from dragoman.evaluation.run import form_of
from dragoman.lexicon.load import Lexicon
from dragoman.model.marked import Marked, marked_at, parse_marked
from dragoman.model.reading import Extent
from dragoman.model.record import Relation

ROOT = Path(__file__).parents[2]
RECORD = {
    "id": "r",
    "text": "Chad attacked Niger.",
    "date": None,
    "events": [
        {
            "type": "ASSAULT",
            "event_text": "attacked",
            "actors": [{"text": "Chad", "country": "TCD"}],
            "recipients": [{"text": "Niger", "country": "NER"}],
        }
    ],
}


@pytest.mark.parametrize(
    ("marked", "parsed"),
    [
        pytest.param("<s>A</s> hit <t>B</t>.", Marked("A hit B.", (Extent(0, 1),), (Extent(6, 7),)), id="both"),
        pytest.param("It rained.", Marked("It rained."), id="neither"),
        pytest.param(
            "<s>A</s>, or <s>Aa</s>, left.", Marked("A, or Aa, left.", (Extent(0, 1), Extent(6, 8))), id="twice"
        ),
        pytest.param(
            "<t>the army of <s>A</s></t> fled", Marked("the army of A fled", (Extent(12, 13),), (Extent(0, 13),)),
            id="nested",
        ),
    ],
)  # fmt: skip
def test_marks_are_taken_out_and_put_back(marked: str, parsed: Marked) -> None:
    assert parse_marked(marked) == parsed
    assert parsed.shown() == marked
    assert marked_at(parsed.text, parsed.sources, parsed.targets) == parsed


@pytest.mark.parametrize("marked", ["<s>A hit B", "A</s> hit", "<s>A<s>B</s>", "<s>A</t>"])
def test_marks_that_do_not_close_are_refused(marked: str) -> None:
    with pytest.raises(MarkError, match="close every mark once"):
        parse_marked(marked)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("marked\tkind\n", "line 1: has no column ['root']", id="no column"),
        pytest.param("marked\troot\n", "no rows", id="empty"),
        pytest.param("marked\troot\n<s>A</s>\tACCUSE\n<s>B\tACCUSE\n", "line 3: <s> is never closed", id="open mark"),
        pytest.param("marked\troot\n<s>A</s>\tFIGHT\n", "line 2: root 'FIGHT' is none of", id="root"),
        pytest.param("marked\troot\n<s>A</s>\n", "line 2: has not 2 cells", id="cell"),
    ],
)
def test_a_faulty_table_of_pairs_is_told_by_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(GoldError) as caught:
        load_gold_pairs(_write(tmp_path / "gold.tsv", text))
    assert fault in str(caught.value)


def test_pairs_have_their_classes_from_the_root_where_none_are_given(tmp_path: Path) -> None:
    rows = 'id\tmarked\troot\n1\t<s>A</s> said "no".\tRETREAT\n2\t<s>A</s> hit.\tASSAULT\n'
    found = load_gold_pairs(_write(tmp_path / "gold.tsv", rows))
    assert [(pair.id, pair.root, pair.quad, pair.binary) for pair in found] == [
        ("1", "YIELD", "2", "0"), ("2", "ASSAULT", "4", "1"),
    ]  # fmt: skip
    assert found[0].marked.text == 'A said "no".'


@pytest.mark.parametrize(
    ("cameo", "root"),
    [
        pytest.param("163", "COERCE", id="sanctions as the crosswalk has them"),
        pytest.param("0353", "AGREE", id="a promised release"),
        pytest.param("055", "SUPPORT", id="an apology"),
        pytest.param("0841", "YIELD", id="a release"),
        pytest.param("081", "YIELD", id="an easing"),
        pytest.param("020", "REQUEST", id="an appeal, where the crosswalk is silent"),
        pytest.param("1125", "ACCUSE", id="four digits"),
    ],
)
def test_relations_are_compared_as_the_crosswalk_has_their_codes(lexicon: Lexicon, cameo: str, root: str) -> None:
    relation = Relation(type="AGREE", status="occurred", cameo=cameo, confidence=1.0)
    assert root_of(relation, lexicon.ontology) == root
    assert root_of(None, lexicon.ontology) is None


def test_scores_of_pairs_by_level_and_half(tmp_path: Path) -> None:
    rows = "".join(f"{n}\t<s>A</s>\t{root}\n" for n, root in enumerate(["AID", "ASSAULT", "ACCUSE", "AID"] * 10))
    gold = load_gold_pairs(_write(tmp_path / "gold.tsv", "id\tmarked\troot\n" + rows))
    scores = score_pairs(gold, ["COOPERATE", "ASSAULT", None, "AID"] * 10)
    assert scores.levels["binary"].classes["0"].f1 == 1.0
    assert scores.levels["quad"].classes["2"].f1 == 1.0
    assert scores.levels["root"].classes["AID"].recall == 0.5
    assert scores.uncoded == 10
    assert set(scores.halves) == {"A", "B"}
    assert scores.confusion == {("ACCUSE", "none"): 10, ("AID", "COOPERATE"): 10}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"events": []}, "has no events", id="no events"),
        pytest.param({"text": "Chad fell."}, "'attacked' does not stand in the text", id="words"),
        pytest.param({"events": [{"type": "FIGHT"}]}, "type 'FIGHT' is none of", id="type"),
        pytest.param({"events": [{}]}, "is no gold record", id="key"),
    ],
)
def test_a_faulty_record_is_told_by_line(tmp_path: Path, change: dict[str, object], fault: str) -> None:
    lines = [json.dumps(RECORD), json.dumps(RECORD | change)]
    with pytest.raises(GoldError) as caught:
        load_records(_write(tmp_path / "gold.jsonl", "\n".join(lines)))
    assert "line 2" in str(caught.value)
    assert fault in str(caught.value)


def test_our_own_records_are_two_hundred_over_all_types(lexicon: Lexicon) -> None:
    records = load_records(ROOT / "evaluation/records.jsonl")
    assert len(records) == len({record.id for record in records}) >= 200
    assert {event.type for record in records for event in record.events} == set(lexicon.ontology.kinds)


def test_the_form_of_gold_is_told_by_its_name(tmp_path: Path) -> None:
    assert [form_of(Path(name)) for name in ("a.tsv", "b.jsonl", "c.txt", "d.html")] == [
        "pairs", "records", "reports", "reports",
    ]  # fmt: skip
    assert form_of(tmp_path) == "reports"
    with pytest.raises(GoldError, match="neither a table of pairs"):
        form_of(Path("gold.pdf"))


@pytest.mark.parametrize(
    ("name", "error"), [("none.tsv", MissingError), ("none.jsonl", MissingError)], ids=["pairs", "records"]
)
def test_a_missing_file_is_told(tmp_path: Path, name: str, error: type[DragomanError]) -> None:
    load = load_gold_pairs if name.endswith("tsv") else load_records
    with pytest.raises(error, match="cannot be read"):
        load(tmp_path / name)


def test_a_folder_without_sheets_is_told(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", "Rain fell.")
    with pytest.raises(GoldError, match="no report with a sheet"):
        reports_in([tmp_path])
