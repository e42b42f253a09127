"""From a marked text to the numbers that the encoder takes: word pieces, with four marks for the two sides."""

from pathlib import Path

from tokenizers import Tokenizer

from dragoman.errors import ModelError
from dragoman.model.marked import Marked

# Four of the places that BERT's vocabulary keeps free: source begins, source ends, target begins, target ends.
MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
LONGEST = 128  # word pieces; of a longer text the stretch around the two sides is kept


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer with the four marks known to it, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKS))
    return tokenizer


def marks_of(tokenizer: Tokenizer) -> list[int]:
    """Give the word pieces of the four marks. Raises ModelError where the vocabulary has no room for them."""
    found = [tokenizer.token_to_id(mark) for mark in MARKS]
    known = [piece for piece in found if piece is not None]
    if len(known) < len(MARKS):
        raise ModelError(f"the tokenizer lacks {MARKS}; take a BERT model whose vocabulary keeps them free")
    return known


def encode(tokenizer: Tokenizer, marked: Marked) -> list[int]:
    """Give the word pieces of a marked text, at most LONGEST, both ends kept."""
    ids: list[int] = tokenizer.encode(marked.shown([f" {mark} " for mark in MARKS])).ids
    if len(ids) <= LONGEST:
        return ids
    marks = set(marks_of(tokenizer))
    places = [place for place, piece in enumerate(ids) if piece in marks] or [0]
    room = LONGEST - 2
    begin = max(1, min((places[0] + places[-1]) // 2 - room // 2, len(ids) - 1 - room))
    return [ids[0], *ids[begin : begin + room], ids[-1]]
