"""The table of the relevance gate: words are inflected as they are written, and its faults are named."""

import shutil
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.screening import load_screening
from dragoman.lexicon.tables import DATA

TABLE = DATA / "lang/en/screening.toml"


@pytest.mark.parametrize(
    ("lemma", "written"),
    [
        ("sign", "signed"),
        ("expel", "expelled"),
        ("ban", "banning"),
        ("agree", "agreed"),
        ("invade", "invading"),
        ("deny", "denies"),
        ("ally", "allied"),
        ("sanction", "sanctions"),
        ("policeman", "policemen"),
        ("strike", "struck"),
        ("withdraw", "withdrew"),
        ("foreign minister", "foreign ministers"),
        ("peace talk", "peace talks"),
    ],
)
def test_a_lemma_is_inflected(lemma: str, written: str, lexicon: Lexicon) -> None:
    forms = lexicon.screening.forms(lemma)
    assert {lemma, written} <= forms


def test_a_word_is_of_one_topic(lexicon: Lexicon) -> None:
    words = [word for told in lexicon.screening.elsewhere.values() for word in told]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("loose = [", "lose = [", "lacks 'loose'"),
        ("[irregular]", "odd = []\n[irregular]", "['odd'] are unknown"),
        ('["e", "ing"]', '["e"]', "must be pairs of endings"),
        ("acts = [", 'acts = [" spy", ', "without outer spaces"),
    ],
    ids=["missing", "unknown", "no pair", "spaces"],
)
def test_a_fault_is_named(old: str, new: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / TABLE.name
    shutil.copy(TABLE, path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(LexiconError) as raised:
        load_screening(path)
    assert fault in str(raised.value)
    assert path.name in str(raised.value)
