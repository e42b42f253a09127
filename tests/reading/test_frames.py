"""Predicates and their arguments, where the sentence says them and where it leaves them out."""

import pytest

from dragoman.lexicon.load import load_lexicon
from dragoman.reading.parser import tokenize
from tests.coding.readings import quote, rows, scene_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize("row", rows("frames.csv"), ids=lambda r: r["name"])
def test_argument(row: dict[str, str]) -> None:
    scene = scene_of(row["text"])
    found = [(frame.lemma, arg.role, quote(scene, arg.head_extent)) for frame in scene.frames for arg in frame.args]
    assert (row["lemma"], row["role"], row["words"]) in found


def test_light_verbs_carry_their_nouns_only() -> None:
    grammar = load_lexicon().grammar
    assert grammar.carries("hold", "talk")
    assert grammar.carries("take", "step")
    assert not grammar.carries("take", "town")


def test_tokens_lie_in_the_text() -> None:
    text = "A" + "(" * 100 + "b):"
    assert all(text[at : at + len(token)] == token for token, at in tokenize(text))
