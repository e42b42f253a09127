"""The closed-class words of one language, and the words shown to its parser."""

from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    future: frozenset[str]
    conditional: frozenset[str]
    negators: frozenset[str]
    conditions: frozenset[str]
    scheduled: frozenset[str]
    agents: frozenset[str]
    between: frozenset[str]
    of: frozenset[str]
    indefinite: frozenset[str]
    light_verbs: frozenset[str]
    implicatives: frozenset[str]
    factual_prepositions: frozenset[str]
    copulas: frozenset[str]
    without: frozenset[str]
    place_prepositions: frozenset[str]
    according: frozenset[str]
    under: frozenset[str]
    also: frozenset[str]
    destinations: frozenset[str]
    capital_words: frozenset[str]
    numbers: dict[str, int]


def load_grammar(path: Path) -> Grammar:
    """The closed-class words. Raises LexiconError naming the list at fault."""
    table = read_toml(path)
    numbers = table.pop("numbers", {})
    lists = {key: frozenset(strings(value, f"{path.name}: {key}")) for key, value in table.items()}
    known = set(Grammar.__dataclass_fields__) - {"numbers"}
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    return Grammar(**lists, numbers=dict(numbers))


def load_placeholders(path: Path) -> dict[str, tuple[str, ...]]:
    """The words shown to the parser in place of recognised phrases, by kind of mention."""
    return {kind: strings(words, f"{path.name}: {kind}") for kind, words in read_toml(path).items()}
