"""The process that may die: it reads PDFs, feeds, large pages and Parquet, under limits of memory and time.

It is run as a file, and imports what a form needs when the first of that form comes, so that it starts fast. Over its
standard input come a line of JSON ({"kind": ..., "size": ..., "seconds": ..., "most": ...}) and `size` bytes. Back go
the length of an answer in 8 bytes and the answer in JSON: {"answer": ...}, or {"code": ..., "message": ...} instead.
Of Parquet come many answers, and {"end": true} behind them; each has the seconds that a document has. Its bytes may be
in an open file of the number "file" instead.
"""

import io
import json
import os
import resource
import sys
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from typing import Any, BinaryIO

MOST_PAGES = 5_000
MOST_ENTRIES = 20_000


def serve(asks: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    while line := asks.readline():
        ask = json.loads(line)
        data = asks.read(ask["size"])
        more = _told(ask, data)
        while True:
            spent = resource.getrusage(resource.RUSAGE_SELF)
            # Of this answer, beside what those before it took; the hard limit stays, it could not be raised again.
            until = int(spent.ru_utime + spent.ru_stime) + ask["seconds"] + 1
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
            told = next(more, None)
            if told is None:
                break
            answer = json.dumps(told).encode()
            answers.write(len(answer).to_bytes(8, "big") + answer)
            answers.flush()


def _told(ask: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    """What is answered: one thing, or many and their end."""
    try:
        if ask["kind"] != "parquet":
            yield {"answer": READERS[ask["kind"]](data, ask["most"])}
            return
        yield from ({"answer": part} for part in parquet(data, ask))
        yield {"end": True}
    except MemoryError:
        yield {"code": "too-large", "message": "needs more memory than it may have"}
    except RecursionError:
        yield {"code": "damaged", "message": "is nested without end"}
    except Faulty as error:
        yield {"code": error.args[0], "message": error.args[1]}


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


ROWS = 100  # at a time
LARGEST_PART = 4_000_000  # characters of an answer
LARGEST_FOOTER = 50_000_000


def parquet(data: bytes, ask: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The names of the columns; of each group of rows what each column that is asked for expands to; and the rows.

    A row is its values, with the digest and the size of all of it.
    """
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to load, and only Parquet needs it
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # noqa: PLC0415

    pa.set_cpu_count(1)
    number = 0
    try:
        file = pa.BufferReader(data) if ask["file"] is None else os.fdopen(ask["file"], "rb")
        opening = {"thrift_string_size_limit": LARGEST_FOOTER, "thrift_container_size_limit": LARGEST_FOOTER // 50}
        schema = pq.ParquetFile(file, **opening).schema_arrow
        yield {"names": schema.names}
        taken = [name for name in dict.fromkeys(ask["columns"]) if name in schema.names]
        # Kept as a dictionary, a text that a million rows share is in memory once.
        shared = [name for name in taken if pa.types.is_string(schema.field(name).type)]
        file.seek(0)
        table = pq.ParquetFile(file, read_dictionary=shared, pre_buffer=False, **opening)
        for group in range(table.num_row_groups):
            yield {"columns": _sizes(table.metadata.row_group(group), set(taken))}
            rows: list[Any] = []
            for batch in table.iter_batches(ROWS, row_groups=[group], columns=taken, use_threads=False):
                size = 0
                for at in range(batch.num_rows):
                    told = {name: batch.column(name)[at].as_py() for name in taken}
                    packed = json.dumps(told, default=str).encode()
                    plain = {name: _plain(value) for name, value in told.items()}
                    rows.append([plain, sha256(packed).hexdigest(), len(packed)])
                    number += 1
                    size += len(packed)
                    if size > LARGEST_PART:
                        yield {"rows": rows}
                        rows, size = [], 0
                yield {"rows": rows}
                rows = []
    except MemoryError:  # of Arrow's, too, which is an ArrowException besides
        raise
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise Faulty("damaged", f"is damaged ({str(error)[:200]}); {number} rows of it were read") from error


def _sizes(group: Any, taken: set[str]) -> list[tuple[int, int]]:  # noqa: ANN401 - pyarrow has no types
    """What each column expands to, and its packed size."""
    columns = (group.column(number) for number in range(group.num_columns))
    return [
        (column.total_uncompressed_size, column.total_compressed_size)
        for column in columns
        if column.path_in_schema.split(".")[0] in taken
    ]


def _plain(value: Any) -> Any:  # noqa: ANN401 - of any column
    """A value as JSON has it; None for what can be no part of a report."""
    if isinstance(value, date):  # and a datetime
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float) else None


def _day(parts: Any) -> str | None:  # noqa: ANN401 - feedparser has no types
    return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts else None


READERS: dict[str, Callable[[bytes, int], dict[str, Any]]] = {"pdf": pdf, "feed": feed, "page": page}

if __name__ == "__main__":
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    serve(sys.stdin.buffer, sys.stdout.buffer)
