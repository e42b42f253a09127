"""The body of an answer, unpacked and counted as it comes: it may expand to a thousand times its size."""

import zlib
from collections.abc import Iterable, Iterator

from dragoman.errors import FetchError

PLAIN = ("", "identity")
PACKED = ("gzip", "x-gzip")
PIECE = 1 << 16
GZIP = 31  # what zlib calls its window with the head of gzip


def whole(pieces: Iterable[bytes], encoding: str, *, limit: int, name: str, cut: bool = False) -> bytes:
    """All of a body, at most `limit` bytes of it, packed or not; `cut` takes as much of a longer one.

    Only gzip is asked for. Raises FetchError where more comes, it is packed otherwise, or it is damaged.
    """
    found = bytearray()
    for piece in _unpacked(_counted(pieces, limit, name, cut=cut), encoding.strip().lower(), name, cut=cut):
        found += piece
        if len(found) > limit:
            if cut:
                return bytes(found[:limit])
            raise FetchError("too-large", f"{name}: expands to more than {limit:,} bytes, the limit")
    return bytes(found)


def _counted(pieces: Iterable[bytes], limit: int, name: str, *, cut: bool) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > limit:
            if cut:
                yield piece[: len(piece) - (size - limit)]
                return
            raise FetchError("too-large", f"{name}: has more than {limit:,} bytes, the limit")
        yield piece


def _unpacked(pieces: Iterable[bytes], encoding: str, name: str, *, cut: bool) -> Iterator[bytes]:
    if encoding in PLAIN:
        yield from pieces
        return
    if encoding not in PACKED:
        raise FetchError("damaged", f"{name}: is packed as {encoding[:40]!r}, which was not asked for")
    unpacker = zlib.decompressobj(GZIP)
    begun = False
    for piece in pieces:
        packed = piece
        while packed:
            if unpacker.eof:  # gzips may follow one another
                unpacker = zlib.decompressobj(GZIP)
            try:
                yield unpacker.decompress(packed, PIECE)
            except zlib.error as error:
                raise FetchError("damaged", f"{name}: cannot be unpacked ({error})") from error
            begun = True
            packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if begun and not unpacker.eof and not cut:
        raise FetchError("damaged", f"{name}: ends in the midst of its packing")
