"""A report's words as they are read, without the marks that it was written with: "# Briefing", "**Summit.**".

Only what is shown is: spans, and what programs are given, keep the report's own characters.
"""

import re

_BEGINNING = re.compile(r"^\s*(?:#{1,6}\s+|[-*]\s+(?=\S))")
# "5 * 3" has no word on one side of it, a mark of emphasis has one: "**Seoul, 3 February**", "*Done in Addis Ababa.*"
_EMPHASIS = re.compile(r"\*\*|(?<![\w*])\*(?=\w)|(?<=[\w.,;:!?)\"])\*(?![\w*])")


def unmarked(text: str, *, begins: bool = True) -> str:
    """A text, or a piece of one, without such marks. begins: whether it is the first piece."""
    return _EMPHASIS.sub("", _BEGINNING.sub("", text) if begins else text)
