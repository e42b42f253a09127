"""The main text of pages in the layouts that are met, and what they say of themselves.

layouts/NAME.STORY.html is a page, written for these tests, about the report in layouts/STORY.txt: its title, its day,
and, below a blank line, the text that a reader would call the report's.
"""

import io
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.intake import read_stream
from dragoman.model.source_text import Raw

LEAST = 0.90
FOLDER = Path(__file__).parent / "layouts"
LAYOUTS = sorted(FOLDER.glob("*.html"))


def _story(name: str) -> tuple[str, str, list[str]]:
    title, day, text = (FOLDER / f"{name}.txt").read_text("utf-8").split("\n", 2)
    return title, day, text.strip().split("\n\n")


PACT_TITLE, _, PACT = _story("pact")


def _read(page: str) -> Raw:
    return read_stream(io.BytesIO(page.encode()), "page.html")


def token_f1(found: str, expected: str) -> float:
    """How well two texts agree in their words, each counted as often as it stands there."""
    ours, theirs = (Counter(re.findall(r"\w+", text.lower())) for text in (found, expected))
    return 2 * sum((ours & theirs).values()) / max(1, sum(ours.values()) + sum(theirs.values()))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.name)
def test_the_main_text_of_a_layout_is_found(layout: Path) -> None:
    title, day, paragraphs = _story(layout.name.split(".")[1])
    raw = _read(layout.read_text("utf-8"))
    assert token_f1(raw.text, "\n\n".join(paragraphs)) >= LEAST
    assert paragraphs[0] in raw.text  # where the event stands, most often
    assert (raw.title, raw.published) == (title, day)


def test_there_are_twenty_layouts_at_least() -> None:
    assert len(LAYOUTS) >= 20


# What stands around the heading -> the day that it tells
DATES = {
    '<span class="date">Thursday, 26 November 2026</span><h1>T</h1>': None,  # today's, on top of every page
    '<h1>T</h1><span class="date">May 12, 2022</span>': "2022-05-12",
    '<h1>T</h1><div id="posted">Posted on 12 May 2022 at 10:15</div>': "2022-05-12",
    '<h1>T</h1><p class="entry-date">12.05.2022 | 10:15</p>': "2022-05-12",
    '<h1>T</h1><p class="date">05/12/2022</p>': None,  # which is the month?
    '<h1>T</h1><p class="update-info">12 May 2022</p>': None,
    '<h1>Site</h1><p class="date">3 June 2026</p><h1>T</h1><p class="date">12 May 2022</p>': "2022-05-12",
    '<h1>T</h1><p class="date">45 Foo 2022</p>': None,
}


@pytest.mark.parametrize("top", DATES)
def test_a_day_in_print_counts_below_the_heading_alone(top: str) -> None:
    body = "".join(f"<p>{one}</p>" for one in PACT)
    below = '<div class="r"><a href="/x">Other news</a> <span class="date">1 January 2020</span></div>'
    around = f"<nav><a href='/'>Home</a></nav><article>{top}{body}</article>{below}"
    page = f"<html><head><title>T</title></head><body>{around}</body></html>"
    assert _read(page).published == DATES[top]


def test_a_caption_is_no_first_paragraph() -> None:
    caption = "The king of Arnor and the queen of Gondor on the steps of the palace in Osgil on Thursday."
    lead = "The two kingdoms have signed a pact on Thursday that opens four crossings of their common border."
    body = "".join(f"<p>{one}</p>" for one in PACT[1:])
    top = f'<h1>{PACT_TITLE}</h1><figure><figcaption>{caption}</figcaption></figure><div class="lead">{lead}</div>'
    text = _read(f"<html><body><div>{top}<div>{body}</div></div></body></html>").text
    assert lead in text
    assert text.count(lead) == 1
