"""What a paragraph tells before a mention: its states, and whether any are told side by side."""

from dragoman.linking.book import Book, Entry
from dragoman.model.reading import Mention


def of_paragraph(book: Book, mention: Mention) -> list[Entry]:
    """The states of a paragraph told before: "Poland closed a crossing with Belarus. The two countries signed"."""
    here = book.reading.sentences[mention.sentence].paragraph
    told: dict[str, None] = {}
    for at in range(mention.sentence, -1, -1):
        if book.reading.sentences[at].paragraph != here:
            break
        before = (m for m in book.reading.mentions_of(at) if m.extent.end <= mention.extent.start)
        told.update((m.country, None) for m in before if m.country and m.kind != "media")
    return [book.state(country) for country in sorted(told)]


def coordinated_here(book: Book, mention: Mention) -> bool:
    """Whether somebody is told together with others in this paragraph, before."""
    here = book.reading.sentences[mention.sentence].paragraph
    for at in range(mention.sentence, -1, -1):
        if book.reading.sentences[at].paragraph != here:
            return False
        if any(book.mentions[g[-1]].extent.end <= mention.extent.start for g in book.groups.get(at, ())):
            return True
    return False
