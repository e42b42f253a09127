"""PDF: lines as the sandbox gives them become paragraphs, without what stands above and below every page."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dragoman.intake.decoding import Issue, tidy
from dragoman.intake.files import raw_of
from dragoman.intake.limits import RefusedError
from dragoman.intake.metadata import Metadata, made_on
from dragoman.intake.streams import digest_of, whole
from dragoman.intake.visit import Found, Opened, Visit
from dragoman.model.source_text import Item

EDGE = 2  # lines at the top and the bottom of a page that may be its header and footer
FEWEST_PAGES = 3  # on which a line must stand to be one
SHARE = 0.6  # of the pages
SAME_HEIGHT = 3.0  # points that it may move up and down
GAP = 1.4  # times the usual step to the next line: a new paragraph
INDENT = 0.8  # times a line's height, to the right of the page's text: a new paragraph
SHORT = 0.85  # of the width of the page's text: a line that ends there, with a stop, ends its paragraph
GROWN = 1.2  # times as high: another kind of line
SOFT = "\x02\xad\ufffe"  # how pdfium tells a hyphen that only breaks a line
STOPS = (".", "!", "?", ":", ";", "”", "’", '"', "»", "…")

_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-]\d\d)'?(\d\d)?)?")


class Line(NamedTuple):
    """A line of a page with its box in points; all 0 where it is not known."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_pdf(visit: Visit, opened: Opened) -> Found:
    """The one document in a PDF. Raises RefusedError where it is encrypted, damaged, or a scan without text."""
    name = opened.name
    data = whole(opened.stream, name, visit.limits.member_bytes)
    found = visit.sandbox.ask("pdf", data, name)
    pages, issues = without_edges([[Line(*line) for line in page] for page in found["pages"]])
    text, mended = tidy("\n\n".join(paragraphs(pages)))
    if not text.strip():
        raise RefusedError("no-text", f"{name}: holds no text; a scan must be read by a program for that first")
    issues = (*issues, *mended)
    if found["broken"] or found["left"]:
        told = f"{found['broken']} pages could not be read, {found['left']} are more than are read of one file"
        issues = (*issues, ("damaged", told))
    told = found["told"]
    made = moment(told["CreationDate"])
    day = made and made[:10] if made and len(made) >= len("2022-05-12") else None
    metadata = Metadata(
        title=_plain(told["Title"]),
        byline=_plain(told["Author"]),
        published=day,
        issues=(*issues, *((made_on(day),) if day else ())),
    )
    raw = raw_of(text, name, metadata, longest=visit.limits.text_characters)
    yield Item(raw=raw, digest=digest_of(data), modified=moment(told["ModDate"]))


def without_edges(pages: list[list[Line]]) -> tuple[list[list[Line]], tuple[Issue, ...]]:
    """Drop what stands at one height of most pages, but for its numbers: headers, footers, the numbers of pages."""
    if len(pages) < FEWEST_PAGES:
        return pages, ()
    heights: dict[str, list[float]] = {}
    for page in pages:
        for line in _edges(page):
            heights.setdefault(_pattern(line), []).append(line.bottom)
    least = max(FEWEST_PAGES, SHARE * len(pages))
    certain = {
        pattern: median(found)
        for pattern, found in heights.items()
        if sum(abs(height - median(found)) <= SAME_HEIGHT for height in found) >= least
    }
    dropped: Counter[str] = Counter()
    kept = []
    for page in pages:
        edges = [
            line
            for line in _edges(page)
            if _pattern(line) in certain and abs(line.bottom - certain[_pattern(line)]) <= SAME_HEIGHT
        ]
        dropped.update(map(_pattern, edges))
        kept.append([line for line in page if line not in edges])
    issues = tuple(
        ("page-header", f"{pattern[:80]!r} stands on {count} pages at one height; it was left out as header or footer")
        for pattern, count in dropped.items()
    )
    return kept, issues


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.bottom)
    return by_height[:EDGE] + by_height[EDGE:][-EDGE:]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """Join the lines of each paragraph, over the ends of pages, too."""
    lines = [line for page in pages for line in page]
    words = Counter(word for line in lines for word in re.findall(r"[\w-]+", line.text))
    steps = Counter(round(step) for page in pages for step in _steps(page) if step > 0)
    usual = max(steps, key=lambda step: (steps[step], -step), default=0)
    breaks = [fresh for page in pages for fresh in _breaks(page, usual)]
    found: list[str] = []
    for number, (line, fresh) in enumerate(zip(lines, breaks, strict=True)):
        if fresh is None:  # the first of a page: it goes on where a sentence does
            fresh = number == 0 or found[-1].endswith(STOPS) or not line.text[:1].islower()  # noqa: PLW2901
        if fresh or not found:
            found.append(line.text)
        else:
            found[-1] = _joined(found[-1], line.text, words)
    return [part.translate(_NO_SOFT) for part in found]


_NO_SOFT = {ord(character): None for character in SOFT}


def _steps(page: list[Line]) -> list[float]:
    return [above.bottom - line.bottom for above, line in pairwise(page)]


def _breaks(page: list[Line], usual: float) -> Iterable[bool | None]:
    """Whether each line begins a paragraph; None for a page's first."""
    if not page:
        return
    left = Counter(round(line.left) for line in page).most_common(1)[0][0]
    right = max(line.right for line in page)
    height = median(line.top - line.bottom for line in page)
    yield None
    for above, line, step in zip(page, page[1:], _steps(page), strict=False):
        short = above.right < left + SHORT * (right - left) and above.text.endswith(STOPS)
        indented = line.left > left + INDENT * height and above.left <= left + INDENT * height
        # Letters have boxes of their own: "cave" is less high than "Day", but not by so much that size alone tells
        grown = max(_size(above), _size(line)) > GROWN * max(min(_size(above), _size(line)), 1) and short
        yield step < 0 or step > GAP * usual or indented or short or grown


def _size(line: Line) -> float:
    return line.top - line.bottom


def _joined(before: str, after: str, words: Counter[str]) -> str:
    if before[-1:] in SOFT and before:
        return before[:-1] + after
    if before.endswith("-") and after[:1].islower() and before[-2:-1].isalpha():
        start = re.findall(r"[\w-]*$", before)[0]
        end = re.findall(r"^[\w-]*", after)[0]
        # "co-operation" stays where the text has it elsewhere; a line's end is otherwise only a line's end
        kept = words[start + end] and not words[start[:-1] + end]
        return before + after if kept else before[:-1] + after
    return f"{before} {after}"


def moment(told: str) -> str | None:
    """ISO 8601 of a date as PDF writes it: "D:20220512093000+02'00'"; as exact as it is."""
    found = _DATE.match(told or "")
    if found is None:
        return None
    year, month, day, hour, minute, second, zulu, hours, minutes = found.groups()
    date = "-".join(part for part in (year, month, day) if part)
    if not (day and hour and minute):
        return date
    zone = "+00:00" if zulu else f"{hours}:{minutes or '00'}" if hours else ""
    return f"{date}T{hour}:{minute}:{second or '00'}{zone}"


def _plain(told: str) -> str | None:
    return " ".join(tidy(told)[0].split()) or None
