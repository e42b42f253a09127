"""Tags, lemmas and dependencies are the model's own, though each word so used is asked for once."""

import pytest
from spacy.tokens import Doc

from dragoman.reading import parser

TEXTS = {
    "forms": "The ministers were meeting as envoys left; leaves fell .",
    "one word used in two ways": "They left the left bank and saw a saw .",
    "the same words again": "The ministers were meeting as envoys left; leaves fell .",
    "there is": "There is a plan , and there are talks .",
    "contractions read by the word behind": "They are gon na sign . Let 's go . It ai n't over .",
    "the first word alone": "Let them go , he got it .",
    "the second word alone": "Kenya 's envoy did n't sign .",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_parsed_as_by_the_model(text: str) -> None:
    words = text.split()
    starts: list[bool | int | None] = [True, *(word == "." for word in words[:-1])]
    spaces = [True] * len(words)
    nlp = parser.model()
    own = nlp(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    found = parser.parse(words, spaces, [bool(start) for start in starts])
    assert found.lemma == [token.lemma_ for token in own]
    assert found.tag == [token.tag_ for token in own]
    assert found.dep == [token.dep_ for token in own]
    assert found.head == [token.head.i for token in own]
