"""What a reader of one form is given: the opened thing, and the way to whatever lies in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from dragoman.errors import InputError, MissingError, NotTextError, TooLargeError
from dragoman.intake.limits import Limits, Meter, RefusedError
from dragoman.intake.sandbox import Sandbox
from dragoman.intake.streams import Peeked
from dragoman.model.source_text import Item, Refused

Found = Iterator[Item | Refused]

NO_REPORTS = ("readme", "readme.md", "readme.txt")
# What an error that has no code of its own is called here.
_CODES: tuple[tuple[type[InputError], str], ...] = (
    (TooLargeError, "too-large"),
    (NotTextError, "unknown-format"),
    (MissingError, "not-found"),
)


def refused(name: str, error: InputError) -> Refused:
    """What an error says of a document."""
    if isinstance(error, RefusedError):
        return Refused(name=name, code=error.code, message=str(error), passed_over=error.passed_over)
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "unreadable")
    return Refused(name=name, code=code, message=str(error))


def is_left_out(name: str) -> bool:
    """Tell whether a file's own name says that it is no report: a hidden one, a README."""
    return name.startswith(".") or name.lower() in NO_REPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file, or a member of a container, whose beginning was looked at.

    `name` is shown; `file` is the name by whose ending a form is told. `handle` is there for a file of the disk, in
    which one may go back and forth.
    """

    name: str
    file: str
    stream: Peeked
    depth: int = 0
    asked: bool = False  # the user named it
    charset: str | None = None
    handle: BinaryIO | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One source being read."""

    limits: Limits
    columns: Mapping[str, str]
    meter: Meter
    sandbox: Sandbox
    empty: bool  # whether a text without words is a document, too
    open: Callable[["Visit", Opened], Found] = field(repr=False)

    def enter(self, opened: Opened) -> Found:
        """Read what lies in a container. Raises RefusedError where it lies too deep, StoppedError at the limits."""
        if opened.depth > self.limits.depth:
            raise RefusedError(
                "too-deep", f"{opened.name}: lies {opened.depth} containers deep, the limit is {self.limits.depth}"
            )
        yield from self.open(self, opened)
