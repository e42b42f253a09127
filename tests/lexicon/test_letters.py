"""Letters of all scripts in ASCII."""

from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicon.letters import in_ascii


@given(st.text())
def test_any_text_as_anyascii_writes_it(text: str) -> None:
    assert in_ascii(text) == anyascii(text)


def test_a_name_and_half_a_letter() -> None:
    assert in_ascii("Nağıyev’s \ud800 Lomé") == "Nagiyev's  Lome"
