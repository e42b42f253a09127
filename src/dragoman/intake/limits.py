"""How much is taken at most, and the count of what one source has given so far."""

from dataclasses import dataclass

from dragoman.errors import InputError

GIGABYTE = 1_000_000_000
LARGEST_FILE = 200_000_000  # bytes
LONGEST_TEXT = 2_000_000  # characters of a document


class RefusedError(InputError):
    """One document, or what is left of one container, cannot be taken; `code` says why in a word.

    `passed_over`: it is in a form that is not read, and nobody named it.
    """

    def __init__(self, code: str, message: str, *, passed_over: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.passed_over = passed_over


class StoppedError(RefusedError):
    """The whole source has given as much as it may; nothing more of it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is read at most. The first two are of one document, the next three of one source that the user names.

    `ratio` and `swollen` belong together: what expands to more than `swollen` bytes and more than `ratio` times its
    packed size was made to fill a memory. `seconds` (of the CPU) and `memory` are those of the process that reads PDFs,
    feeds and Parquet, for one document; on the clock it may take `patience` times as long.
    """

    member_bytes: int = LARGEST_FILE
    text_characters: int = LONGEST_TEXT
    expanded_bytes: int = 20 * GIGABYTE
    members: int = 1_000_000
    depth: int = 5
    ratio: int = 200
    swollen: int = 100_000_000
    seconds: int = 5
    memory: int = GIGABYTE
    patience: int = 12


@dataclass(slots=True)
class Meter:
    """Counts what one source gives; raises StoppedError where it is too much."""

    limits: Limits
    source: str
    expanded: int = 0
    members: int = 0

    def expand(self, size: int) -> None:
        """Count bytes that came out of a container."""
        self.expanded += size
        if self.expanded > self.limits.expanded_bytes:
            raise StoppedError(
                "too-large",
                f"{self.source}: expands to more than {self.limits.expanded_bytes:,} bytes, the limit; it was left",
            )

    def member(self) -> None:
        """Count a member of a container, taken or not."""
        self.members += 1
        if self.members > self.limits.members:
            raise StoppedError(
                "too-many",
                f"{self.source}: has more than {self.limits.members:,} members, the limit; it was left",
            )

    def weigh(self, name: str, expanded: int, packed: int) -> None:
        """Raise RefusedError where a thing expands as no honest one does."""
        if expanded > self.limits.swollen and expanded > self.limits.ratio * max(packed, 1):
            raise RefusedError(
                "too-large",
                f"{name}: expands to more than {self.limits.ratio} times its size; it seems made to fill the memory",
            )
