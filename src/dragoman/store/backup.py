"""A copy of a store while others write, and a store out of a copy."""

import os
import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from dragoman.errors import StoreError

MODE = 0o600  # a copy holds everything: nobody but its owner reads it
PAGES = 1000  # copied at a time; between them others write


def back_up(engine: Engine, to: Path) -> int:
    """Copy an SQLite store to a new file, whole and of one moment; the size in bytes.

    Raises StoreError where the file is there already, cannot be written, or the store is no SQLite file.
    """
    if engine.dialect.name != "sqlite":
        raise StoreError("a PostgreSQL store is backed up with its own tools (pg_dump)")
    part = to.with_name(f".{to.name}.part")
    try:
        if to.exists():
            raise StoreError(f"{to}: is there already; name another file")
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, MODE))
        raw = engine.raw_connection()
        try:
            source = raw.driver_connection
            assert isinstance(source, sqlite3.Connection)  # noqa: S101 - for the types
            target = sqlite3.connect(part)
            try:
                source.backup(target, pages=PAGES)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, without its log
            finally:
                target.close()
        finally:
            raw.close()
        _sync(part)
        part.rename(to)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{to}: the copy could not be written ({error})") from error
    return to.stat().st_size


def restore(copy: Path, to: Path) -> None:
    """Make a store out of a copy. Raises StoreError where a store is there, or the copy is none that is sound."""
    if to.exists():
        raise StoreError(f"{to}: is there already; move it away, or name another file")
    try:
        with copy.open("rb") as file:
            head = file.read(16)
        if head != b"SQLite format 3\0":
            raise StoreError(f"{copy}: is no copy of a store")
        source = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
        try:
            wrong = [row[0] for row in source.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
        finally:
            source.close()
        if wrong:
            raise StoreError(f"{copy}: is damaged ({wrong[0]}); take another copy")
        part = to.with_name(f".{to.name}.part")
        shutil.copyfile(copy, part)
        part.chmod(MODE)
        _sync(part)
        part.rename(to)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{copy}: cannot be restored to {to} ({error})") from error


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
