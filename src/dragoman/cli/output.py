# ruff: noqa: PLC0415 - rich is loaded when something is drawn with it
"""Where the command line writes: results to standard output or a file, complaints to standard error."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import typer

from dragoman.errors import DragomanError, OptionError, QueryError

PIPED_WIDTH = 100
NARROWEST, WIDEST = 60, 160
STDOUT = "standard output"
PIPE_CLOSED = 141  # what a shell shows for a program that its reader left

# Article text is hostile input: "\x1b]0;..." would retitle the reader's terminal, U+202E turn a line round.
_UNSEEN = {
    code: f"\\x{code:02x}" for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))
} | {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}  # fmt: skip


def visible(text: str) -> str:
    r"""Give a text in which control characters, and bytes of a file's name that are no characters, show as `\x1b`."""
    return text.translate(_UNSEEN).encode("utf-8", "backslashreplace").decode("utf-8")


def complain(message: str) -> None:
    """Write one line to standard error."""
    line = " ".join(visible(message).split())
    typer.echo(f"dragoman: {line}", err=True)


@contextmanager
def complaining() -> Iterator[None]:
    """Tell what went wrong, and leave with 1."""
    try:
        yield
    except DragomanError as error:
        complain(str(error))
        raise typer.Exit(1) from None


@contextmanager
def answering() -> Iterator[None]:
    """Tell what went wrong, and leave with 2 where the command was misused or a question made no sense, else with 1."""
    with complaining():
        try:
            yield
        except (OptionError, QueryError) as error:
            raise typer.BadParameter(str(error)) from None


def say_line(stream: TextIO, line: str) -> None:
    """Write one line, at once: who reads a pipe sees each record when it is ready."""
    stream.write(line + "\n")
    stream.flush()


def width_of(stream: TextIO) -> int:
    """Tell how wide a table may be: the terminal's or `COLUMNS`, 60 to 160; 100 where nothing is known."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal():
        return min(max(int(told), NARROWEST), WIDEST)
    if not stream.isatty():
        return PIPED_WIDTH
    columns = os.get_terminal_size(stream.fileno()).columns  # 0 where a terminal does not know itself
    return min(max(columns or PIPED_WIDTH, NARROWEST), WIDEST)


@contextmanager
def guarded_output(target: Path | None = None, *, utf8: bool = True) -> Iterator[TextIO]:
    """Give the stream that results go to: standard output, or a file that stands there whole or not at all.

    `utf8` makes standard output UTF-8 whatever the terminal's own is; without it, what the terminal cannot show is
    escaped. A reader who leaves ("| head") ends the command quietly. Raises OptionError where the file cannot be
    written.
    """
    if target is None or str(target) == "-":
        stream = sys.stdout
        if isinstance(stream, io.TextIOWrapper):
            if utf8:
                stream.reconfigure(encoding="utf-8", newline="\n")
            else:
                stream.reconfigure(errors="backslashreplace")
        with _writing(STDOUT):
            yield stream
    elif target.exists() and not target.is_file():  # a folder; or /dev/stdout, a named pipe: nothing to swap in
        with _writing(str(target)), _opened(target, target) as stream:
            yield stream
    else:
        with _writing(str(target)), _swapped_in(target) as stream:
            yield stream


@contextmanager
def _swapped_in(target: Path) -> Iterator[TextIO]:
    # kill -9 leaves the old file or the new one, and at worst a ".part" beside it
    whole = target.resolve()
    part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
    try:
        with _opened(part, target) as stream:
            yield stream
        part.replace(whole)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path, told: Path) -> Iterator[TextIO]:
    try:
        stream = path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OptionError(f"{told}: cannot be written ({error.strerror}); name another file") from error
    with stream:
        yield stream


@contextmanager
def _writing(told: str) -> Iterator[None]:
    """Let what cannot be written end the command: quietly where the reader has left, else with its reason.

    Only writing raises OSError in here: a file that cannot be read is told as an InputError, or caught with its name.
    """
    try:
        yield
    except OSError as error:
        if told == STDOUT:
            _forget_stdout()
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(PIPE_CLOSED) from None
        complain(f"{told}: cannot be written ({error.strerror}); make room, or name another file with -o")
        raise typer.Exit(1) from None


def close_quietly() -> None:
    """Flush standard output; a reader who has left is no news, and Python would print that at its very end."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()


def _forget_stdout() -> None:
    """Turn standard output to nowhere: what is left in its buffer would fail again when Python ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show on a terminal's standard error what is being done, for as long as it lasts; nothing anywhere else."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(file=sys.stderr).status(Text(visible(what))):
        yield
