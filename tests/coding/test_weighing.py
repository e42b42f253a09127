"""Events weighed with an encoder, here one that is told what to believe."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from dragoman.coding.events import code_frames, events_of
from dragoman.coding.weighing import LEARNED, weigh_events
from dragoman.learned.labels import Label, answers_of
from dragoman.learned.rule import HEADS, SHARED, Opinion, Rule
from dragoman.model.findings import EventFinding
from dragoman.model.marked import Marked
from tests.coding.readings import scene_of

pytestmark = pytest.mark.model

AID = Label("AID", None, "occurred", "073")
NOTHING = Label(None, None, "occurred", None)
ANSWERS = answers_of([AID, NOTHING])


@dataclass
class Told:
    """An encoder that believes in one code and form so much, and keeps what it was asked."""

    belief: float
    alone: dict[str, float] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def rule(self) -> Rule:
        weights = {"both weak": dict.fromkeys(SHARED, 1.0), "one weak": dict.fromkeys(SHARED, 1.0)}
        return Rule(exponents=dict.fromkeys(HEADS, 1.0), weights=weights, alone=self.alone)

    def judge(self, items: Sequence[Marked]) -> Iterator[Opinion]:
        for item in items:
            self.asked.append(item.shown())
            row = np.log(np.array([self.belief, 1 - self.belief]))  # 073 and AID before NONE
            statuses = np.log(np.array([0.96, *[0.01] * (len(ANSWERS.statuses) - 1)]))
            yield Opinion(ANSWERS, row, row, statuses)


def _weighed(text: str, told: Told) -> tuple[EventFinding, ...]:
    coding = code_frames(scene_of(text))
    return weigh_events(coding, events_of(coding), told)


def test_of_what_is_sure_nobody_is_asked() -> None:
    told = Told(0.5, alone={"both weak": 0.8, "both strong": 0.9})
    (event,) = _weighed("Chad condemned Niger on Monday.", told)
    assert (event.type, event.confidence) in {("ACCUSE", 0.8), ("ACCUSE", 0.9)}
    assert told.asked == []


def test_a_doubtful_clause_is_asked_about_with_its_sides_and_keeps_its_type() -> None:
    told = Told(0.999, alone={"both weak": 0.5, "both strong": 0.5})
    (event,) = _weighed("Rain fell, and Chad condemned Niger on Monday.", told)
    assert told.asked == ["<s>Chad</s> condemned <t>Niger</t> on Monday."]
    assert event.type == "ACCUSE"
    assert event.confidence < 0.5


@pytest.mark.parametrize(("belief", "types"), [(0.99, ["AID"]), (0.7, [])], ids=["sure enough", "not sure enough"])
def test_an_act_without_a_cue_is_told_by_the_encoder_alone_where_it_is_sure(belief: float, types: list[str]) -> None:
    told = Told(belief)
    found = _weighed("Chad overwhelmed Niger with gratitude.", told)
    assert [event.type for event in found] == types
    assert {event.cue for event in found} <= {LEARNED}
    assert told.asked == ["<s>Chad</s> overwhelmed <t>Niger</t> with gratitude."]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Chad would overwhelm Niger.", id="not told as done"),
        pytest.param("Chad said Niger was far.", id="a saying"),
        pytest.param("Chad overwhelmed everything.", id="nobody on the other side"),
        pytest.param("Rain fell.", id="nobody"),
    ],
)
def test_what_cannot_be_an_event_is_not_asked_about(text: str) -> None:
    told = Told(0.99)
    assert _weighed(text, told) == ()
    assert told.asked == []
