"""Cues: what a predicate must look like to be an event of a type; each proves itself by its examples."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.grammar import Grammar, load_grammar
from dragoman.lexicon.tables import read_csv, read_toml, strings
from dragoman.model.record import EventType, Status

OPERATORS = ("promise", "offer", "plan", "refuse", "threaten", "request", "end")
STRONG = 3  # of a cue's weight: with an object, a complement, or two lesser constraints
FUTURE = "@future"  # as a complement: an act still to come, of somebody who can act
OWN = "@own"  # likewise: of the speaker himself
BUILT_IN = frozenset({FUTURE, OWN, "@person", "@state", "@organization", "@actor", "@nation", "@joint", "*"})
_MARK = re.compile(r"\[(ACT|REC|EVT) ([^\[\]]+)\]")
_SETS = (
    "objects",
    "not_objects",
    "subjects",
    "not_subjects",
    "words",
    "not_words",
    "complement",
    "not_complement",
)
_LISTS = (*_SETS, "agent", "verbs", "nouns", "contexts")
_KEYS = frozenset(
    (
        *_LISTS,
        "id",
        "alone",
        "obliques",
        "actor",
        "recipient",
        "reciprocal",
        "mode",
        "cameo",
        "operator",
        "status",
        "example",
        "counter",
    )
)


class Marks(NamedTuple):
    """A sentence without its marks, and the extents marked in it: predicate, actors, recipients."""

    text: str
    event: tuple[int, int] | None
    actors: frozenset[tuple[int, int]]
    recipients: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Example:
    """An example or counter-example as the table has it; its marks are taken out where somebody looks at them.

    Reading a report looks at none of them.
    """

    marked: str
    why: str = ""

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return _unmarked(self.marked).text

    @property
    def event(self) -> tuple[int, int] | None:
        """The extent of the predicate."""
        return _unmarked(self.marked).event

    @property
    def actors(self) -> frozenset[tuple[int, int]]:
        """The extents of the actors."""
        return _unmarked(self.marked).actors

    @property
    def recipients(self) -> frozenset[tuple[int, int]]:
        """The extents of the recipients."""
        return _unmarked(self.marked).recipients


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One cue; word lists have their classes resolved. `weight` grows with the number of constraints."""

    id: str
    type: EventType
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    alone: bool = True
    objects: frozenset[str] = frozenset()
    not_objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    not_subjects: frozenset[str] = frozenset()
    obliques: tuple[tuple[str, frozenset[str]], ...] = ()
    words: frozenset[str] = frozenset()
    not_words: frozenset[str] = frozenset()  # what the act is then told for: "an emergency over the floods"
    complement: frozenset[str] = frozenset()  # "*": any act is governed
    not_complement: frozenset[str] = frozenset()  # "*": no act is governed
    contexts: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    agent: tuple[
        str, ...
    ] = ()  # where a passive, or a noun, that names nobody has its actor: "was summoned to the ministry"
    recipient: tuple[str, ...] | None = None  # None: the roles of grammar.toml
    reciprocal: bool = False
    mode: str | None = None
    cameo: str
    operator: str | None = None
    status: Status | None = None
    examples: tuple[Example, ...] = ()
    counters: tuple[Example, ...] = ()

    @property
    def weight(self) -> int:
        """How much a cue asks for: the more, the surer it is where it fires."""
        return (
            3 * bool(self.objects)
            + 2 * bool(self.subjects)
            + 2 * len(self.obliques)
            + 2 * bool(self.words)
            + 3 * bool(self.complement)
            + bool(self.not_objects)
            + bool(self.not_subjects)
        )

    @property
    def strength(self) -> str:
        """Whether a cue asks for an object or as much beyond its word: "strong" or "weak"."""
        return "strong" if self.weight >= STRONG else "weak"


@dataclass(frozen=True, slots=True)
class Projection:
    """What an operator makes of an inner act: the type, mode and CAMEO code of the whole."""

    type: EventType
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CueBook:
    """All cues, by the words that may fire them, the projections of operators, and the grammar they are read by."""

    cues: tuple[Cue, ...]
    grammar: Grammar
    by_verb: dict[str, tuple[Cue, ...]] = field(default_factory=dict)
    by_noun: dict[str, tuple[Cue, ...]] = field(default_factory=dict)
    projections: dict[tuple[str, str], Projection] = field(default_factory=dict)

    def project(self, operator: str, cameo: str) -> Projection | None:
        """Give the projection for the longest listed beginning of an inner CAMEO code."""
        names = (operator, "promise") if operator in {"offer", "plan"} else (operator,)
        for length in range(len(cameo), 1, -1):
            for name in names:
                found = self.projections.get((name, cameo[:length]))
                if found is not None:
                    return found
        return None


@cache
def _unmarked(marked: str) -> Marks:
    text = ""
    last = 0
    event: tuple[int, int] | None = None
    sides: dict[str, set[tuple[int, int]]] = {"ACT": set(), "REC": set()}
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        span = (len(text), len(text) + len(match[2]))
        text += match[2]
        last = match.end()
        if match[1] == "EVT":
            event = span
        else:
            sides[match[1]].add(span)
    return Marks(text + marked[last:], event, frozenset(sides["ACT"]), frozenset(sides["REC"]))


def load_classes(path: Path) -> dict[str, frozenset[str]]:
    """Word classes by name; a class may name others as "@name"."""
    table = read_toml(path)
    return {name: frozenset(strings(words, f"{path.name}: {name}")) for name, words in table.items()}


def load_cues(folder: Path, classes: dict[str, frozenset[str]], projections: Path) -> CueBook:
    """All cues of a language. Raises LexiconError naming file, cue and fault."""
    cues: list[Cue] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("*.toml")):
        kind = path.stem
        if kind not in get_args(EventType):
            raise LexiconError(f"{path.name}: {kind} is none of the event types {get_args(EventType)}")
        for row in read_toml(path).get("cue", ()):
            cue = _cue(row, kind, path.name, classes)
            if cue.id in seen:
                raise LexiconError(f"{path.name}: {cue.id}: stands twice; give each its own id")
            seen.add(cue.id)
            cues.append(cue)
    return CueBook(
        cues=tuple(cues),
        grammar=load_grammar(folder.with_name("grammar.toml")),
        by_verb=_index((word, cue) for cue in cues for word in cue.verbs),
        by_noun=_index((word, cue) for cue in cues for word in cue.nouns),
        projections=_projections(projections),
    )


def _index(pairs: Iterable[tuple[str, Cue]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for word, cue in pairs:
        found.setdefault(word, []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def _projections(path: Path) -> dict[tuple[str, str], Projection]:
    rows = read_csv(path, ("operator", "cameo", "type", "mode", "to_cameo"))
    found: dict[tuple[str, str], Projection] = {}
    for row in rows:
        kind = row["type"]
        if row["operator"] not in OPERATORS or kind not in get_args(EventType):
            raise LexiconError(f"{path.name}: {row}: unknown operator or type")
        found[row["operator"], row["cameo"]] = Projection(cast("EventType", kind), row["mode"] or None, row["to_cameo"])
    return found


def _cue(row: dict[str, object], kind: str, file: str, classes: dict[str, frozenset[str]]) -> Cue:
    where = f"{file}: {row.get('id', 'a cue without id')}"
    unknown = row.keys() - _KEYS
    if unknown:
        raise LexiconError(f"{where}: unknown key {sorted(unknown)}; the keys are {sorted(_KEYS)}")
    if not str(row.get("id", "")).startswith(f"en.{kind}."):
        raise LexiconError(f"{where}: its id must begin with en.{kind}.")
    lists = {key: strings(row.get(key, []), f"{where}: {key}") for key in _LISTS}
    if not lists["verbs"] and not lists["nouns"]:
        raise LexiconError(f"{where}: has neither verbs nor nouns; name the words that fire it")
    if row.get("operator") is not None and row["operator"] not in OPERATORS:
        raise LexiconError(f"{where}: operator {row['operator']!r} is none of {OPERATORS}")
    if row.get("status") is not None and row["status"] not in get_args(Status):
        raise LexiconError(f"{where}: status {row['status']!r} is none of {get_args(Status)}")
    if not isinstance(row.get("cameo"), str):
        raise LexiconError(f"{where}: needs a cameo code, as text")
    examples = tuple(Example(e["text"]) for e in _tables(row.get("example"), where, "example"))
    counters = tuple(Example(e["text"], e.get("why", "")) for e in _tables(row.get("counter"), where, "counter"))
    for example in examples:
        if example.marked.count("[EVT ") != 1 or "[ACT " not in example.marked:
            raise LexiconError(f"{where}: {example.marked!r} needs one [EVT] and an [ACT] mark")
    obliques = row.get("obliques", {})
    if not isinstance(obliques, dict):
        raise LexiconError(f"{where}: obliques must be a table of prepositions")
    sets = {key: _resolved(lists[key], classes, where) for key in _SETS}
    told = {prep: strings(heads, f"{where}: obliques.{prep}") for prep, heads in sorted(obliques.items())}
    return Cue(
        id=str(row["id"]),
        type=cast("EventType", kind),
        verbs=lists["verbs"],
        nouns=lists["nouns"],
        alone=bool(row.get("alone", True)),
        contexts=lists["contexts"],
        agent=lists["agent"],
        obliques=tuple((prep, _resolved(heads, classes, where)) for prep, heads in told.items()),
        actor=strings(row.get("actor", ["subject"]), f"{where}: actor"),
        recipient=strings(row["recipient"], f"{where}: recipient") if "recipient" in row else None,
        reciprocal=bool(row.get("reciprocal", False)),
        mode=_optional(row.get("mode")),
        cameo=str(row["cameo"]),
        operator=_optional(row.get("operator")),
        status=cast("Status | None", _optional(row.get("status"))),
        examples=examples,
        counters=counters,
        **sets,
    )


def _optional(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _tables(value: object, where: str, what: str) -> list[dict[str, str]]:
    if not isinstance(value, list) or not value or not all(isinstance(item, dict) and "text" in item for item in value):
        raise LexiconError(f"{where}: needs at least one [[cue.{what}]] with a text")
    return value


def _resolved(words: Iterable[str], classes: dict[str, frozenset[str]], where: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words:
        if word in BUILT_IN or not word.startswith("@"):
            found.add(word)
        elif word[1:] in classes:
            found |= classes[word[1:]]
        else:
            raise LexiconError(f"{where}: class {word} is not in classes.toml; add it there")
    return frozenset(found)
