"""Countries by the codes and names that lists of others use."""

from dataclasses import dataclass

from dragoman.lexicon.state_codes import StateCodes
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


def country_codes_of(codes: StateCodes, world: World) -> CountryCodes:
    """Give the countries of the table of states by their codes of two letters."""
    return CountryCodes(two={two: code.iso3 for two, code in codes.by_iso2.items()}, world=world)
