"""The time of what is spoken of, which is not that of the speaking; a signing dated by another sentence."""

import pytest

from dragoman.model.source_text import Raw
from dragoman.pipeline import read_raw

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "type_", "date", "novelty"),
    [
        pytest.param(
            "Ghana commended Chad for the release in March of six sailors.",
            "SUPPORT", "../2025-06-15", "reported", id="a month behind a thing",
        ),
        pytest.param(
            "Ghana condemned last month's raid on the village.",
            "ACCUSE", "../2025-06-15", "reported", id="a month before a thing",
        ),
        pytest.param(
            "Ghana condemned the raid on Friday.", "ACCUSE", "2025-06-13", "reported", id="a day is the speaking's",
        ),
        pytest.param(
            "Ghana condemned the raid in March 2019.", "ACCUSE", "2019-03", "background", id="so is a whole date",
        ),
        pytest.param(
            "Ghana condemned the shelling of May 3, in which two sailors died.",
            "ACCUSE", "../2025-06-15", "reported", id="a day behind a thing",
        ),
        pytest.param(
            "Ghana voiced regret over the incident of May 3, in which its coast guards fired on a boat of Togo.",
            "CONCEDE", "../2025-06-15", "reported", id="a day behind a thing that is no act",
        ),
        pytest.param(
            "Ghana voiced regret over the incident of May 3, in which its coast guards fired on a boat of Togo.",
            "ASSAULT", "2025-05-03", "background", id="what was done in the thing",
        ),
        pytest.param(
            "Ghana and Togo talked. A fishing agreement which the two neighbours signed in 1997 has lapsed.",
            "SUPPORT", "1997", "background", id="a signing dated elsewhere",
        ),
    ],
)  # fmt: skip
def test_spoken_of(text: str, type_: str, date: str, novelty: str) -> None:
    record = read_raw(Raw(text=text, name="x", published="2025-06-15"))
    found = [(e.type, e.date.edtf if e.date else None, e.novelty) for e in record.events]
    assert (type_, date, novelty) in found
