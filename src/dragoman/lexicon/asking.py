"""What the words of a question mean: those that ask, and the lists that they ask for."""

from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings

LISTS = frozenset({"events", "meetings", "statements", "agreements", "commitments", "office-changes"})
FIELDS = frozenset({"type", "mode", "cameo", "status", "way"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAsked:
    """A list, and the fields and values by which it is limited: "visits" are events of a mode."""

    list: str
    limits: tuple[tuple[str, str], ...] = ()

    def told(self, field: str) -> tuple[str, ...]:
        """The values of a field."""
        return tuple(value for name, value in self.limits if name == field)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingWords:
    """The table of questions. since, until: before a day, a month or a year.

    lists: by lemmas, or by several words as they are written; statuses, too: each limits its list, and asks for it
    where no other is asked for.
    """

    idle: frozenset[str]
    since: frozenset[str]
    until: frozenset[str]
    lists: dict[str, ListAsked]
    statuses: dict[str, ListAsked]


_TABLES = ("idle", "since", "until", "lists", "statuses")


def load_asking(path: Path) -> AskingWords:
    """The words of questions of one language. Raises LexiconError naming the entry at fault."""
    table = read_toml(path)
    if set(table) != set(_TABLES):
        raise LexiconError(f"{path.name}: has {sorted(table)}; it must have {', '.join(_TABLES)}")
    lists, statuses = (
        {words: _list(told, f"{path.name}: {name}.{words}") for words, told in table[name].items()}
        for name in ("lists", "statuses")
    )
    for words, one in statuses.items():
        if not one.told("status"):
            raise LexiconError(f"{path.name}: statuses.{words}: tells no status; write a list, status and its value")
    return AskingWords(
        idle=frozenset(strings(table["idle"], f"{path.name}: idle")),
        since=frozenset(strings(table["since"], f"{path.name}: since")),
        until=frozenset(strings(table["until"], f"{path.name}: until")),
        lists=lists,
        statuses=statuses,
    )


def _list(told: object, where: str) -> ListAsked:
    words = told.split() if isinstance(told, str) else [""]
    limits = tuple(zip(words[1::2], words[2::2], strict=False))
    if words[0] not in LISTS or len(words) % 2 == 0 or not {field for field, _ in limits} <= FIELDS:
        raise LexiconError(
            f"{where}: is {told!r}; name one of {sorted(LISTS)}, or it, and {sorted(FIELDS)} with values"
        )
    return ListAsked(list=words[0], limits=limits)
