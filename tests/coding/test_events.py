"""Frames to events: who acts on whom in which act, and whether it happened."""

import pytest

from dragoman.coding.events import code_events
from dragoman.coding.scene import Scene
from tests.coding.readings import named, rows, scene_of

pytestmark = pytest.mark.model


def _events(scene: Scene) -> list[tuple[str, str, str, str]]:
    return [(e.type, e.status, named(scene, e.actors), named(scene, e.recipients)) for e in code_events(scene)]


@pytest.mark.parametrize("row", rows("events.csv"), ids=lambda r: r["name"])
def test_event(row: dict[str, str]) -> None:
    found = _events(scene_of(row["text"]))
    if row["type"]:
        assert (row["type"], row["status"], row["actors"], row["recipients"]) in found
    else:
        assert found == []


@pytest.mark.parametrize("row", rows("standing.csv"), ids=lambda r: r["name"])
def test_standing(row: dict[str, str]) -> None:
    found = [(kind, status) for kind, status, _, _ in _events(scene_of(row["text"]))]
    if row["type"]:
        assert (row["type"], row["status"]) in found
    else:
        assert found == []


def test_an_act_told_by_verb_and_noun_is_one_event() -> None:
    assert len(_events(scene_of("Bulgaria placed Mobiltel under investigation."))) == 1
