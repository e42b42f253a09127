"""Whose affairs a paragraph tells: those of the state of its own dateline, else of the report's.

"Prime Minister Marc-Hervé Dessources" without a state is Haiti's under "PORT-AU-PRINCE -", whoever writes the round-up.
"""

import re

from dragoman.linking.book import Book
from dragoman.model.reading import Mention

# a town in capitals, what is told of it or of the agency, a dash: typography, no words
_TOWN = r"(?P<town>[^\W\d_a-z](?:[^\W\d_a-z]|[’'. -]){2,30}?)"
_DATELINE = re.compile(
    rf"\W*{_TOWN}\W*(?:,\s*(?P<region>[^\u2013\u2014\n]{{2,30}})|\([^)\n]{{2,30}}\)\W*)?\s[\u2013\u2014-]+\s"
)


def find_locals(book: Book) -> dict[int, str]:
    """The state of each paragraph that has a dateline of its own."""
    found: dict[int, str] = {}
    text = book.reading.text
    for sentence in book.reading.sentences:
        if sentence.paragraph in found or sentence.block != "body":
            continue
        start = text.rfind("\n", 0, sentence.extent.start) + 1
        match = _DATELINE.match(text, start)
        country = match and (_country_of(book, match["region"] or "") or _country_of(book, match["town"]))
        if country is not None:
            found[sentence.paragraph] = country
    return found if len(set(found.values())) > 1 else {}


def _country_of(book: Book, town: str) -> str | None:
    town = town.strip(" *_")
    if not town:
        return None
    states = [entry.country for entry in book.lexicon.world.find(town.title()) if entry.kind == "state"]
    rows = book.lexicon.gazetteer.find(town.title())
    return states[0] if states else rows[0].country if rows else None


def home_at(book: Book, mention: Mention) -> str | None:
    """The state whose a body or an office is where no other is told."""
    paragraph = book.reading.sentences[mention.sentence].paragraph
    return book.local.get(paragraph, book.home)
