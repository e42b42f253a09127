"""Whose state the well known are presumed to be of, where a report tells none; and who is not touched."""

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.linking.link import link
from dragoman.model.source_text import Raw
from dragoman.reading import read_text
from tests.linking.cases import cases

pytestmark = pytest.mark.model

ROWS = cases("holders.csv", {})


@pytest.mark.parametrize("row", ROWS)
def test_state_or_body(row: dict[str, str], lexicon: Lexicon) -> None:
    found = link(
        read_text(Raw(text=row["text"], name=row["name"], published=row["published"] or None), lexicon), lexicon
    )
    number = next(n for n, actor in enumerate(found.actors) if actor.kind == "person" and row["person"] == actor.name)
    tenures = [tenure for tenure in found.tenures if tenure.person == number]
    bodies = {found.actors[t.organization].name for t in tenures if t.organization is not None}
    assert found.actors[number].country == (row["country"] or None)
    assert {tenure.country for tenure in tenures} <= {row["country"] or None}
    assert not row["body"] or bodies == {row["body"]}


def test_no_office_is_made_of_the_table(lexicon: Lexicon) -> None:
    found = link(
        read_text(Raw(text="Emmanuel Macron thanked Kenya.", name="one", published="2023-07-30"), lexicon), lexicon
    )
    assert found.tenures == ()
