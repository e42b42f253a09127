"""The relation of one ordered pair of actors, told by the engine that codes whole reports."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Literal

from dragoman.coding.events import Coding, code_frames
from dragoman.coding.relations import CuedRelation, relate
from dragoman.coding.scene import set_scene
from dragoman.learned import OWN
from dragoman.learned.labels import Label
from dragoman.learned.lazy import Lazy
from dragoman.learned.rule import Cued, Rule, Verdict, rule_of, weigh
from dragoman.lexicon.load import load_lexicon
from dragoman.model.marked import Marked, marked_at
from dragoman.model.record import Relation, Span
from dragoman.reading import read_passages

By = Literal["both", "cues", "model"]
Extents = Sequence[tuple[int, int]]
BATCH = 64  # passages parsed and judged together
BEST = 2  # findings of the cues that are weighed


def relation(
    text: str, sources: Extents, targets: Extents, *, by: By = "both", model_dir: str | Path | None = None
) -> Relation | None:
    """What the source does to the target in a passage, None where nothing is told of them.

    `sources` and `targets` are half-open `(start, end)` offsets in code points; an actor named twice has two, either
    side may be empty. `by` chooses the cues, the encoder, or both weighed by its rule; `model_dir` an encoder of one's
    own (`dragoman train`). Raises MarkError for offsets outside the text, ModelError where the encoder cannot be
    loaded.
    """
    return next(relations([(text, sources, targets)], by=by, model_dir=model_dir))


def relations(
    items: Iterable[tuple[str, Extents, Extents]], *, by: By = "both", model_dir: str | Path | None = None
) -> Iterator[Relation | None]:
    """The relation of each `(text, sources, targets)`, in order, read in batches; as `relation` for each."""
    return relate_marked((marked_at(*item) for item in items), by=by, model_dir=model_dir)


def relate_marked(
    items: Iterable[Marked], *, by: By = "both", model_dir: str | Path | None = None
) -> Iterator[Relation | None]:
    """The relation of each marked text, in order."""
    folder = OWN if model_dir is None else Path(model_dir)
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        found = cued(batch) if by != "model" else [()] * len(batch)
        if by == "cues":
            rule = rule_of(folder)
            yield from (_by_cues(item, one, rule) for item, one in zip(batch, found, strict=True))
        else:
            yield from _by_model(batch, found, folder)


def cued(items: Sequence[Marked]) -> list[tuple[CuedRelation, ...]]:
    """What the cues find for each marked text, best first; a text with several pairs is read once."""
    lexicon = load_lexicon()
    texts = list(dict.fromkeys(item.text for item in items))
    codings: dict[str, Coding] = {}
    for text, reading in zip(texts, read_passages(texts, lexicon), strict=True):
        codings[text] = code_frames(set_scene(reading, lexicon))
    return [tuple(relate(codings[item.text], item.sources, item.targets)[:BEST]) for item in items]


def as_cued(found: CuedRelation, rank: int = 0) -> Cued:
    """What the rule takes of a finding of the cues."""
    label = Label(found.type, found.mode, found.status, found.cameo)
    return Cued(label, found.standing if rank == 0 else f"then {found.standing}")


def _by_cues(item: Marked, found: tuple[CuedRelation, ...], rule: Rule) -> Relation | None:
    if not found:
        return None
    best = as_cued(found[0])
    return _relation(item, Verdict(best.label, rule.alone.get(best.standing, 0.0)), found)


def _by_model(
    items: Sequence[Marked], found: Sequence[tuple[CuedRelation, ...]], folder: Path
) -> Iterator[Relation | None]:
    judge = Lazy(folder)
    for item, opinion, told in zip(items, judge.judge(items), found, strict=True):
        scales = weigh(opinion, [as_cued(one, rank) for rank, one in enumerate(told)], judge.rule)
        yield _relation(item, scales.best, told)


def _relation(item: Marked, verdict: Verdict, found: Sequence[CuedRelation]) -> Relation | None:
    """Give the answer; a finding of the cues that it agrees with in type and code is its evidence."""
    label = verdict.label
    if label.type is None or label.cameo is None:
        return None
    agreed = next((one for one in found if one.type == label.type and one.cameo[:2] == label.cameo[:2]), None)
    evidence: tuple[Span, ...] = ()
    if agreed is not None:
        start, end = agreed.predicate
        evidence = (Span(start=start, end=end, quote=item.text[start:end]),)
    return Relation(
        type=label.type,
        mode=label.mode,
        status=label.status,
        cameo=label.cameo,
        cue=None if agreed is None else agreed.cue,
        evidence=evidence,
        confidence=round(verdict.confidence, 3),
    )
