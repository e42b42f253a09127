"""A mention told from labels, and the parts of a match as extents of the text."""

import re
from dataclasses import dataclass

from dragoman.lexicon.world import Entry
from dragoman.model.reading import Extent, MentionKind
from dragoman.reading.labels import Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A mention told from labels; unit indices are half-open and within one sentence."""

    kind: MentionKind
    first: int
    last: int
    extent: Extent
    name: Extent | None = None
    acronym: Extent | None = None
    country: tuple[str, Extent] | None = None
    title: Extent | None = None
    body: Extent | None = None
    body_acronym: Extent | None = None
    rank: Extent | None = None
    former: bool = False
    feminine: bool | None = None
    possessor: Extent | None = None
    definite: bool = False
    shared: bool = False  # a title or a rank told in the plural, of several: "Prime Ministers A and B"
    entry: Entry | None = None
    alias: Extent | None = None
    covers: tuple[int, int] = (0, 0)  # units the parser sees as one word, closing comma included


def extent_of(labelled: Labelled, span: tuple[int, int]) -> Extent:
    """Give the extent of these units."""
    return Extent(labelled.units[span[0]].start, labelled.units[span[1] - 1].end)


def part_of(labelled: Labelled, match: re.Match[str], group: str) -> Extent | None:
    """Give the extent of what a group matched, None where it matched nothing."""
    span = match.span(group)
    return extent_of(labelled, span) if span[0] >= 0 and span[0] < span[1] else None


def country_at(labelled: Labelled, start: int, end: int) -> tuple[str, Extent] | None:
    """Give the state whose name begins at a unit."""
    for entry in labelled.entries.get(start, ()):
        if entry.country:
            return entry.country, extent_of(labelled, (start, end))
    return None
