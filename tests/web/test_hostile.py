"""What a report says shows as text on every page, whatever it says: tags, scripts, styles, addresses, turned letters.

The pages are the application's own, so that a new one is asked, too.
"""

import csv
import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from dragoman.web.app import app_of
from dragoman.web.rendering import closed
from dragoman.web.settings import Settings
from tests.web.pages import addresses, pages
from tests.web.whole import HOSTILE, make

TAGS = {
    *("html", "head", "meta", "title", "link", "script", "body", "a", "header", "form", "input", "kbd", "nav", "main"),
    *("div", "p", "h1", "h2", "h3", "ul", "ol", "li", "dl", "dt", "dd", "span", "q", "cite", "blockquote", "strong"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "label", "select", "option", "optgroup", "button"),
    *("textarea", "fieldset", "legend", "datalist", "details", "summary", "section", "article", "aside", "dialog"),
    *("svg", "g", "title", "rect", "circle", "line", "path", "text", "mark", "del", "ins", "code", "output", "time"),
    *("small", "em", "pre", "br", "hr", "figure", "figcaption", "noscript", "template", "defs", "use", "polyline"),
}
PART = {"HX-Request": "true"}  # what htmx asks for is a part of a page


class Seen(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.words.append(data)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store of hostile reports."""
    folder = tmp_path_factory.mktemp("hostile")
    return make(folder / "desk.db", spice=HOSTILE, url="javascript:hostile()//example.org")


@pytest.fixture(scope="module")
def browser(path: Path) -> Iterator[TestClient]:
    app = app_of(Settings(store=str(path), name="M. Garcia"))
    with TestClient(app, base_url="http://127.0.0.1:8000") as made:
        yield made


def app_in(browser: TestClient) -> Any:  # noqa: ANN401 - FastAPI's, behind the client
    return browser.app


def is_of_ours(tag: str, told: dict[str, str | None]) -> bool:
    """Whether an element is one that a template may write."""
    if tag not in TAGS or any(name.startswith("on") or name in {"style", "srcdoc"} for name in told):
        return False
    if tag == "script":
        return (told.get("src") or "").startswith("/static/")
    return all(
        urlsplit(told.get(name) or "").scheme in {"", "http", "https"} or told[name] == "data:,"
        for name in ("href", "src", "action", "formaction", "hx-get", "hx-post", "xlink:href")
        if name in told
    )


def test_a_hostile_text_is_text_at_every_address(browser: TestClient) -> None:
    app, shown = app_in(browser), 0
    people = set(pages(app))
    for address in addresses(app):
        for headers in ({}, PART) if address in people else ({},):
            answer = browser.get(address, headers=headers)
            has_none = "this page has no ." in answer.text
            assert answer.status_code == (404 if has_none else 200), (address, answer.status_code, answer.text[:300])
            assert answer.headers["x-content-type-options"] == "nosniff"
            kind = answer.headers["content-type"].partition(";")[0]
            if kind == "text/html":
                assert "unsafe-inline" not in answer.headers["content-security-policy"], address
                seen = Seen(answer.text)
                strange = [one for one in seen.elements if not is_of_ours(*one)]
                assert not strange, (address, strange)
                shown += "<script>hostile()</script>" in "".join(seen.words)
            elif kind in {"application/json", "application/problem+json"}:
                json.loads(answer.text)
            elif kind == "application/atom+xml":
                tags = {one.tag.partition("}")[2] for one in ET.fromstring(answer.text).iter()}  # noqa: S314 - our own
                assert tags <= {"feed", "title", "id", "updated", "link", "author", "name", "entry", "summary"}, address
            elif kind == "text/csv":
                cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
                assert not [cell for cell in cells if cell[:1] in {"=", "+", "@", "\t", "\r"}], address
            else:
                assert kind in {"text/plain", "application/graphml+xml", "application/jsonl"}, (address, kind)
    assert shown > 20, shown


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Baku", "Baku"),
        ("Bakı", "Bakı"),
        ("\u05d1\u05d0\u05e7\u05d5", "\u05d1\u05d0\u05e7\u05d5"),
        ("a\u202eb", "a\u202eb\u202c"),
        ("a\u202eb\u202cc", "a\u202eb\u202cc"),
        ("a\u2066b", "a\u2066b\u2069"),
        ("\u2067a\u202bb\u202ac", "\u2067a\u202bb\u202ac\u202c\u202c\u2069"),
        ("\u2068a\u202db\u2069c", "\u2068a\u202db\u2069c"),
        ("a\u202c\u2069b", "ab"),
        (7, 7),
    ],
    ids=[
        *("latin", "a letter beyond", "Hebrew", "left open", "closed", "isolate", "nested", "closed by its isolate"),
        *("closes what is not its own", "a number"),
    ],
)
def test_a_text_turns_nothing_but_itself_around(told: object, shown: object) -> None:
    assert closed(told) == shown
