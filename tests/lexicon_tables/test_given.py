"""Given names: each once, folded, with the gender it tells."""

from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.given import load_given
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import fold


def test_every_name_is_folded_and_many_are_told() -> None:
    found = load_given(DATA / "given_names.csv")
    assert [name for name in found if name != fold(name)] == []
    assert len(found) > 25_000
    assert (found["claire"], found["tomas"]) == ("f", "m")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        pytest.param("f,berit\nx,arne", "row 3 has gender 'x'", id="another gender"),
        pytest.param("f,berit|anna\nm,berit", "row 3 has 'berit'", id="told twice"),
        pytest.param("f,Berit", "row 2 has 'Berit'", id="not folded"),
        pytest.param("f,berit|", "row 2 has ''", id="an empty name"),
        pytest.param("f", "row 2 has not 2 cells", id="a missing cell"),
    ],
)
def test_refuses(tmp_path: Path, rows: str, told: str) -> None:
    path = tmp_path / "given_names.csv"
    path.write_text(f"gender,names\n{rows}\n")
    with pytest.raises(LexiconError, match=told):
        load_given(path)
