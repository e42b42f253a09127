"""HTML: the main text is the text, and what the page says about itself is its metadata."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from dragoman.intake.layout import BREAK, line_of, set_out
from dragoman.intake.limits import Limits, RefusedError
from dragoman.intake.metadata import Metadata, any_day, any_moment, bad_date, iso_day
from dragoman.intake.page import Page, listen
from dragoman.intake.sandbox import Sandbox

LONGEST_MARKUP = 20_000_000  # characters of a page
DEEPEST = 150  # nested elements: beyond, trafilatura finds nothing
MOST_ELEMENTS = 50_000  # beyond, it takes minutes
# So much it always reads in well under five seconds. Twenty thousand bold words in one paragraph took it three minutes.
FEW_ELEMENTS = 4_000
SHORT_MARKUP = 600_000  # characters
LONGEST_LINE = 20_000  # characters: so long a page has its paragraphs
SHORTEST_LEAD = 12  # words of a block that may be a report's first paragraph
MOST_LEADS = 6  # blocks below the heading that are looked at for it
STOPS = (".", "!", "?", "”", "’", '"', "»", "…")
SHORTEST_TITLE = 3  # words of a heading that may replace a longer title

# What of the page around a report trafilatura at times keeps. A box with a heading of its own, or a long one, stays.
AROUND = ("cookie", "consent", "gdpr", "related", "recommended", "newsletter")
PRUNED = [
    f"//*[self::div or self::section or self::aside or self::ul or self::form]"
    f"[contains(@class, '{word}') or contains(@id, '{word}')][not(.//h1) and not(.//article)][count(.//p) < 8]"
    for word in AROUND
]
DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "date",
)
CHANGES = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
OUTLETS = ("og:site_name", "dc.publisher", "publisher", "application-name")
AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
REPORTS = ("Article", "Posting", "PressRelease", "Report")  # ends of schema.org's types
MOST_NODES = 10_000

_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_DATE = 100  # characters of a text that is a date
_SITE = re.compile(r"\s[|\u00b7\u00bb\u2013\u2014-]\s+(?P<site>[^|\u00b7\u00bb\u2013\u2014]+)$")
LONGEST_SITE = 5  # words
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?![\d.])")
_PRINTED = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2} [^\W\d]{3,9}\.?,? \d{4}|[^\W\d]{3,9}\.? \d{1,2},? \d{4}", re.UNICODE)
_TAG = re.compile(rb"<(?:[a-z][a-z0-9]{0,10})(?:\s[^<>]{0,500})?/?>", re.IGNORECASE)


def is_html(data: bytes, name: str) -> bool:
    """Tell whether bytes begin as a page does, or are called one and hold a tag."""
    head = data[:65_536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head[1:2] == b"\0":
        head = head.replace(b"\0", b"")[2:]
    if _BEGINS.match(head.removeprefix(b"\xef\xbb\xbf")):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) and _TAG.search(head) is not None


def read_html(markup: str, sandbox: Sandbox | None = None) -> tuple[str, Metadata]:
    """Read the main text of a page and its metadata; where no main text is found, all visible text and an issue.

    A large page is looked through by another process, which may be killed; of `sandbox`, where one is given.
    """
    markup = re.sub(r"^\s*<\?xml.{0,200}?\?>", "", markup.replace("\0", ""), flags=re.DOTALL)
    page = listen(markup)
    metadata = page_metadata(page)
    text, fault = _main_text(markup, page, sandbox)
    if text is None:
        issue = ("html-fallback", f"{fault}; all visible text of the page was taken")
        return page.visible(), replace(metadata, issues=(*metadata.issues, issue))
    return _with_lead(_with_breaks(text, page), page), metadata


def _main_text(markup: str, page: Page, sandbox: Sandbox | None) -> tuple[str | None, str]:
    if page.deepest > DEEPEST or page.elements > MOST_ELEMENTS:
        return None, f"the page has {page.elements} elements, {page.deepest} deep: too many to look for its main text"
    if page.elements <= FEW_ELEMENTS and len(markup) <= SHORT_MARKUP:
        return main_text(markup)
    if sandbox is None:
        with Sandbox(Limits()) as own:
            return _main_text(markup, page, own)
    try:
        found = sandbox.ask("page", markup.encode(errors="replace"), "the page")
    except RefusedError as error:
        return None, str(error)
    return found["text"], found["fault"]


def main_text(markup: str) -> tuple[str | None, str]:
    """The main text of a page, or None and why there is none. Takes minutes over some large pages."""
    import trafilatura  # noqa: PLC0415 slow to load, and only pages need it

    try:
        found = trafilatura.bare_extraction(
            markup, deduplicate=False, include_comments=False, include_tables=True, prune_xpath=PRUNED
        )
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, etree.LxmlError) as error:
        # trafilatura promises no errors of its own: broken pages surface as whatever its parts raise
        return None, f"no main text was found ({type(error).__name__})"
    text = None if found is None or isinstance(found, dict) else _rendered(found.body)
    return (text, "") if text else (None, "no main text was found")


def _with_breaks(text: str, page: Page) -> str:
    """Give a short page its paragraphs back: of one, trafilatura may give all text in a single line."""
    if "\n" in text or len(text) > LONGEST_LINE:
        return text
    found: list[str] = []
    position = 0
    for line in page.visible().split("\n\n"):
        start = text.find(line, position)
        if start >= 0:
            found.append(line)
            position = start + len(line)
    told = sum(map(len, found)) + len(found) - 1
    return "\n\n".join(found) if told == len(text) else text


def _with_lead(text: str, page: Page) -> str:
    """Give a report its first paragraph back, where that stands in a block of its own kind between heading and text.

    '<div class="lead">The ministers met ...</div><p>They ...</p>': of this, trafilatura takes the second.
    """
    lines = page.visible().split("\n\n")
    parts = text.split("\n\n")
    first = parts[1] if parts[0] in page.headings and len(parts) > 1 else parts[0]
    ends = [at for at, line in enumerate(lines) if line == first]
    starts = [at for at, line in enumerate(lines[: ends[0]]) if line in page.headings] if ends else []
    if not starts:
        return text
    between = lines[starts[-1] + 1 : ends[0]]
    leads = [
        line
        for line in between[:MOST_LEADS]
        if len(line.split()) >= SHORTEST_LEAD
        and line.endswith(STOPS)
        and line not in page.captions
        and line not in text
    ]
    # What the page tells before that is kept in its order: a heading that was taken stays on top
    at = text.find(first)
    return "".join([text[:at], *(f"{line}\n\n" for line in leads), text[at:]])


@dataclass(slots=True)
class _Writer:
    """Lines of text, each with its kind."""

    lines: list[tuple[str, str]]
    pieces: list[str]
    kind: str = "p"

    def flush(self) -> None:
        text = line_of("".join(self.pieces))
        self.pieces.clear()
        if text.strip(" |-"):
            self.lines.append((self.kind, text))
        self.kind = "p"


def _rendered(body: Any) -> str:  # noqa: ANN401 - lxml has no types
    writer = _Writer([], [])
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag in ("p", "head", "quote", "list", "table", "div", "ab", "fw", "code") and writer.kind == "p":
                writer.flush()
            if tag in ("item", "row"):
                writer.flush()
                writer.kind = tag
                writer.pieces.append("- " if tag == "item" else "")
            if tag == "cell" and "".join(writer.pieces).strip():
                writer.pieces.append(" | ")
            writer.pieces.append(BREAK if tag == "lb" else "")
            writer.pieces.append((element.text or "").replace(BREAK, " "))
            continue
        if tag in ("item", "row") or (tag in ("p", "head", "quote", "list", "table", "div") and writer.kind == "p"):
            writer.flush()
        writer.pieces.append((element.tail or "").replace(BREAK, " "))
    writer.flush()
    return set_out(writer.lines)


def page_metadata(page: Page) -> Metadata:
    """Gather what a page says about itself: schema.org first, then OpenGraph, other metas, and what is marked in it."""
    report = _report(page.scripts)
    metas: dict[str, str] = {}
    for key, value in page.metas:
        if value:
            metas.setdefault(key, plain(value) or "")
    outlet = _name(report.get("publisher")) or _first(metas, OUTLETS) or _site(page)
    authors = _names(report.get("author")) or [
        value for value in (_first(metas, AUTHORS),) if value and "://" not in value
    ]
    authors = authors or page.bylines[:1]
    published, issues = _published(report, metas, page)
    canonical = [href for rel, href in page.links if "canonical" in rel.split() and href]
    addresses = (*canonical, metas.get("og:url"), report.get("url"), report.get("mainEntityOfPage"))
    urls = [url for url in addresses if isinstance(url, str) and url.startswith(("http://", "https://"))]
    return Metadata(
        title=_title(report, metas, page, outlet),
        outlet=outlet,
        byline=", ".join(authors) or None,
        url=urls[0] if urls else None,
        published=published,
        modified=_modified(report, metas),
        issues=issues,
    )


def _site(page: Page) -> str | None:
    """The name of the site behind the heading in the page's title: "Ministers meet in Baku | Caspian Wire"."""
    title, heading = plain(page.title) or "", max(page.headings, key=len, default="")
    found = _SITE.search(title)
    if found is None or not heading or not title.startswith(heading) or not found["site"][0].isupper():
        return None
    return found["site"] if len(found["site"].split()) <= LONGEST_SITE else None


def _title(report: dict[str, Any], metas: dict[str, str], page: Page, outlet: str | None) -> str | None:
    # The site's own name is often marked as a heading, too: the title tells which is the report's
    headings = page.headings if len(page.headings) == 1 else [one for one in page.headings if one in page.title]
    heading = max(headings, key=len, default=None)
    told = (report.get("headline"), metas.get("og:title"), heading, metas.get("twitter:title"), page.title)
    title = next((clean for value in told if (clean := plain(value))), None)
    if title is None:
        return None
    # "Ministers meet in Baku - Caspian Wire", "Ministers meet in Baku | News | Caspian Wire"
    if outlet:
        shorter: str = re.sub(rf"\s+[|:\u00b7\u00bb\u2013\u2014-]\s+{re.escape(outlet)}$", "", title)
        title = shorter or title
    if heading and heading != title and heading in title and len(heading.split()) >= SHORTEST_TITLE:
        return heading
    return title


def _published(
    report: dict[str, Any], metas: dict[str, str], page: Page
) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    told = [report.get("datePublished"), report.get("dateCreated"), *(metas.get(key) for key in DATES), *page.times[:1]]
    issues: tuple[tuple[str, str], ...] = ()
    for value in told:
        if not isinstance(value, str) or not value.strip():
            continue
        day = any_day(value)
        if day is not None:
            return day, issues
        issues = (*issues, bad_date("page", value))
    return next((day for text in page.dates if (day := _printed(text))), None), issues


def _printed(text: str) -> str | None:
    """The day in a text that is marked as a date: "Published: May 12, 2022 - 10:15", "12.05.2022"."""
    if len(text) > LONGEST_DATE:
        return None
    dotted = _DOTTED.search(text)
    if dotted is not None:  # written with dots, the day comes first everywhere
        return iso_day(f"{dotted[3]}-{dotted[2]:>02}-{dotted[1]:>02}")
    return next((day for found in _PRINTED.findall(text) if (day := any_day(found))), None)


def _modified(report: dict[str, Any], metas: dict[str, str]) -> str | None:
    told = (report.get("dateModified"), *(metas.get(key) for key in CHANGES))
    return next((moment for value in told if isinstance(value, str) and (moment := any_moment(value))), None)


def _report(scripts: list[str]) -> dict[str, Any]:
    """Find the JSON-LD node of the report itself: the first article that is not listed inside another node."""
    spare: dict[str, Any] = {}
    for script in scripts:
        for node in _nodes(script):
            kinds = node.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and kind.endswith(REPORTS) for kind in kinds):
                return node
            if not spare and ("headline" in node or "datePublished" in node):
                spare = node
    return spare


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    script = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    script = re.sub(r"^/\*.{0,20}?\*/|/\*.{0,20}?\*/$|^//<!\[CDATA\[|//\]\]>$", "", script).strip().rstrip(";")
    found: Any = None
    for candidate in (script, re.sub(r",(\s*[}\]])", r"\1", script)):  # a comma after the last item is common
        try:
            found = json.loads(candidate, strict=False)
            break
        except (ValueError, RecursionError):
            continue
    waiting, seen = [found], 0
    while waiting and seen < MOST_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("@graph"))
            waiting.append(node.get("mainEntity"))


def _names(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [name for item in values if (name := _name(item)) and "://" not in name]


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return plain(value)


def _first(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    return next((metas[key] for key in keys if metas.get(key)), None)


def plain(value: object) -> str | None:
    """Clean a string of mark-up and entities, which are often escaped twice; None where nothing is left."""
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^<>]{1,200}>", "", html.unescape(value)).split()) or None
