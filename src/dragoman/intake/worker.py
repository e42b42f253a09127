"""The process that may die: it reads PDFs, feeds and large pages, under limits of memory and time.

It is run as a file, and imports what a form needs when the first of that form comes, so that it starts fast. Over its
standard input come a line of JSON ({"kind": ..., "size": ..., "seconds": ..., "most": ...}) and `size` bytes. Back go
the length of an answer in 8 bytes and the answer in JSON: {"answer": ...}, or {"code": ..., "message": ...} instead.
"""

import io
import json
import resource
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

MOST_PAGES = 5_000
MOST_ENTRIES = 20_000


def serve(asks: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    while line := asks.readline():
        ask = json.loads(line)
        data = asks.read(ask["size"])
        spent = resource.getrusage(resource.RUSAGE_SELF)
        # Of this document, beside what those before it took; the hard limit stays, it could not be raised again.
        until = int(spent.ru_utime + spent.ru_stime) + ask["seconds"] + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
        told: dict[str, Any]
        try:
            told = {"answer": READERS[ask["kind"]](data, ask["most"])}
        except MemoryError:
            told = {"code": "too-large", "message": "needs more memory than it may have"}
        except RecursionError:
            told = {"code": "damaged", "message": "is nested without end"}
        except Faulty as error:
            told = {"code": error.args[0], "message": error.args[1]}
        answer = json.dumps(told).encode()
        answers.write(len(answer).to_bytes(8, "big") + answer)
        answers.flush()


class Faulty(Exception):  # noqa: N818 - code and message
    """The document is at fault."""


def pdf(data: bytes, most: int) -> dict[str, Any]:
    """The lines of each page with their boxes, and what the file says of itself."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a PDF comes

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = "encrypted" if "password" in str(error).lower() else "damaged"
        raise Faulty(code, str(error)) from None
    pages: list[list[tuple[str, ...]]] = []
    broken = characters = 0
    for number in range(min(len(document), MOST_PAGES)):
        try:
            page = document[number]
            lines = _lines(page.get_textpage())
            page.close()
        except pypdfium2.PdfiumError:
            broken += 1
            continue
        characters += sum(len(line[0]) for line in lines)
        if characters > most:
            raise Faulty("too-large", f"has more than {most:,} characters, the limit of a document; split it")
        pages.append(lines)
    told = {key: document.get_metadata_value(key) for key in ("Title", "Author", "CreationDate", "ModDate")}
    left = max(0, len(document) - MOST_PAGES)
    document.close()
    return {"pages": pages, "told": told, "broken": broken, "left": left}


def _lines(page: Any) -> list[Any]:  # noqa: ANN401 - ctypes has no types
    """[text, left, bottom, right, top] of each line; the boxes are 0 where characters and text do not go together."""
    text = page.get_text_range()
    boxed = page.count_chars() == len(text)
    lines, at = [], 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped and boxed:
            first = at + len(line) - len(line.lstrip())
            boxes = [page.get_charbox(first), page.get_charbox(first + len(stripped) - 1)]
            bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
            lines.append([stripped, round(boxes[0][0], 1), round(bottom, 1), round(boxes[1][2], 1), round(top, 1)])
        elif stripped:
            lines.append([stripped, 0, 0, 0, 0])
        at += len(line) + 1
    page.close()
    return lines


def feed(data: bytes, most: int) -> dict[str, Any]:
    """The entries of a feed, plain strings all."""
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - only where a feed comes

    # A stream: of bytes, feedparser would first try whether they are the name of a file.
    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise Faulty("damaged", "is no feed that can be read")
    entries, characters = [], 0
    for entry in found.entries[:MOST_ENTRIES]:
        told = {key: entry.get(key) for key in ("title", "link", "author", "published")}
        # Where there is none, feedparser gives the date of publication as that of the last change.
        changed = dict.__contains__(entry, "updated")
        told["updated"] = entry.get("updated") if changed else None
        contents = [part.get("value") or "" for part in entry.get("content", [])]
        text = max(contents, key=len, default="") or entry.get("summary") or ""
        source = entry.get("source") or {}
        told["published_parsed"] = _day(entry.get("published_parsed"))
        told["updated_parsed"] = _day(entry.get("updated_parsed")) if changed else None
        characters += len(text)
        if characters > most * 10:
            raise Faulty("too-large", f"has more than {10 * most:,} characters, the limit of a feed")
        entries.append({**told, "text": text, "full": bool(contents), "source": source.get("title")})
    fault = str(found.get("bozo_exception") or "") if found.get("bozo") else ""
    return {
        "title": found.feed.get("title"),
        "entries": entries,
        "left": max(0, len(found.entries) - MOST_ENTRIES),
        "fault": fault[:200],
    }


def page(data: bytes, most: int) -> dict[str, Any]:
    """The main text of a large page; dragoman's own part in it is the same as for a small one."""
    from dragoman.intake.html import main_text  # noqa: PLC0415 - only where a large page comes

    text, fault = main_text(data.decode())
    if text is not None and len(text) > most:
        raise Faulty("too-large", f"has more than {most:,} characters, the limit of a document; split it")
    return {"text": text, "fault": fault}


def _day(parts: Any) -> str | None:  # noqa: ANN401 - feedparser has no types
    return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts else None


READERS: dict[str, Callable[[bytes, int], dict[str, Any]]] = {"pdf": pdf, "feed": feed, "page": page}

if __name__ == "__main__":
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(sys.stdin.buffer, sys.stdout.buffer)
