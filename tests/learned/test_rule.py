"""The rule that weighs the encoder with the cues, on invented beliefs."""

from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import ModelError
from dragoman.learned.labels import Answers, Label, answers_of, dump_answers, load_answers
from dragoman.learned.rule import HEADS, SHARED, Cued, Opinion, Rule, rule_of, weigh

MET = Label("CONSULT", None, "occurred", "040")
VISITED = Label("CONSULT", "visit", "occurred", "042")
BLAMED = Label("ACCUSE", "disapprove", "occurred", "111")
NOTHING = Label(None, None, "occurred", None)
SIGNED = Label("SUPPORT", None, "occurred", "057")
ANSWERS = answers_of([MET, MET, VISITED, BLAMED, NOTHING])
LOUD, MUTE = dict.fromkeys(SHARED, 3.0), dict.fromkeys(SHARED, 0.0)
RULE = Rule(exponents=dict.fromkeys(HEADS, 1.0), weights={"both strong": LOUD, "neither weak": MUTE}, alone={})


def _row(names: tuple[str, ...], beliefs: dict[str, float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    rest = (1 - sum(beliefs.values())) / max(1, len(names) - len(beliefs))
    return np.log(np.array([beliefs.get(name, rest) for name in names]) + 1e-9)


def _opinion(codes: dict[str, float], forms: dict[str, float], answers: Answers = ANSWERS) -> Opinion:
    statuses = _row(answers.statuses, {"occurred": 0.96})
    return Opinion(answers, _row(answers.codes, codes), _row(answers.forms, forms), statuses)


UNSURE = _opinion({"040": 0.4, "111": 0.5}, {"CONSULT": 0.4, "ACCUSE disapprove": 0.5})


def test_without_cues_the_encoder_is_the_answer() -> None:
    assert weigh(UNSURE, (), RULE).best.label == BLAMED


def test_a_cue_that_is_heard_turns_the_scale_and_one_that_is_not_does_not() -> None:
    assert weigh(UNSURE, [Cued(MET, "both strong")], RULE).best.label == MET
    assert weigh(UNSURE, [Cued(MET, "neither weak")], RULE).best.label == BLAMED
    assert weigh(UNSURE, [Cued(MET, "never seen in training")], RULE).best.label == BLAMED


def test_confidence_is_that_of_type_and_root_whatever_the_mode() -> None:
    opinion = _opinion({"040": 0.5, "042": 0.4}, {"CONSULT": 0.5, "CONSULT visit": 0.4})
    scales = weigh(opinion, (), RULE)
    assert scales.best.label == MET
    assert scales.best.confidence == pytest.approx(scales.belief_in(VISITED))
    assert scales.best.confidence > 0.9
    assert sum(scales.beliefs) == pytest.approx(1.0)


def test_a_label_that_the_encoder_cannot_answer_may_win_by_its_cue() -> None:
    assert weigh(UNSURE, [Cued(SIGNED, "both strong")], RULE).best.label != SIGNED  # 12 against a belief of e-18
    louder = Rule(exponents=RULE.exponents, weights={"both strong": dict.fromkeys(SHARED, 9.0)}, alone={})
    assert weigh(UNSURE, [Cued(SIGNED, "both strong")], louder).best.label == SIGNED


def test_nothing_is_an_answer() -> None:
    opinion = _opinion({"NONE": 0.9}, {"NONE": 0.9})
    assert weigh(opinion, (), RULE).best.label == NOTHING


def test_of_labels_that_no_head_can_part_the_commonest_stays() -> None:
    finer = Label("ACCUSE", "disapprove", "occurred", "1112")
    answers = answers_of([BLAMED, finer, finer])
    assert answers.labels == (finer,)
    assert load_answers(dump_answers(answers), Path("x")) == answers


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        pytest.param("{}", "has no rule", id="no rule"),
        pytest.param("[]", "holds no object", id="no object"),
        pytest.param("{", "is not JSON", id="not JSON"),
    ],
)
def test_a_faulty_table_is_told(tmp_path: Path, table: str, fault: str) -> None:
    (tmp_path / "labels.json").write_text(table, encoding="utf-8")
    with pytest.raises(ModelError, match=fault):
        rule_of(tmp_path)


def test_answers_whose_heads_lack_a_class_are_refused() -> None:
    told = dump_answers(ANSWERS) | {"codes": ["040"]}
    with pytest.raises(ModelError, match="heads lack"):
        load_answers(told, Path("labels.json"))
