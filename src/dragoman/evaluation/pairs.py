"""Gold pairs: sentences with one ordered pair of actors and the root of their relation.

A table, tab-separated, with a header: `marked` (the sentence, `<s>..</s>` the source, `<t>..</t>` the target), `root`
(PLOVER's types, CONCEDE and RETREAT together as YIELD), and, where there are, `id`, `quad` (1 to 4), `binary` (0
cooperation, 1 conflict). PLV of Hu and others (ACL 2024) is such a set. Its roots follow CAMEO codes through the
crosswalk of 2021, so the answer compared is the type that the crosswalk gives the code of ours, not our type
(docs/measured.md).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import GoldError, MarkError
from dragoman.evaluation.metrics import Level, confusion, level
from dragoman.evaluation.tables import HALVES, half_of, read_rows
from dragoman.lexicon.ontology import Ontology
from dragoman.model.marked import Marked, parse_marked
from dragoman.model.record import Relation
from dragoman.relate import By, relate_marked

YIELD = "YIELD"
JOINED = {"CONCEDE": YIELD, "RETREAT": YIELD}
# Quad classes of the roots as that set has them: YIELD counts as material cooperation.
QUAD_OF = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", YIELD), "2"),
    **dict.fromkeys(("ACCUSE", "REQUEST", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
CONFLICT = frozenset({"3", "4"})
LEVELS = ("binary", "quad", "root")


@dataclass(frozen=True, slots=True)
class GoldPair:
    """One row: its id, the marked sentence, its classes at the three levels."""

    id: str
    marked: Marked
    root: str
    quad: str
    binary: str

    @property
    def half(self) -> str:
        """Its half of the set."""
        return half_of(self.id)


@dataclass(frozen=True, slots=True)
class PairScores:
    """The figures of one coder on a set of pairs: by level, and the answers by row."""

    levels: dict[str, Level]
    halves: dict[str, dict[str, Level]]
    confusion: dict[tuple[str, str], int]
    uncoded: int
    told: tuple[str | None, ...]


def load_gold_pairs(path: Path) -> tuple[GoldPair, ...]:
    """Load a table of gold pairs. Raises GoldError naming line and fault."""
    found = []
    for where, row in read_rows(path, ("marked", "root")):
        root = JOINED.get(row["root"], row["root"])
        if root not in QUAD_OF:
            raise GoldError(f"{where}: root {row['root']!r} is none of {list(QUAD_OF)}")
        try:
            marked = parse_marked(row["marked"])
        except MarkError as error:
            raise GoldError(f"{where}: {error}") from error
        quad = row.get("quad") or QUAD_OF[root]
        binary = row.get("binary") or str(int(quad in CONFLICT))
        found.append(GoldPair(row.get("id") or where, marked, root, quad, binary))
    if not found:
        raise GoldError(f"{path}: has no rows under its header")
    return tuple(found)


def root_of(relation: Relation | None, ontology: Ontology) -> str | None:
    """Give the root that the crosswalk of 2021 gives the code of a relation; ours where it is silent."""
    if relation is None:
        return None
    row = ontology.cameo_of(relation.cameo)
    told = row.crosswalk or row.type
    return None if told is None else JOINED.get(told, told)


def score_pairs(gold: Sequence[GoldPair], told: Sequence[str | None]) -> PairScores:
    """Score roots, and the quads and sides that follow from them, whole and by halves."""

    def levels(rows: Sequence[int]) -> dict[str, Level]:
        roots = [told[row] for row in rows]
        quads = [None if root is None else QUAD_OF.get(root) for root in roots]
        sides = [None if quad is None else str(int(quad in CONFLICT)) for quad in quads]
        return {
            "binary": level([gold[row].binary for row in rows], sides),
            "quad": level([gold[row].quad for row in rows], quads),
            "root": level([gold[row].root for row in rows], roots),
        }

    every = range(len(gold))
    halves = {half: [row for row in every if gold[row].half == half] for half in HALVES}
    return PairScores(
        levels=levels(every),
        halves={half: levels(rows) for half, rows in halves.items() if rows},
        confusion=confusion([row.root for row in gold], told),
        uncoded=sum(root is None for root in told),
        told=tuple(told),
    )


def tell_pairs(
    gold: Sequence[GoldPair], ontology: Ontology, *, by: By, model_dir: str | Path | None = None
) -> list[tuple[Relation | None, str | None]]:
    """Give our relation for each gold pair, and the root that it is compared as."""
    found = relate_marked((pair.marked for pair in gold), by=by, model_dir=model_dir)
    return [(relation, root_of(relation, ontology)) for relation in found]


def commonest(gold: Sequence[GoldPair]) -> list[str | None]:
    """Give the answers of the baseline that always says the commonest root."""
    root, _ = Counter(pair.root for pair in gold).most_common(1)[0]
    return [root] * len(gold)
