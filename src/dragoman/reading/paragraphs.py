"""Lines to paragraphs: which line ends stand between paragraphs, and which were only put in by somebody's margin."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

from dragoman.model.reading import Extent

Mark = Literal["", "heading", "item", "number", "quote", "rule", "row"]
# What a line is by its words: whole ("March 9, 2023"), the beginning of something ("Photo: ..."), or a beginning even
# where the line above seems to go on ("LIMA, Feb 10 (Wire).- ..." under a long headline).
Start = Literal["", "whole", "begins", "always"]

WIDEST = 130  # characters: nobody wraps by hand beyond, so a longer line is a paragraph
NARROWEST = 30  # characters: what is wrapped narrower is a list, not a text
RAGGED = 0.7  # of the margin: an unfinished line this long goes on although the next word would have fitted
CLOSING = ",;"  # at the end of an item that is not the last
INDENT = 2  # characters

# The structure of plain text and Markdown; no words of a language are in it.
_RULE = re.compile(
    r"(?:[-*_=~][ \t]*){3,}|`{3}.*|!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)|<!--.*-->|\|?[ \t:|-]*-{3}[ \t:|-]*\|?"
)
_SETEXT = re.compile(r"={3,}|-{3,}")
_STARTS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("heading", re.compile(r"#{1,6}[ \t]+(?=\S)")),
    ("quote", re.compile(r"(?:>[ \t]?)+(?=\S)")),
    ("item", re.compile(r"(?:[-*+•●▪◦‣·–—][ \t]+|[•●▪◦‣](?=\w))(?=\S)")),  # noqa: RUF001 - dashes begin list items
    ("number", re.compile(r"(?:\(?\d{1,2}[.)]|\(?[a-z]{1,4}\))[ \t]+(?=\S)")),
    ("row", re.compile(r"\|(?=.*\|$)")),
)
LONGEST_LETTERED = 5  # characters of a number made of letters: "a)", "viii)"
_FINAL = re.compile(r"[.!?…:;。！？؟।][\"'”’»)\]*_]*$")  # noqa: RUF001 - stops of other scripts, too
_FENCE = re.compile(
    r"(---|\+\+\+)[ \t]*\n(?=[A-Za-z_]{1,30}[ \t]*[:=])(.*?)\n?(?:(?<=\n))(?:\1|\.\.\.)[ \t]*(?=\n|\Z)", re.DOTALL
)
LONGEST_MATTER = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: `outer` with its mark ("1. ", "# "), `extent` without; `first` the extent of its first line."""

    outer: Extent
    extent: Extent
    mark: Mark
    group: int  # paragraphs between the same two blank lines


@dataclass(frozen=True, slots=True)
class _Line:
    start: int  # of what is not blank
    end: int
    indent: int
    group: int

    @property
    def length(self) -> int:
        return self.end - self.start


def ends_sentence(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] ends as a sentence does: a stop, with closing marks behind it."""
    return _FINAL.search(text, max(start, end - 8), end) is not None


def front_matter(text: str) -> Extent | None:
    """Find the block of keys that stands above some texts between two fences."""
    found = _FENCE.match(text, 0, LONGEST_MATTER)
    return None if found is None else Extent(*found.span())


def paragraphs(
    text: str, position: int, starts: Callable[[int, int], Start], open_ends: frozenset[str]
) -> tuple[Paragraph, ...]:
    """Join lines to paragraphs, in time linear in the text.

    `starts(start, end)` tells what a line is by its words; `open_ends` are words after which a text goes on.
    """
    lines = tuple(_lines(text, position))
    width = _width(text, lines)
    found: list[Paragraph] = []
    opened: _Line | None = None  # the first line of the paragraph at work
    alone = False
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        close = before is not None and before.group == line.group
        start = _start(text, line, starts, in_group=_in_group(lines, index))
        must = close and before is not None and _must_go_on(text, before, line, width, open_ends) and start != "always"
        if opened is not None and before is not None:
            free = close and not alone and (must or not start)
            if free and _goes_on(text, before, line, width, must=must):
                continue
            found.append(_paragraph(text, opened, before))
        opened, alone = line, start == "whole" and not must
    if opened is not None:
        found.append(_paragraph(text, opened, lines[-1]))
    return tuple(_underlined(text, found))


def _lines(text: str, position: int) -> Iterator[_Line]:
    group = 0
    size = len(text)
    while position <= size:
        end = text.find("\n", position)
        end = size if end < 0 else end
        raw = text[position:end]
        bare = raw.strip()
        if bare:
            indent = len(raw) - len(raw.lstrip())
            yield _Line(position + indent, position + indent + len(bare), indent, group)
        else:
            group += 1
        position = end + 1


def _first_word(text: str, line: _Line) -> int:
    space = text.find(" ", line.start, line.end)
    return (space if space >= 0 else line.end) - line.start


def _width(text: str, lines: tuple[_Line, ...]) -> int | None:
    """Find the margin that explains most of the line ends; None where the text seems not to be wrapped.

    Whoever wrapped a line at W left off where the next word would have crossed it: length <= W < length + 1 + word.
    """
    long = {line.group for line in lines if line.length > WIDEST and " " in text[line.start : line.end]}
    steps: dict[int, int] = {}
    unfinished = 0
    for line, after in pairwise(lines):
        if line.group != after.group or line.group in long or ends_sentence(text, line.start, line.end):
            continue
        if _mark(text, after)[0]:
            continue
        unfinished += 1
        steps[line.length] = steps.get(line.length, 0) + 1
        reach = line.length + 1 + _first_word(text, after)
        steps[reach] = steps.get(reach, 0) - 1
    most = depth = best = 0
    for length in sorted(steps):
        depth += steps[length]
        if depth > most:
            most, best = depth, length
    return best if most > 1 and 2 * most >= unfinished and best >= NARROWEST else None


def _is_full(text: str, line: _Line, after: _Line, width: int) -> bool:
    return line.length + 1 + _first_word(text, after) > width >= line.length - INDENT


def _must_go_on(text: str, line: _Line, after: _Line, width: int | None, open_ends: frozenset[str]) -> bool:
    """Tell whether a line is certainly unfinished: cut at the margin, or after "of"."""
    if ends_sentence(text, line.start, line.end) or _mark(text, after)[0] in ("heading", "quote", "rule", "row"):
        return False
    last = text.rfind(" ", max(line.start, line.end - 20), line.end)
    if last >= 0 and text[last - 1] in CLOSING and _mark(text, after)[0] in ("item", "number"):
        return False  # "- condemned the coup; and" / "- called on Sudan to withdraw."
    if last >= 0 and text[last + 1 : line.end] in open_ends:
        return True
    return width is not None and _is_full(text, line, after, width)


def _goes_on(text: str, line: _Line, after: _Line, width: int | None, *, must: bool) -> bool:
    if must:
        return True
    if _RULE.fullmatch(text, line.start, line.end) or _mark(text, line)[0] == "heading":
        return False
    if _mark(text, after)[0]:
        # every line of a quotation has its mark; it is one paragraph all the same
        return _mark(text, line)[0] == _mark(text, after)[0] == "quote" and _wraps(text, line, after, width)
    return _wraps(text, line, after, width)


def _wraps(text: str, line: _Line, after: _Line, width: int | None) -> bool:
    final = ends_sentence(text, line.start, line.end)
    if not final and text[after.start].islower():
        return True
    if width is None or line.length > WIDEST:
        return False
    if after.indent >= line.indent + INDENT and _mark(text, line)[0] == "":
        return False
    return _is_full(text, line, after, width) or (not final and line.length >= RAGGED * width)


def _in_group(lines: tuple[_Line, ...], index: int) -> bool:
    group = lines[index].group
    return (index > 0 and lines[index - 1].group == group) or (
        index + 1 < len(lines) and lines[index + 1].group == group
    )


def _start(text: str, line: _Line, starts: Callable[[int, int], Start], *, in_group: bool) -> Start:
    if _RULE.fullmatch(text, line.start, line.end):
        return "whole"
    return starts(line.start, line.end) if in_group else ""


def _mark(text: str, line: _Line) -> tuple[Mark, int]:
    """Find what a line begins with that is no part of its text, and where that text begins."""
    if text[line.start].isalpha() and text.find(")", line.start, line.start + LONGEST_LETTERED) < 0:
        return "", line.start
    if _RULE.fullmatch(text, line.start, line.end):
        return "rule", line.start
    for mark, pattern in _STARTS:
        found = pattern.match(text, line.start, line.end)
        if found is not None:
            return mark, found.end()
    return "", line.start


def _paragraph(text: str, first: _Line, last: _Line) -> Paragraph:
    mark, start = _mark(text, first)
    return Paragraph(outer=Extent(first.start, last.end), extent=Extent(start, last.end), mark=mark, group=first.group)


def _underlined(text: str, found: list[Paragraph]) -> Iterator[Paragraph]:
    """Make a heading of a line with a rule right under it."""
    for paragraph, after in zip_longest(found, found[1:]):
        under = after is not None and after.group == paragraph.group and after.mark == "rule"
        if (
            under
            and after is not None
            and paragraph.mark == ""
            and _SETEXT.fullmatch(text, *after.extent)
            and not ends_sentence(text, *paragraph.extent)
        ):
            yield Paragraph(outer=paragraph.outer, extent=paragraph.extent, mark="heading", group=paragraph.group)
        else:
            yield paragraph
