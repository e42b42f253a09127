"""Where a name may lie: the towns of GeoNames and the regions that news name, found without loading them all."""

import mmap
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_csv
from dragoman.lexicon.world import fold

PLACE_COLUMNS = ("key", "name", "iso3", "latitude", "longitude", "geonameid", "population", "admin1code")
REGION_COLUMNS = ("name", "forms", "country", "latitude", "longitude", "precision")
RegionPrecision = Literal["point", "city", "region"]
PRECISIONS: dict[str, RegionPrecision] = {"point": "point", "city": "city", "region": "region"}
MAX_LATITUDE, MAX_LONGITUDE = 90, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place: coordinates in degrees (WGS 84); a region has no GeoNames id, population 0 and a rough centre.

    ambiguous: the form found often means something else ("Gulf"). alias: a town found under another name ("Peking").
    """

    name: str
    country: str | None
    latitude: float
    longitude: float
    precision: RegionPrecision
    geonames: int | None = None
    population: int = 0
    admin1: str | None = None
    ambiguous: bool = False
    alias: bool = False


class Gazetteer:
    """The places of a places.tsv and of the regions.csv beside it.

    Opening costs next to nothing: the towns stay on disk, sorted by key, and every question is a binary search.
    Raises LexiconError where a table is missing, or a row of it is not as it should be.
    """

    __slots__ = ("_begin", "_map", "_path", "_regions")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._regions = load_regions(path.with_name("regions.csv"))
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise LexiconError(f"{path.name}: cannot be read ({error}); run scripts/make_places.py") from error
        self._begin = self._map.find(b"\n") + 1
        header = self._map[: self._begin].decode().rstrip("\n")
        if header != "\t".join(PLACE_COLUMNS):
            raise LexiconError(f"{path.name}: row 1 is {header!r}; it must name {list(PLACE_COLUMNS)}")

    def regions(self) -> tuple[str, ...]:
        """The names of all regions, folded."""
        return tuple(self._regions)

    def find(self, name: str) -> tuple[PlaceRow, ...]:
        """Find the places of this name: regions, towns by population, regions of an ambiguous name; () for none."""
        key = fold(name)
        regions = self._regions.get(key, ())
        towns = self._towns(key) if key else ()
        return (
            *(row for row in regions if not row.ambiguous),
            *sorted(towns, key=lambda row: (-row.population, row.geonames or 0)),
            *(row for row in regions if row.ambiguous),
        )

    def parts(self, name: str) -> tuple[PlaceRow, ...]:
        """Find the places whose names go on behind this one with a hyphen: "Yongsan-dong" of "Yongsan"."""
        key = fold(name)
        cells = self._cells(f"{key}-", whole=False) if key else []
        return tuple(self._row(one, alias=False) for one in cells if one[2])

    def _towns(self, key: str) -> tuple[PlaceRow, ...]:
        towns = []
        for cells in self._cells(key):
            # A row without a country is another name of a town: "peking" has Beijing's name and id, and nothing else.
            alias = len(cells) == len(PLACE_COLUMNS) and not cells[2]
            towns.append(self._row(self._named(cells) if alias else cells, alias=alias))
        return tuple(towns)

    def _named(self, alias: list[str]) -> list[str]:
        for cells in self._cells(fold(alias[1])):
            if cells[2] and cells[5] == alias[5]:
                return cells
        raise LexiconError(f"{self._path.name}: {alias[0]!r} is a name of {alias[1]!r}, which has no row; make it anew")

    def _cells(self, key: str, *, whole: bool = True) -> list[list[str]]:
        """Find the rows with this key, or where it isn't the whole one, those whose keys begin with it."""
        wanted = key.encode() + (b"\t" if whole else b"")
        low, high = self._begin, len(self._map)
        while low < high:
            start = self._map.rfind(b"\n", 0, (low + high) // 2) + 1
            if self._map[start : start + len(wanted)] < wanted:  # no byte of a key lies below the tab that ends it
                low = self._line_end(start) + 1
            else:
                high = start
        rows = []
        while self._map[low : low + len(wanted)] == wanted:
            end = self._line_end(low)
            rows.append(self._map[low:end].decode().split("\t"))
            low = end + 1
        return rows

    def _line_end(self, start: int) -> int:
        end = self._map.find(b"\n", start)
        return end if end >= 0 else len(self._map)

    def _row(self, cells: list[str], *, alias: bool) -> PlaceRow:
        try:
            _, name, iso3, latitude, longitude, geonames, population, admin1 = cells
            return PlaceRow(
                name=name,
                country=iso3,
                latitude=float(latitude),
                longitude=float(longitude),
                precision="city",
                geonames=int(geonames),
                population=int(population),
                admin1=admin1 or None,
                alias=alias,
            )
        except ValueError as error:
            raise LexiconError(
                f"{self._path.name}: the row {cells} is not {list(PLACE_COLUMNS)}; make it anew"
            ) from error


def load_regions(path: Path) -> dict[str, tuple[PlaceRow, ...]]:
    """Read the regions of a table by folded form. Raises LexiconError naming file and row."""
    found: dict[str, list[PlaceRow]] = {}
    for number, row in enumerate(read_csv(path, REGION_COLUMNS), start=2):
        where = f"{path.name}: row {number}"
        told = row["forms"].split("|") if row["forms"] else []
        names = told if f"{row['name']}~" in told else [row["name"], *told]
        keys = [fold(form.removesuffix("~")) for form in names]
        if len(set(keys)) < len(keys) or not all(keys) or any(form != form.strip() for form in names):
            raise LexiconError(f"{where} has the forms {names}; give each once, without outer spaces")
        for form, key in zip(names, keys, strict=True):
            found.setdefault(key, []).append(_region(row, where, ambiguous=form.endswith("~")))
    for key, rows in found.items():
        if len(rows) > 1 and not all(row.ambiguous for row in rows):
            raise LexiconError(f"{path.name}: {key!r} names {[row.name for row in rows]}; mark it ambiguous with each")
    return {key: tuple(rows) for key, rows in found.items()}


def _region(row: dict[str, str], where: str, *, ambiguous: bool) -> PlaceRow:
    try:
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
    except ValueError as error:
        raise LexiconError(f"{where} has no coordinates ({error}); give degrees") from error
    if abs(latitude) > MAX_LATITUDE or abs(longitude) > MAX_LONGITUDE:
        raise LexiconError(f"{where} lies at {latitude}, {longitude}; give degrees")
    precision = PRECISIONS.get(row["precision"])
    if precision is None:
        raise LexiconError(f"{where} has precision {row['precision']!r}; use {list(PRECISIONS)}")
    return PlaceRow(
        name=row["name"],
        country=row["country"] or None,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
        ambiguous=ambiguous,
    )
