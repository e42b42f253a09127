# ruff: noqa: PLC0415 - torch is loaded when the command runs
"""`dragoman train`."""

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.output import complain, complaining, guarded_output, say_line

HELP = """Train the encoder on labelled pairs of your own.

PAIRS is a table, tab-separated, with a header: marked (the sentence, <s>..</s> around who acts, <t>..</t> around on
whom), type (one of PLOVER's sixteen, or NONE), mode (several joined by +, may be empty), status, cameo. Several tables
may be given; training/pairs.tsv of the project is one. What reviewers judged (dragoman export-judgements > mine.jsonl)
is taken as it is. A tenth of the sentences, chosen by their digest, is held out:
on it the rule that weighs encoder and cues is fitted, and the score is told.

Needs the extra `train` (pip install "dragoman[train]"): torch, transformers, onnx and the encoder to begin with. On two
cores a thousand pairs take about half a minute an epoch.

\b
  dragoman train mine.tsv --out my-model
  dragoman evaluate gold.tsv --model-dir my-model

\b
Exit codes
  0  the model is saved        1  there was trouble        2  the command was misused
"""


def train_on(
    paths: Annotated[list[Path], typer.Argument(metavar="PAIRS", help="Tables of labelled pairs.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Where the model is saved.")],
    epochs: Annotated[int, typer.Option(min=1, max=50, help="How often each pair is seen.")] = 6,
    seed: Annotated[int, typer.Option(help="The same seed gives the same model on a machine.")] = 1648,
    rule_only: Annotated[
        bool, typer.Option("--rule-only", help="Keep the encoder in DIR and fit only the rule anew: cues have changed.")
    ] = False,
    base: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A BERT model with its tokenizer.json to begin with.")
    ] = None,
) -> None:
    """Train, save, and tell the held-out score."""
    if find_spec("torch") is None or find_spec("transformers") is None or find_spec("onnx") is None:
        complain('training needs torch, transformers and onnx; install them with pip install "dragoman[train]"')
        raise typer.Exit(1)
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from dragoman.lexicon.load import load_lexicon
    from dragoman.training.pairs import load_pairs
    from dragoman.training.train import refit, train_model

    shown = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with complaining():
        ontology = load_lexicon().ontology
        pairs = [pair for path in paths for pair in load_pairs(path, ontology)]
        with Progress(*shown, console=Console(file=sys.stderr), disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("training", total=None)

            def step(done: int, total: int, loss: float) -> None:
                progress.update(task, completed=done, total=total, description=f"training, loss {loss:.2f}")

            if rule_only:
                result = refit(pairs, out)
            else:
                result = train_model(pairs, out, base=base, epochs=epochs, seed=seed, step=step)
    with guarded_output() as stream:
        say_line(stream, f"{result.pairs:,} pairs trained on, {result.held:,} held out; saved in {out}")
        told = ", ".join(f"{name} {share:.1%}" for name, share in result.shares.items())
        say_line(stream, f"type and root of code right on the half of the held out that nothing was fitted on: {told}")
