"""What somebody takes upon himself."""

import pytest

from dragoman.coding.code import code
from dragoman.lexicon.load import load_lexicon
from tests.coding.readings import named, quote, rows, scene_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", rows("commitments.csv"), ids=lambda r: r["name"])
def test_commitment(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [
        (
            named(scene, c.by),
            quote(scene, c.what),
            quote(scene, c.condition),
            "" if c.under is None else named(scene, (c.under,)),
        )
        for c in code(scene.reading, load_lexicon()).commitments
    ]
    if row["what"]:
        assert (row["by"], row["what"], row["condition"], row["under"]) in found
    else:
        assert found == []


def test_one_promise_told_by_statement_and_event_is_one_commitment() -> None:
    scene = scene_of("Senegal offered to host the talks in Dakar.")
    assert len(code(scene.reading, load_lexicon()).commitments) == 1


def test_coding_is_the_same_twice() -> None:
    scene = scene_of("Under the Lima Treaty, Peru undertakes to open the port, the ministry said.")
    assert code(scene.reading, load_lexicon()) == code(scene.reading, load_lexicon())
