"""The codes of states agree with ISO 3166-1 and, within themselves, with the Correlates of War."""

from datetime import date
from pathlib import Path

import pycountry
import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.state_codes import COLUMNS, StateCodes, load_state_codes
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import World, load_world

# The numbers of the Correlates of War are given by region; their list of 2016 has 195 states that exist now.
COW_STATES = 195
NO_COW_STATE = {"PSE", "VAT", "ESH"}


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(DATA)


@pytest.fixture(scope="module")
def codes(world: World) -> StateCodes:
    return load_state_codes(DATA / "state_codes.csv", world.countries)


def test_iso_codes_are_those_of_iso_3166(codes: StateCodes) -> None:
    told = {iso3: (code.iso2, code.numeric) for iso3, code in codes.by_iso3.items() if iso3 != "XKX"}
    assert told == {country.alpha_3: (country.alpha_2, country.numeric) for country in pycountry.countries}


def test_every_state_that_is_no_territory_is_in_the_state_system(codes: StateCodes, world: World) -> None:
    states = world.countries - set(world.folded_into) - {"ATA", "HKG"} - NO_COW_STATE
    assert {iso3 for iso3, code in codes.by_iso3.items() if code.cow is not None} == states
    assert len(codes.by_cow) == COW_STATES


def test_every_spell_that_is_told_lasts(codes: StateCodes) -> None:
    assert {code.iso3 for code in codes.by_iso3.values() if code.system and code.system[-1][1] is not None} == set()


def test_the_numbers_of_the_past_are_those_of_successors_or_of_nobody(codes: StateCodes, world: World) -> None:
    past = {state for states in world.historical.values() for state in states if state.cow is not None}
    shared = {(state.name, code.iso3) for state in past if (code := codes.by_cow.get(state.cow or 0))}
    assert {(name, iso3) for name, iso3 in shared if iso3 not in {s.successor for s in past if s.name == name}} == set()


@pytest.mark.parametrize(
    ("iso3", "iso2", "cow", "letters"),
    [
        ("USA", "US", 2, "USA"),
        ("GBR", "GB", 200, "UKG"),
        ("DEU", "DE", 255, "GMY"),
        ("SRB", "RS", 345, "YUG"),
        ("XKX", "XK", 347, "KOS"),
        ("RUS", "RU", 365, "RUS"),
        ("SSD", "SS", 626, "SSD"),
        ("TUR", "TR", 640, "TUR"),
        ("YEM", "YE", 679, "YEM"),
        ("TWN", "TW", 713, "TAW"),
        ("KOR", "KR", 732, "ROK"),
        ("VNM", "VN", 816, "DRV"),
        ("PSE", "PS", None, None),
        ("GRL", "GL", None, None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_codes_of(codes: StateCodes, iso3: str, iso2: str, cow: int | None, letters: str | None) -> None:
    code = codes.by_iso3[iso3]
    assert (code.iso2, code.cow, code.cow_code) == (iso2, cow, letters)
    assert codes.by_iso2[iso2] is code
    assert cow is None or codes.by_cow[cow] is code


@pytest.mark.parametrize(
    ("iso3", "day", "member"),
    [
        pytest.param("DEU", date(1914, 8, 1), True, id="Germany in 1914"),
        pytest.param("DEU", date(1970, 1, 1), False, id="no one Germany in 1970"),
        pytest.param("DEU", date(1990, 10, 3), True, id="Germany on its first day"),
        pytest.param("POL", date(1939, 9, 27), True, id="Poland on its last day"),
        pytest.param("POL", date(1942, 1, 1), False, id="Poland occupied"),
        pytest.param("SSD", date(2011, 7, 8), False, id="South Sudan the day before"),
        pytest.param("KAZ", date(2000, 1, 1), None, id="not dated in our table"),
        pytest.param("GRL", date(2000, 1, 1), False, id="a territory"),
    ],
)
def test_is_member(codes: StateCodes, iso3: str, day: date, member: bool | None) -> None:  # noqa: FBT001 - a row of the table
    assert codes.by_iso3[iso3].is_member(day) is member


FAULTS = {
    "letters too many": ("TOGO,TG,768,461,TOG,,x", "row 2 has iso3 'TOGO'"),
    "number of two digits": ("TGO,TG,76,461,TOG,,x", "row 2 has numeric '76'"),
    "number without letters": ("TGO,TG,768,461,,,x", "row 2 needs cow and cow_code together"),
    "spell of no state": ("TGO,TG,768,,,1960-04-27/,x", "row 2 needs cow and cow_code together"),
    "no source": ("TGO,TG,768,461,TOG,,", "row 2 needs cow and cow_code together"),
    "told twice": ("TGO,TG,768,461,TOG,,x\nBEN,TG,204,434,BEN,,x", "row 3 repeats iso2 TG"),
    "no day": ("TGO,TG,768,461,TOG,1960/,x", "row 2 has the spell '1960/'"),
    "one day only": ("TGO,TG,768,461,TOG,1960-04-27,x", "row 2 has the spells '1960-04-27'"),
    "backwards": ("TGO,TG,768,461,TOG,1960-04-27/1950-01-01,x", "row 2 has the spells"),
    "after the open end": ("TGO,TG,768,461,TOG,1960-04-27/|1970-01-01/,x", "row 2 has the spells"),
    "no such state": ("BEN,BJ,204,434,BEN,,x", "BEN, TGO stand here or in states.csv only"),
}


@pytest.mark.parametrize(("rows", "message"), FAULTS.values(), ids=FAULTS)
def test_refuses(tmp_path: Path, rows: str, message: str) -> None:
    path = tmp_path / "state_codes.csv"
    path.write_text(",".join(COLUMNS) + "\n" + rows + "\n")
    with pytest.raises(LexiconError) as caught:
        load_state_codes(path, frozenset({"TGO"}))
    assert message in str(caught.value)
