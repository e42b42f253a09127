"""Whom a reference means: short reports from everywhere, each with one reference; "-" means that it is left open."""

from collections.abc import Iterator

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.link import link
from dragoman.model.linked import Linked, LinkedActor
from dragoman.model.reading import Reading
from dragoman.model.source_text import Raw
from dragoman.reading import read_text
from tests.linking.cases import cases

pytestmark = pytest.mark.model

# Known not to be right; docs/measured.md counts them.
FAILING = {
    "title two ministers open",
    "pronoun him",
    "pronoun I in quote",
    "the ministry implied by minister open",
    "the paper",
    "the horn nation",
    "the latter persons",
    "the hosts state",
    "the mediator",
    "blue house style",
    "the junta",
    "other spelling arabic",
    "role with state delegation",
    "delegation head",
}


ROWS = cases("mentions.csv", dict.fromkeys(FAILING, "not solved"))


def test_every_known_failure_is_a_row_and_they_are_few() -> None:
    names = [param.values[0]["name"] for param in ROWS]
    assert len(names) == len(set(names))
    assert set(names) >= FAILING
    assert len(FAILING) <= 0.05 * len(names)


@pytest.mark.parametrize("row", ROWS)
def test_reference(row: dict[str, str], lexicon: Lexicon) -> None:
    reading = read_text(Raw(text=row["text"], name=row["name"], published=row["published"]), lexicon)
    found = link(reading, lexicon)
    meant = [_named(found, told) for told in _told(reading, found, row["reference"])]
    if row["expected"] == "-":
        # somebody told by this description only is nobody told before
        whole = _named(found, _last(reading, found, row["reference"]))
        assert not any(len(actor.extents) > 1 for actor in whole)
    else:
        wanted = row["expected"].split("|")
        assert any(_are(actors, wanted) for actors in meant), [[actor.name for actor in actors] for actors in meant]


def _told(reading: Reading, found: Linked, words: str) -> Iterator[tuple[int, ...]]:
    """Give whom each mention in the last telling of these words means, and all of them together."""
    start = reading.text.rindex(words)
    end = start + len(words)
    last = end - len(words.rsplit(maxsplit=1)[-1])
    inside = [m for m in reading.mentions if start <= m.extent.start and m.extent.end <= end]
    around = [m for m in reading.mentions if m.extent.start <= last and end <= m.extent.end]
    yield from (found.of.get(m.index, ()) for m in (*inside, *around))
    yield tuple(dict.fromkeys(number for m in inside for number in found.of.get(m.index, ())))


def _last(reading: Reading, found: Linked, words: str) -> tuple[int, ...]:
    """Give whom the mention means that ends with the last telling of these words."""
    end = reading.text.rindex(words) + len(words)
    return next((found.of.get(m.index, ()) for m in reading.mentions if m.extent.end == end), ())


def _named(found: Linked, numbers: tuple[int, ...]) -> list[LinkedActor]:
    return [found.actors[number] for number in numbers]


def _are(actors: list[LinkedActor], wanted: list[str]) -> bool:
    return len(actors) == len(wanted) and all(any(_is(actor, name) for actor in actors) for name in wanted)


def _is(actor: LinkedActor, name: str) -> bool:
    told = [fold(one) for one in (actor.name, *actor.aliases)]
    return fold(name) in told or (actor.kind != "person" and any(fold(name) in one for one in told))
