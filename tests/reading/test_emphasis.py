"""Marks that set words in bold or italics are no part of names, and leave every character in its place."""

import pytest

from dragoman.reading.read import without_emphasis

TEXTS = [
    ("bold name", "of the **Economic Community (EC)**, led", "of the   Economic Community (EC)  , led"),
    ("bold by underscores", "see __Article 1__.", "see   Article 1  ."),
    ("italics", "*Freetown, 12 March*", " Freetown, 12 March "),
    ("italics by underscores", "the _Osgil_ ran aground", "the  Osgil  ran aground"),
    ("an item", "* The sides met.\n* They left.", "* The sides met.\n* They left."),
    ("a product", "2 * 3 * 4", "2 * 3 * 4"),
    ("a name of a file", "a_b_c", "a_b_c"),
    ("not over lines", "**Osgil\nfell**", "**Osgil\nfell**"),
    ("a rule", "***\n\n___", "***\n\n___"),
    ("never closed", "**Osgil fell", "**Osgil fell"),
]


@pytest.mark.parametrize(("text", "plain"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_marks_of_emphasis(text: str, plain: str) -> None:
    assert without_emphasis(text) == plain
