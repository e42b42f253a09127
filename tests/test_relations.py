"""`relation` and `relations`: what one marked actor does to another, by the cues and by both."""

import csv
from pathlib import Path

import pytest

import dragoman
from dragoman import MarkError, ModelError
from dragoman.model.marked import Marked, parse_marked
from dragoman.relate import relate_marked

pytestmark = pytest.mark.model

CASES = Path(__file__).parent / "cases/relations.csv"


def _rows() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows()
TALKED_DOWN = {"relative clause": "the encoder is taken with the act of the main clause, closed its schools"}


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_the_cues_tell_the_relation(row: dict[str, str]) -> None:
    (found,) = relate_marked([parse_marked(row["marked"])], by="cues")
    told = "" if found is None else f"{found.type} {found.mode or ''} {found.status} {found.cameo}"
    assert " ".join(told.split()) == row["relation"]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=name, marks=[pytest.mark.xfail(reason=TALKED_DOWN[name])] if name in TALKED_DOWN else [])
        for row in ROWS
        for name in (row["name"],)
    ],
)
def test_the_encoder_does_not_talk_plain_cues_down(row: dict[str, str]) -> None:
    (found,) = relate_marked([parse_marked(row["marked"])])
    wanted = row["relation"].split()
    assert (found.type if found else None) == (wanted[0] if wanted else None)


def test_evidence_points_at_the_act_and_names_its_cue() -> None:
    text = "Oslo said Norway had condemned the raid by Chad."
    found = dragoman.relation(text, [(10, 16)], [(43, 47)])
    assert found is not None
    assert (found.type, found.cue) == ("ACCUSE", "en.ACCUSE.condemn")
    assert [span.quote for span in found.evidence] == ["condemned"]
    assert all(text[span.start : span.end] == span.quote for span in found.evidence)
    assert 0.5 < found.confidence <= 1


def test_many_are_as_one_and_in_order() -> None:
    marked = [parse_marked(row["marked"]) for row in ROWS]
    items = [(one.text, one.sources, one.targets) for one in marked]
    together = list(dragoman.relations(items * 3))
    assert together == [dragoman.relation(*item) for item in items] * 3


def test_two_pairs_of_one_text_are_told_apart() -> None:
    text = "Chad accused Niger of theft, and Niger thanked Benin, which had sent Chad two tonnes of maize."
    chad, niger, benin = (0, 4), (13, 18), (47, 52)
    found = list(dragoman.relations([(text, [chad], [niger]), (text, [benin], [(69, 73)])], by="cues"))
    assert [one and one.type for one in found] == ["ACCUSE", "AID"]


@pytest.mark.parametrize("by", ["cues", "model", "both"])
def test_an_empty_text_and_empty_sides_are_borne(by: str) -> None:
    items: list[tuple[str, list[tuple[int, int]], list[tuple[int, int]]]] = [
        ("", [], []),
        ("   ", [], []),
        ("Rain fell.", [], []),
        ("Chad attacked Niger.", [], []),
    ]
    found = list(dragoman.relations(items, by=by))  # type: ignore[arg-type]  # one of the three
    assert len(found) == 4
    if by == "cues":
        assert found[:3] == [None, None, None]


@pytest.mark.parametrize(
    ("sources", "targets"), [([(0, 99)], []), ([], [(3, 3)]), ([(-1, 2)], []), ([(4, 2)], [])]
)  # fmt: skip
def test_offsets_outside_the_text_are_refused(sources: list[tuple[int, int]], targets: list[tuple[int, int]]) -> None:
    with pytest.raises(MarkError, match="is no part of a text of 20 characters"):
        dragoman.relation("Chad attacked Niger.", sources, targets)


def test_an_encoder_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        dragoman.relation("Chad attacked Niger.", [(0, 4)], [(14, 19)], model_dir=tmp_path)


def test_a_sentence_of_thousands_of_words_is_judged() -> None:
    text = "Chad attacked Niger " + "and the villages of the north " * 800
    (found,) = relate_marked([Marked(text, (), ())], by="model")
    assert found is None or found.type
