"""What the words of a question mean: those that ask, and the lists that they ask for."""

from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

LISTS = frozenset({"events", "meetings", "statements", "agreements", "commitments"})
FIELDS = frozenset({"type", "mode"})
LIMITED = 3  # words that tell a limited list: "events mode visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked:
    """A list, and the field and value by which it is limited, None where it is not: "visits" are events of a mode."""

    list: str
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingWords:
    """The table of questions; the words of `lists` as lemmas. since, until: before a day, a month or a year."""

    idle: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    lists: dict[str, ListAsked]


def load_asking(path: Path) -> AskingWords:
    """The words of questions of one language. Raises LexiconError naming the entry at fault."""
    table = read_toml(path)
    if set(table) != {"idle", "since", "until", "lists"}:
        raise LexiconError(f"{path.name}: has {sorted(table)}; it must have idle, since, until and lists")
    return AskingWords(
        idle=frozenset(strings(table["idle"], f"{path.name}: idle")),
        since=frozenset(strings(table["since"], f"{path.name}: since")),
        until=frozenset(strings(table["until"], f"{path.name}: until")),
        lists={word: _list(told, f"{path.name}: lists.{word}") for word, told in table["lists"].items()},
    )


def _list(told: object, where: str) -> ListAsked:
    words = told.split() if isinstance(told, str) else []
    limited = len(words) == LIMITED and words[1] in FIELDS
    if not words or words[0] not in LISTS or not (len(words) == 1 or limited):
        raise LexiconError(f"{where}: is {told!r}; name one of {sorted(LISTS)}, or it, {sorted(FIELDS)} and a value")
    return ListAsked(list=words[0], field=words[1], value=words[2]) if limited else ListAsked(list=words[0])
