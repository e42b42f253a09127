"""DOCX: paragraphs, lists, tables and headings of the text, and what the file says of itself."""

import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from dragoman.intake.files import raw_of
from dragoman.intake.layout import BREAK, line_of, set_out
from dragoman.intake.limits import RefusedError
from dragoman.intake.metadata import Metadata, any_day, any_moment, made_on
from dragoman.intake.streams import BROKEN, Expanded, digest_of, whole
from dragoman.intake.visit import Visit
from dragoman.model.source_text import Item

DOCUMENT = "word/document.xml"
CORE = "docProps/core.xml"
LARGEST_PART = 50_000_000  # bytes of XML
DEEPEST = 200  # nested elements
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What is in the file but not in its text: what was struck out, codes of fields, a drawing's second telling.
SILENT = frozenset(
    [
        f"{W}del",
        f"{W}moveFrom",
        f"{W}instrText",
        f"{W}delText",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)
HEADINGS = ("title", "heading1")  # styles' ids in lower case, the same in every language of Word


def read_docx(visit: Visit, name: str, archive: zipfile.ZipFile, handle: BinaryIO) -> Item:
    """Read the one document in an opened zip. Raises RefusedError where it is encrypted, damaged or empty."""
    body = _part(visit, name, archive, DOCUMENT)
    text = set_out(_blocks(body, name))
    if not text.strip():
        raise RefusedError("no-text", f"{name}: holds no text")
    metadata = _metadata(visit, name, archive, body)
    handle.seek(0)
    data = whole(handle, name, visit.limits.member_bytes)
    raw = raw_of(text, name, metadata, longest=visit.limits.text_characters)
    return Item(raw=raw, digest=digest_of(data), modified=metadata.modified)


def _part(visit: Visit, name: str, archive: zipfile.ZipFile, part: str) -> Any:  # noqa: ANN401 - lxml has no types
    info = archive.getinfo(part)
    if info.flag_bits & 1:
        raise RefusedError("encrypted", f"{name}: is encrypted; give it decrypted")
    try:
        with archive.open(info) as stream:
            data = whole(Expanded(stream, lambda: info.compress_size, name, visit.meter), name, LARGEST_PART)
    except (*BROKEN, NotImplementedError, RuntimeError) as error:
        raise RefusedError("damaged", f"{name}: cannot be unpacked ({error})") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise RefusedError("damaged", f"{name}: {part} is damaged ({error})") from error
    if root.getroottree().docinfo.doctype:
        raise RefusedError("damaged", f"{name}: {part} declares entities, which no honest file of this form does")
    return root


def _blocks(root: Any, name: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - lxml has no types
    """Lines of text, each with its kind."""
    pieces: list[str] = []
    kind, silent, depth, in_row = "p", 0, 0, 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag, start = element.tag, event == "start"
        depth += 1 if start else -1
        if depth > DEEPEST:
            raise RefusedError("damaged", f"{name}: its elements are more than {DEEPEST} deep")
        if tag in SILENT:
            silent += 1 if start else -1
        elif silent:
            continue
        elif tag == f"{W}tr":
            in_row += 1 if start else -1
        elif start:
            if tag == f"{W}tc" and "".join(pieces).strip():
                pieces.append(" | ")
            elif tag == f"{W}numPr" and not in_row:
                kind = "item"
            else:
                pieces.append(_inline(tag, element))
        if start or tag not in (f"{W}p", f"{W}tr") or silent:
            continue
        if in_row:  # paragraphs of a cell stand in one line
            pieces.append(" ")
            continue
        kind = "row" if tag == f"{W}tr" else kind
        line = _line("".join(pieces), kind)
        pieces.clear()
        if line:
            yield kind, line
        kind = "p"


def _inline(tag: str, element: Any) -> str:  # noqa: ANN401 - lxml has no types
    if tag == f"{W}t":
        return element.text or ""
    if tag in (f"{W}br", f"{W}cr"):
        return BREAK
    if tag == f"{W}noBreakHyphen":
        return "-"
    return " " if tag == f"{W}tab" and element.getparent().tag == f"{W}r" else ""


def _line(text: str, kind: str) -> str:
    if kind == "row":
        return " | ".join(cell for part in text.split(" | ") if (cell := " ".join(part.split())))
    line = line_of(text)
    return f"- {line}" if kind == "item" and line else line


def _metadata(visit: Visit, name: str, archive: zipfile.ZipFile, body: Any) -> Metadata:  # noqa: ANN401 - no types
    told: dict[str, str] = {}
    if CORE in archive.namelist():
        for element in _part(visit, name, archive, CORE):
            if isinstance(element.tag, str) and element.text and element.text.strip():
                told[etree.QName(element).localname] = element.text.strip()
    day = any_day(told.get("created", ""))
    return Metadata(
        title=told.get("title") or _heading(body),
        byline=told.get("creator"),
        published=day,
        modified=any_moment(told["modified"]) if "modified" in told else None,
        issues=(made_on(day),) if day else (),
    )


def _heading(body: Any) -> str | None:  # noqa: ANN401 - lxml has no types
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "").lower() in HEADINGS:
            return " ".join("".join(part.text or "" for part in paragraph.iter(f"{W}t")).split()) or None
    return None
