"""Mentions: names and described actors, with the state told inside them."""

import pytest

from tests.coding.readings import quote, rows, scene_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", rows("crowds.csv"), ids=lambda r: r["name"])
def test_mention(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [(m.kind, quote(scene, m.extent), m.country or "") for m in scene.mentions]
    assert (row["kind"], row["words"], row["country"]) in found


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
