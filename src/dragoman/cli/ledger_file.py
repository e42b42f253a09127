"""The ledger as a file: what is appended stands there whole or not at all, and is there when the command ends."""

import os
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import InputError, LedgerError
from dragoman.identity.ledger import lines_of, read_ledger
from dragoman.model.identity import Authority, Judgement, Ledger


def load(path: Path | None) -> Ledger:
    """The ledger of a file, empty where there is none. Raises LedgerError naming file and line, InputError.

    A last line without its end was cut off in writing, by a machine that stopped: it was never said to be there.
    """
    if path is None or not path.exists():
        return Ledger()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: is not UTF-8 ({error.reason} at byte {error.start}); restore it") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    whole, end, _ = text.rpartition("\n")
    return read_ledger((whole + end).splitlines(), str(path))


def append(path: Path, entries: Iterable[Judgement | Authority]) -> None:
    """Write entries to the end of a file, made where it is missing. Raises InputError where it cannot be written."""
    data = "".join(f"{line}\n" for line in lines_of(entries)).encode("utf-8")
    try:
        with path.open("ab+") as file:
            file.truncate(_end_of_last_line(file.seek(0, os.SEEK_END), path))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another file for --ledger") from error


def _end_of_last_line(size: int, path: Path) -> int:
    if not size:
        return 0
    data = path.read_bytes()
    return data.rfind(b"\n") + 1
