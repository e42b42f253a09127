"""The words and patterns from which the layout of a report is told: lang/XX/layout.toml as frozen values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import DATA, read_toml, strings

KINDS = ("byline", "dateline", "label", "caption", "reference", "boilerplate", "outlet", "issuer")
PLACES = ("whole", "start", "end", "prefix", "inside")
KEYS = frozenset({"id", "kind", "where", "pattern", "longest", "top", "on", "opens", "example", "counter"})
LISTS = ("open_ends", "labels", "final_abbreviations", "months", "short_months", "weekdays")
LONGEST = 300  # characters of a paragraph that a rule looks at
MOST_PARTS = 8  # levels of parts within parts


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutRule:
    """One pattern and the kind of block that it tells; `where` it must match, see layout.toml."""

    id: str
    kind: str
    where: str
    pattern: re.Pattern[str]
    longest: int = LONGEST
    top: bool = False
    on: bool = False
    opens: bool = False
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()

    def match(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Match the paragraph text[start:end], at a cost that does not grow with its length."""
        if self.where == "whole":
            return None if end - start > self.longest else self.pattern.fullmatch(text, start, end)
        if self.where == "start":
            return None if end - start > self.longest else self.pattern.match(text, start, end)
        if self.where == "prefix":
            return self.pattern.match(text, start, min(end, start + self.longest))
        if self.where == "inside":
            return self.pattern.search(text, start, min(end, start + 4 * self.longest))
        found = None
        for found in self.pattern.finditer(text, max(start, end - self.longest), end):
            if found.end() == end:
                return found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutWords:
    """The rules of layout.toml in their order, and the lists that reading itself needs."""

    rules: tuple[LayoutRule, ...]
    open_ends: frozenset[str]
    final_abbreviations: tuple[str, ...]

    def told(self, kind: str, where: str) -> tuple[LayoutRule, ...]:
        """Pick the rules of one kind and place, in their order."""
        return tuple(rule for rule in self.rules if rule.kind == kind and rule.where == where)


def load_layout_words(language: str = "en", *, data: Path = DATA) -> LayoutWords:
    """Load lang/LANGUAGE/layout.toml.

    Raises LexiconError naming the file, the rule and the fault: an unknown key, kind or place, a pattern that is none,
    a rule without an example, an id told twice.
    """
    path = data / "lang" / language / "layout.toml"
    table = read_toml(path)
    where = f"lang/{language}/layout.toml"
    unknown = set(table) - {"words", "parts", "rule"}
    if unknown:
        raise LexiconError(f"{where}: unknown tables {sorted(unknown)}; there are words, parts and rule")
    words = {key: strings(value, f"{where}: words.{key}") for key, value in table.get("words", {}).items()}
    missing = [key for key in LISTS if key not in words]
    if missing:
        raise LexiconError(f"{where}: the lists {missing} are missing; add them under [words]")
    parts = {key: "|".join(map(re.escape, sorted(value, key=len, reverse=True))) for key, value in words.items()}
    parts |= {key: str(value) for key, value in table.get("parts", {}).items()}
    rules = tuple(_rule(entry, parts, where) for entry in table.get("rule", []))
    ids = [rule.id for rule in rules]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise LexiconError(f"{where}: {twice} stand twice; give each rule an id of its own")
    return LayoutWords(
        rules=rules,
        open_ends=frozenset(words["open_ends"]),
        final_abbreviations=words["final_abbreviations"],
    )


def _rule(entry: Mapping[str, Any], parts: Mapping[str, str], where: str) -> LayoutRule:
    name = f"{where}: {entry.get('id', 'a rule without id')}"
    unknown = set(entry) - KEYS
    if unknown:
        raise LexiconError(f"{name}: unknown keys {sorted(unknown)}; there are {sorted(KEYS)}")
    lacking = {"id", "kind", "where", "pattern", "example", "counter"} - set(entry)
    if lacking:
        raise LexiconError(
            f"{name}: {sorted(lacking)} are missing; a rule has a pattern, examples and counter-examples"
        )
    if entry["kind"] not in KINDS or entry["where"] not in PLACES:
        raise LexiconError(f"{name}: kind must be one of {KINDS}, where one of {PLACES}")
    examples, counters = (strings(entry[key], f"{name}: {key}") for key in ("example", "counter"))
    if not examples or not counters:
        raise LexiconError(f"{name}: has no example or no counter-example; add one")
    return LayoutRule(
        id=entry["id"],
        kind=entry["kind"],
        where=entry["where"],
        pattern=_compiled(entry["pattern"], parts, name),
        longest=int(entry.get("longest", LONGEST)),
        top=bool(entry.get("top", False)),
        on=bool(entry.get("on", False)),
        opens=bool(entry.get("opens", False)),
        examples=examples,
        counters=counters,
    )


def _compiled(pattern: str, parts: Mapping[str, str], name: str) -> re.Pattern[str]:
    for _ in range(MOST_PARTS):
        for part in re.findall(r"%(\w+)%", pattern):
            if part not in parts:
                raise LexiconError(f"{name}: %{part}% is neither a list nor a part; add it or mend its name")
            pattern = pattern.replace(f"%{part}%", parts[part])
        if "%" not in pattern:
            break
    # A space is any white space, for a paragraph may be hard-wrapped anywhere. "\ " is what escaping makes of one in a
    # word list, "[ ]" one that the pattern repeats behind, and " ?" one that may lack.
    spaced = pattern.replace("\\ ", " ").replace("[ ]", " ")
    spaced = re.sub(r" \?", r"\\s*", spaced)
    spaced = re.sub(r" ", r"\\s+", spaced)
    try:
        return re.compile(spaced)
    except re.error as error:
        raise LexiconError(f"{name}: the pattern is none ({error}); mend it") from error
