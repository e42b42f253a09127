"""Countries by the codes and names that lists of others use."""

from dataclasses import dataclass
from pathlib import Path

from dragoman.lexicon.tables import read_csv
from dragoman.lexicon.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodes:
    """ISO 3166-1 alpha-2 to alpha-3, and the names of states."""

    two: dict[str, str]
    world: World

    def find(self, told: str) -> str | None:
        """The alpha-3 code of a country told by either code or by a name, None where it is none."""
        code = told.strip().upper()
        if code in self.world.actors and self.world.actors[code].kind == "state":
            return self.world.country_of(code)
        if code in self.two:
            return self.world.country_of(self.two[code])
        found = {entry.country for entry in self.world.find(told.strip()) if entry.kind == "state" and entry.country}
        return found.pop() if len(found) == 1 else None


def load_country_codes(root: Path, world: World) -> CountryCodes:
    """The codes under `root`. Raises LexiconError naming file and row."""
    rows = read_csv(root / "iso_codes.csv", ("iso2", "iso3"))
    return CountryCodes(two={row["iso2"]: row["iso3"] for row in rows}, world=world)
