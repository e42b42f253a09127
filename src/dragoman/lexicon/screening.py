"""What the relevance gate must know of a language: inflection, whose acts count, and what is told elsewhere."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningWords:
    """The table of the gate; the table itself says what each list is for."""

    endings: tuple[tuple[str, str], ...]
    doubled: frozenset[str]
    doubled_endings: tuple[str, ...]
    possessives: tuple[str, ...]
    irregular: dict[str, tuple[str, ...]]
    actors: frozenset[str]
    not_actors: frozenset[str]
    lesser: frozenset[str]
    acts: frozenset[str]
    loose: frozenset[str]
    elsewhere: dict[str, frozenset[str]]

    def forms(self, lemma: str) -> frozenset[str]:
        """Every way in which a lemma may be written, some that nobody writes among them; only its last word bends."""
        lead, _, last = lemma.rpartition(" ")
        found = {last, *self.irregular.get(last, ())}
        for old, new in self.endings:
            if last.endswith(old):
                found.add(last[: len(last) - len(old)] + new)
        if last[-1] in self.doubled:
            found.update(last + last[-1] + ending for ending in self.doubled_endings)
        return frozenset(f"{lead} {word}".lstrip() for word in found)


def load_screening(path: Path) -> ScreeningWords:
    """Give the words of the gate. Raises LexiconError naming the list at fault."""
    table = read_toml(path)
    try:
        irregular, elsewhere, endings = table.pop("irregular"), table.pop("elsewhere"), table.pop("endings")
        lists = {key: strings(table.pop(key), f"{path.name}: {key}") for key in _LISTS}
    except KeyError as error:
        raise LexiconError(f"{path.name}: lacks {error}; add it") from error
    if table:
        raise LexiconError(f"{path.name}: {sorted(table)} are unknown; the lists are {sorted(_LISTS)}")
    return ScreeningWords(
        endings=tuple(_pair(pair, path) for pair in endings),
        doubled=frozenset(lists["doubled"]),
        doubled_endings=lists["doubled_endings"],
        possessives=lists["possessives"],
        irregular={lemma: strings(told, f"{path.name}: irregular.{lemma}") for lemma, told in irregular.items()},
        actors=frozenset(lists["actors"]),
        not_actors=frozenset(lists["not_actors"]),
        lesser=frozenset(lists["lesser"]),
        acts=frozenset(lists["acts"]),
        loose=frozenset(lists["loose"]),
        elsewhere={
            topic: frozenset(strings(told, f"{path.name}: elsewhere.{topic}")) for topic, told in elsewhere.items()
        },
    )


_LISTS = ("doubled", "doubled_endings", "possessives", "actors", "not_actors", "lesser", "acts", "loose")


def _pair(pair: Any, path: Path) -> tuple[str, str]:  # noqa: ANN401 - whatever stands in the file
    if not isinstance(pair, list) or len(pair) != PAIR or not all(isinstance(ending, str) for ending in pair):
        raise LexiconError(f"{path.name}: endings: must be pairs of endings, found {pair!r}")
    return pair[0], pair[1]
