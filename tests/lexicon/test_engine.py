"""The engine on an invented lexicon: what it does does not move when the real word tables grow."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.coding.check import check_cues
from dragoman.coding.code import code
from dragoman.lexicon.load import Lexicon, load_lexicon
from dragoman.linking.link import link
from dragoman.model.record import Coder, Event, Record, Role
from dragoman.model.source_text import Raw
from dragoman.reading import read_text
from dragoman.record.build import build_record

pytestmark = pytest.mark.model

CODER = Coder(name="dragoman", version="0", lexicon="invented", model="any")
DAY = "2024-06-15"
Reader = Callable[[str], Record]


@pytest.fixture
def read(invented: Lexicon) -> Reader:
    def reader(text: str) -> Record:
        raw = Raw(text=text, name="case", published=DAY)
        reading = read_text(raw, invented)
        return build_record(raw, reading, code(reading, invented), link(reading, invented), invented, CODER)

    return reader


def _event(record: Record) -> Event:
    assert len(record.events) == 1, [(event.cue, event.evidence[0].quote) for event in record.events]
    return record.events[0]


def _names(record: Record, roles: tuple[Role, ...]) -> list[str]:
    by_id = {actor.id: actor.name for actor in record.actors}
    return sorted(by_id[role.actor] for role in roles)


def test_every_cue_of_it_proves_itself(invented: Lexicon) -> None:
    faults = check_cues(
        invented.cues.cues, invented, lambda text: read_text(Raw(text=text, name="example", published=DAY), invented)
    )
    assert [str(fault) for fault in faults] == []


def test_it_is_not_the_real_one(invented: Lexicon, lexicon: Lexicon) -> None:
    assert invented.digest != lexicon.digest
    assert set(invented.world.folded_into) == {"ANF"}
    assert invented.capitals == {"ARN": "Fornost", "GON": "Minas Tirith", "ROH": "Edoras"}
    assert invented.world.find("France") == ()


def test_it_is_loaded_once(invented: Lexicon, invented_root: Path) -> None:
    assert load_lexicon(invented_root) is invented


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Arnor and Gondor signed a pact.", "SUPPORT occurred Arnor, Gondor", id="both sign"),
        pytest.param("Arnor refused to sign the pact with Gondor.", "REJECT occurred Arnor -> Gondor", id="a refusal"),
        pytest.param("Rohan promised to visit Gondor.", "AGREE occurred Rohan -> Gondor", id="a promise"),
        pytest.param("Gondor has condemned the Riddermark.", "ACCUSE occurred Gondor -> Rohan", id="another name"),
        pytest.param("Arnor did not attack Rohan on Monday.", "ASSAULT negated Arnor -> Rohan", id="not done"),
        pytest.param("Arnor will visit Rohan in July.", "AGREE planned Arnor -> Rohan", id="a visit to come is agreed"),
        pytest.param(
            "If Arnor attacked Rohan, all would end.", "ASSAULT hypothetical Arnor -> Rohan", id="a condition"
        ),
        pytest.param("Arnor may attack Rohan in July.", "ASSAULT hypothetical Arnor -> Rohan", id="what may be"),
        pytest.param(
            "Rohan was attacked by the Dunland Raiders on Monday.",
            "ASSAULT occurred Dunland Raiders -> Rohan",
            id="a passive",
        ),
        pytest.param("The White Tower condemned Arnor.", "ACCUSE occurred Gondor -> Arnor", id="a seat of power"),
        pytest.param("Andrast met Rohan on Monday.", "CONSULT occurred Gondor, Rohan", id="a dependency is its state"),
    ],
)
def test_event(text: str, told: str, read: Reader) -> None:
    record = read(text)
    event = _event(record)
    sides = (", ".join(_names(record, roles)) for roles in (event.actors, event.recipients) if roles)
    assert f"{event.type} {event.status} {' -> '.join(sides)}" == told


def test_a_title_is_a_tenure_with_its_body(read: Reader) -> None:
    record = read("Gondorian Trade Warden Elphir Linhirion met Rohan on Monday.")
    (tenure,) = record.tenures
    bodies = {actor.id: actor.name for actor in record.actors}
    assert (tenure.title, tenure.country, bodies[tenure.organization or ""]) == (
        "Trade Warden",
        "GON",
        "Trade Wardenry",
    )


def test_references_find_the_persons_named(read: Reader) -> None:
    record = read(
        "Marshal Elfhelm Dernson of Rohan met Steward Faramond Hurinion of Gondor in Edoras on Monday. "
        "The two realms signed a pact. The marshal condemned Arnor."
    )
    accuse = next(event for event in record.events if event.type == "ACCUSE")
    support = next(event for event in record.events if event.type == "SUPPORT")
    assert _names(record, accuse.actors) == ["Elfhelm Dernson"]
    assert _names(record, support.actors) == ["Gondor", "Rohan"]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        pytest.param("Gondor and Rohan signed a pact in Linhir.", "Linhir", "GON", "city", id="the town of a party"),
        pytest.param("Arnor and Rohan signed a pact in Linhir.", "Linhir", "ARN", "city", id="the other town"),
        pytest.param("Gondor attacked the Dunland Raiders in Westfold.", "Westfold", "ROH", "region", id="a region"),
        pytest.param("Arnor and Gondor signed a pact in Rohan.", "Rohan", "ROH", "country", id="a country"),
        pytest.param("Arnor met Gondor in the Rohirric capital.", "Edoras", "ROH", "city", id="a capital"),
    ],
)
def test_place(text: str, name: str, country: str, precision: str, read: Reader) -> None:
    place = _event(read(text)).place
    assert place is not None
    assert (place.name, place.country, place.precision) == (name, country, precision)


def test_context_of_the_words_around(read: Reader) -> None:
    assert _event(read("Gondor condemned Rohan for selling war horses to Arnor.")).contexts == ("military",)
