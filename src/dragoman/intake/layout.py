"""How the text of a page or a document is set out: lines of paragraphs, items and rows."""

from collections.abc import Iterable

BREAK = "\v"  # stands in a raw line for a break that the author put there


def line_of(raw: str) -> str:
    """A line without needless blanks, broken where it was broken."""
    return "\n".join(" ".join(part.split()) for part in raw.split(BREAK)).strip()


def set_out(lines: Iterable[tuple[str, str]]) -> str:
    """Join lines, each with its kind: an "item" or a "row" follows its like closely, all else after a blank line."""
    pieces: list[str] = []
    before = ""
    for kind, line in lines:
        pieces.append(("\n" if kind == before != "p" else "\n\n") + line)
        before = kind
    return "".join(pieces).strip("\n")
