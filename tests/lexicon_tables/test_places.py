"""The gazetteer is sound, and it knows where things happen."""

import time
from pathlib import Path

import pycountry
import pytest

from dragoman.errors import LexiconError
from dragoman.lexicon.places import PLACE_COLUMNS, Gazetteer, load_regions
from dragoman.lexicon.tables import DATA

HEADER = "\t".join(PLACE_COLUMNS) + "\n"
REGIONS = "name,forms,country,latitude,longitude,precision\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(DATA / "places.tsv")


FOUND = [
    # told, name, country, precision, nearest whole degrees
    ("Kyiv", "Kyiv", "UKR", "city", (50, 31)),
    ("Kiev", "Kyiv", "UKR", "city", (50, 31)),
    ("Lomé", "Lomé", "TGO", "city", (6, 1)),
    ("lome", "Lomé", "TGO", "city", (6, 1)),
    ("Peking", "Beijing", "CHN", "city", (40, 116)),
    ("Rangoon", "Yangon", "MMR", "city", (17, 96)),
    ("Pristina", "Pristina", "XKX", "city", (43, 21)),
    ("Gaza", "Gaza", "PSE", "city", (32, 34)),
    ("Gaza Strip", "Gaza Strip", "PSE", "region", (31, 34)),
    ("Strait of Hormuz", "Strait of Hormuz", None, "region", (27, 56)),
    ("Lake Chad", "Lake Chad", None, "region", (13, 14)),
    ("Donbass", "Donbas", "UKR", "region", (48, 38)),
    ("Nagorny Karabakh", "Nagorno-Karabakh", "AZE", "region", (40, 47)),
    ("Panmunjom", "Panmunjom", None, "point", (38, 127)),
    ("Kaliningrad", "Kaliningrad", "RUS", "city", (55, 21)),
]


@pytest.mark.parametrize(("told", "name", "country", "precision", "degrees"), FOUND, ids=[row[0] for row in FOUND])
def test_finds(
    gazetteer: Gazetteer, told: str, name: str, country: str | None, precision: str, degrees: tuple[int, int]
) -> None:
    place = gazetteer.find(told)[0]
    assert (place.name, place.country, place.precision) == (name, country, precision)
    assert (round(place.latitude), round(place.longitude)) == degrees


@pytest.mark.parametrize("told", ["", " ", "key", "a", "zyzzyx", "Nowhere at All", "~"], ids=repr)
def test_finds_nothing(gazetteer: Gazetteer, told: str) -> None:
    assert gazetteer.find(told) == ()


def test_towns_come_by_population(gazetteer: Gazetteer) -> None:
    people = [place.population for place in gazetteer.find("San Fernando") if place.precision == "city"]
    assert len(people) > 3
    assert people == sorted(people, reverse=True)


def test_tells_that_a_town_was_found_under_another_name(gazetteer: Gazetteer) -> None:
    assert [gazetteer.find(name)[0].alias for name in ("Beijing", "Peking")] == [False, True]


def test_the_table_is_sorted_whole_and_small() -> None:
    data = (DATA / "places.tsv").read_bytes()
    assert len(data) < 9_000_000
    lines = data.decode().splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    keys = [(row[0].encode(), int(row[5])) for row in cells]
    assert all(len(row) == len(PLACE_COLUMNS) for row in cells)
    assert keys == sorted(set(keys))
    countries = {country.alpha_3 for country in pycountry.countries} | {"XKX", ""}
    assert {row[2] for row in cells} <= countries


def test_finds_the_first_row_the_last_and_every_thousandth(gazetteer: Gazetteer) -> None:
    rows = [line.split("\t") for line in (DATA / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    for row in [rows[0], rows[-1], *rows[::1000]]:
        assert int(row[5]) in {place.geonames for place in gazetteer.find(row[0])}, row


def test_regions_are_many_and_of_real_countries() -> None:
    regions = [place for places in load_regions(DATA / "regions.csv").values() for place in places]
    assert len({place.name for place in regions}) >= 150
    countries = {country.alpha_3 for country in pycountry.countries}
    assert {place.country for place in regions if place.country} <= countries


def test_opens_at_once() -> None:
    start = time.perf_counter()
    Gazetteer(DATA / "places.tsv")
    assert time.perf_counter() - start < 0.1  # 4 ms on an idle machine


FAULTS = {
    "no header": ("lome\tLomé\n", REGIONS, "places.tsv: row 1"),
    "empty": ("", REGIONS, "places.tsv: cannot be read"),
    "short row": (HEADER + "kelda\tKelda\tTGO\n", REGIONS, "is not ['key'"),
    "no number": (HEADER + "kelda\tKelda\tTGO\tfar\t1\t7\t9\t\n", REGIONS, "is not ['key'"),
    "another name of nothing": (HEADER + "kelda\tAldek\t\t\t\t7\t\t\n", REGIONS, "which has no row"),
    "region without degrees": (HEADER, REGIONS + "Kelda,,,north,1,region\n", "regions.csv: row 2 has no coordinates"),
    "region off the globe": (HEADER, REGIONS + "Kelda,,,91,1,region\n", "regions.csv: row 2 lies at"),
    "region of no precision": (HEADER, REGIONS + "Kelda,,,9,1,sea\n", "regions.csv: row 2 has precision 'sea'"),
    "form told twice": (HEADER, REGIONS + "Kelda,KELDA,,9,1,region\n", "regions.csv: row 2 has the forms"),
    "two of a name": (HEADER, REGIONS + "Kelda,,,9,1,region\nAldek,Kelda,,9,1,region\n", "'kelda' names"),
}


@pytest.mark.parametrize(("places", "regions", "message"), FAULTS.values(), ids=FAULTS)
def test_refuses(tmp_path: Path, places: str, regions: str, message: str) -> None:
    (tmp_path / "places.tsv").write_text(places, encoding="utf-8")
    (tmp_path / "regions.csv").write_text(regions, encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        Gazetteer(tmp_path / "places.tsv").find("Kelda")
    assert message in str(caught.value)


def test_quarters_of_a_name_that_the_table_lacks(gazetteer: Gazetteer) -> None:
    assert [(row.name, row.country) for row in gazetteer.parts("Yongsan")] == [("Yongsan-dong", "KOR")]
    assert gazetteer.parts("") == gazetteer.parts("Zzyzx") == ()
