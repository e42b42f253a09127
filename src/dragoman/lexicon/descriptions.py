"""By what somebody is told again without a name: "the island nation", "the head of state", "the latter"."""

from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

TABLES = ("titles", "bodies", "seats", "traits", "own_titles", "unions_under", "chambers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptions:
    """The lists of descriptions.toml as sets.

    titles: the titles that a title may be told for. bodies: the bare words for a body, by its PLOVER sector. seats: the
    names of a body for which a capital acts. traits: the states (ISO 3166-1 alpha-3) that a word tells.
    own_titles: the states where a title is an office of its own, and never told for another. unions_under: the bodies
    of many states with such an officer, first the one that is meant where none is told. chambers: names of the two.
    """

    former: frozenset[str]
    latter: frozenset[str]
    guests: frozenset[str]
    hosts: frozenset[str]
    chiefs: frozenset[str]
    leading: frozenset[str]
    coming: frozenset[str]
    receiving: frozenset[str]
    facing: frozenset[str]
    facing_on: frozenset[str]
    visiting: frozenset[str]
    neighbours: frozenset[str]
    memberships: frozenset[str]
    everybody: frozenset[str]
    summits: frozenset[str]
    generic: frozenset[str]
    union_offices: frozenset[str]
    union_envoys: frozenset[str]
    titles: dict[str, tuple[str, ...]]
    own_titles: dict[str, tuple[str, ...]]
    unions_under: dict[str, tuple[str, ...]]
    chambers: dict[str, tuple[str, ...]]
    bodies: dict[str, frozenset[str]]
    seats: dict[str, tuple[str, ...]]
    traits: dict[str, frozenset[str]]

    @property
    def one_of_two(self) -> frozenset[str]:
        """The words for one of two just told."""
        return self.former | self.latter


def load_descriptions(path: Path) -> Descriptions:
    """Read the words of one language. Raises LexiconError naming the list at fault."""
    table = read_toml(path)
    inner = {
        name: {key: strings(value, f"{path.name}: {name}.{key}") for key, value in table.pop(name, {}).items()}
        for name in TABLES
    }
    lists = {key: frozenset(strings(value, f"{path.name}: {key}")) for key, value in table.items()}
    known = set(Descriptions.__dataclass_fields__) - set(TABLES)
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    return Descriptions(
        **lists,
        titles=inner["titles"],
        own_titles=inner["own_titles"],
        unions_under=inner["unions_under"],
        chambers=inner["chambers"],
        seats=inner["seats"],
        bodies={sector: frozenset(words) for sector, words in inner["bodies"].items()},
        traits={word: frozenset(states) for word, states in inner["traits"].items()},
    )
