"""How one name comes to be written in several ways: keys of name parts, and skeletons by which candidates are found."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings
from dragoman.lexicon.world import fold

TABLE = "spellings.toml"
VOWELS = frozenset("aeiou")
SHORTEST_EITHER = 5  # a shorter part is known by one key only: "Hana" is not "Ana"
MANY = 2  # syllables
SHORTEST_VOWELS = 4  # "Omar" and "Umar" may be one, "Lee" and "Loa" not
MOST_KEPT = 200_000
Rule = tuple[str, str, str]  # where it is bound ("", "^", "$", "^$"), from, to


@dataclass(frozen=True, slots=True)
class PartKey:
    """What a name part is compared by: its key, the keys it may have besides, and skeletons for finding candidates.

    `name` is one for all that the table calls the same name.
    """

    key: str
    name: str
    others: frozenset[str]
    skeletons: tuple[str, ...]
    first: str
    initial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """The table of spellings. `same` gives the row of a name that is written in more ways than letters tell."""

    letters: dict[int, str]
    rules: tuple[Rule, ...]
    either: tuple[Rule, ...]
    vowels: frozenset[tuple[str, str]]
    skeleton: dict[str, str]
    same: dict[str, str]
    feminine: tuple[tuple[str, str], ...]
    filiation: frozenset[str]
    generations: frozenset[str]
    _keys: dict[str, PartKey] = field(default_factory=dict, compare=False, repr=False)

    def plain(self, name: str) -> str:
        """The name folded, after letters that folding would rob of their sound were written out."""
        return fold(name.translate(self.letters))

    def part(self, part: str) -> PartKey:
        """What a folded part of a name is compared by."""
        found = self._keys.get(part)
        if found is None:
            if len(self._keys) >= MOST_KEPT:
                self._keys.clear()
            found = self._keys[part] = self._part(part)
        return found

    def _part(self, part: str) -> PartKey:
        bare = part.replace("-", "").replace("'", "").replace(".", "")
        key = self._spelled(bare)
        others = {key, self.same.get(key, key)}
        for ending, without in self.feminine:
            if key.endswith(ending):
                others.add(key.removesuffix(ending) + without)
        if len(key) >= SHORTEST_EITHER:
            for rule in self.either:
                other = _once(_applied(key, rule))
                if len(other) >= SHORTEST_EITHER - 1:
                    others |= {other, self.same.get(other, other)}
        skeletons = dict.fromkeys(self._bones(told) for told in (key, *sorted(others)))
        return PartKey(
            key, self.same.get(key, key), frozenset(others), tuple(skeletons), bare[:1], initial=len(bare) == 1
        )

    def _spelled(self, bare: str) -> str:
        for rule in self.rules:
            bare = _applied(bare, rule)
        return _once(bare)

    def _bones(self, key: str) -> str:
        """Consonants by their classes, the first letter kept, "a" for any vowel there."""
        first = "a" if key[:1] in VOWELS else self.skeleton.get(key[:1], key[:1]) or key[:1]
        rest = "".join(self.skeleton.get(letter, letter) for letter in key[1:] if letter not in VOWELS)
        return _once(first + rest)

    def alike(self, one: str, other: str) -> bool:
        """Whether two keys of equal length differ by vowels that are heard as one another, by no more than half.

        Not so where there is but one syllable: Zhang is not Zheng.
        """
        if len(one) != len(other) or len(one) < SHORTEST_VOWELS or _syllables(one) < MANY:
            return False
        different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(different) <= len(one) // 2 and all(pair in self.vowels for pair in different)


def _syllables(key: str) -> int:
    return sum(letter in VOWELS and (not at or key[at - 1] not in VOWELS) for at, letter in enumerate(key))


def _applied(text: str, rule: Rule) -> str:
    bound, old, new = rule
    if bound == "^$":
        return new if text == old else text
    if bound == "^":
        return new + text[len(old) :] if text.startswith(old) else text
    if bound == "$":
        return text[: len(text) - len(old)] + new if text.endswith(old) and text != old else text
    return text.replace(old, new)


def _once(text: str) -> str:
    """Doubled letters written once."""
    return "".join(letter for at, letter in enumerate(text) if not at or text[at - 1] != letter)


def load_spellings(root: Path) -> Spellings:
    """The spellings under `root`. Raises LexiconError naming the entry at fault."""
    table = read_toml(root / TABLE)
    expected = {"letters", "rules", "skeleton", "same", "feminine", "filiation", "generations"}
    if set(table) != expected:
        raise LexiconError(f"{TABLE}: tables {sorted(set(table) ^ expected)} are unknown or missing")
    rules = table["rules"]
    letters = _pairs(table["letters"], "letters")
    bare = Spellings(
        letters=str.maketrans(letters),
        rules=tuple(_rule(told) for told in strings(rules.get("order"), f"{TABLE}: rules.order")),
        either=tuple(_rule(told) for told in strings(rules.get("either"), f"{TABLE}: rules.either")),
        vowels=frozenset(
            pair
            for told in strings(rules.get("vowels"), f"{TABLE}: rules.vowels")
            for pair in ((told[0], told[1]), (told[1], told[0]))
        ),
        skeleton=_pairs(table["skeleton"], "skeleton"),
        same={},
        feminine=tuple(
            (old, new) for _, old, new in map(_rule, strings(table["feminine"].get("endings"), f"{TABLE}: feminine"))
        ),
        filiation=frozenset(strings(table["filiation"].get("words"), f"{TABLE}: filiation")),
        generations=frozenset(strings(table["generations"].get("words"), f"{TABLE}: generations")),
    )
    for row in strings(table["same"].get("names"), f"{TABLE}: same.names"):
        keys = [bare.part(fold(name)).key for name in row.split()]
        for key in keys:
            if bare.same.setdefault(key, keys[0]) != keys[0]:
                raise LexiconError(f"{TABLE}: same.names: {row!r} has a name of another row ({key}); join the rows")
    bare._keys.clear()  # noqa: SLF001 - keys made before the rows were known
    return bare


def _rule(told: str) -> Rule:
    old, arrow, new = told.partition(">")
    bound = ("^" if old.startswith("^") else "") + ("$" if old.endswith("$") else "")
    bare = old.strip("^$")
    if not arrow or not bare:
        raise LexiconError(f"{TABLE}: rules: {told!r} is no rule; write FROM>TO, with ^ or $ where it is bound")
    return bound, bare, new


def _pairs(value: Any, name: str) -> dict[str, str]:  # noqa: ANN401 - of a file
    if not isinstance(value, dict) or not all(isinstance(new, str) for new in value.values()):
        raise LexiconError(f"{TABLE}: {name}: must give a text for each letter")
    return dict(value)
