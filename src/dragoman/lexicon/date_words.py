"""The words and patterns of time expressions, from `dates.toml` of a language, as frozen values."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

Worth = int | str
Relation = Literal["at", "before", "after", "by", "since", "until", "during"]
TimeKind = Literal[
    "date", "weekday", "season", "decade", "day", "period", "offset", "span", "dangling", "counted", "range"
]

_MACRO = re.compile(r"\{([a-z_]+)([23]?)\}")
_ANY = frozenset(get_args(TimeKind))
# A range's second half and a list's next item are dates like the first, not "two weeks".
_AFTER = {"to": frozenset({"date", "weekday", "decade"}), "list": frozenset({"date"})}
_TABLES = frozenset({
    "abbreviated", "approximate", "arriving", "attribution", "coming", "common", "determiners", "fillers", "joining",
    "lead", "never_after", "number", "pairing", "pattern", "plain", "proper", "ranging", "shape", "words",
})  # fmt: skip
_LISTS = (
    *("approximate", "arriving", "attribution", "coming", "fillers", "joining", "never_after", "pairing", "ranging"),
)
_PATTERN_KEYS = frozenset({"id", "kind", "match", "lead", "attributive", "example", "counter"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePattern:
    """One pattern: what it matches is of `kind`; `leads` are the word classes it needs before it, none for any."""

    id: str
    kind: TimeKind
    source: str
    leads: frozenset[str] = frozenset()
    attributive: bool = False
    example: str
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The class of a word before a date ("since"), and how what is told lies to the date."""

    kind: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A pattern found: its extent, and the worth of each named piece ("month" 5)."""

    pattern: DatePattern
    start: int
    end: int
    worth: dict[str, Worth]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """All that the reading of dates knows of a language."""

    patterns: tuple[DatePattern, ...]
    leads: Mapping[str, Lead]
    lead: re.Pattern[str]  # a lead, a determiner and fillers, all optional
    starters: frozenset[str]  # the first words of leads, determiners and patterns
    never_after: frozenset[str]
    coming: frozenset[str]
    arriving: frozenset[str]
    attribution: re.Pattern[str]
    ranging: re.Pattern[str]
    pairing: re.Pattern[str]
    joining: re.Pattern[str]
    worths: Mapping[str, Mapping[str, Worth]]
    where: str  # the file, for errors
    free: str  # the patterns that need no lead
    bound: Mapping[str, str]  # by class of lead, the patterns that need one of it; compiled when first asked for

    def match(self, lead: str, text: str, at: int) -> Hit | None:
        """Find the first pattern that matches at `at`, after a lead of this class ("" none, "the", "in the")."""
        unions = (_compile(self.free, self.where), _compile(self.bound[lead], self.where))
        hits = [self._hit(union.match(text, at)) for union in unions]
        found = min((hit for hit in hits if hit is not None), key=lambda hit: hit[0], default=None)
        if found is None or self.patterns[found[0]].kind not in _AFTER.get(lead, _ANY):
            return None
        number, match = found
        before = f"p{number}_"
        worth = {
            name.removeprefix(before): self._worth(name.removeprefix(before), value)
            for name, value in match.groupdict().items()
            if value is not None and name.startswith(before)
        }
        return Hit(pattern=self.patterns[number], start=match.start(), end=match.end(), worth=worth)

    def check(self) -> None:
        """Compile all patterns now rather than when first asked for. Raises LexiconError on one that is none."""
        for source in (self.free, *self.bound.values()):
            _compile(source, self.where)

    @staticmethod
    def _hit(match: re.Match[str] | None) -> tuple[int, re.Match[str]] | None:
        return None if match is None or match.lastgroup is None else (int(match.lastgroup.removeprefix("p")), match)

    def _worth(self, name: str, value: str) -> Worth:
        if value.isdecimal():
            return int(value)
        return self.worths[name.rstrip("23")][fold_words(value)]


def fold_words(text: str) -> str:
    """Give the form under which words are looked up: lower case, one space, no final stop."""
    return " ".join(text.casefold().rstrip(".").split())


def load_date_words(path: Path) -> DateWords:
    """Load the time words of a language's `dates.toml`. Raises LexiconError naming file, entry and fault.

    Patterns are compiled when they are first asked for: it takes ten times as long as loading; see `DateWords.check`.
    """
    return build_date_words(read_toml(path), path.name)


def build_date_words(table: Mapping[str, Any], where: str) -> DateWords:
    """Build the time words of a table already read; `where` names it in errors (LexiconError)."""
    if set(table) != _TABLES:
        raise LexiconError(f"{where}: has {sorted(table)}; it must have {sorted(_TABLES)}")
    worths = {name: _worths(words, f"{where}: words.{name}") for name, words in table["words"].items()}
    pieces = _Pieces(table, where)
    patterns = tuple(_pattern(row, where) for row in table["pattern"])
    identities = [pattern.id for pattern in patterns]
    if len(identities) != len(set(identities)):
        raise LexiconError(f"{where}: pattern ids are {identities}; each must stand once")
    for name, words in table["abbreviated"].items():
        worths[name].update(_worths(words, f"{where}: abbreviated.{name}"))
    leads = dict(_leads(table["lead"], where))
    classes = {lead.kind for lead in leads.values()}
    keys = {"", "the", "to", "list", *classes, *(f"{name} the" for name in classes)}
    for pattern in patterns:
        if pattern.leads - keys:
            raise LexiconError(
                f"{where}: {pattern.id}: no lead is of class {sorted(pattern.leads - keys)}; add [[lead]]"
            )
    determiners = strings(table["determiners"], f"{where}: determiners")
    lists = {key: strings(table[key], f"{where}: {key}") for key in _LISTS}
    openers = (*leads, *determiners, *lists["approximate"], *(word for words in worths.values() for word in words))
    blank, dash = pieces.blank, pieces.shape("dash")
    return DateWords(
        patterns=patterns,
        leads=MappingProxyType(leads),
        lead=_compile(
            f"(?:(?P<lead>{either(leads, blank)}){blank})?(?:(?P<the>{either(determiners, blank)}){blank})?"
            f"(?:(?P<about>{either(lists['approximate'], blank)}){blank}|{either(lists['fillers'], blank)}{blank})?",
            f"{where}: lead",
        ),
        starters=frozenset(re.split(r"\W", word, maxsplit=1)[0].casefold() for word in openers),
        never_after=frozenset(lists["never_after"]),
        coming=frozenset(lists["coming"]),
        arriving=frozenset(lists["arriving"]),
        attribution=_compile(rf"\b{either(lists['attribution'], blank)}\b", f"{where}: attribution"),
        ranging=_compile(f"{dash}|{blank}{either(lists['ranging'], blank)}{blank}", f"{where}: ranging"),
        pairing=_compile(f"{blank}{either(lists['pairing'], blank)}{blank}", f"{where}: pairing"),
        joining=_compile(f",{blank}(?:{either(lists['joining'], blank)}{blank})?|"
                         f"{blank}{either(lists['joining'], blank)}{blank}", f"{where}: joining"),
        worths=MappingProxyType({name: MappingProxyType(words) for name, words in worths.items()}),
        where=f"{where}: patterns",
        free=_union(frozenset(), patterns, pieces),
        bound=MappingProxyType({key: _union(_wanted(key), patterns, pieces) for key in sorted(keys)}),
    )  # fmt: skip


def either(words: Iterable[str], blank: str) -> str:
    """Write a pattern for any of the words, the longest first; lower-case words match in any case."""
    spelled = {False: list[str](), True: list[str]()}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        spelled[word == word.lower()].append(blank.join(re.escape(part) for part in word.split()))
    small, capital = spelled[True], spelled[False]
    return "(?:" + "|".join([*(["(?i:" + "|".join(small) + r")(?!\w)"] if small else []), *capital]) + ")"


class _Pieces:
    """The named pieces that patterns are written with, spelled out."""

    def __init__(self, table: Mapping[str, Any], where: str) -> None:
        self._where = where
        self._shapes: dict[str, str] = dict(table["shape"])
        self._values: dict[str, str] = {}
        self.blank = self._shapes.get("_", "")
        if not self.blank:
            raise LexiconError(f"{where}: shape: has no `_`; add the pattern of white space")
        numbers: dict[str, str] = table["number"]
        proper = strings(table["proper"], f"{where}: proper")
        common = frozenset(strings(table["common"], f"{where}: common"))
        for name in (*numbers, *(name for name in table["words"] if name not in numbers)):
            words = list(table["words"].get(name, ()))
            choices = [numbers[name]] if name in numbers else []
            if name in proper:
                short = list(table["abbreviated"].get(name, ()))
                choices += [_names(short, common, r"\b\.?"), _names(words, common, r"\b")] if short else [
                    _names(words, common, r"\b")]  # fmt: skip
            elif words:
                choices.append(either(words, self.blank))
            self._values[name] = "|".join(choices)
        for name, words in table["plain"].items():
            self._shapes[name] = either(strings(words, f"{where}: plain.{name}"), self.blank)

    def shape(self, name: str) -> str:
        """Give a piece without value, spelled out."""
        if name not in self._shapes:
            raise LexiconError(f"{self._where}: no shape or plain list is named {name!r}; add it")
        return _MACRO.sub(lambda found: self.shape(found[1]), self._shapes[name])

    def spell(self, source: str, prefix: str) -> str:
        """Give a pattern with its pieces spelled out; those with a value become groups named with the prefix."""

        def piece(found: re.Match[str]) -> str:
            name, twin = found[1], found[2]
            if name in self._values:
                return f"(?P<{prefix}{name}{twin}>{self._values[name]})"
            return self.shape(name)

        return _MACRO.sub(piece, source)


def _names(words: Iterable[str], common: frozenset[str], end: str) -> str:
    strict = {form for word in words if word.lower() in common for form in (word, word.upper())}
    free = [word.lower() for word in words if word.lower() not in common]

    def longest(form: str) -> tuple[int, str]:
        return -len(form), form

    return (
        "(?:"
        + "|".join(
            [*(["(?i:" + "|".join(sorted(free, key=longest)) + ")"] if free else []), *sorted(strict, key=longest)]
        )
        + f"){end}"
    )


def _wanted(key: str) -> frozenset[str]:
    return frozenset({key, "the"}) if key.endswith(" the") else frozenset({key or "-"})


def _union(wanted: frozenset[str], patterns: tuple[DatePattern, ...], pieces: _Pieces) -> str:
    branches = [
        f"(?P<p{number}>{pieces.spell(pattern.source, f'p{number}_')})"
        for number, pattern in enumerate(patterns)
        if (pattern.leads & wanted if wanted else not pattern.leads)
    ]
    # nothing may match here: (?!) never does
    return r"(?<![\w$€£¥#])(?<![0-9][.,:/\u2013-])(?:" + ("|".join(branches) or "(?!)") + r")(?!\w)"


def _pattern(row: Mapping[str, Any], where: str) -> DatePattern:
    here = f"{where}: {row.get('id', 'a pattern without id')}"
    wrong = (set(row) - _PATTERN_KEYS) | ({"id", "kind", "match", "example", "counter"} - set(row))
    if wrong:
        raise LexiconError(f"{here}: {sorted(wrong)} missing or unknown; the keys are {sorted(_PATTERN_KEYS)}")
    if row["kind"] not in get_args(TimeKind):
        raise LexiconError(f"{here}: kind is {row['kind']!r}; it must be one of {get_args(TimeKind)}")
    return DatePattern(
        id=row["id"],
        kind=row["kind"],
        source=row["match"],
        leads=frozenset(strings(row.get("lead", []), f"{here}: lead")),
        attributive=row.get("attributive", False),
        example=row["example"],
        counter=row["counter"],
    )


def _leads(rows: Iterable[Mapping[str, Any]], where: str) -> Iterable[tuple[str, Lead]]:
    for row in rows:
        if set(row) != {"class", "relation", "words"}:
            raise LexiconError(f"{where}: lead: has {sorted(row)}; it must have class, relation and words")
        if row["relation"] not in get_args(Relation):
            raise LexiconError(
                f"{where}: lead {row['class']}: relation {row['relation']!r} is none of {get_args(Relation)}"
            )
        for word in strings(row["words"], f"{where}: lead {row['class']}"):
            yield word, Lead(kind=row["class"], relation=row["relation"])


def _worths(words: object, here: str) -> dict[str, Worth]:
    if not isinstance(words, dict):
        raise LexiconError(f"{here}: must be a table of words and what they count as, found {words!r}")
    for word, worth in words.items():
        if isinstance(worth, bool) or not isinstance(worth, int | str) or not word.strip():
            raise LexiconError(f"{here}: {word!r} is {worth!r}; it must be a number or a word")
    return {fold_words(word): worth for word, worth in words.items()}


@functools.cache
def _compile(source: str, here: str) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except re.error as error:
        raise LexiconError(f"{here}: is no pattern ({error}); mend it") from error
