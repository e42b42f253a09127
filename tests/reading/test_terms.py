"""By when something was to be done that is told in the past, without its year."""

import pytest

from dragoman.lexicon.load import load_lexicon
from dragoman.model.source_text import Raw
from dragoman.reading import read_text

pytestmark = pytest.mark.model

CASES = (
    ("Gondor vowed in January to free the riders by 31 March.", "2024-04-20", "../2024-03-31", ""),
    ("Gondor vowed in January to free the riders by 31 December.", "2024-04-20", "../2024-12-31", "publication"),
    ("Rohan and Gondor agreed in June to reopen the ford by 5 August.", "2024-09-12", "../2024-08-05", "inferred"),
    ("In May 2023 Gondor undertook to mend the wall by April 1.", "2024-09-12", "../2024-04-01", "inferred"),
    ("Gondor promised on Monday to finish the road by July 1.", "2024-10-02", "../2025-07-01", "publication"),
    (
        "The ford is shut, although Rohan undertook to reopen it by 1 September.",
        "2024-10-17",
        "../2024-09-01",
        "",
    ),
    ("The road is closed despite a pledge by Gondor to reopen it by July 1.", "2024-10-02", "../2024-07-01", ""),
    ("Though Gondor pledged to mend it by March 1, the wall is unfinished.", "2024-10-02", "../2025-03-01", ""),
)


@pytest.mark.parametrize(("text", "published", "edtf", "basis"), CASES)
def test_a_term_counts_from_when_it_was_set(text: str, published: str, edtf: str, basis: str) -> None:
    found = read_text(Raw(text=text, name="case", published=published), load_lexicon())
    told = next(time for time in found.times if time.relation == "by")
    assert told.edtf == edtf
    assert told.basis == (basis or "publication")
