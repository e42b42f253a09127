"""A promise is told as a sentence."""

import re

import pytest
from fastapi.testclient import TestClient

from dragoman.model.record import Commitment, Span, When
from dragoman.web.promised import sentence_of

BY_JUNE = ("../2024-06-30", None, "2024-06-30")
ON_A_DAY = ("2024-06-14", "2024-06-14", "2024-06-14")
SENTENCES = {
    "an act": (
        "deliver six aircraft",
        ["Turkey"],
        ["Azerbaijan"],
        None,
        "Turkey promised Azerbaijan to deliver six aircraft",
    ),
    "to nobody": ("open the border", ["Chile", "Peru"], [], None, "Chile and Peru promised to open the border"),
    "by a day": ("open the border", ["Chile"], [], BY_JUNE, "Chile promised to open the border by 2024-06-30"),
    "on a day": ("open the border", ["Chile"], [], ON_A_DAY, "Chile promised to open the border, due 2024-06-14"),
    "with the day in its words": ("open it by 30 June", ["Chile"], [], BY_JUNE, "Chile promised to open it by 30 June"),
    "a thing": ("12 million dollars", ["Chile"], ["Peru"], None, "Chile promised Peru 12 million dollars"),
    "a thing with its article": ("a field hospital", ["Chile"], [], None, "Chile promised a field hospital"),
    "a number in words": ("six aircraft", ["Chile"], [], None, "Chile promised six aircraft"),
    "to honour": ("honour the pact", ["Chile"], [], None, "Chile promised to honour the pact"),
    "a clause": (
        "The crossing is to be reopened.",
        ["Chile"],
        [],
        None,
        "Chile promised: “The crossing is to be reopened”",
    ),
    "a clause of the future": ("will be done soon", ["Chile"], [], None, "Chile promised: “will be done soon”"),
    "what would be": (
        "40 lorries would be let in",
        ["Chile"],
        [],
        None,
        "Chile promised: “40 lorries would be let in”",
    ),
    "a relative clause": (
        "which Chile said to open",
        ["Chile"],
        [],
        None,
        "Chile promised: “which Chile said to open”",
    ),
    "for somebody in the words": (
        "build homes for Jordanians",
        ["Qatar"],
        ["Jordanians"],
        None,
        "Qatar promised to build homes for Jordanians",
    ),
    "to who has no name": ("admit officers", ["Chile"], ["academies"], None, "Chile promised to admit officers"),
    "nobody named": ("keep the peace", [], [], None, "Somebody who is not named promised to keep the peace"),
    "three": ("keep the peace", ["A", "B", "C"], [], None, "A, B and C promised to keep the peace"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_promise_is_a_sentence(name: str) -> None:
    words, by, to, day, told = SENTENCES[name]
    what = Span(start=10, end=10 + len(words), quote=words)
    due = None
    if day is not None:
        at = words.find("by 30 June")
        start = 10 + at if at >= 0 else 200
        evidence = (Span(start=start, end=start + 10, quote="by 30 June"),)
        due = When(edtf=day[0], earliest=day[1], latest=day[2], basis="stated", evidence=evidence)
    found = Commitment(id="commitment:1", what=what, due=due, cue="test", confidence=0.9)
    assert sentence_of(found, by, to) == told


def test_a_promise_is_headed_by_its_sentence(rich: TestClient) -> None:
    told = "AZE promised TUR to open the border"
    page = rich.get("/commitments").text
    assert re.search(rf'hx-push-url="false">{told}[^<]*</a> <span class="code">commitment</span>', page)
    assert '<q class="words">open the border' not in page  # not a second time below
    (item,) = rich.get("/commitments.json").json()["items"]
    assert re.search(rf"<h1>{told}", rich.get(item["page"]).text)
    assert told in rich.get("/commitments.atom").text
