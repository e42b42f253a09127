"""Letters of all scripts in ASCII."""

import re
from functools import lru_cache

from anyascii import anyascii

_BEYOND = re.compile(r"[^\x00-\x7f]")


def in_ascii(text: str) -> str:
    """A text with every letter as ASCII writes it: "Nağıyev’s" is "Nagiyev's".

    As `anyascii` gives it, which looks at each letter of a text, and the thousands of a report are ASCII as a rule.
    """
    return text if text.isascii() else _BEYOND.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    return _letter(found.group())


@lru_cache(maxsize=65_536)
def _letter(letter: str) -> str:
    return anyascii(letter)
