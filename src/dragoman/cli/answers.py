"""An answer in the form that was asked for: a page, JSON lines, or CSV that no spreadsheet takes for a program."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from dragoman.asking.cells import cell
from dragoman.cli.output import say_line, visible, width_of
from dragoman.cli.page import print_page
from dragoman.cli.table import Page

NOTHING = "  nothing was found"

# JSON escapes the control characters below 0x20; a terminal obeys those above, and turns lines round, too
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def json_line(value: Any) -> str:  # noqa: ANN401 - whatever JSON has
    """A value as one line of JSON, with nothing in it that a terminal would obey."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED).encode("utf-8", "replace").decode("utf-8")


def say_json(stream: TextIO, values: Iterable[Any]) -> None:
    """Write a line of JSON for each value."""
    for value in values:
        say_line(stream, json_line(value))


def say_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, head: bool) -> None:
    """Write rows of CSV, with the names of the columns before the first."""
    drawn = io.StringIO()
    writer = csv.writer(drawn, lineterminator="\n")
    if head:
        writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(name)) for name in columns])
    text = drawn.getvalue()
    stream.write(visible(text) if stream.isatty() else text)
    stream.flush()


def say_page(stream: TextIO, page: Page) -> None:
    """Write a page as wide as the terminal; where nothing is on it, say so."""
    if not page.sections:
        stream.write("".join(f"{visible(line)}\n" for line in (*page.head, NOTHING)))
        stream.flush()
        return
    print_page(page, stream, width=width_of(stream), evidence=False)
