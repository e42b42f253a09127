"""Tables: JSON Lines, JSON, CSV and TSV, a document a row, by a mapping of columns."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dragoman.errors import InputError, OptionError
from dragoman.intake.decoding import MARKS, decode, tidy
from dragoman.intake.files import raw_of
from dragoman.intake.limits import RefusedError
from dragoman.intake.metadata import Metadata, any_day, any_moment, bad_date
from dragoman.intake.streams import HEAD, PIECE, Peeked, Readable, digest_of, whole
from dragoman.intake.visit import Found, Opened, Visit, refused
from dragoman.model.source_text import Item, Refused

FIELDS = ("text", "title", "outlet", "byline", "url", "published", "modified")
WIDEST = 8  # bytes of a line for each character that a document may have: escapes of JSON, the other columns
MARK = b"\xef\xbb\xbf"
DELIMITERS = ",;\t|"


def columns_of(told: str) -> dict[str, str]:
    """Read a mapping: "text=body,published=date" says that the column "body" holds the text.

    A field that is not mapped is taken from the column of its own name. In JSON, "meta.day" is "day" within "meta".
    Raises OptionError.
    """
    columns: dict[str, str] = {}
    for pair in told.split(","):
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not equals or not column:
            raise OptionError(f"{pair.strip()!r} maps nothing; write FIELD=COLUMN, such as text=body,published=date")
        if field not in FIELDS:
            raise OptionError(f"{field!r} is no field of a report; there are {', '.join(FIELDS)}")
        if field in columns:
            raise OptionError(f"{field} is mapped twice, to {columns[field]!r} and to {column!r}")
        columns[field] = column
    return columns


def read_json_lines(visit: Visit, opened: Opened) -> Found:
    """An object a line; a line that is none is told and skipped."""
    longest = visit.limits.text_characters * WIDEST
    for number, line in enumerate(_lines(opened.stream, longest), start=1):
        name = f"{opened.name}!{number}"
        if line is None:
            yield Refused(name=name, code="too-large", message=f"{name}: is longer than {longest:,} bytes")
        elif line.strip():
            visit.meter.member()
            try:
                found = json.loads(line.removeprefix(MARK))
            except (ValueError, RecursionError) as error:
                yield Refused(name=name, code="damaged", message=f"{name}: is no JSON that can be read ({error})")
                continue
            yield row(visit, name, found, digest_of(line))


def read_json(visit: Visit, opened: Opened) -> Found:
    """A list of objects, or one object; JSON Lines under the name of .json, too."""
    data = whole(opened.stream, opened.name, visit.limits.member_bytes)
    try:
        found = json.loads(data.removeprefix(MARK))
    except (ValueError, RecursionError) as error:
        if not data.lstrip().startswith(b"{") or b"}\n" not in data:
            raise RefusedError("damaged", f"{opened.name}: is no JSON that can be read ({error})") from error
        again = Opened(name=opened.name, file=opened.file, stream=Peeked(io.BytesIO(data)), depth=opened.depth)
        yield from read_json_lines(visit, again)
        return
    rows = found if isinstance(found, list) else [found]
    if not opened.asked and not any(_has_text(visit, one) for one in rows):
        told = f"{opened.name}: {no_column(_column(visit), ())}"
        raise RefusedError("no-text", told, passed_over=True)
    for number, one in enumerate(rows, start=1):
        visit.meter.member()
        yield row(visit, f"{opened.name}!{number}", one, digest_of(json.dumps(one).encode()))


def _column(visit: Visit) -> str:
    return visit.columns.get("text", "text")


def _has_text(visit: Visit, found: object) -> bool:
    """Whether an object of JSON has a place for the text, be it empty: elsewhere JSON is settings and figures."""
    return isinstance(found, dict) and (_column(visit) in found or _value(found, _column(visit)) is not None)


def read_csv(visit: Visit, opened: Opened) -> Found:
    """A row a document, below a line of names. Raises RefusedError where no column holds the text."""
    csv.field_size_limit(visit.limits.text_characters)  # of the whole process; nobody else here reads CSV
    stream: Readable = opened.stream
    head = opened.stream.head
    if head.startswith(tuple(mark for mark, codec in MARKS if codec != "utf-8")):
        text, _ = decode(whole(stream, opened.name, visit.limits.member_bytes), opened.name)
        stream = again = io.BytesIO(text.encode())
        head = again.getbuffer()[:HEAD].tobytes()
    lines = _text_lines(stream, head, visit.limits.text_characters * WIDEST)
    first = next(lines, "")
    tabs = opened.file.lower().endswith((".tsv", ".tab"))
    delimiter = "\t" if tabs else max(DELIMITERS, key=first.count)
    try:
        names = next(csv.reader([first], delimiter=delimiter), [])
    except csv.Error as error:
        raise RefusedError("damaged", f"{opened.name}: its line of names cannot be read ({error})") from error
    column = _column(visit)
    if column not in names:
        raise RefusedError("no-text", f"{opened.name}: {no_column(column, names)}")
    reader = csv.reader(lines, delimiter=delimiter)
    number = 0
    while True:
        number += 1
        name = f"{opened.name}!{number}"
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Refused(name=name, code="damaged", message=f"{name}: is no row that can be read ({error})")
            continue
        if values:
            visit.meter.member()
            told = dict(zip(names, values, strict=False))
            yield row(visit, name, told, digest_of(json.dumps(told).encode()))


def no_column(column: str, names: Iterable[str]) -> str:
    """Say that a table lacks the column of the text, and what would help."""
    shown = ", ".join(list(names)[:20])
    return f"no column {column!r} holds the text, among {shown or 'none'}; map one: text=COLUMN"


def row(visit: Visit, name: str, found: object, digest: str) -> Item | Refused:
    """The document in one row, or why it is none."""
    if not isinstance(found, dict):
        return Refused(name=name, code="damaged", message=f"{name}: is no object with names and values")
    try:
        return _item(visit, name, found, digest)
    except InputError as error:
        return refused(name, error)


def _item(visit: Visit, name: str, found: Mapping[str, Any], digest: str) -> Item:
    told = {field: _value(found, visit.columns.get(field, field)) for field in FIELDS}
    text, issues = tidy(told["text"] or "")
    if not text.strip():
        column = _column(visit)
        empty = f"its column {column!r} is empty" if column in found else no_column(column, map(str, found))
        raise RefusedError("no-text", f"{name}: {empty}")
    day = any_day(told["published"]) if told["published"] else None
    if told["published"] and day is None:
        issues = (*issues, bad_date("row", told["published"]))
    metadata = Metadata(
        title=told["title"],
        outlet=told["outlet"],
        byline=told["byline"],
        url=told["url"],
        published=day,
        issues=issues,
    )
    raw = raw_of(text, name, metadata, longest=visit.limits.text_characters)
    return Item(raw=raw, digest=digest, modified=any_moment(told["modified"]) if told["modified"] else None)


def _value(found: Mapping[str, Any], column: str) -> str | None:
    value = found.get(column)
    if value is None and "." in column:
        value = found
        for part in column.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    if isinstance(value, date):  # and a datetime
        return value.isoformat()
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return ", ".join(value)  # authors
    if isinstance(value, str | int) and not isinstance(value, bool):
        return tidy(str(value))[0] if str(value).strip() else None
    return None


def _lines(stream: Readable, longest: int) -> Iterator[bytes | None]:
    """Each line without its end; None in place of one that is too long, which is skipped over."""
    left, skipping = b"", False
    while piece := stream.read(PIECE):
        *ended, left = (left + piece).split(b"\n")
        for line in ended:
            yield None if skipping or len(line) > longest else line
            skipping = False
        if len(left) > longest:
            left, skipping = b"", True
    if left or skipping:
        yield None if skipping else left


def _text_lines(stream: Readable, head: bytes, longest: int) -> Iterator[str]:
    """Lines as csv wants them, with their ends. An overlong one becomes a blank."""
    codec = "utf-8"
    try:
        head[: head.rfind(b"\n") + 1].decode(codec)
    except UnicodeDecodeError:
        codec = "cp1252"
    for number, line in enumerate(_lines(stream, longest)):
        text = (line or b"").decode(codec, errors="replace") + "\n"
        yield text.removeprefix("\ufeff") if number == 0 else text
