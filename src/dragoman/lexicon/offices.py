"""The words by which offices are told, and which of them say the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

LISTS = (
    *("empty", "acting", "former", "designate", "passing", "single", "deputies", "heads", "joints", "masculine"),
    *("he", "she", "tellers", "vague"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeWords:
    """The table of offices; `phrases` are sorted words to sorted words."""

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, str]
    empty: frozenset[str]
    acting: frozenset[str]
    former: frozenset[str]
    designate: frozenset[str]
    passing: frozenset[str]
    single: frozenset[str]
    deputies: frozenset[str]
    heads: frozenset[str]
    joints: frozenset[str]
    masculine: frozenset[str]
    vague: frozenset[str]
    tellers: frozenset[str]  # all that such an office does is to tell
    he: frozenset[str]
    she: frozenset[str]

    def spelled(self, told: Iterable[str]) -> Iterator[str]:
        """The words that these stand for: "foreign" and "minister" for "fm"; most stand for themselves."""
        for word in told:
            yield from self.words.get(word, (word,))


def load_office_words(path: Path) -> OfficeWords:
    """The office words of one language. Raises LexiconError naming the entry at fault."""
    table = read_toml(path)
    if set(table) != {"words", "phrases", "lists"} or set(table["lists"]) != set(LISTS):
        raise LexiconError(f"{path.name}: needs the tables words, phrases and lists, and in lists {sorted(LISTS)}")
    for old, new in (*table["words"].items(), *table["phrases"].items()):
        if not isinstance(new, str) or not new.strip():
            raise LexiconError(f"{path.name}: {old!r}: must be given the words that it stands for")
    lists = {name: frozenset(strings(table["lists"][name], f"{path.name}: lists.{name}")) for name in LISTS}
    return OfficeWords(
        words={old: tuple(new.split()) for old, new in table["words"].items()},
        phrases={_sorted(old): _sorted(new) for old, new in table["phrases"].items()},
        **lists,
    )


def _sorted(words: str) -> str:
    return " ".join(sorted(words.split()))
