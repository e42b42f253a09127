"""The one door for everything: files, folders, globs and standard input in, a document or a refusal out, one by one."""

import glob
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import InputError
from dragoman.intake.archives import read_tar, read_zip
from dragoman.intake.feeds import read_feed
from dragoman.intake.files import document
from dragoman.intake.forms import PACKED, claims, form_of, kind_of, unpacked
from dragoman.intake.limits import Limits, Meter, RefusedError, StoppedError
from dragoman.intake.mail import read_mail
from dragoman.intake.parquet import read_parquet
from dragoman.intake.pdf import read_pdf
from dragoman.intake.rows import read_csv, read_json, read_json_lines
from dragoman.intake.sandbox import Sandbox
from dragoman.intake.streams import Peeked, digest_of, unpacking, whole
from dragoman.intake.visit import Found, Opened, Visit, is_left_out, refused
from dragoman.intake.warc import read_warc
from dragoman.model.source_text import Item, Refused

STDIN = "standard input"
NO_COLUMNS: Mapping[str, str] = {}


def items(
    sources: Iterable[str | Path],
    *,
    limits: Limits | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
    stdin: BinaryIO | None = None,
    empty: bool = False,
) -> Found:
    """Read everything that is named, one document after another: an Item each, or a Refused that says why not.

    A source is a file, a folder (all in it, sorted; not hidden files, not README), a pattern with `*`, `?` or `[`, or
    "-" for standard input. Archives, mails, feeds, tables and crawls give each of their documents. One that cannot be
    taken never stops the rest. `columns` says which column of a table holds what: {"text": "body"}; see `columns_of`.
    `empty`: a text without words is a document, too.
    The order depends on names alone. Raises nothing of a source's doing.
    """
    limits = limits or Limits()
    with Sandbox(limits) as sandbox:
        for source in sources:
            yield from _source(str(source), _Asked(limits, columns, sandbox, stdin, empty=empty))


def items_in(
    data: bytes,
    name: str,
    *,
    file: str,
    charset: str | None = None,
    limits: Limits | None = None,
    columns: Mapping[str, str] = NO_COLUMNS,
) -> Found:
    """Read what was fetched, as `items` reads a file: `file` is a name by whose ending its form is told."""
    limits = limits or Limits()
    with Sandbox(limits) as sandbox:
        opened = Opened(name=name, file=file, stream=Peeked(io.BytesIO(data)), asked=True, charset=charset)
        yield from _guarded(_Asked(limits, columns, sandbox).visit(name), opened)


def items_found(paths: Iterable[Path], *, limits: Limits | None = None) -> Found:
    """Read files that were found in a folder: as `items`, but what has the ending of no report is refused."""
    limits = limits or Limits()
    with Sandbox(limits) as sandbox:
        for path in paths:
            yield from _file(path, _Asked(limits, NO_COLUMNS, sandbox), named=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    limits: Limits
    columns: Mapping[str, str]
    sandbox: Sandbox
    stdin: BinaryIO | None = None
    empty: bool = False

    def visit(self, name: str) -> Visit:
        meter = Meter(self.limits, name)
        return Visit(
            limits=self.limits,
            columns=self.columns,
            meter=meter,
            sandbox=self.sandbox,
            empty=self.empty,
            open=_open,
        )


def _source(source: str, asked: _Asked) -> Found:
    if source == "-":
        stream = asked.stdin or sys.stdin.buffer
        opened = Opened(name=STDIN, file="", stream=Peeked(stream), asked=True)
        yield from _guarded(asked.visit(STDIN), opened)
        return
    path = Path(source)
    try:
        path.lstat()
        exists = True
    except FileNotFoundError:
        exists = False
    except (OSError, ValueError) as error:  # a NUL in it, or longer than any name
        yield Refused(name=source, code="not-found", message=f"{source[:200]!r}: can be no file's name ({error})")
        return
    if path.is_dir():
        yield from _folder(path, asked)
    elif exists or not glob.has_magic(source):
        yield from _file(path, asked, named=True)
    else:
        found = sorted(glob.glob(source, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not found:
            yield Refused(name=source, code="not-found", message=f"{source}: no file has such a name")
        for one in found:
            if Path(one).is_dir():
                continue  # "reports/**" gives folders and what is in them
            yield from _file(Path(one), asked, named=True)


def _folder(path: Path, asked: _Asked) -> Found:
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        yield _unreadable(path, error)
        return
    for entry in entries:
        if is_left_out(entry.name):
            continue
        if entry.is_symlink():
            yield Refused(
                name=str(entry), code="link", message=f"{entry}: is a link, which is not followed; name its target"
            )
        elif entry.is_dir():
            yield from _folder(entry, asked)
        else:
            yield from _file(entry, asked, named=False)


def _file(path: Path, asked: _Asked, *, named: bool) -> Found:
    name = str(path)
    try:
        kind = path.stat().st_mode
        # A pipe that the user names is a stream; one that lies about in a folder may wait for ever.
        if not stat.S_ISREG(kind) and not (named and stat.S_ISFIFO(kind)):
            yield Refused(name=name, code="link", message=f"{name}: is no file but a device, a socket or a pipe")
            return
        with path.open("rb") as stream:
            handle = stream if stat.S_ISREG(kind) else None
            opened = Opened(name=name, file=path.name, stream=Peeked(stream), asked=named, handle=handle)
            yield from _guarded(asked.visit(name), opened)
    except FileNotFoundError:
        yield Refused(name=name, code="not-found", message=f"{name}: there is no such file; look at its spelling")
    except OSError as error:
        yield _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> Refused:
    return Refused(name=str(path), code="unreadable", message=f"{path}: cannot be read ({error.strerror or error})")


def _guarded(visit: Visit, opened: Opened) -> Found:
    """Read a whole source; what stops it is told as its last refusal."""
    try:
        yield from visit.enter(opened)
    except StoppedError as error:
        yield refused(opened.name, error)


def _open(visit: Visit, opened: Opened) -> Found:
    """Read an opened thing by its form; whatever goes wrong with it is told, and only StoppedError goes up."""
    empty = True
    try:
        for found in _by_form(visit, opened):
            empty = False
            yield found
        if empty:
            yield Refused(name=opened.name, code="no-text", message=f"{opened.name}: holds no documents")
    except StoppedError:
        raise
    except InputError as error:
        yield refused(opened.name, error)
    except OSError as error:
        yield Refused(name=opened.name, code="unreadable", message=f"{opened.name}: cannot be read ({error})")
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the documents that follow
        kind = type(error).__name__
        told = f"{opened.name}: was not read for a fault of dragoman's own, {kind}: {error}; please report it"
        yield Refused(name=opened.name, code="fault", message=told)


def _by_form(visit: Visit, opened: Opened) -> Found:
    form = form_of(opened.stream.head, opened.file, asked=opened.asked)
    if form is None:
        told = f"{opened.name}: is {kind_of(opened.stream.head)}, which is not read; see docs/formats.md"
        raise RefusedError("unknown-format", told, passed_over=not opened.asked and not claims(opened.file))
    if form in PACKED.values():
        stream = Peeked(unpacking(opened.stream, form, opened.name, visit.meter))
        yield from visit.enter(
            Opened(
                name=opened.name,
                file=unpacked(opened.file),
                stream=stream,
                depth=opened.depth + 1,
                asked=opened.asked,
                charset=opened.charset,
            )
        )
        return
    yield from _READERS[form](visit, opened)


def _read_text(visit: Visit, opened: Opened) -> Iterator[Item]:
    _weigh(opened, visit.limits.member_bytes)
    data = whole(opened.stream, opened.name, visit.limits.member_bytes)
    raw, modified = document(
        data,
        opened.name,
        file=opened.file,
        charset=opened.charset,
        longest=visit.limits.text_characters,
        sandbox=visit.sandbox,
    )
    if not raw.text.strip() and not visit.empty:
        raise RefusedError("no-text", f"{opened.name}: holds no text")
    yield Item(raw=raw, digest=digest_of(data), modified=modified)


def _weigh(opened: Opened, limit: int) -> None:
    """Refuse a file of the disk that is too large before any of it is read."""
    size = os.fstat(opened.handle.fileno()).st_size if opened.handle is not None else 0
    if size > limit:
        raise RefusedError("too-large", f"{opened.name}: has {size:,} bytes, the limit is {limit:,}; split it")


_READERS: Mapping[str, Callable[[Visit, Opened], Found]] = {
    "text": _read_text,
    "pdf": read_pdf,
    "mail": read_mail,
    "feed": read_feed,
    "json": read_json,
    "jsonl": read_json_lines,
    "csv": read_csv,
    "tsv": read_csv,
    "parquet": read_parquet,
    "warc": read_warc,
    "zip": read_zip,
    "tar": read_tar,
}
