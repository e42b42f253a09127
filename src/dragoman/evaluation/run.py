"""One file of gold to its figures: which form it has, what each coder gets on it, and each miss."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import GoldError
from dragoman.evaluation.metrics import Bin, Level, calibration_error, reliability
from dragoman.evaluation.pairs import (
    LEVELS,
    GoldPair,
    PairScores,
    commonest,
    load_gold_pairs,
    score_pairs,
    tell_pairs,
)
from dragoman.evaluation.records import RecordScores, load_records, score_records
from dragoman.evaluation.reports import SHEET, SUFFIXES, ReportScores, reports_in, score_reports
from dragoman.evaluation.tables import HALVES, digest_of
from dragoman.lexicon.load import load_lexicon
from dragoman.model.record import Relation
from dragoman.relate import By

Form = Literal["pairs", "records", "reports"]
CODERS: tuple[By, ...] = ("both", "model", "cues")
COMMONEST = "commonest"
MOST = 20  # confusions shown


@dataclass(frozen=True, slots=True)
class PairRun:
    """A set of pairs with the figures of each coder: both, model, cues, commonest."""

    path: Path
    digest: str
    gold: tuple[GoldPair, ...]
    scores: dict[str, PairScores]
    relations: tuple[Relation | None, ...]  # of the first coder

    @property
    def reliability(self) -> dict[str, Bin]:
        """How often the first coder's answers are right, by confidence."""
        told = next(iter(self.scores.values())).told
        found = [
            (relation.confidence, root == pair.root)
            for pair, root, relation in zip(self.gold, told, self.relations, strict=True)
            if relation is not None
        ]
        return reliability([confidence for confidence, _ in found], [right for _, right in found])


@dataclass(frozen=True, slots=True)
class RecordRun:
    """A set of records with its figures."""

    path: Path
    digest: str
    scores: RecordScores


@dataclass(frozen=True, slots=True)
class ReportRun:
    """Reports with their figures."""

    path: Path
    digest: str
    scores: ReportScores


Run = PairRun | RecordRun | ReportRun


def form_of(path: Path) -> Form:
    """Tell which form of gold a path has by its name. Raises GoldError where it cannot."""
    if path.is_dir() or path.suffix in SUFFIXES:
        return "reports"
    forms: dict[str, Form] = {".tsv": "pairs", ".jsonl": "records"}
    if path.suffix not in forms:
        raise GoldError(f"{path}: is neither a table of pairs (.tsv), records (.jsonl) nor a report; name one of these")
    return forms[path.suffix]


def evaluate(path: Path, *, coders: Sequence[By] = CODERS, model_dir: Path | None = None) -> Run:
    """Score the coders on one file or folder of gold. Raises GoldError, MissingError, ModelError."""
    match form_of(path):
        case "pairs":
            gold = load_gold_pairs(path)
            ontology = load_lexicon().ontology
            scores: dict[str, PairScores] = {}
            first: tuple[Relation | None, ...] = ()
            for coder in coders:
                told = tell_pairs(gold, ontology, by=coder, model_dir=model_dir)
                first = first or tuple(relation for relation, _ in told)
                scores[coder] = score_pairs(gold, [root for _, root in told])
            scores[COMMONEST] = score_pairs(gold, commonest(gold))
            return PairRun(path, digest_of([path]), gold, scores, first)
        case "records":
            return RecordRun(path, digest_of([path]), score_records(load_records(path)))
        case "reports":
            paths = reports_in([path])
            sheets = [one.with_suffix(SHEET) for one in paths]
            return ReportRun(path, digest_of([*paths, *sheets]), score_reports(paths))


def figures_of(run: Run) -> dict[str, float]:
    """Give the figures by which the gate holds a set: name to value, higher being better."""
    if isinstance(run, PairRun):
        first = next(iter(run.scores.values()))
        found = {name: level.macro_f1.value for name, level in first.levels.items()}
        found |= {f"{half}.root": levels["root"].macro_f1.value for half, levels in first.halves.items()}
        found |= {f"type.{name}": score.f1 for name, score in first.levels["root"].classes.items()}
        return found
    if isinstance(run, RecordRun):
        found = {
            f"{half or 'all'}.{name}": share
            for half in (None, *HALVES)
            for name, share in run.scores.shares(half).items()
        }
        return found | {f"type.{name}": score.recall for name, score in run.scores.types.classes.items()}
    held, asked = run.scores.held, run.scores.asked
    found = {"facts": held.total() / max(1, asked.total())}
    found |= {f"facts.{kind}": held[kind] / asked[kind] for kind in sorted(asked)}
    return found | {
        f"known.{kind}": run.scores.known[kind] / max(1, count) for kind, count in sorted(run.scores.told.items())
    }


def as_json(run: Run) -> dict[str, Any]:
    """Give a run as plain values."""
    told: dict[str, Any] = {"path": str(run.path), "digest": run.digest, "figures": figures_of(run)}
    if isinstance(run, PairRun):
        told["form"] = "pairs"
        told["rows"] = len(run.gold)
        told["reliability"] = {name: one._asdict() for name, one in run.reliability.items()}
        told["coders"] = {coder: _scores_json(scores) for coder, scores in run.scores.items()}
    elif isinstance(run, RecordRun):
        told["form"], told["rows"] = "records", len(run.scores.scores)
        told["types"] = _level_json(run.scores.types)
    else:
        told["form"], told["rows"] = "reports", len(run.scores.scores)
        told["held"], told["asked"] = dict(run.scores.held), dict(run.scores.asked)
        told["nevers_broken"] = run.scores.broken
    return told


def _scores_json(scores: PairScores) -> dict[str, Any]:
    return {
        "levels": {name: _level_json(level) for name, level in scores.levels.items()},
        "halves": {
            half: {name: level.macro_f1.value for name, level in levels.items()}
            for half, levels in scores.halves.items()
        },
        "confusion": [{"gold": gold, "told": told, "rows": rows} for (gold, told), rows in scores.confusion.items()],
        "uncoded": scores.uncoded,
    }


def _level_json(level: Level) -> dict[str, Any]:
    return {
        "macro_f1": level.macro_f1._asdict(),
        "accuracy": level.accuracy._asdict(),
        "classes": {name: score._asdict() for name, score in level.classes.items()},
    }


def errors_of(run: Run, halves: Sequence[str] = ("A",)) -> Iterator[dict[str, Any]]:
    """Give each miss of a run: its id, what the gold has, what was told, the cue that fired, the text."""
    if isinstance(run, PairRun):
        told = next(iter(run.scores.values())).told
        for pair, root, relation in zip(run.gold, told, run.relations, strict=True):
            if pair.half in halves and root != pair.root:
                yield {
                    "id": pair.id,
                    "gold": pair.root,
                    "told": root,
                    "cameo": relation and relation.cameo,
                    "cue": relation and relation.cue,
                    "text": pair.marked.shown(),
                }
    elif isinstance(run, RecordRun):
        for one in run.scores.scores:
            if one.record.half in halves and not one.sided:
                yield {
                    "id": one.record.id,
                    "gold": [event.type for event in one.record.events],
                    "told": [event.type for event in one.told.events],
                    "cameo": [event.cameo for event in one.told.events],
                    "cue": [event.cue for event in one.told.events],
                    "text": one.record.text,
                }
    else:
        for path, score in run.scores.scores.items():
            for kind, ids in (("missed", score.missed), ("broken", score.broken)):
                for fact in ids:
                    yield {
                        "id": f"{path.name}: {fact}",
                        "gold": kind,
                        "told": None,
                        "cameo": None,
                        "cue": None,
                        "text": "",
                    }


def lines_of(run: Run) -> Iterator[str]:
    """Give a run as lines for people."""
    if isinstance(run, PairRun):
        yield from _pair_lines(run)
    elif isinstance(run, RecordRun):
        count = len(run.scores.scores)
        yield f"{run.path.name}: {count} records; share with an event of the gold's type, its countries, on each side"
        for half in (None, *HALVES):
            told = ", ".join(f"{name} {share:.3f}" for name, share in run.scores.shares(half).items())
            yield f"  {'all   ' if half is None else f'half {half}'}  {told}"
        yield from _class_lines(run.scores.types)
    else:
        held, asked = run.scores.held, run.scores.asked
        share = held.total() / max(1, asked.total())
        facts = f"{held.total()}/{asked.total()} facts ({share:.0%})"
        yield f"{run.path.name}: {len(run.scores.scores)} reports, {facts}, {run.scores.broken} nevers broken"
        yield "  found  " + ", ".join(f"{kind} {held[kind]}/{asked[kind]}" for kind in sorted(asked))
        known, findings = run.scores.known, run.scores.told
        yield "  known  " + ", ".join(f"{kind} {known[kind]}/{findings[kind]}" for kind in sorted(findings))


def _pair_lines(run: PairRun) -> Iterator[str]:
    yield f"{run.path.name}: {len(run.gold):,} pairs; macro-F1, with the bounds of 95 in 100 resamples of the rows"
    yield f"  {'':12}" + "".join(f"{name:24}" for name in LEVELS) + "uncoded"
    for coder, scores in run.scores.items():
        yield f"  {coder:12}" + "".join(f"{scores.levels[name].macro_f1!s:24}" for name in LEVELS) + str(scores.uncoded)
        if coder != COMMONEST:
            for half, levels in scores.halves.items():
                yield f"    half {half}    " + "".join(f"{levels[name].macro_f1.value:<24.3f}" for name in LEVELS)
    first, scores = next(iter(run.scores.items()))
    yield f"  by root, {first}:"
    yield from _class_lines(scores.levels["root"])
    yield from _reliability_lines(run)
    yield "  confused (gold as told): " + ", ".join(
        f"{gold} as {told} {rows}" for (gold, told), rows in list(scores.confusion.items())[:MOST]
    )


def _reliability_lines(run: PairRun) -> Iterator[str]:
    bins = run.reliability
    yield f"  confidence, {next(iter(run.scores))} (expected calibration error {calibration_error(bins):.3f}):"
    for name, one in bins.items():
        yield f"    {name}  mean {one.confidence:.3f}  right {one.right:.3f}  rows {one.rows}"


def _class_lines(level: Level) -> Iterator[str]:
    yield f"    {'':12}precision  recall  F1     rows"
    for name, score in level.classes.items():
        yield f"    {name:12}{score.precision:<11.3f}{score.recall:<8.3f}{score.f1:<7.3f}{score.rows}"


def dumped(told: Any) -> str:  # noqa: ANN401 plain values
    """Give plain values as one line of JSON."""
    return json.dumps(told, ensure_ascii=False)
