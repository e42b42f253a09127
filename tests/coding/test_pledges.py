"""Promises that no cue tells."""

import pytest

from dragoman.coding.code import code
from dragoman.lexicon.load import Lexicon
from dragoman.model.source_text import Raw
from dragoman.reading import read_text

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "promised"),
    [
        pytest.param(
            "Zambian President Ana Banda said that Zambia would reserve ten places a year for Malawi.",
            ("reserve", "Zambia", "Malawi"),
            id="said of one's state",
        ),
        pytest.param(
            "Minister Ana Ruiz of Chile announced that Chile would pay for interpreters until 2026.",
            ("pay", "Chile", ""),
            id="announced",
        ),
        pytest.param(
            "Minister Ana Ruiz of Chile pledged that Chile would pay for interpreters until 2026.",
            None,
            id="the promising is told",
        ),
        pytest.param("Minister Ana Ruiz of Chile said that the road will be completed by July.", None, id="by nobody"),
        pytest.param("Minister Ana Ruiz of Chile said that Chile had paid for interpreters.", None, id="done"),
    ],
)
def test_pledged(text: str, promised: tuple[str, str, str] | None, lexicon: Lexicon) -> None:
    reading = read_text(Raw(text=text, name="x", published="2025-06-15"), lexicon)

    def told(mentions: tuple[int, ...]) -> str:
        return " ".join(reading.text[slice(*reading.mentions[m].extent)] for m in mentions)

    found = [
        (reading.text[slice(*event.predicate)], told(event.actors), told(event.recipients))
        for event in code(reading, lexicon).events
        if (event.type, event.status, event.confidence) == ("AGREE", "planned", 0.6)
    ]
    assert found == ([] if promised is None else [promised])
