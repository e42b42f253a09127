"""Streams that are read once, forward, and counted on the way."""

import bz2
import gzip
import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from dragoman.intake.limits import Meter, RefusedError

PIECE = 1 << 20
LARGEST_READ = 4 * PIECE  # at once: a header that claims more is no honest one
HEAD = 65_536  # bytes by which a form is recognised

# What the decompressors of the standard library raise on damaged data.
BROKEN = (EOFError, OSError, ValueError, lzma.LZMAError, zipfile.BadZipFile, zlib.error)


class Readable(Protocol):
    """Anything with a `read` that gives bytes."""

    def read(self, size: int, /) -> bytes: ...


class Counted:
    """Passes bytes on and counts them: how much of a packed stream was used up."""

    def __init__(self, stream: Readable) -> None:
        self.stream = stream
        self.taken = 0

    def read(self, size: int = PIECE, /) -> bytes:
        piece = self.stream.read(size)
        self.taken += len(piece)
        return piece


class Peeked:
    """A stream whose beginning was looked at, and is given all the same. It seeks forward only, by reading."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._at = 0
        self.head = up_to(stream, HEAD)

    def read(self, size: int = -1, /) -> bytes:
        if size < 0 or size > LARGEST_READ:
            raise RefusedError("damaged", "a header claims more bytes than any honest one")
        piece = self.head[self._at : self._at + size]
        if len(piece) < size:
            piece += self._stream.read(size - len(piece))
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at

    def seekable(self) -> bool:
        return True

    def seek(self, position: int, whence: int = io.SEEK_SET, /) -> int:
        if whence != io.SEEK_SET or position < self._at:
            raise RefusedError("damaged", "its parts stand in no order in which they can be read")
        while self._at < position and self.read(min(PIECE, position - self._at)):
            pass
        return self._at


class Expanded:
    """What a packed stream expands to, counted, and weighed against what was used up of the packed one."""

    def __init__(self, stream: Readable, used: Callable[[], int], name: str, meter: Meter) -> None:
        self._stream = stream
        self._used = used
        self._name = name
        self._meter = meter
        self._given = 0

    def read(self, size: int = PIECE, /) -> bytes:
        try:
            piece = self._stream.read(size)
        except BROKEN as error:
            told = f"{self._name}: is damaged ({error}); nothing behind that was read"
            raise RefusedError("damaged", told) from error
        self._given += len(piece)
        self._meter.expand(len(piece))
        self._meter.weigh(self._name, self._given, self._used())
        return piece


def unpacking(stream: Readable, packing: str, name: str, meter: Meter) -> Expanded:
    """Open what is packed as gz, bz2 or xz."""
    packed = Counted(stream)
    return Expanded(_OPENERS[packing](packed), lambda: packed.taken, name, meter)


_OPENERS: dict[str, Callable[[Any], Readable]] = {
    "gz": lambda stream: gzip.GzipFile(fileobj=stream, mode="rb"),
    "bz2": bz2.BZ2File,
    "xz": lzma.LZMAFile,
}


def whole(stream: Readable, name: str, limit: int) -> bytes:
    """All bytes of a stream. Raises RefusedError as soon as more than `limit` have come."""
    data = up_to(stream, limit + 1)
    if len(data) > limit:
        raise RefusedError("too-large", f"{name}: gives more than {limit:,} bytes, the limit of a document; split it")
    return data


def digest_of(data: bytes) -> str:
    """`sha256:...` of some bytes."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def up_to(stream: Readable, size: int) -> bytes:
    """The bytes of a stream, at most so many."""
    pieces, left = [], size
    while left and (piece := stream.read(min(PIECE, left))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
