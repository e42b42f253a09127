"""Agreements named by their day or a quoted title: "the Agreement of 20 June 2011", "an accord “On transit”"."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.lexicon.grammar import Grammar
from dragoman.model.reading import Extent, Mention, Quotation

TITLE = 200  # characters
LONGEST = 12  # characters in which the "of" behind an agreement stands


def named_by_day(
    text: str, mentions: Iterable[Mention], times: Iterable[Extent], grammar: Grammar
) -> tuple[Mention, ...]:
    """Give the mentions, with a name to each agreement that is told with a capital, an article and its day."""
    ends = {time.start: time.end for time in times if any(map(str.isdigit, text[slice(*time)]))}
    return tuple(_named(text, mention, ends, grammar) for mention in mentions)


def _named(text: str, mention: Mention, ends: dict[int, int], grammar: Grammar) -> Mention:
    unnamed = mention.kind == "agreement" and mention.name is None and mention.definite and not mention.plural
    start = mention.head_extent.start
    if not unnamed or not text[start].isupper():
        return mention
    behind = text[mention.extent.end : mention.extent.end + LONGEST]
    word = behind.split(None, 1)[0] if behind.strip() else ""
    gap = len(behind) - len(behind.lstrip())
    day = mention.extent.end + gap + len(word) + 1
    if word.lower() not in grammar.of or day not in ends:
        return mention
    extent = Extent(start, ends[day])
    return replace(mention, name=" ".join(text[slice(*extent)].split()), name_extent=extent)


def titled(text: str, mentions: Iterable[Mention], quotations: Iterable[Quotation]) -> tuple[Mention, ...]:
    """Give the mentions, with a name to each agreement whose title is quoted: "the agreement “On transit”"."""
    quoted = {quotation.extent.start: quotation.extent for quotation in quotations}
    return tuple(_titled(text, mention, quoted) for mention in mentions)


def _titled(text: str, mention: Mention, quoted: dict[int, Extent]) -> Mention:
    end = mention.extent.end
    title = quoted.get(end + 2)  # a blank and the mark
    if mention.kind != "agreement" or mention.name is not None or mention.plural or title is None:
        return mention
    long = title.end - title.start > TITLE or " " not in text[slice(*title)]
    if not text[end].isspace() or not text[title.start].isupper() or long:
        return mention
    return replace(
        mention,
        name=" ".join(text[slice(*title)].split()),
        name_extent=title,
        extent=Extent(mention.extent.start, title.end + 1),
    )
