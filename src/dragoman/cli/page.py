"""A page on a terminal or in a pipe: indented text without boxes, colours on a terminal only."""

import io
from collections.abc import Iterator
from typing import TextIO

from rich.console import Console
from rich.text import Text

from dragoman.asking.phrases import one_line
from dragoman.cli.output import visible
from dragoman.cli.table import Page, Proof, Row

MARGIN = "  "
LEAST_LABEL, WIDEST_LABEL = 16, 28
EMPTY = "nothing was found to record"


def print_page(page: Page, stream: TextIO, *, width: int, evidence: bool) -> None:
    """Write a page `width` wide; with `evidence` every row is followed by the words it rests on, whole."""
    drawn = io.StringIO()  # rich writes there: a pipe that its reader left is the stream's business, not rich's
    console = Console(
        file=drawn,
        width=width,
        force_terminal=stream.isatty(),  # no colour in a pipe, whatever the environment wishes
        highlight=False,
        markup=False,
        emoji=False,
    )
    for line in _lines(page, width, console, evidence=evidence):
        line.rstrip()
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    stream.write(drawn.getvalue())
    stream.flush()


def _lines(page: Page, width: int, console: Console, *, evidence: bool) -> Iterator[Text]:
    for number, told in enumerate(page.head):
        yield from _wrapped(Text(visible(told), style="bold" if number == 0 else ""), "", "", width, console)
    if not page.sections:
        yield Text(MARGIN + EMPTY)
    for section in page.sections:
        yield Text(section.title, style="bold")
        longest = max((len(row.label) for row in section.rows if len(row.label) <= WIDEST_LABEL), default=0)
        column = max(longest, LEAST_LABEL)
        for row in section.rows:
            yield from _row(row, column, width, console, evidence=evidence)


def _row(row: Row, column: int, width: int, console: Console, *, evidence: bool) -> Iterator[Text]:
    indent = " " * (len(MARGIN) + column + 2)
    label = Text(MARGIN + visible(row.label), style="cyan")
    if len(row.label) > column:
        yield label
        label = Text("")
    label.pad_right(len(indent) - label.cell_len)
    for number, told in enumerate(row.lines):
        text = Text(visible(told), style="" if number == 0 else "dim")
        if number == 0 and row.mark:
            text = Text.assemble((f"{row.mark}: ", "yellow"), text)
        lead = label if number == 0 else Text(indent)
        yield from _wrapped(text, lead, indent, width, console)
    if evidence:
        for proof in row.proofs:
            yield from _wrapped(_proof(proof), Text(indent), indent + MARGIN, width, console)


def _proof(proof: Proof) -> Text:
    label, span = proof
    words = visible(one_line(span.quote))
    return Text(f'> {label}{" " if label else ""}"{words}" [{span.start}-{span.end}]', style="green")


def _wrapped(text: Text, first: Text | str, indent: str, width: int, console: Console) -> Iterator[Text]:
    lead = Text(first) if isinstance(first, str) else first
    for line in text.wrap(console, max(width - len(indent), len(MARGIN) * 10)):
        line.rstrip()
        yield Text.assemble(lead, line)
        lead = Text(indent)
