"""States of the past: what a name meant on a day, and who counts for it now."""

import csv
from datetime import date

import pytest

from dragoman.lexicon.historical import first_day, last_day
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import World, load_world

LEAST = 40


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(DATA)


MEANT = [
    # told, day, names of those that stood on it
    ("Yugoslavia", date(1930, 1, 1), ["Kingdom of Yugoslavia"]),
    ("Yugoslavia", date(1985, 5, 1), ["Socialist Federal Republic of Yugoslavia"]),
    ("Yugoslav", date(1995, 5, 1), ["Federal Republic of Yugoslavia"]),
    ("Yugoslavia", date(2010, 5, 1), []),
    ("Serbia and Montenegro", date(2005, 1, 1), ["Serbia and Montenegro"]),
    ("USSR", date(1991, 8, 19), ["Soviet Union"]),
    ("Soviet", date(1992, 1, 1), []),
    ("Czechoslovakia", date(1992, 12, 31), ["Czechoslovakia"]),
    ("East German", date(1989, 11, 9), ["East Germany"]),
    ("South Vietnam", date(1975, 4, 30), ["South Vietnam"]),
    ("South Vietnam", date(1975, 5, 1), []),
    ("Burma", date(1980, 1, 1), ["Burma"]),
    ("Swaziland", date(2018, 4, 18), ["Swaziland"]),
    ("Zaire", date(1997, 5, 18), []),
    ("Manchukuo", date(1940, 1, 1), ["Manchukuo"]),
    ("FYROM", date(2015, 1, 1), ["Former Yugoslav Republic of Macedonia"]),
    ("Vichy France", date(1944, 8, 20), ["Vichy France"]),  # a month counts to its last day
    ("Norway", date(1980, 1, 1), []),
]


@pytest.mark.parametrize(("told", "day", "names"), MEANT, ids=[f"{row[0]} {row[1].year}" for row in MEANT])
def test_stood_on(world: World, told: str, day: date, names: list[str]) -> None:
    assert [state.name for state in world.states_once(told, day)] == names


def test_without_a_day_all_of_a_name_in_order(world: World) -> None:
    assert [state.ended[:4] for state in world.states_once("yugoslavia")] == ["1945", "1992", "2003"]


@pytest.mark.parametrize(
    ("told", "cow", "successor", "successors"),
    [
        ("Soviet Union", 365, "RUS", 15),
        ("Socialist Federal Republic of Yugoslavia", 345, "SRB", 7),
        ("Czechoslovakia", 315, "CZE", 2),
        ("East Germany", 265, "DEU", 1),
        ("West Germany", 260, "DEU", 1),
        ("South Yemen", 680, "YEM", 1),
        ("North Yemen", 678, "YEM", 1),
        ("South Vietnam", 817, "VNM", 1),
        ("Sultanate of Zanzibar", 511, "TZA", 1),
        ("Austria-Hungary", 300, "AUT", 7),
        ("Netherlands Antilles", None, "CUW", 4),
    ],
)
def test_who_counts_for_it(world: World, told: str, cow: int | None, successor: str, successors: int) -> None:
    (state,) = world.states_once(told)
    assert (state.cow, state.successor, len(state.successors)) == (cow, successor, successors)


@pytest.mark.parametrize(
    ("form", "iso3", "kind", "ambiguous"),
    [
        ("U.S.S.R.", "RUS", "historical", False),
        ("Soviet", "RUS", "adjective", False),
        ("East Germans", "DEU", "demonym", False),
        ("Persian", "IRN", "adjective", True),
        ("Yugoslav", "SRB", "adjective", True),
        ("Burma", "MMR", "name", False),  # still said: the form of states.csv is the one found
        ("Salisbury", "ZWE", "former capital", True),
    ],
)
def test_the_reader_knows_its_forms(world: World, form: str, iso3: str, kind: str, ambiguous: bool) -> None:  # noqa: FBT001 - a row of the table
    entry = world.find(form)[0]
    assert (entry.id, entry.form_kind, entry.ambiguous) == (iso3, kind, ambiguous)


def test_a_form_of_the_past_tells_when_it_was_right(world: World) -> None:
    entry = world.find("Zaire")[0]
    assert (entry.name, entry.since, entry.until) == ("Democratic Republic of Congo", "1971-10-27", "1997-05-17")


def test_the_table_is_in_order_and_large_enough() -> None:
    with (DATA / "historical_states.csv").open(encoding="utf-8", newline="") as file:
        names = [row["name"] for row in csv.DictReader(file)]
    assert names == sorted(names, key=str.casefold)
    assert len(names) >= LEAST


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1991", date(1991, 1, 1), date(1991, 12, 31)),
        ("1992-02", date(1992, 2, 1), date(1992, 2, 29)),
        ("1991-12-26", date(1991, 12, 26), date(1991, 12, 26)),
        ("1299~", date(1299, 1, 1), date(1299, 12, 31)),
    ],
)
def test_days_of(edtf: str, first: date, last: date) -> None:
    assert (first_day(edtf), last_day(edtf)) == (first, last)
