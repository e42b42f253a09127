"""Offices told in every manner.

offices.csv was written by somebody who had not seen the word tables; tenures.csv with them, by family.
"""

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.lexicon.world import fold
from dragoman.linking.link import link
from dragoman.model.linked import LinkedActor
from dragoman.model.source_text import Raw
from dragoman.reading import read_text
from tests.linking.cases import cases

pytestmark = pytest.mark.model

FAILING = {
    "relative heads committee": "a committee is not told to be parliament's: its sector is GOV",
    "relative commands brigade": "the number of a unit is no part of its name",
    "predicate elected speaker": "the parser joins name and title: 'elected X speaker of Y'",
    "business chief": "a firm is named behind its description: 'the state power company Electricité du Laos'",
    "former two": "a nationality behind a prefix: 'ex-Nigerian vice president'",
}


ROWS = cases("offices.csv", FAILING)
OF_FAMILIES = cases("tenures.csv", FAILING)
OF_OUTLETS = cases("homes.csv", FAILING)


@pytest.mark.parametrize("row", ROWS)
def test_office(row: dict[str, str], lexicon: Lexicon) -> None:
    assert wrong(row, lexicon) == []


def wrong(row: dict[str, str], lexicon: Lexicon) -> list[str]:
    """Tell what is wrong with the office that fits a row best; a title is right in either's words."""
    found = link(read_text(Raw(text=row["text"], name=row["name"], published="2025-06-15"), lexicon), lexicon)
    person = next((n for n, a in enumerate(found.actors) if a.kind == "person" and row["person"] in _names(a)), None)
    if person is None:
        return ["person"]
    told = []
    for tenure in found.tenures:
        if tenure.person != person:
            continue
        title, wanted = fold(tenure.title), fold(row["title"])
        body = [] if tenure.organization is None else _names(found.actors[tenure.organization])
        bodies = [fold(name) for name in row["organization"].split("|") if name]
        right = {
            "title": title in wanted or wanted in title,
            "organization": not bodies or any(want in fold(name) for want in bodies for name in body),
            "country": (tenure.country or "") == row["country"],
            "rank": (tenure.rank or "") == row["rank"],
            "sector": bool(set(found.actors[person].sectors) & set(row["sector"].split("|"))),
        }
        told.append([part for part, holds in right.items() if not holds])
    return min(told, key=len, default=["tenure"])


@pytest.mark.parametrize("row", OF_FAMILIES)
def test_tenure_of_a_family(row: dict[str, str], lexicon: Lexicon) -> None:
    found = link(read_text(Raw(text=row["text"], name=row["name"], published="2025-06-15"), lexicon), lexicon)
    told = [
        (tenure.country or "", tenure.rank or "")
        for tenure in found.tenures
        if found.actors[tenure.person].name == row["person"]
        and fold(row["title"]) in fold(tenure.title)
        and any(
            fold(row["organization"]) in fold(name)
            for name in ([""] if tenure.organization is None else _names(found.actors[tenure.organization]))
        )
    ]
    assert (row["country"], row["rank"]) in told


@pytest.mark.parametrize("row", OF_OUTLETS)
def test_whose_somebody_is_in_an_outlets_report(row: dict[str, str], lexicon: Lexicon) -> None:
    raw = Raw(text=row["text"], name=row["name"], published="2025-06-15", outlet=row["outlet"] or None)
    found = link(read_text(raw, lexicon), lexicon)
    assert [actor.country or "" for actor in found.actors if actor.name == row["person"]] == [row["country"]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The frigate Admiral Essen left Tartus on Monday.", id="a frigate"),
        pytest.param(
            "The destroyer Prince Rupert shadowed the cruiser Marshal Zhukov.", id="a destroyer and a cruiser"
        ),
        pytest.param("HMNZS Canterbury unloaded supplies in Nuku'alofa on Tuesday.", id="a ship's prefix"),
    ],
)
def test_a_ship_is_no_person(text: str, lexicon: Lexicon) -> None:
    found = link(read_text(Raw(text=text, name="ship", published="2025-06-15"), lexicon), lexicon)
    assert [actor.name for actor in found.actors if actor.kind == "person"] == []


def test_a_ship_called_after_a_state_is_no_state(lexicon: Lexicon) -> None:
    text = 'France based the patrol vessel "Zaire" at Djibouti, and the ship Ghana lent at Lomé.'
    found = link(read_text(Raw(text=text, name="ship", published="2025-06-15"), lexicon), lexicon)
    assert sorted(a.country for a in found.actors if a.kind == "state" and a.country) == ["DJI", "FRA", "GHA", "TGO"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Ana Petrescu will be named defence minister, papers wrote.", id="to come"),
        pytest.param("Omar Sy is not the foreign minister of Chad.", id="denied"),
        pytest.param("If Omar Sy were the foreign minister of Chad, he would resign.", id="supposed"),
        pytest.param(
            "At Vuna Wharf, the deputy prime minister of Tonga thanked the crew.", id="a place before an office"
        ),
        pytest.param(
            "Mali's defence minister said rebels had killed nine. Fatou Keita, a resident, said she heard shots.",
            id="an office before somebody told by what she is",
        ),
        pytest.param(
            "Mali's defence minister said rebels had killed nine. Resident Fatou Keita said she heard shots.",
            id="an office before a resident",
        ),
        pytest.param(
            "A minister said rebels had killed nine. Issa Diallo said it was cowardly.", id="one of many ministers"
        ),
        pytest.param(
            "Peru's foreign minister met his Chilean counterpart in Lima. Ana Ruiz said the talks were frank.",
            id="two who may be meant",
        ),
        pytest.param("Leaders Xi Wen of China and Ali Khan of Pakistan met in Beijing.", id="leaders"),
        pytest.param(
            "Egypt's Hany Selim and his counterpart Emre Kaya discussed Libya.", id="a counterpart of nobody in office"
        ),
    ],
)
def test_no_office_is_told(text: str, lexicon: Lexicon) -> None:
    assert link(read_text(Raw(text=text, name="none", published="2025-06-15"), lexicon), lexicon).tenures == ()


def _names(actor: LinkedActor) -> list[str]:
    return [actor.name, *actor.aliases]


def test_every_known_failure_is_a_row() -> None:
    tables = [[row.id for row in table] for table in (ROWS, OF_FAMILIES)]
    for names in tables:
        assert sorted(names) == sorted(set(names))
    assert set(FAILING) <= {name for names in tables for name in names}


def test_a_bare_body_is_of_the_state_of_whose_office_it_is(lexicon: Lexicon) -> None:
    text = (
        'Pakistan recalled its ambassador from Iran on Wednesday. "We will respond," foreign ministry spokeswoman '
        "Nadia Bukhari told reporters. Iranian Foreign Minister Reza Golpayegani defended the strike."
    )
    found = link(read_text(Raw(text=text, name="two ministries", published="2024-01-17"), lexicon), lexicon)
    bodies = {t.country: found.actors[t.organization].country for t in found.tenures if t.organization is not None}
    assert bodies == {"PAK": "PAK", "IRN": "IRN"}
