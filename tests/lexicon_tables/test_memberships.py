"""Who belonged to which organization on a day, and what the organizations are."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.memberships import Memberships, days_of, load_memberships
from dragoman.lexicon.places import Gazetteer
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import load_world

# Seats that the gazetteer, which has towns of 5,000 people and more, does not have or counts to a state.
NO_TOWN = {
    *("igo:indian-ocean-commission", "igo:iora", "igo:iter", "igo:special-tribunal-lebanon"),
    *("igo:unsco", "igo:untso", "ngo:caritas"),
}


@pytest.fixture(scope="module")
def memberships() -> Memberships:
    return load_memberships(DATA, load_world(DATA))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# body, state, day, belonged
BELONGED = [
    ("nato", "SWE", "2024-03-06", False),
    ("nato", "SWE", "2024-03-07", True),
    ("nato", "FIN", "2023-04-03", False),
    ("nato", "FIN", "2023-04-04", True),
    ("nato", "DEU", "1955-05-05", False),
    ("nato", "DEU", "1955-05-06", True),
    ("nato", "UKR", "2025-01-01", False),
    ("eu", "GBR", "2019-12-31", True),
    ("eu", "GBR", "2020-01-31", True),
    ("eu", "GBR", "2020-02-01", False),
    ("eu", "HRV", "2013-06-30", False),
    ("eu", "HRV", "2013-07-01", True),
    ("eurozone", "HRV", "2022-12-31", False),
    ("eurozone", "HRV", "2023-01-01", True),
    ("schengen-area", "CHE", "2010-01-01", True),
    ("schengen-area", "IRL", "2025-01-01", False),
    ("council-of-europe", "RUS", "2022-03-16", True),
    ("council-of-europe", "RUS", "2022-03-17", False),
    ("opec", "QAT", "2018-12-31", True),
    ("opec", "QAT", "2019-01-01", False),
    ("opec", "IDN", "2016-06-01", True),
    ("opec", "IDN", "2017-01-01", False),
    ("opec", "AGO", "2024-01-01", False),
    ("ecowas", "MLI", "2025-01-28", True),
    ("ecowas", "MLI", "2025-02-01", False),
    ("ecowas", "MRT", "1995-01-01", True),
    ("aes", "MLI", "2023-09-16", True),
    ("asean", "TLS", "2025-10-25", False),
    ("asean", "TLS", "2025-10-26", True),
    ("eac", "SOM", "2024-03-04", True),
    ("oas", "NIC", "2023-11-19", True),
    ("oas", "NIC", "2023-11-20", False),
    ("commonwealth", "GMB", "2015-01-01", False),
    ("commonwealth", "GMB", "2018-02-08", True),
    ("csto", "UZB", "2010-01-01", True),
    ("csto", "UZB", "2014-01-01", False),
    ("brics", "ZAF", "2010-12-23", False),
    ("brics", "EGY", "2024-01-01", True),
    ("sco", "IRN", "2023-07-04", True),
    ("mercosur", "VEN", "2014-01-01", True),
    ("mercosur", "VEN", "2020-01-01", False),
    ("arab-league", "SYR", "2015-01-01", False),
    ("arab-league", "SYR", "2023-05-07", True),
    ("au", "MAR", "2017-01-30", True),
    ("au", "MAR", "2016-01-01", False),
    ("g8", "RUS", "2013-06-01", True),
    ("warsaw-pact", "ALB", "1970-01-01", False),
]


@pytest.mark.parametrize(
    ("body", "state", "on", "belonged"), BELONGED, ids=[f"{row[0]} {row[1]} {row[2]}" for row in BELONGED]
)
def test_belonged(memberships: Memberships, body: str, state: str, on: str, belonged: bool) -> None:  # noqa: FBT001 - a row of the table
    members = memberships.members(f"igo:{body}", day(on))
    assert members is not None
    assert (state in members) is belonged
    assert (f"igo:{body}" in memberships.bodies_of(state, day(on))) is belonged


@pytest.mark.parametrize(
    ("body", "on", "count"),
    [
        ("nato", "1949-04-04", 12),
        ("nato", "2024-06-01", 32),
        ("eec", "1975-01-01", 9),
        ("eu", "2013-07-01", 28),
        ("eu", "2021-01-01", 27),
        ("eurozone", "2024-06-01", 20),
        ("council-of-europe", "2024-06-01", 46),
        ("osce", "2024-06-01", 57),
        ("arab-league", "2024-06-01", 22),
        ("oic", "2024-06-01", 57),
        ("au", "2024-06-01", 55),
        ("ecowas", "2024-06-01", 15),
        ("ecowas", "2025-06-01", 12),
        ("sadc", "2024-06-01", 16),
        ("comesa", "2024-06-01", 21),
        ("asean", "2024-06-01", 10),
        ("commonwealth", "2024-06-01", 56),
        ("oecd", "2024-06-01", 38),
        ("opec", "2024-06-01", 12),
        ("caricom", "2024-06-01", 15),
        ("apec", "2024-06-01", 21),
        ("g7", "1975-12-01", 6),
        ("csce", "1990-01-01", None),
        ("unsc", "2024-06-01", None),
        ("nobody", "2024-06-01", None),
    ],
    ids=str,
)
def test_counts_as_the_body_does(memberships: Memberships, body: str, on: str, count: int | None) -> None:
    members = memberships.members(f"igo:{body}", day(on))
    assert (members if members is None else len(members)) == count


@pytest.mark.parametrize(
    ("body", "state", "on", "standing"),
    [
        ("unsc", "FRA", "2024-06-01", "permanent"),
        ("ots", "HUN", "2024-06-01", "observer"),
        ("asean", "TLS", "2024-06-01", "observer"),
        ("mercosur", "VEN", "2024-06-01", "suspended"),
        ("cis", "TKM", "2024-06-01", "associate"),
        ("nato", "AUT", "2024-06-01", None),
    ],
    ids=str,
)
def test_standing(memberships: Memberships, body: str, state: str, on: str, standing: str | None) -> None:
    assert memberships.standing(f"igo:{body}", state, day(on)) == standing


def test_nobody_belongs_outside_the_life_of_a_body(memberships: Memberships) -> None:
    assert memberships.members("igo:osce", day("1994-12-31")) == ()
    assert memberships.members("igo:g8", day("2014-03-25")) == ()


@pytest.mark.parametrize(
    ("body", "sort", "seat", "country", "founded", "ended"),
    [
        ("igo:nato", "alliance", "Brussels", "BEL", "1949-04-04", None),
        ("igo:icty", "court", "The Hague", "NLD", "1993-05-25", "2017-12-31"),
        ("igo:minusma", "mission", "Bamako", "MLI", "2013-04-25", "2023-12-31"),
        ("igo:brics", "forum", None, None, "2009-06-16", None),
        ("igo:afdb", "bank", "Abidjan", "CIV", "1964", None),
        ("ngo:icrc", "relief", "Geneva", "CHE", "1863-02-17", None),
    ],
    ids=str,
)
def test_facts(
    memberships: Memberships,
    body: str,
    sort: str,
    seat: str | None,
    country: str | None,
    founded: str,
    ended: str | None,
) -> None:
    one = memberships.organizations[body]
    assert (one.sort, one.seat, one.country, one.founded, one.ended) == (sort, seat, country, founded, ended)


def test_tables_are_large_enough(memberships: Memberships) -> None:
    assert sum(1 for name in memberships.organizations if name.startswith("igo:")) >= 500
    assert len(memberships.by_body) >= 100


def test_seats_are_towns_of_their_country(memberships: Memberships) -> None:
    gazetteer = Gazetteer(DATA / "places.tsv")
    apart = {
        one.id
        for one in memberships.organizations.values()
        if one.seat and one.country not in {place.country for place in gazetteer.find(one.seat)}
    }
    assert apart == NO_TOWN


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1975", "1975-01-01", "1975-12-31"),
        ("1996~", "1996-01-01", "1996-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-03-07", "2024-03-07", "2024-03-07"),
    ],
    ids=str,
)
def test_dates_count_whole(edtf: str, first: str, last: str) -> None:
    assert days_of(edtf) == (day(first), day(last))


@pytest.mark.parametrize(
    "edtf", ["", "75", "0000", "2024-13", "2024-00", "2023-02-29", "2023-02-00", "spring"], ids=str
)
def test_no_date(edtf: str) -> None:
    assert days_of(edtf) is None


BODY = "kelda,Kelda Union,igo,regional,IGO,,Lome,TGO,1990,2000,,invented"
FAULTS = {
    "no such sort": (BODY.replace("regional", "club"), "", "igos.csv: row 2 has sort 'club'"),
    "a country without a seat": (BODY.replace("Lome", ""), "", "igos.csv: row 2 has no source, or a country without"),
    "no such country": (BODY.replace("TGO", "KEL"), "", "igos.csv: row 2 has country 'KEL'"),
    "no date": (BODY.replace("1990", "c. 1990"), "", "igos.csv: row 2 has the dates 'c. 1990'"),
    "ended before it began": (BODY.replace("2000", "1980"), "", "igos.csv: row 2 ends (1980) before it begins"),
    "no such body": (BODY, "arnor,TGO,,,member,invented", "igo_members.csv: row 2 tells of 'arnor'"),
    "no such state": (BODY, "kelda,KEL,,,member,invented", "igo_members.csv: row 2 has iso3 'KEL'"),
    "no such status": (BODY, "kelda,TGO,,,guest,invented", "row 2 has iso3 'TGO', status 'guest'"),
    "no source": (BODY, "kelda,TGO,,,member,", "source ''"),
    "until before from": (BODY, "kelda,TGO,1999,1998,member,invented", "row 2 ends (1998) before it begins (1999)"),
    "before the body": (BODY, "kelda,TGO,1980,,member,invented", "outside the life of igo:kelda"),
    "after the body": (BODY, "kelda,TGO,2001,,member,invented", "outside the life of igo:kelda"),
    "told twice": (BODY, "kelda,TGO,,,member,invented\nkelda,TGO,1995,,member,invented", "row 3 tells of TGO while"),
    "missing cell": (BODY, "kelda,TGO", "igo_members.csv: row 2 has not 6 cells"),
}


@pytest.mark.parametrize(("body", "members", "message"), FAULTS.values(), ids=FAULTS)
def test_refuses(tmp_path: Path, body: str, members: str, message: str) -> None:
    tables: dict[str, list[str]] = {
        name: [] for name in ("media.csv", "bodies.csv", "dependencies.csv", "historical_states.csv", "state_codes.csv")
    } | {
        "states.csv": ["TGO,Togo,name,,,"],
        "igos.csv": [],
        "igo_members.csv": members.splitlines(),
    }
    for name, rows in tables.items():
        with (DATA / name).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        (tmp_path / name).write_text("\n".join((",".join(header), *rows)) + "\n")
    world = load_world(tmp_path)
    with (tmp_path / "igos.csv").open("a") as table:
        table.write(body + "\n")
    with pytest.raises(LexiconError) as caught:
        load_memberships(tmp_path, world)
    assert message in str(caught.value)
