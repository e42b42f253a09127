"""WARC, as Common Crawl publishes it: each page answered with 200 is a document; damage costs only its own record."""

import re
import zlib
from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.errors import InputError
from dragoman.intake.files import document, with_address
from dragoman.intake.forms import begins_packed
from dragoman.intake.html import LONGEST_MARKUP
from dragoman.intake.limits import RefusedError, StoppedError
from dragoman.intake.metadata import any_moment
from dragoman.intake.streams import PIECE, Peeked, digest_of, whole
from dragoman.intake.visit import Found, Opened, Visit, refused
from dragoman.model.source_text import Item, Refused

PAGES = ("text/html", "application/xhtml+xml")
OK = 200
LARGEST_PAGE = 4 * LONGEST_MARKUP  # bytes
LARGE = 16 * PIECE  # bytes of a record: above, it is weighed as it comes
KEPT = 32_000_000  # bytes of a damaged record in which the next whole one is looked for
SURE = 100  # bytes by which a record is told from a page that speaks of records

_STARTS = re.compile(rb"\x1f\x8b\x08|WARC/[01]\.")


def read_warc(visit: Visit, opened: Opened) -> Found:
    """The pages of an archive of the web, in its order. A damaged record is told, and the next whole one looked for."""
    tape = _Tape(opened.stream)
    number, others, hurt = 0, 0, False  # hurt: what follows is of a damage that was told
    going = True
    while going:
        fault = "it is cut off"
        records = _iterator(tape)
        while True:
            try:
                record = next(records)
            except StopIteration:
                break
            except OSError as error:
                fault = str(error)
                break
            number += 1
            visit.meter.member()
            tape.forget(record.stream_pos)
            found = _answer(visit, record, f"{opened.name}!{number}", tape)
            others += found is None
            hurt = isinstance(found, Refused) and found.code == "damaged"
            if isinstance(found, Item | Refused):
                yield found
        going = tape.wind_to_next()
        if not hurt and (going or fault != "it is cut off"):
            place, hurt = f"{opened.name}!{number + 1}", True
            told = f"{place}: is damaged ({fault}); it was skipped, and the next whole record looked for"
            yield Refused(name=place, code="damaged", message=told)
    if others:
        yield _others(opened.name, others)


def _others(name: str, count: int) -> Refused:
    told = f"{name}: {count:,} of its answers are no pages (another type than HTML, another status than 200)"
    return Refused(name=name, code="no-page", message=told)


def _iterator(tape: "_Tape") -> Iterator[WarcRecord]:
    """The records. Raises OSError for all that FastWARC stumbles over."""
    try:
        yield from ArchiveIterator(tape, record_types=WarcRecordType.any_type, parse_http=False)  # type: ignore[arg-type]
    except ValueError as error:
        raise OSError(str(error)) from error
    except BaseException as error:
        # It is written in Rust, where a broken promise is a panic, and comes up as no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise OSError(str(error)) from error


def _answer(visit: Visit, record: WarcRecord, place: str, tape: "_Tape") -> Item | Refused | bool | None:
    """The document of a record, or why there is none; None for an answer that is no page, False for no answer."""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    place = f"{place}: {address}" if address else place
    try:
        visit.meter.expand(record.content_length)
        return _page(visit, record, place, address, tape)
    except StoppedError:
        raise
    except InputError as error:
        return refused(place, error)
    except (OSError, ValueError) as error:
        return Refused(name=place, code="damaged", message=f"{place}: is damaged ({error}); it was skipped")


def _page(visit: Visit, record: WarcRecord, place: str, address: str, tape: "_Tape") -> Item | bool | None:
    told = (record.headers.get("Content-Length") or "").strip()
    if not told.isdecimal() or int(told) != record.content_length:
        raise RefusedError("damaged", f"{place}: has no length that can be read; it was skipped")
    if record.content_length > LARGE:
        _weigh(visit, record, place, tape)
        raise RefusedError("too-large", f"{place}: has {record.content_length:,} bytes, too many for a page")
    if record.record_type != WarcRecordType.response or not record.is_http:
        _all_of(record, place)
        return False
    record.parse_http()
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status is None:
        raise RefusedError("damaged", f"{place}: its answer has no status; it was skipped")
    if status != OK or (record.http_content_type or "").lower() not in PAGES:
        _all_of(record, place)
        return None
    return _item(visit, record, place, address)


def _all_of(record: WarcRecord, place: str) -> bytes:
    """What a record holds. Raises RefusedError where it is less than the record says."""
    expected = record.content_length
    data = whole(record.reader, place, LARGE)
    if len(data) < expected:
        raise RefusedError("damaged", f"{place}: has {len(data):,} bytes of {expected:,}; it was skipped")
    return data


def _item(visit: Visit, record: WarcRecord, place: str, address: str) -> Item:
    data = _decoded(_all_of(record, place), record, place)
    # A page without an ending in its address is HTML, as its header says
    raw, modified = document(
        data,
        place,
        file="page.html",
        charset=record.http_charset,
        longest=visit.limits.text_characters,
        sandbox=visit.sandbox,
    )
    if not raw.text.strip():
        raise RefusedError("no-text", f"{place}: holds no text")
    return Item(
        raw=with_address(raw, address),
        digest=digest_of(data),
        modified=modified,
        retrieved=any_moment(record.headers.get("WARC-Date") or ""),
    )


def _decoded(data: bytes, record: WarcRecord, place: str) -> bytes:
    """A page without what it was wrapped in on its way. Common Crawl unwraps; others keep it as it came."""
    headers = record.http_headers
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower():
        data = _unchunked(data)
    encoding = (headers.get("Content-Encoding") or "").lower()
    gzipped = data.startswith(b"\x1f\x8b")
    if not gzipped and encoding in ("br", "zstd") and b"<" not in data[:PIECE]:
        raise RefusedError("unknown-format", f"{place}: is packed as {encoding}, which is not read here")
    if not gzipped and encoding != "deflate":
        return data
    try:
        # 47: with the head of gzip or of zlib, whichever is there
        found = zlib.decompressobj(47).decompress(data, LARGEST_PAGE + 1)
    except zlib.error as error:
        if encoding == "deflate":
            return data
        raise RefusedError("damaged", f"{place}: cannot be unpacked ({error})") from error
    if len(found) > LARGEST_PAGE:
        raise RefusedError("too-large", f"{place}: expands to more than {LARGEST_PAGE:,} bytes")
    return found


def _unchunked(data: bytes) -> bytes:
    """A body without the sizes of its chunks; as it is where it has none, or they do not fit."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + 100)
        size = data[at:end].split(b";")[0].strip()
        if end < 0 or not size or size.strip(b"0123456789abcdefABCDEF"):
            return data
        length = int(size, 16)
        if not length:
            return b"".join(pieces)
        pieces.append(data[end + 1 : end + 1 + length])
        at = end + 1 + length + (2 if data[end + 1 + length : end + 3 + length] == b"\r\n" else 1)


def _is_record(data: bytes | bytearray) -> bool:
    if data.startswith(b"\x1f"):
        return begins_packed(bytes(data)).startswith(b"WARC/")
    return re.match(rb"WARC/\d\.\d+\r?\n[A-Za-z-]+:", data) is not None


def _weigh(visit: Visit, record: WarcRecord, place: str, tape: "_Tape") -> None:
    """Pass over a large record, unless it expands as no honest one does."""
    given, begun = 0, tape.tell()
    while piece := record.reader.read(PIECE):
        given += len(piece)
        visit.meter.weigh(place, given, tape.tell() - begun)


class _Tape:
    """A stream that keeps what came since the last whole record began, and can be wound back into it."""

    def __init__(self, stream: Peeked) -> None:
        self._stream = stream
        self._kept = bytearray()
        self._begins = 0  # where what is kept begins, in bytes of the whole
        self._at = 0  # within what is kept
        self._last = 0  # where the last record that was begun begins, in bytes of the whole

    def tell(self) -> int:
        return self._begins + self._at

    def read(self, size: int = PIECE, /) -> bytes:
        piece = bytes(self._kept[self._at : self._at + size])
        if not piece:
            piece = self._stream.read(min(size, PIECE) if size >= 0 else PIECE)
            self._kept += piece
        self._at += len(piece)
        if self._at > 2 * KEPT:
            self._drop(self._at - KEPT)
        return piece

    def forget(self, position: int) -> None:
        """Drop what lies before a whole record."""
        if position - self._begins > PIECE:
            self._drop(position - self._begins)
        self._last = position

    def wind_to_next(self) -> bool:
        """Wind to where a record begins behind the last that came; False where there is none."""
        after = max(self._last + 1, self._begins)
        while True:
            self._at = len(self._kept)
            more = self.read() != b""
            for found in _STARTS.finditer(self._kept, max(after - self._begins, 0)):
                # Near the end of what is there, there is too little of it to tell
                if len(self._kept) - found.start() < SURE:
                    if more:
                        break
                    return self._wind_to(found.start())
                if _is_record(self._kept[found.start() : found.start() + PIECE]):
                    return self._wind_to(found.start())
            if not more:
                return False
            after = max(after, self.tell() - SURE)

    def _wind_to(self, at: int) -> bool:
        self._at = at
        self._last = self.tell()
        return True

    def _drop(self, size: int) -> None:
        del self._kept[:size]
        self._begins += size
        self._at -= size
