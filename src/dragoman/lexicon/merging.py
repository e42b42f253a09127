"""Words by which findings of several reports are compared: families of types, synonyms, words that tell nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings
from dragoman.model.record import EventType

LISTS = ("mutual", "worded", "local", "loose_modes", "empty", "general")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingWords:
    """The table of merging; `families` by type, `synonyms` word to word."""

    families: dict[str, str]
    synonyms: dict[str, str]
    mutual: frozenset[str]
    worded: frozenset[str]
    local: frozenset[str]
    loose_modes: frozenset[str]
    empty: frozenset[str]
    general: frozenset[str]


def load_merging_words(path: Path) -> MergingWords:
    """The merging words of one language. Raises LexiconError naming the entry at fault."""
    table = read_toml(path)
    if set(table) != {"families", "lists", "synonyms"} or set(table["lists"]) != set(LISTS):
        raise LexiconError(f"{path.name}: needs the tables families, lists and synonyms, and in lists {sorted(LISTS)}")
    families: dict[str, str] = {}
    for family, types in table["families"].items():
        for told in strings(types, f"{path.name}: families.{family}"):
            if told in families:
                raise LexiconError(f"{path.name}: {told}: stands in {families[told]} and in {family}; keep one")
            families[told] = family
    if set(families) != set(get_args(EventType)):
        odd = sorted(set(families) ^ set(get_args(EventType)))
        raise LexiconError(f"{path.name}: families: give each of the sixteen types one family; see {', '.join(odd)}")
    for old, new in table["synonyms"].items():
        if not isinstance(new, str) or not new.strip() or new in table["synonyms"]:
            raise LexiconError(f"{path.name}: synonyms: {old!r}: must be given one word that has no other itself")
    lists = {name: frozenset(strings(table["lists"][name], f"{path.name}: lists.{name}")) for name in LISTS}
    return MergingWords(families=families, synonyms=dict(table["synonyms"]), **lists)
