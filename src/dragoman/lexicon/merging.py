"""Words by which findings of several reports are compared: families of types, synonyms, kin, and empty words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings
from dragoman.model.record import EventType

LISTS = (
    *("mutual", "worded", "local", "loose_modes", "empty", "general"),
    *("bare", "endings", "fulfilled", "partly", "talk"),
)
STEM = 4  # letters that are left of a word without its ending, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingWords:
    """The table of merging; `families` by type, `synonyms` word to word, `kindred` stem to the name of its kin."""

    families: dict[str, str]
    synonyms: dict[str, str]
    kindred: dict[str, str]
    mutual: frozenset[str]
    worded: frozenset[str]
    local: frozenset[str]
    loose_modes: frozenset[str]
    empty: frozenset[str]
    general: frozenset[str]
    bare: frozenset[str]
    endings: tuple[str, ...]
    fulfilled: frozenset[str]
    partly: frozenset[str]
    talk: frozenset[str]

    def stem(self, word: str) -> str:
        """A folded word without its endings and without a doubled letter: "transferred" and "transfer" are one."""
        return _stem(word, self.endings)


def _stem(word: str, endings: Sequence[str]) -> str:
    before = ""
    while word != before:
        before = word
        ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= STEM), "")
        word = word.removesuffix(ending)
    return word[:-1] if len(word) >= STEM and word[-1] == word[-2] and word.isalpha() else word


def load_merging_words(path: Path) -> MergingWords:
    """The merging words of one language. Raises LexiconError naming the entry at fault."""
    table = read_toml(path)
    if set(table) != {"families", "kindred", "lists", "synonyms"} or set(table["lists"]) != set(LISTS):
        tables = "families, kindred, lists and synonyms"
        raise LexiconError(f"{path.name}: needs the tables {tables}, and in lists {sorted(LISTS)}")
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
    endings = tuple(sorted(lists.pop("endings"), key=lambda ending: (-len(ending), ending)))
    kindred = _kindred(table["kindred"], endings, path)
    synonyms = dict(table["synonyms"])
    return MergingWords(families=families, synonyms=synonyms, kindred=kindred, endings=endings, **lists)


def _kindred(table: Mapping[str, object], endings: Sequence[str], path: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for kin, words in table.items():
        for word in strings(words, f"{path.name}: kindred.{kin}"):
            stem = _stem(word, endings)
            if found.setdefault(stem, kin) != kin:
                raise LexiconError(f"{path.name}: kindred: {word}: stands in {found[stem]} and in {kin}; keep one")
    return found
