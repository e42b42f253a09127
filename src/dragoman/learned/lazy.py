"""An encoder that is loaded when it is first asked: a report without doubtful clauses does without it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dragoman.errors import ModelError
from dragoman.learned import DIGEST, TABLE
from dragoman.learned.labels import read_json
from dragoman.learned.rule import Opinion, Rule, rule_of
from dragoman.model.marked import Marked


@dataclass(frozen=True, slots=True)
class Lazy:
    """The encoder of a folder. Raises ModelError, when asked, where it cannot be loaded."""

    folder: Path

    @property
    def rule(self) -> Rule:
        """Its rule."""
        return rule_of(self.folder)

    @property
    def digest(self) -> str:
        """The digest of its network."""
        return digest_of(self.folder)

    def judge(self, items: Sequence[Marked]) -> Iterator[Opinion]:
        """Give an opinion of each marked text."""
        if not items:
            return iter(())
        from dragoman.learned.judge import load_judge  # noqa: PLC0415 - onnxruntime is loaded where it is asked

        return load_judge(self.folder).judge(items)


@cache
def digest_of(folder: Path) -> str:
    """Give the digest of a folder's network, as its table tells it. Raises ModelError where there is none."""
    path = folder / TABLE
    told = read_json(path).get(DIGEST)
    if not isinstance(told, str):
        raise ModelError(f"{path}: tells no digest of its network; train the model anew with dragoman train")
    return told
