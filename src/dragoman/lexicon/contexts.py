"""The words that show what a sentence is about, by context, and the forms under which they are met."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.ontology import Ontology
from dragoman.lexicon.tables import read_toml, strings

Force = Literal["strong", "bodies", "weak", "left", "right", "plain"]
LONGEST_SIGN = 4
SHORTEST_PLURAL = 4
EXAMPLES, COUNTERS = 4, 3
_SETTINGS = frozenset({"joiners", "kept", "plurals", "inflections", "same", "context"})
_MARK = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One to four words in a row, and how much they tell of each context."""

    words: tuple[str, ...]
    tells: tuple[tuple[str, Force], ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A sentence without its marks, and the marked words; a counter-example says why its context is not told."""

    context: str
    text: str
    marked: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """How the forms of a word lead to the one that stands in the tables."""

    kept: frozenset[str]
    same: dict[str, str]
    plurals: tuple[tuple[str, str], ...]
    inflections: tuple[tuple[str, str], ...]

    def singular(self, word: str) -> str:
        """Give the word without its plural ending, in the spelling of the tables."""
        word = self.same.get(word, word)
        if len(word) < SHORTEST_PLURAL or word in self.kept:
            return word
        for ending, instead in self.plurals:
            if word.endswith(ending):
                bare = word.removesuffix(ending) + instead
                return self.same.get(bare, bare)
        return word

    def inflected(self, word: str) -> Iterator[str]:
        """Give the words of which this may be a form."""
        for ending, instead in self.inflections:
            if word.endswith(ending):
                yield word.removesuffix(ending) + instead


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextBook:
    """All signs by their first word, longest first; `order` holds the contexts in the ontology's order."""

    order: tuple[str, ...]
    by_first: dict[str, tuple[Sign, ...]]
    vocabulary: frozenset[str]
    forms: WordForms
    token: re.Pattern[str]
    joiners: frozenset[str]
    examples: tuple[Illustration, ...]
    counters: tuple[Illustration, ...]

    def base(self, word: str) -> str:
        """Give the form of a lower-case word that stands in the tables, or else its singular."""
        if word in self.vocabulary:
            return word
        bare = self.forms.singular(word)
        if bare in self.vocabulary:
            return bare
        return next((found for found in self.forms.inflected(bare) if found in self.vocabulary), bare)

    def words_of(self, text: str) -> tuple[str, ...]:
        """Part a text into lower-case words and punctuation marks; what joins the parts of a word is left out."""
        return tuple(word for word in self.token.findall(text.casefold()) if word not in self.joiners)


def load_contexts(path: Path, ontology: Ontology) -> ContextBook:
    """Load the signs of one language. Raises LexiconError naming file, context and fault."""
    table = read_toml(path)
    unknown = table.keys() - _SETTINGS
    if unknown:
        raise LexiconError(f"{path.name}: unknown key {sorted(unknown)}; the keys are {sorted(_SETTINGS)}")
    joiners = frozenset(strings(table.get("joiners"), f"{path.name}: joiners"))
    token = _token(joiners)
    forms = _forms(table, path.name)
    told: dict[tuple[str, ...], dict[str, Force]] = {}
    examples: list[Illustration] = []
    counters: list[Illustration] = []
    for context, row in _rows(table.get("context"), path.name):
        where = f"{path.name}: {context}"
        if context not in ontology.contexts:
            raise LexiconError(f"{where}: is no context; the contexts are {list(ontology.contexts)}")
        for force, phrase in _phrases(row, where):
            words = tuple(forms.singular(word) for word in token.findall(phrase) if word not in joiners)
            if not 0 < len(words) <= LONGEST_SIGN:
                raise LexiconError(f"{where}: {phrase!r} has {len(words)} words; a sign has 1 to {LONGEST_SIGN}")
            if context in told.setdefault(words, {}):
                raise LexiconError(f"{where}: {phrase!r} stands twice; keep one, also of plural and singular")
            told[words][context] = force
        examples += _examples(row.get("examples"), context, where)
        counters += _counters(row.get("counters"), context, where)
    signs = [Sign(words=words, tells=tuple(tells.items())) for words, tells in told.items()]
    return ContextBook(
        order=tuple(ontology.contexts),
        by_first=_by_first(signs),
        vocabulary=frozenset(word for sign in signs for word in sign.words),
        forms=forms,
        token=token,
        joiners=joiners,
        examples=tuple(examples),
        counters=tuple(counters),
    )


def _token(joiners: Iterable[str]) -> re.Pattern[str]:
    # the longest joiner first: "'s" before "'"; and "'s" only at the end of a word
    parts = [re.escape(joiner) + r"(?!\w)" * joiner[-1].isalnum() for joiner in sorted(joiners, key=len, reverse=True)]
    return re.compile("|".join((*parts, r"[^\W_]+", r"[^\w\s]")))


def _forms(table: dict[str, object], file: str) -> WordForms:
    same = table.get("same", {})
    if not isinstance(same, dict) or not all(isinstance(word, str) for word in same.values()):
        raise LexiconError(f"{file}: same must be a table of words, each with the word it stands for")
    return WordForms(
        kept=frozenset(strings(table.get("kept"), f"{file}: kept")),
        same=same,
        plurals=_endings(table.get("plurals"), f"{file}: plurals"),
        inflections=_endings(table.get("inflections"), f"{file}: inflections"),
    )


def _endings(value: object, where: str) -> tuple[tuple[str, str], ...]:
    pairs: list[tuple[str, str]] = []
    for row in value if isinstance(value, list) else [value]:
        if not isinstance(row, list) or [type(part) for part in row] != [str, str] or not row[0]:
            raise LexiconError(f"{where}: {row!r} must be a pair: an ending, and what stands in its place")
        pairs.append((row[0], row[1]))
    return tuple(pairs)


def _rows(value: object, file: str) -> Iterator[tuple[str, dict[str, object]]]:
    if not isinstance(value, dict) or not all(isinstance(row, dict) for row in value.values()):
        raise LexiconError(f"{file}: needs a table [context.NAME] for each context")
    yield from value.items()


def _phrases(row: dict[str, object], where: str) -> Iterator[tuple[Force, str]]:
    forces: tuple[Force, ...] = get_args(Force)
    unknown = row.keys() - {*forces, "examples", "counters"}
    if unknown:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)}; the keys are {[*forces, 'examples', 'counters']}")
    if ("left" in row) != ("right" in row):
        raise LexiconError(f"{where}: has left or right alone; one of each is needed to show a context")
    for force in forces:
        for phrase in strings(row.get(force, []), f"{where}: {force}"):
            if phrase != phrase.casefold():
                raise LexiconError(f"{where}: {phrase!r} must be in lower case")
            yield force, phrase


def _by_first(signs: Iterable[Sign]) -> dict[str, tuple[Sign, ...]]:
    found: dict[str, list[Sign]] = {}
    for sign in sorted(signs, key=lambda sign: (-len(sign.words), sign.words)):
        found.setdefault(sign.words[0], []).append(sign)
    return {word: tuple(same_start) for word, same_start in found.items()}


def _examples(value: object, context: str, where: str) -> Iterator[Illustration]:
    marked = strings(value, f"{where}: examples")
    if len(marked) < EXAMPLES:
        raise LexiconError(f"{where}: has {len(marked)} examples; it needs {EXAMPLES}")
    for text in marked:
        marks = tuple(_MARK.findall(text))
        if not marks:
            raise LexiconError(f"{where}: {text!r} marks nothing; put [ ] around the words that show {context}")
        yield Illustration(context=context, text=_MARK.sub(r"\1", text), marked=marks)


def _counters(value: object, context: str, where: str) -> Iterator[Illustration]:
    rows = value if isinstance(value, list) else []
    if len(rows) < COUNTERS:
        raise LexiconError(f"{where}: has {len(rows)} counter-examples; it needs {COUNTERS}")
    for row in rows:
        if not isinstance(row, list) or [type(part) for part in row] != [str, str]:
            raise LexiconError(f"{where}: counter-example {row!r} must be a pair: a sentence, and why not")
        yield Illustration(context=context, text=row[0], why=row[1])
