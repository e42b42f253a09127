"""Holders of high office: facts in good form, found by full names, and by surnames only when asked for these."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.holders import Holders
from dragoman.lexicon.load import Lexicon

FIRST, LAST = 1940, 2026
SPANS = 70  # years: a queen's


def test_the_table_is_in_good_form(lexicon: Lexicon) -> None:
    holders = lexicon.holders.holders
    assert len(holders) > 4_000
    assert [one for one in holders if not FIRST <= one.first <= (one.last or LAST) <= LAST] == []
    assert [one.names[0] for one in holders if (one.last or LAST) - one.first > SPANS] == []
    assert [one for one in holders if any(name != " ".join(name.split()) for name in (*one.names, *one.offices))] == []


def test_every_state_has_its_heads(lexicon: Lexicon) -> None:
    told = {one.country for one in lexicon.holders.holders}
    states = {iso3 for iso3, code in lexicon.codes.by_iso3.items() if code.is_member(date(2010, 1, 1))}
    assert sorted(states - told) == []


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        pytest.param("Sergey Lavrov", {"RUS"}, id="another spelling"),
        pytest.param("Kim Jong Un", {"PRK"}, id="without hyphen"),
        pytest.param("Wang Yi", {"CHN"}, id="short words"),
        pytest.param("Antony J. Blinken", {"USA"}, id="an initial"),
        pytest.param("Abdel-Fattah Al-Sisi", {"EGY"}, id="particles"),
        pytest.param("Deng Alor", {"SDN", "SSD"}, id="several states"),
        pytest.param("Ivan Macron", set(), id="a surname only"),
        pytest.param("Macron", set(), id="one word"),
    ],
)
def test_called(name: str, countries: set[str], lexicon: Lexicon) -> None:
    assert {one.country for one in lexicon.holders.called(name)} == countries


def test_surnamed_answers_for_one_word_only(lexicon: Lexicon) -> None:
    assert {one.names[0] for one in lexicon.holders.surnamed("Xi")} == {"Xi Jinping"}
    assert lexicon.holders.surnamed("Xi Jinping") == ()


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("A B,,XXX,,president,2001,,me", "row 2 has country 'XXX'", id="no state"),
        pytest.param("A B,,,,president,2001,,me", "tell one of them", id="neither state nor body"),
        pytest.param("A B,,FRA,NATO,president,2001,,me", "tell one of them", id="both state and body"),
        pytest.param("A B,,,Nobody's Body,president,2001,,me", "row 2 has body", id="no body"),
        pytest.param("A B,,FRA,,president,2001,1999,me", "ends .1999. before it begins", id="backwards"),
        pytest.param("A B,,FRA,,president,May,,me", "use years or months", id="no year"),
        pytest.param("A B,,FRA,,president,2001,,", "a source", id="no source"),
        pytest.param("A B,,FRA,,,2001,,me", "an office", id="no office"),
        pytest.param("A B,A B,FRA,,president,2001,,me", "aliases each told once", id="a name twice"),
        pytest.param("A B,,FRA,,president,2001,,me\nA B,,FRA,,president,2003,,me", "row 3 has A B", id="overlapping"),
    ],
)
def test_refuses(tmp_path: Path, row: str, told: str, lexicon: Lexicon) -> None:
    path = tmp_path / "holders.csv"
    path.write_text(f"name,aliases,country,body,office,from,to,source\n{row}\n")
    with pytest.raises(LexiconError, match=told):
        _ = Holders(path, lexicon.world, lexicon.names.name_particles).holders
