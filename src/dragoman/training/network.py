"""The network: a BERT encoder, four pooled vectors, one shared layer, three heads."""

from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from dragoman.learned.labels import Answers

DROPOUT = 0.1
SMOOTHING = 0.05
STATUS_WEIGHT = 0.5  # nearly all pairs have occurred; the other two heads are what is hard
BATCH, BUCKET = 16, 20
ENCODER_RATE, HEAD_RATE, DECAY, WARM_UP = 8e-5, 5e-4, 0.01, 0.1
CLIP = 1.0


class Network(nn.Module):
    """Give scores for codes, forms and statuses from word pieces.

    Pools the whole, its mean, and where each side begins.
    """

    def __init__(self, base: Path, answers: Answers, marks: Sequence[int]) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        width = self.bert.config.hidden_size
        self.source, self.target = marks[0], marks[2]
        self.drop = nn.Dropout(DROPOUT)
        self.mix = nn.Linear(4 * width, width)
        self.codes = nn.Linear(width, len(answers.codes))
        self.forms = nn.Linear(width, len(answers.forms))
        self.statuses = nn.Linear(width, len(answers.statuses))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Give three tables of scores, a row a text."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        vectors = [
            hidden[:, 0],
            _mean(hidden, mask),
            *(_mean(hidden, ids == mark) for mark in (self.source, self.target)),
        ]
        mixed = self.drop(torch.tanh(self.mix(self.drop(torch.cat(vectors, dim=-1)))))
        return self.codes(mixed), self.forms(mixed), self.statuses(mixed)


def _mean(hidden: Tensor, chosen: Tensor) -> Tensor:
    weights = chosen.to(hidden.dtype).unsqueeze(-1)
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)


def train(
    network: Network,
    rows: Sequence[Sequence[int]],
    classes: Sequence[tuple[int, int, int]],
    *,
    epochs: int,
    seed: int,
    step: Callable[[int, int, float], None],
) -> None:
    """Fit a network to encoded texts and their three classes; `step` is told steps done, steps in all, and the loss.

    AdamW with a linear warm-up and decay, the heads faster than the encoder; texts of like length share a batch.
    """
    torch.manual_seed(seed)
    order = torch.Generator().manual_seed(seed)
    encoder = list(network.bert.parameters())
    heads = [parameter for name, parameter in network.named_parameters() if not name.startswith("bert.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=DECAY, fused=True
    )
    total = epochs * -(-len(rows) // BATCH)
    warm = max(1, int(WARM_UP * total))
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda done: min((done + 1) / warm, max(0.0, (total - done) / max(1, total - warm)))
    )
    weights = (1.0, 1.0, STATUS_WEIGHT)
    done = 0
    for _ in range(epochs):
        network.train()
        for numbers in _batches([len(row) for row in rows], order):
            scores = network(*_tensors([rows[number] for number in numbers]))
            wanted = torch.tensor([classes[number] for number in numbers])
            loss = sum(
                weight * functional.cross_entropy(head, wanted[:, place], label_smoothing=SMOOTHING)
                for place, (weight, head) in enumerate(zip(weights, scores, strict=True))
            )
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            scheduler.step()
            done += 1
            step(done, total, loss.item())
    network.eval()


def _tensors(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Give rows of word pieces as one table, filled with noughts, and a mask of what is filled in."""
    pad = nn.utils.rnn.pad_sequence
    ids = pad([torch.tensor(row) for row in rows], batch_first=True)
    return ids, pad([torch.ones(len(row), dtype=torch.long) for row in rows], batch_first=True)


def _batches(lengths: Sequence[int], order: torch.Generator) -> list[list[int]]:
    """Shuffle, sort by length within some batches' worth, cut, and shuffle the batches."""
    shuffled = torch.randperm(len(lengths), generator=order).tolist()
    batches = []
    for first in range(0, len(shuffled), BATCH * BUCKET):
        bucket = sorted(shuffled[first : first + BATCH * BUCKET], key=lambda number: lengths[number])
        batches += [bucket[begin : begin + BATCH] for begin in range(0, len(bucket), BATCH)]
    return [batches[place] for place in torch.randperm(len(batches), generator=order).tolist()]
