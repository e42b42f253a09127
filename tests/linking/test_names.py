"""Whether two names may be one person's."""

import pytest

from dragoman.lexicon.spellings import load_spellings
from dragoman.lexicon.tables import DATA
from dragoman.linking.names import Likeness, compare_names, likeness, name_parts, parts_of

PARTICLES = frozenset({"al", "bin", "de", "el", "ould", "van", "y"})
SPELLINGS = load_spellings(DATA)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("Ruth Wekesa", ("ruth", "wekesa"), id="two parts"),
        pytest.param("Sidi Ould Baba", ("sidi", "baba"), id="a particle left out"),
        pytest.param("Khalid bin Rashid al Thani", ("khalid", "rashid", "thani"), id="particles left out"),
        pytest.param("Gábor Lukács", ("gabor", "lukacs"), id="accents folded"),
        pytest.param("Şükrü Öztürk", ("sukru", "ozturk"), id="Turkish letters folded"),
        pytest.param("James R. Whitlock", ("james", "r", "whitlock"), id="an initial without its stop"),
        pytest.param("Y. Tasbolatov", ("y", "tasbolatov"), id="an initial like a particle"),
        pytest.param("Niall O'Dea", ("niall", "odea"), id="an apostrophe dropped"),
        pytest.param("El", ("el",), id="nothing but a particle"),
        pytest.param("Kim Min-jae", ("kim", "min-jae"), id="a hyphen kept"),
    ],
)
def test_parts(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(name, PARTICLES) == parts


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("Khalid Al-Thani", ("khalid", "thani"), id="a particle written into the name"),
        pytest.param("Elşən Əliyev", ("elshan", "aliyev"), id="a schwa"),
        pytest.param("Ilham Heydar oglu Aliyev", ("ilham", "heydar", "aliyev"), id="son of"),
        pytest.param("al-Sa", ("al-sa",), id="nothing left past the particle"),
    ],
)
def test_parts_across_reports(name: str, parts: tuple[str, ...]) -> None:
    found = name_parts(name, PARTICLES, SPELLINGS)
    assert [SPELLINGS.part(one).key for one in found] == [SPELLINGS.part(one).key for one in parts]


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        pytest.param("tahir", "tahir", Likeness.EQUAL, id="equal"),
        pytest.param("j", "james", Likeness.INITIAL, id="an initial"),
        pytest.param("k", "james", Likeness.NONE, id="another initial"),
        pytest.param("hissene", "hisseine", Likeness.FUZZY, id="two spellings"),
        pytest.param("anna", "hanna", Likeness.NONE, id="too short to be alike"),
        pytest.param("petrovic", "petrovich", Likeness.EQUAL, id="an ending"),
        pytest.param("ivanov", "ivanova", Likeness.SPELLED, id="a feminine ending"),
        pytest.param("min-jae", "minjae", Likeness.EQUAL, id="hyphen or none"),
        pytest.param("volodymyr", "vladimir", Likeness.SPELLED, id="one name in two languages"),
        pytest.param("jafarov", "cafarov", Likeness.SPELLED, id="a letter of two sounds"),
        pytest.param("mohamed", "muhammad", Likeness.SPELLED, id="vowels"),
        pytest.param("rashid", "rashad", Likeness.NONE, id="vowels that are another name"),
        pytest.param("danjuma", "tanjuma", Likeness.NONE, id="another first letter"),
    ],
)
def test_part(one: str, other: str, like: Likeness) -> None:
    first, second = SPELLINGS.part(one), SPELLINGS.part(other)
    assert likeness(first, second, SPELLINGS) is like
    assert likeness(second, first, SPELLINGS) is like


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("Ruth Wekesa", "Wekesa", True, id="surname"),
        pytest.param("Ruth Wekesa", "Ruth", True, id="first name"),
        pytest.param("Zhou Weiguo", "Weiguo Zhou", True, id="any order"),
        pytest.param("James R. Whitlock", "James Whitlock", True, id="initial left out"),
        pytest.param("James Whitlock", "J. Whitlock", True, id="initial for a name"),
        pytest.param("James Whitlock", "J.", False, id="a bare initial proves nothing"),
        pytest.param("Omar Tahir", "Sami Tahir", False, id="brothers"),
        pytest.param("Kim Min-jae", "Kim Tae-ho", False, id="one family name"),
        pytest.param("Hernando Vélez Pinto", "Velez Pinto", True, id="both surnames"),
        pytest.param("Hernando Vélez Pinto", "Vélez Rojas", False, id="one surname of two"),
        pytest.param("Sidi Ould Baba", "Baba", True, id="past a particle"),
        pytest.param("Hakan Çelikoğlu", "Celikoglu", True, id="accents lost"),
        pytest.param("Ana Ana", "Ana Silva", False, id="a part counts once"),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:  # noqa: FBT001 a column
    first, second = parts_of(one, PARTICLES), parts_of(other, PARTICLES)
    assert (compare_names(first, second, SPELLINGS).kind != "none") is same
    assert compare_names(first, second, SPELLINGS) == compare_names(second, first, SPELLINGS)
