"""A text with its two sides marked: who acts, and on whom. The form in which pairs are given, labelled and learnt."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.errors import MarkError
from dragoman.model.reading import Extent

SOURCE, TARGET = "s", "t"
_MARK = re.compile(rf"<(/?)([{SOURCE}{TARGET}])>")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without marks, and the extents of its source and of its target.

    An actor may be named twice or not at all.
    """

    text: str
    sources: tuple[Extent, ...] = ()
    targets: tuple[Extent, ...] = ()

    def shown(self, marks: Sequence[str] = ("<s>", "</s>", "<t>", "</t>")) -> str:
        """Give the text with the four marks: source begins, source ends, target begins, target ends."""
        points: list[tuple[int, int, int, str]] = []
        for extents, opening, closing in ((self.sources, marks[0], marks[1]), (self.targets, marks[2], marks[3])):
            for start, end in extents:
                # at one place what ends comes before what begins, and of two that begin the longer is outside
                points += [(start, 1, -end, opening), (end, 0, -start, closing)]
        text, last = "", 0
        for at, _, _, mark in sorted(points):
            text += self.text[last:at] + mark
            last = at
        return text + self.text[last:]


def parse_marked(marked: str) -> Marked:
    """Take `<s>..</s>` and `<t>..</t>` out of a sentence. Raises MarkError where they do not close."""
    text, last = "", 0
    opened: dict[str, int] = {}
    sides: dict[str, list[Extent]] = {SOURCE: [], TARGET: []}
    for match in _MARK.finditer(marked):
        text += marked[last : match.start()]
        last = match.end()
        closing, side = match.groups()
        if bool(closing) != (side in opened):
            raise MarkError(
                f"{match[0]} at character {match.start()} has no partner in {marked!r}; close every mark once"
            )
        if closing:
            sides[side].append(Extent(opened.pop(side), len(text)))
        else:
            opened[side] = len(text)
    if opened:
        raise MarkError(f"<{next(iter(opened))}> is never closed in {marked!r}; close every mark once")
    return Marked(text + marked[last:], tuple(sides[SOURCE]), tuple(sides[TARGET]))


def marked_at(text: str, sources: Iterable[tuple[int, int]], targets: Iterable[tuple[int, int]]) -> Marked:
    """Mark a text by offsets. Raises MarkError for an extent that is empty or lies outside the text."""
    sides = []
    for side, given in (("source", sources), ("target", targets)):
        extents = tuple(Extent(*extent) for extent in given)
        for start, end in extents:
            if not 0 <= start < end <= len(text):
                told = f"the {side} extent ({start}, {end}) is no part of a text of {len(text)} characters"
                raise MarkError(f"{told}; give offsets of at least one character, 0 <= start < end <= {len(text)}")
        sides.append(extents)
    return Marked(text, *sides)
