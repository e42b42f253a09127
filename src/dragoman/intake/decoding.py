"""Bytes to text: byte-order mark, declared charset, UTF-8, and only then a guess, which is told as an issue."""

import codecs
import re

from dragoman.errors import NotTextError

Issue = tuple[str, str]

# What files that are no text begin with. PDF, office files and archives are other doors' business.
MAGIC = {
    b"\x89PNG\r\n\x1a\n": "a PNG image",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (or an office file)",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x7fELF": "an ELF program",
    b"\x1f\x8b": "gzip data",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF87a": "a GIF image",
    b"GIF89a": "a GIF image",
    b"BZh": "bzip2 data",
    b"\xfd7zXZ\x00": "xz data",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\x28\xb5\x2f\xfd": "zstd data",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old office file",
    b"SQLite format 3\x00": "an SQLite database",
}
# UTF-32 before UTF-16: FF FE 00 00 begins with FF FE
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs of Python that are no charsets of text files, or dangerous as such.
NO_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "utf-7", "idna", "punycode", "undefined", "charmap"})
# Browsers read these labels as Windows-1252: pages that declare them hold curly quotation marks.
WESTERN = frozenset({"ascii", "iso8859-1"})
JUNK_SHARE = 0.1
FEW = 2  # broken characters that even a very short text may hold: it was cut
ASCII_SHARE = 0.9
GUESSED_ON = 65_536
LONGEST_SEQUENCE = 4
HALF_ZEROS = 0.3

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,100}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""")


def decode(data: bytes, name: str, *, charset: str | None = None) -> tuple[str, tuple[Issue, ...]]:
    r"""Give the text in some bytes, every character kept, with what had to be guessed or mended as issues.

    `charset` is what came with the bytes (a header of HTTP or of a mail); it beats what they declare themselves. Line
    ends become `\n` and a byte-order mark is dropped. Raises NotTextError for binary content.
    """
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise NotTextError(f"{name}: is {what}, not text; give plain text, Markdown or HTML")
    text, issues = _decoded(data, name, charset)
    _refuse_junk(text, name)
    return tidy(text, issues)


def tidy(text: str, issues: tuple[Issue, ...] = ()) -> tuple[str, tuple[Issue, ...]]:
    """Give a text one kind of line end, no byte-order mark, no lone surrogates; NULs are told, not dropped."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        issues = (*issues, ("nul", f"{text.count(chr(0))} NUL characters stand in the text"))
    mended = re.sub("[\ud800-\udfff]", "\ufffd", text)
    if mended != text:
        issues = (*issues, ("damaged", "half surrogate pairs were replaced: they stand for no character"))
    return mended, issues


def _decoded(data: bytes, name: str, charset: str | None) -> tuple[str, tuple[Issue, ...]]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _mended(data[len(mark) :], encoding)
    wide = _wide(data)
    if wide is not None:
        text, issues = _mended(data, wide)
        return text, (("encoding-guessed", f"read as {wide}: every other byte is zero"), *issues)
    return _by_declaration(data, name, (charset and _codec(charset)) or declared_charset(data))


def _by_declaration(data: bytes, name: str, declared: str | None) -> tuple[str, tuple[Issue, ...]]:
    if _is(data, "utf-8") and not (declared and data.isascii()):
        if declared is None or declared == "utf-8":
            return data.decode("utf-8"), ()
        return data.decode("utf-8"), (("encoding-guessed", f"{declared} is declared, but the bytes are UTF-8"),)
    if declared is not None and declared != "utf-8" and _is(data, declared):
        return data.decode(declared), ()
    if _is(data, "utf-8"):
        return data.decode("utf-8"), ()
    if _mostly_utf8(data):
        return _mended(data, "utf-8")
    guessed = _guess(data)
    if guessed is None:
        raise NotTextError(f"{name}: is in no encoding known here; save it as UTF-8")
    text, issues = _mended(data, guessed)
    told = f"; {declared} is declared, but does not fit" if declared else ""
    return text, (("encoding-guessed", f"read as {guessed}{told}"), *issues)


def declared_charset(data: bytes) -> str | None:
    """Find the codec of the charset that a page or XML declaration names; None where it names none."""
    head = data[:4096]
    found = _XML_ENCODING.match(head) or (_CHARSET.search(head) if b"<" in head else None)
    return None if found is None else _codec(found.group(1).decode("ascii"))


def _codec(label: str) -> str | None:
    try:
        codec = codecs.lookup(label.strip(" \"'")).name
    except (LookupError, ValueError):  # a NUL in the label
        return None
    # A page whose declaration can be read byte by byte is not in UTF-16, whatever it declares.
    if codec.replace("_", "-") in NO_CHARSETS or codec.startswith(("utf-16", "utf-32")):
        return None
    if codec in WESTERN:
        return "cp1252"
    return codec if _names_text(codec) else None


def _names_text(codec: str) -> bool:
    """Tell whether a codec turns bytes into text: "rot13" and "hex" are codecs, too."""
    try:
        b"a".decode(codec)  # of nothing at all, any codec makes text
    except LookupError:
        return False
    return True


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeError:
        return False
    return True


def _mended(data: bytes, encoding: str) -> tuple[str, tuple[Issue, ...]]:
    if _is(data, encoding):
        return data.decode(encoding), ()
    text = data.decode(encoding, errors="replace")
    return text, (("damaged", f"bytes that are no {encoding} were replaced by U+FFFD"),)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: in Western text every other byte is zero."""
    sample = data[:GUESSED_ON]
    half = len(sample) // 2
    if half < LONGEST_SEQUENCE:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > HALF_ZEROS and even < odd / 10:
        return "utf-16-le"
    if even > HALF_ZEROS and odd < even / 10:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    r"""Tell whether UTF-8 was cut or hurt in few places: more sequences are whole than broken.

    "caf\xc3\xa9 ... \xe2\x80" is UTF-8 cut at its end; "caf\xe9" is Latin-1.
    """
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(character > "\x7f" for character in text) > 2 * broken:
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return len(data) - error.start < LONGEST_SEQUENCE and "unexpected end" in error.reason
    return False


def _guess(data: bytes) -> str | None:
    # Short Western texts with a few accents are where statistics fail ("Inforegi\xf3n" came out as cp775).
    western = sum(byte < 0x80 for byte in data) >= ASCII_SHARE * len(data)  # noqa: PLR2004 - the end of ASCII
    if western and _is(data, "cp1252"):
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 slow to load, seldom needed

    best = from_bytes(data[:GUESSED_ON]).best()
    return None if best is None else best.encoding


def _refuse_junk(text: str, name: str) -> None:
    if not text:
        return
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > max(JUNK_SHARE * len(text), FEW):
        share = round(100 * controls / len(text))
        raise NotTextError(f"{name}: {share} % of it are control or broken characters; it seems to be no text")
