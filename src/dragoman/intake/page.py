"""One pass over an HTML page: what it says about itself, and all its visible text as a last resort.

A listener to the parser, not a tree: five thousand nested tags cost no recursion and no memory.
"""

import re

from lxml import etree  # type: ignore[import-untyped]

# Elements whose text nobody reads as part of a report.
SILENT = frozenset(
    [
        "aside",
        "button",
        "footer",
        "form",
        "iframe",
        "nav",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
    ]
)
# Elements that end the line before and after them.
BREAKING = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
# Names of classes and ids in markup that mark what stands around a report.
AROUND = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|related|recommended|newsletter|share|sharing|social|breadcrumbs?|comments?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# Names that mark a printed date. Today's stands on top of many pages, too: it counts below the heading alone.
DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|datetime|posted|pubdate|published|timestamp)(?:$|[\s_-])", re.IGNORECASE
)
DATED_WITHIN = 600  # characters of visible text below the heading
STRUCTURE = frozenset({"html", "body", "main", "article"})  # never left out for their class


class Page:
    """Listens to lxml's parser and collects; read its attributes after `listen`."""

    def __init__(self) -> None:
        self.metas: list[tuple[str, str]] = []  # (name, property or itemprop in lower case; content)
        self.links: list[tuple[str, str]] = []  # (rel, href)
        self.scripts: list[str] = []  # the JSON-LD
        self.headings: list[str] = []  # h1
        self.times: list[str] = []  # <time>: its datetime, or else its text
        self.dates: list[str] = []  # texts of what is marked as a date, close below the last h1
        self.captions: list[str] = []  # figcaption
        self.bylines: list[str] = []  # rel=author, itemprop=author, class=byline
        self.title = ""
        self.elements = 0
        self.deepest = 0
        self._silent = 0
        self._length = 0  # of the visible text so far
        self._heading_at = -DATED_WITHIN - 1  # where the last h1 ended, in that
        self._open: list[tuple[str, bool]] = []
        self._catching: list[tuple[int, list[str], list[str]]] = []  # depth, pieces, where they go
        self._pieces: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        silent = tag in SILENT or (tag not in STRUCTURE and self._is_around(attributes))
        self._open.append((tag, silent))
        self._silent += silent
        self.deepest = max(self.deepest, len(self._open))
        if tag in BREAKING:
            self._pieces.append("\n")
        elif tag in ("td", "th"):
            self._pieces.append(" | ")
        self._listen_to(tag, attributes)

    def end(self, tag: str) -> None:
        if self._catching and self._catching[-1][0] == len(self._open):
            _, pieces, target = self._catching.pop()
            text = " ".join("".join(pieces).split())
            if text:
                target.append(text)
            if target is self.headings:
                self._heading_at = self._length
                self.dates.clear()
        if self._open:
            _, silent = self._open.pop()
            self._silent -= silent
        if tag in BREAKING:
            self._pieces.append("\n")

    def data(self, text: str) -> None:
        if self._catching:
            self._catching[-1][1].append(text)
        tag = self._open[-1][0] if self._open else ""
        if tag == "title" and len(self._open) < 5:  # noqa: PLR2004 - not the title of an inline drawing
            self.title += text
        if not self._silent:
            self._pieces.append(re.sub(r"\s+", " ", text))
            self._length += len(text)

    def comment(self, text: str) -> None:
        """Nobody reads comments."""

    def close(self) -> "Page":
        return self

    def visible(self) -> str:
        """All text that is not around the report, a blank line between blocks."""
        lines = (" ".join(line.split()).strip(" |") for line in "".join(self._pieces).split("\n"))
        return "\n\n".join(line for line in lines if line)

    def _is_around(self, attributes: dict[str, str]) -> bool:
        named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        return AROUND.search(named[:200]) is not None

    def _listen_to(self, tag: str, attributes: dict[str, str]) -> None:
        target: list[str] | None = None
        if tag == "meta":
            keys = [attributes[key] for key in ("name", "property", "itemprop") if attributes.get(key)]
            self.metas.extend((key.strip().lower(), attributes.get("content", "").strip()) for key in keys)
        elif tag == "link":
            self.links.append((attributes.get("rel", "").lower(), attributes.get("href", "").strip()))
        elif tag == "script":
            target = self.scripts if "ld+json" in attributes.get("type", "").lower() else None
        elif tag == "h1":
            target = self.headings
        elif tag == "time" and not self._silent and attributes.get("datetime"):
            self.times.append(attributes["datetime"].strip())
        elif tag == "time" and not self._silent:
            target = self.times
        elif tag in ("a", "span", "p", "div", "address") and self._is_byline(attributes) and not self._silent:
            target = self.bylines
        elif tag == "figcaption":
            target = self.captions
        elif self._length - self._heading_at <= DATED_WITHIN and not self._silent and self._is_dated(attributes):
            target = self.dates
        if target is not None:
            self._catching.append((len(self._open), [], target))

    def _is_dated(self, attributes: dict[str, str]) -> bool:
        named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        return named != " " and DATED.search(named[:200]) is not None

    def _is_byline(self, attributes: dict[str, str]) -> bool:
        told = (attributes.get("rel", ""), attributes.get("itemprop", ""), *attributes.get("class", "").split())
        return any(word.lower() in ("author", "byline") for word in told)


def listen(markup: str) -> Page:
    """Listen to what a page's markup tells, however broken it is."""
    parser = etree.HTMLParser(target=Page(), huge_tree=True)
    if markup:
        parser.feed(markup)
    page = parser.close()
    if not isinstance(page, Page):
        raise TypeError(f"the parser gave {type(page)} in place of the page")
    return page
