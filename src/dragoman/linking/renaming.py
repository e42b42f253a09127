"""Somebody told by what he is and by his name behind a comma: "His wife, Alicia, denied it", "a lawyer, Inês Dias,"."""

from dragoman.lexicon.load import Lexicon
from dragoman.linking.book import Book, Entry
from dragoman.linking.names import parts_of
from dragoman.model.reading import Mention, Reading

DESCRIBED = frozenset({"role", "group"})


def renames(reading: Reading, lexicon: Lexicon, told: Mention) -> bool:
    """Whether the name behind a comma is that of the one person told before it: not "the militia, Ansar al-Haq"."""
    if told.apposed is None or told.kind not in DESCRIBED or told.plural:
        return False
    name = reading.mentions[told.apposed]
    if name.kind != "name" or not name.name:
        return False
    if told.head in lexicon.descriptions.hosts:
        return True
    between = reading.text[told.extent.end : name.extent.start].strip()
    parts = parts_of(name.name or "", lexicon.names.name_particles)
    return between == "," and bool(parts) and parts[0] in lexicon.given


def renamed(book: Book, mention: Mention) -> Entry | None:
    """Give the person whose name stands behind what he is; a state that is told with it is his."""
    named = book.of.get(mention.apposed, ()) if mention.apposed is not None and not mention.plural else ()
    if len(named) != 1 or book.entries[named[0]].kind != "person":
        return None
    entry = book.entries[named[0]]
    if mention.country_extent is not None:
        entry.country = entry.country or mention.country
    return entry
