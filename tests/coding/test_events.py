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


def test_a_verb_that_tells_who_said_it_is_no_accusation() -> None:
    told = (
        "Members of a Haitian brigade threw stones at a patrol, injuring a corporal, denounced the Ministry of Defense."
    )
    assert [kind for kind, _, _, _ in _events(scene_of(told))] == ["ASSAULT"]


def test_a_threat_has_the_mode_of_the_act() -> None:
    scene = scene_of("The Foreign Ministry of Belarus said that it would expel two Latvian diplomats.")
    assert [event.mode for event in code_events(scene)] == ["expel"]


def test_the_evidence_of_a_carried_noun_begins_with_its_verb() -> None:
    text = "On Monday, Chad will hold talks with Niger."
    told = [text[event.clause.start : event.clause.end] for event in code_events(scene_of(text))]
    assert told == ["hold talks with Niger"]


@pytest.mark.parametrize(
    ("told", "types"),
    [
        ("The envoy blamed the Malian Army, an armed group fighting the junta in Bamako, for the raid.", ["ACCUSE"]),
        ("Opening the meeting, the envoy of Chad urged Mali to pay its arrears.", ["REQUEST"]),
    ],
    ids=["what a group is", "where somebody speaks"],
)
def test_what_is_told_beside_is_no_event(told: str, types: list[str]) -> None:
    assert [kind for kind, _, _, _ in _events(scene_of(told))] == types


def test_what_is_told_again_is_one_act() -> None:
    told = "Brazil offered Guyana to mediate. Foreign Minister Ana Melo made the offer in a call to Georgetown."
    assert [kind for kind, _, _, _ in _events(scene_of(told))].count("AGREE") == 1


def test_what_is_asked_and_denied_is_somebodys_word() -> None:
    told = (
        "The Spokesperson, Ms. Ana Vera, took questions on Friday in Lima.\n\n"
        "Question (Gaceta): A newspaper writes that Peru and Chile held talks in Oslo last week.\n\n"
        "Spokesperson: {}\n"
    )
    denied = scene_of(told.format("No such talks took place. Our contacts are the usual ones."))
    assert ("CONSULT", "alleged") in [(event.type, event.status) for event in code_events(denied)]
    granted = scene_of(told.format("Yes, they did. Our contacts are the usual ones."))
    assert ("CONSULT", "occurred") in [(event.type, event.status) for event in code_events(granted)]
