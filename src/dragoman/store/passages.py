"""Sentences as the search has them: cut by rule, the same whatever coder read the text."""

import re
from collections.abc import Iterator

LONGEST = 2_000  # characters; a text without any stop is cut at a space

# "said on Tuesday. The two", "accord.\n\n"; not "Col. Gen. Ali Naghiyev", "the U.S. envoy", "No. 5"
_STOP = re.compile(
    r"""[.!?…。؟](?<!\b[A-Z].)(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z]{2}.)[)\]"'”’»]*\s+(?=\S)|\s*\n\s*\n\s*|\s*\n(?=\s*[-•*]\s)"""
)


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the white space around it; together they hold every word."""
    start = 0
    for stop in _STOP.finditer(text):
        yield from _pieces(text, start, stop.end())
        start = stop.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end].rstrip()
    if words := piece.lstrip():
        yield start + len(piece) - len(words), start + len(piece)
