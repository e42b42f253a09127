"""Lines of a list that was limited by words: where the words stand, in the line or in a sentence that tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.asking.phrases import one_line
from dragoman.store.listed import Listed
from dragoman.store.view import View
from dragoman.store.words import Search, marks, search
from dragoman.web.lines import Line, line_of

Pieces = tuple[tuple[str, bool], ...]


def lines_with(items: Sequence[Listed], told: str | None, view: View) -> list[Line]:
    """The lines of some findings, with what was looked for marked in them."""
    if told is None:
        return [line_of(item) for item in items]
    looked_for = search(told)
    return [_with_marks(line_of(item), looked_for, view) for item in items]


def _with_marks(line: Line, looked_for: Search, view: View) -> Line:
    here = pieces_of(line.words or "", looked_for)
    if any(marked for _, marked in here):
        return replace(line, pieces=here)
    if marks(line.plain, looked_for):
        return line
    return replace(line, sentence=next(_sentences(line, looked_for, view), ()))


def _sentences(line: Line, looked_for: Search, view: View) -> Iterator[Pieces]:
    """The sentences that tell it and have a word that was looked for."""
    for account in view.tellings(line.id).items:
        for one in account.sentences:
            pieces = pieces_of(one_line(one.quote), looked_for)
            if any(marked for _, marked in pieces):
                yield pieces


def pieces_of(text: str, looked_for: Search) -> Pieces:
    """A text in pieces, each with whether it was looked for."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in marks(text, looked_for):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])
