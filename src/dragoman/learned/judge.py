"""The judge: the encoder of a folder, asked about marked texts, answering with the logarithms of its beliefs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from dragoman.errors import ModelError
from dragoman.learned import NETWORK, OWN, TABLE
from dragoman.learned.encoding import encode, load_tokenizer
from dragoman.learned.labels import Answers, load_answers, read_json
from dragoman.learned.rule import Opinion, Row
from dragoman.model.marked import Marked

TOKENIZER = "tokenizer.json"


@dataclass(frozen=True, slots=True)
class Judge:
    """A loaded encoder with its tokenizer and its answers; its rule is loaded apart, with the cues that it weighs."""

    session: Any
    tokenizer: Any
    answers: Answers

    def judge(self, items: Sequence[Marked]) -> Iterator[Opinion]:
        """Give an opinion for each marked text, in order.

        Each is asked alone: the network scales its activations by all that it is shown at once, so that in company an
        answer would hang on the company.
        """
        for item in items:
            ids = np.array([encode(self.tokenizer, item)], dtype=np.int64)
            heads = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
            yield Opinion(self.answers, *(_log_softmax(head)[0] for head in heads))


def _log_softmax(scores: npt.NDArray[np.float32]) -> Row:
    told = scores.astype(np.float64)
    told -= told.max(axis=1, keepdims=True)
    logs: Row = told - np.log(np.exp(told).sum(axis=1, keepdims=True))
    return logs


@cache
def load_judge(folder: Path = OWN) -> Judge:
    """Load the encoder of a folder, once. Raises ModelError where a file is missing or damaged."""
    table = folder / TABLE
    told = read_json(table)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # the same sums in the same order on any machine; many texts go to many processes
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    network = folder / NETWORK
    try:
        session = onnxruntime.InferenceSession(network.read_bytes(), options, providers=["CPUExecutionProvider"])
        tokenizer = load_tokenizer(folder / TOKENIZER)
    except OSError as error:
        raise ModelError(f"{network}: cannot be read ({error.strerror}); name the folder of a trained model") from error
    except Exception as error:  # both libraries raise Exception itself, or classes that they do not export
        raise ModelError(f"{folder}: the encoder cannot be loaded ({error}); train the model anew") from error
    return Judge(session, tokenizer, load_answers(told, table))
