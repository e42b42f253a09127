"""Mentions: names and described actors, with the state told inside them."""

import pytest

from tests.coding.readings import quote, rows, scene_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", rows("crowds.csv"), ids=lambda r: r["name"])
def test_mention(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [(m.kind, quote(scene, m.extent), m.country or "") for m in scene.mentions]
    assert (row["kind"], row["words"], row["country"]) in found


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Qatar gave 20 million US dollars to Chad.", ["Qatar", "Chad"]),
        ("Kuwait pledged 30 million Kuwaiti dinars to Jordan.", ["Kuwait", "Jordan"]),
        ("Done in the French language by Chad and Niger.", ["Chad", "Niger"]),
        ("Qatar gave US troops a base.", ["Qatar", "US"]),
    ],
    ids=["dollars", "dinars", "language", "troops"],
)
def test_no_state_is_told_by_a_coin_or_a_language(text: str, states: list[str]) -> None:
    scene = scene_of(text)
    told = [m.country_extent or m.extent for m in scene.mentions if m.country]
    assert [quote(scene, extent) for extent in told] == states


def test_two_of_a_name_are_counted() -> None:
    scene = scene_of("The two Koreas agreed to hold talks.")
    assert [(m.count, m.plural, m.entity) for m in scene.mentions if m.kind == "state"] == [(2, True, None)]


@pytest.mark.parametrize(
    ("text", "name", "acronym"),
    [
        (
            "They opened the Strategic Dialogue and Cooperation Platform (SDCP).",
            "Strategic Dialogue and Cooperation Platform",
            "SDCP",
        ),
        ("Niger and the Alliance of Sahel States (AES) signed it.", "Alliance of Sahel States", "AES"),
    ],
)
def test_letters_in_brackets_tell_how_far_a_name_reaches(text: str, name: str, acronym: str) -> None:
    assert (name, acronym) in [(m.name, m.acronym) for m in scene_of(text).mentions]
