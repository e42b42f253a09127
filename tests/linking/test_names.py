"""Whether two names may be one person's."""

import pytest

from dragoman.linking.names import part_matches, parts_of, same_name

PARTICLES = frozenset({"al", "bin", "de", "el", "ould", "van"})


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        pytest.param("Ruth Wekesa", ("ruth", "wekesa"), id="two parts"),
        pytest.param("Sidi Ould Baba", ("sidi", "baba"), id="a particle left out"),
        pytest.param("Khalid bin Rashid al Thani", ("khalid", "rashid", "thani"), id="particles left out"),
        pytest.param("Gábor Lukács", ("gabor", "lukacs"), id="accents folded"),
        pytest.param("Şükrü Öztürk", ("sukru", "ozturk"), id="Turkish letters folded"),
        pytest.param("James R. Whitlock", ("james", "r", "whitlock"), id="an initial without its stop"),
        pytest.param("Niall O'Dea", ("niall", "odea"), id="an apostrophe dropped"),
        pytest.param("El", ("el",), id="nothing but a particle"),
        pytest.param("Kim Min-jae", ("kim", "min-jae"), id="a hyphen kept"),
    ],
)
def test_parts(name: str, parts: tuple[str, ...]) -> None:
    assert parts_of(name, PARTICLES) == parts


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("tahir", "tahir", True, id="equal"),
        pytest.param("j", "james", True, id="an initial"),
        pytest.param("k", "james", False, id="another initial"),
        pytest.param("hissene", "hisseine", True, id="two spellings"),
        pytest.param("anna", "hanna", False, id="too short to be alike"),
        pytest.param("petrovic", "petrovich", True, id="an ending"),
        pytest.param("ivanov", "ivanova", True, id="a feminine ending"),
        pytest.param("min-jae", "minjae", True, id="hyphen or none"),
        pytest.param("omar", "omer", False, id="short names differ by a letter"),
        pytest.param("danjuma", "tanjuma", False, id="another first letter"),
    ],
)
def test_part(one: str, other: str, same: bool) -> None:  # noqa: FBT001 a column
    assert part_matches(one, other) is same
    assert part_matches(other, one) is same


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
    assert same_name(first, second) is same
    assert same_name(second, first) is same
