"""Labelled pairs: sentences with a marked source and target, and the label of what the one does to the other."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import cast, get_args

from dragoman.errors import GoldError, MarkError
from dragoman.evaluation.tables import read_lines, read_rows
from dragoman.learned.labels import NOTHING, Label
from dragoman.lexicon.ontology import Ontology
from dragoman.model.marked import Marked, parse_marked
from dragoman.model.record import EventType, Status

COLUMNS = ("marked", "type", "mode", "status", "cameo")
HELD_OUT = 0.1


@dataclass(frozen=True, slots=True)
class Pair:
    """A marked sentence and its label; all its modes, of which the label has the first."""

    marked: Marked
    label: Label
    modes: tuple[str, ...] = ()
    construction: str | None = None
    region: str | None = None

    @property
    def digest(self) -> bytes:
        """The digest of the bare sentence."""
        return hashlib.sha256(self.marked.text.encode()).digest()


def load_pairs(path: Path, ontology: Ontology) -> tuple[Pair, ...]:
    """Load a table of pairs, or the pairs of what reviewers judged (`dragoman export-judgements`, .jsonl).

    A table is tab-separated, with a header of at least COLUMNS. Raises GoldError naming line and fault.
    """
    rows = read_lines(path, "pairs", COLUMNS) if path.suffix == ".jsonl" else read_rows(path, COLUMNS)
    return tuple(_pair(row, where, ontology) for where, row in rows)


def _pair(row: dict[str, str], where: str, ontology: Ontology) -> Pair:
    try:
        marked = parse_marked(row["marked"])
    except MarkError as error:
        raise GoldError(f"{where}: {error}") from error
    kind, modes, status, cameo = row["type"], tuple(filter(None, row["mode"].split("+"))), row["status"], row["cameo"]
    if status not in get_args(Status):
        raise GoldError(f"{where}: status {status!r} is none of {get_args(Status)}")
    if kind == NOTHING:
        return Pair(marked, Label(None, None, cast("Status", status), None), (), *_more(row))
    if kind not in ontology.kinds:
        raise GoldError(f"{where}: type {kind!r} is none of {list(ontology.kinds)}, nor {NOTHING}")
    unknown = [mode for mode in modes if mode not in ontology.modes_of(kind)]
    if unknown:
        raise GoldError(f"{where}: {unknown} are no modes of {kind}; it has {list(ontology.modes_of(kind))}")
    if cameo not in ontology.cameo:
        raise GoldError(f"{where}: {cameo!r} is no CAMEO code; take the code of its content, as text")
    label = Label(cast("EventType", kind), modes[0] if modes else None, cast("Status", status), cameo)
    return Pair(marked, label, modes, *_more(row))


def _more(row: dict[str, str]) -> tuple[str | None, str | None]:
    return row.get("construction") or None, row.get("region") or None


def split(pairs: Iterable[Pair], share: float = HELD_OUT) -> tuple[list[Pair], list[Pair]]:
    """Part pairs into those to train on and those held out, by a digest of the bare sentence.

    One sentence, one side.
    """
    train: list[Pair] = []
    held: list[Pair] = []
    for pair in pairs:
        (held if pair.digest[0] < share * 256 else train).append(pair)
    return train, held
