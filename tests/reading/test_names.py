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
