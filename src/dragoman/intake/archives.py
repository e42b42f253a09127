"""zip and tar: each member in turn, in memory, nothing laid down on the disk and no link followed."""

import io
import stat
import struct
import tarfile
import zipfile
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Self, cast

from dragoman.intake.docx import DOCUMENT, read_docx
from dragoman.intake.forms import claims
from dragoman.intake.limits import RefusedError, StoppedError
from dragoman.intake.streams import BROKEN, PIECE, Expanded, Peeked, whole
from dragoman.intake.visit import Found, Opened, Visit, is_left_out, refused
from dragoman.model.source_text import Refused

SEVERAL = 10  # times what one member may swell to: then the zip as a whole is looked at
LARGEST_DIRECTORY = 32_000_000  # bytes of a zip's list of members; it is read at once
TAIL = 65_557  # bytes within which the end of that list stands: a record of 22, a comment of 65,535
# Zips that are one document, of a kind that is not read here.
OTHERS = {
    "xl/workbook.xml": "a spreadsheet",
    "ppt/presentation.xml": "a slide show",
    "META-INF/container.xml": "an e-book",
    "content.xml": "an OpenDocument file",
}
_BROKEN = (*BROKEN, NotImplementedError, struct.error)


def read_zip(visit: Visit, opened: Opened) -> Found:
    """Each member of a zip, in the order of its list; a DOCX, which is a zip, is one document."""
    handle = opened.handle or io.BytesIO(whole(opened.stream, opened.name, visit.limits.member_bytes))
    packed = handle.seek(0, io.SEEK_END)
    _check_directory(handle, opened.name, packed)
    try:
        archive = zipfile.ZipFile(handle)
    except _BROKEN as error:
        raise RefusedError("damaged", f"{opened.name}: is a damaged zip ({error})") from error
    with archive:
        names = {member.filename for member in archive.infolist()}
        if DOCUMENT in names:
            yield read_docx(visit, opened.name, archive, handle)
            return
        other = next((what for name, what in OTHERS.items() if name in names), None)
        if other is not None:
            beside = not opened.asked and not claims(opened.file)
            told = f"{opened.name}: is {other}, which is not read here"
            raise RefusedError("unknown-format", told, passed_over=beside)
        before = visit.meter.expanded
        for member in archive.infolist():
            if not member.is_dir() and not _is_left_out(member.filename):
                yield from _zip_member(visit, opened, archive, member)
                # Many members, each below what is honest, of one and the same bytes
                if (given := visit.meter.expanded - before) > SEVERAL * visit.limits.swollen:
                    visit.meter.weigh(opened.name, given, packed)


def _check_directory(handle: BinaryIO, name: str, size: int) -> None:
    """Refuse a list of members that would fill the memory before the first of them is seen."""
    handle.seek(max(0, size - TAIL))
    tail = handle.read(TAIL)
    at = tail.rfind(b"PK\x05\x06")
    listed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if listed == 0xFFFFFFFF:  # noqa: PLR2004 - "see the record of zip64", whose list ends where that record begins
        at = tail.rfind(b"PK\x06\x06")
        listed = int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else LARGEST_DIRECTORY + 1
    handle.seek(0)
    if listed > LARGEST_DIRECTORY:
        raise RefusedError("too-many", f"{name}: its list of members alone has {listed:,} bytes; split the zip")


def _zip_member(visit: Visit, opened: Opened, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Found:
    name = f"{opened.name}!{member.filename}"
    visit.meter.member()
    kind = member.external_attr >> 16
    unfit = _unfit(name, member.filename, is_file=stat.S_IFMT(kind) in (0, stat.S_IFREG))
    if unfit is not None:
        yield unfit
        return
    if member.flag_bits & 1:
        yield Refused(name=name, code="encrypted", message=f"{name}: is encrypted; give it decrypted")
        return
    try:
        with archive.open(member) as stream:
            expanded = Expanded(stream, lambda: member.compress_size, name, visit.meter)
            inner = Opened(name=name, file=member.filename, stream=Peeked(expanded), depth=opened.depth + 1)
            yield from visit.enter(inner)
    except StoppedError:
        raise
    except RefusedError as error:
        yield refused(name, error)
    except (*_BROKEN, RuntimeError) as error:
        yield Refused(name=name, code="damaged", message=f"{name}: cannot be unpacked ({error})")


# An end that is none; the end itself is a block of zeros.
FALSE_ENDS = ("InvalidHeaderError", "TruncatedHeaderError")


class _Header(tarfile.TarInfo):
    """A header of a tar; where it is none, that is told, while tarfile would take it for the end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            kind = type(error).__name__
            if kind in FALSE_ENDS or (kind == "EmptyHeaderError" and archive.offset):
                raise RefusedError(
                    "damaged", f"{archive.name!s}: is damaged ({error}); nothing behind was read"
                ) from error
            raise


def read_tar(visit: Visit, opened: Opened) -> Found:
    """Each member of a tar, in its order, as the stream comes by."""
    try:
        archive = tarfile.open(  # noqa: SIM115 - nothing to be closed: the stream is the caller's
            name=opened.name, fileobj=cast("BinaryIO", opened.stream), mode="r:", tarinfo=_Header
        )
        while (member := archive.next()) is not None:
            if not member.isdir() and not _is_left_out(member.name):
                yield from _tar_member(visit, opened, archive, member)
            archive.members.clear()  # type: ignore[attr-defined] # it would keep them all
    except (tarfile.TarError, *BROKEN) as error:
        raise RefusedError("damaged", f"{opened.name}: is damaged ({error}); nothing behind that was read") from error


def _tar_member(visit: Visit, opened: Opened, archive: tarfile.TarFile, member: tarfile.TarInfo) -> Found:
    name = f"{opened.name}!{member.name}"
    visit.meter.member()
    unfit = _unfit(name, member.name, is_file=member.isreg() and not member.issparse())
    if unfit is not None:
        yield unfit
        return
    stream = archive.extractfile(member)  # a view of the stream, nothing is extracted
    if stream is None:
        raise RefusedError("damaged", f"{name}: is damaged; it was skipped")
    try:
        inner = Opened(name=name, file=member.name, stream=Peeked(_Measured(stream, member)), depth=opened.depth + 1)
        yield from visit.enter(inner)
    except StoppedError:
        raise
    except RefusedError as error:
        yield refused(name, error)


class _Measured:
    """A member of a tar that tells when the tar ends before the member does."""

    def __init__(self, stream: IO[bytes], member: tarfile.TarInfo) -> None:
        self._stream, self._member, self._left = stream, member, member.size

    def read(self, size: int = PIECE, /) -> bytes:
        piece = self._stream.read(min(size, self._left))
        self._left -= len(piece)
        if self._left and not piece and size:
            raise RefusedError("damaged", f"{self._member.name}: is cut off; the archive ends before it does")
        return piece


def _is_left_out(path: str) -> bool:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    # "__MACOSX/._report.html" is what a Mac notes of report.html
    return not parts or parts[0] == "__MACOSX" or any(part not in (".", "..") and is_left_out(part) for part in parts)


def _unfit(name: str, path: str, *, is_file: bool) -> Refused | None:
    """Why a member is not looked into, whatever it holds; None where it is."""
    if not is_file:
        told = f"{name}: is a link, a device or a file with holes; it was skipped"
        return Refused(name=name, code="link", message=told)
    parts = path.replace("\\", "/").split("/")
    if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
        told = f"{name}: names a place outside its archive; it was skipped"
        return Refused(name=name, code="unsafe-path", message=told)
    return None
