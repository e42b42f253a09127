"""Words of saying and the act each is."""

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_toml, strings
from dragoman.model.record import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementWords:
    """Acts by lemma, and the words that shade them."""

    acts: dict[str, Act]
    reported_future: frozenset[str]
    emphasis: frozenset[str]
    favourable: frozenset[str]
    releases: frozenset[str]
    reports: frozenset[str]

    def act(self, lemma: str) -> Act | None:
        """The act of a word of saying, None for any other word."""
        return self.acts.get(lemma)

    def tells(self, lemma: str) -> bool:
        """Whether a clause under this verb is told as so: said, announced, confirmed, added."""
        return self.acts.get(lemma) not in {None, "deny"}

    def denies(self, lemma: str) -> bool:
        return self.acts.get(lemma) == "deny"


def load_statements(path: Path) -> StatementWords:
    """The words of saying. Raises LexiconError naming the act at fault."""
    table = read_toml(path)
    acts: dict[str, Act] = {}
    for act, lemmas in table.pop("acts", {}).items():
        if act not in get_args(Act):
            raise LexiconError(f"{path.name}: acts.{act}: the acts are {get_args(Act)}")
        for lemma in strings(lemmas, f"{path.name}: acts.{act}"):
            acts.setdefault(lemma, act)
    lists = {key: frozenset(strings(value, f"{path.name}: {key}")) for key, value in table.items()}
    known = set(StatementWords.__dataclass_fields__) - {"acts"}
    if set(lists) != known:
        raise LexiconError(f"{path.name}: lists {sorted(set(lists) ^ known)} are unknown or missing")
    return StatementWords(acts=acts, **lists)
