"""Names written all in capitals behind a form of address: "Shri ARVIND KUMAR MISHRA", "Ms. NGUYEN Thi Lan Anh"."""

import re
from collections.abc import Sequence

from dragoman.reading.units import Unit

_RUN = re.compile(r"(?<=[HR_])\.?(?P<run>(?:[NY]){2,5})")
SHORTEST = 2  # letters of a part of a name in capitals


def spell_out(units: Sequence[Unit], line: str) -> str:
    """The labels with such names as names, where they were taken for acronyms side by side."""
    if "Y" not in line:
        return line
    told = list(line)
    for match in _RUN.finditer(line):
        start, end = match.span("run")
        words = [unit.text for unit in units[start:end]]
        if "Y" in match["run"] and all(len(word) >= SHORTEST and word.isalpha() for word in words):
            told[start:end] = "N" * (end - start)
    return "".join(told)


def is_lettered(units: Sequence[Unit], index: int) -> bool:
    """Whether a small word is an acronym where it is told: "the Anti-Narcotics Department (AND)"."""
    inside = 0 < index < len(units) - 1 and units[index - 1].text == "(" and units[index + 1].text == ")"
    return inside and units[index].text.isupper() and len(units[index].text) > 1
