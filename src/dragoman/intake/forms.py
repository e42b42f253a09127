"""Which form some bytes have: by what they begin with, and only then by the ending of their name."""

import json
import re
import zlib
from pathlib import PurePosixPath

from dragoman.intake.decoding import MAGIC
from dragoman.intake.html import is_html

PACKINGS = {".gz": "gz", ".tgz": "gz", ".bz2": "bz2", ".tbz2": "bz2", ".xz": "xz", ".txz": "xz"}
PACKED = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz"}
ENDINGS = {
    ".eml": "mail",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
}
# What must begin in its own way; where it does not, it is not what its name says.
MARKED = (".pdf", ".docx", ".zip", ".parquet", *PACKINGS)
# Texts. Anything else that is found in a folder or archive is no report, unless it begins as one of the other forms.
TEXTS = ("", ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
TAR_MARK = slice(257, 262)
PDF_WITHIN = 1024  # bytes: readers of PDF allow for junk before its mark

_FEED = re.compile(
    rb"^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*|<\?xml-[^>]{0,500}\?>\s*)*"
    rb"(?:<!DOCTYPE[^>\[]{0,300}>\s*)?<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL,
)
# Not "From:", "Date:", "Subject:": press releases begin with these, too.
_MAIL = re.compile(
    rb"\A(?:[!-9;-~]{1,80}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?"
    rb"(?:MIME-Version|Received|Message-ID|Return-Path|DKIM-Signature):",
    re.IGNORECASE,
)
_ENDING = re.compile(r"\.(?=.{0,4}[A-Za-z])[A-Za-z0-9]{1,5}")


def form_of(head: bytes, file: str, *, asked: bool) -> str | None:
    """Name the form of what begins with `head`; None where it is none that is read here.

    `asked`: the user named this very file, so that any text in it is a report, whatever its ending.
    """
    ending = ending_of(file)
    marked = _marked(head)
    if marked is not None:
        return marked
    if any(head.startswith(magic) for magic in MAGIC) or ending in MARKED:
        return None
    if _FEED.match(head.removeprefix(b"\xef\xbb\xbf")) or ending in (".rss", ".atom"):
        return "feed"
    if ending in ENDINGS:
        return ENDINGS[ending]
    if is_html(head, file):
        return "text"
    if _MAIL.match(head[:8192]):
        return "mail"
    if _is_json_line(head):
        return "jsonl"
    if ending == ".xml" or head.lstrip()[:5] == b"<?xml":
        return None
    return "text" if asked or ending in TEXTS or not _ENDING.fullmatch(ending) else None


def claims(file: str) -> bool:
    """Tell whether a name promises a form that is read here: what is none all the same is no bystander."""
    return ending_of(file) in (*MARKED, *ENDINGS, *TEXTS[1:], ".rss", ".atom")


def kind_of(head: bytes) -> str:
    """What begins with `head`, for people."""
    return next((what for magic, what in MAGIC.items() if head.startswith(magic)), "in no form that is known here")


def ending_of(file: str) -> str:
    """The ending of a name in lower case: ".html"; empty where it has none."""
    return PurePosixPath(file.lower()).suffix


def unpacked(file: str) -> str:
    """The name of what is in a packed file: "a.warc" of "a.warc.gz", "a.tar" of "a.tgz"."""
    ending = ending_of(file)
    if ending not in PACKINGS:
        return file
    inner = file[: -len(ending)]
    return f"{inner}.tar" if ending.startswith(".t") else inner


def _marked(head: bytes) -> str | None:
    for magic, packing in PACKED.items():
        if head.startswith(magic):
            return "warc" if packing == "gz" and begins_packed(head).startswith(b"WARC/") else packing
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"WARC/0.", b"WARC/1.")):
        return "warc"
    if head[TAR_MARK] == b"ustar":
        return "tar"
    return "pdf" if b"%PDF-" in head[:PDF_WITHIN] and not head.lstrip().startswith(b"<") else None


def begins_packed(head: bytes) -> bytes:
    """What a gzip expands to at its beginning. A packed WARC is one gzip a record, and is read as such."""
    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _is_json_line(head: bytes) -> bool:
    line, end, _ = head.partition(b"\n")
    if not line.startswith(b"{") or not end:
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
