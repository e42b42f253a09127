"""Two texts that are nearly one, told apart: the older first, sentence by sentence, and in a sentence word by word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from dragoman.model.record import Span
from dragoman.store.report_list import Listing
from dragoman.store.versions import Change
from dragoman.web import addresses

WORDS = re.compile(r"\s*\S+")
MOST_WORDS = 1_500  # of one change; beyond that it is told whole
ALIKE = 0.4  # of the words: below that the two say something else, and are told one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One of the two. told: outlet and day; short: what it is called in a sentence."""

    document: str
    page: str
    told: str
    short: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words that both have, that the older has, or that the newer has."""

    of: Literal["both", "older", "newer"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """One change: what it is, said of the newer paper, and its words."""

    said: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two papers and what differs."""

    older: Paper
    newer: Paper
    changes: tuple[Differing, ...]


def older_first(one: Sequence[Listing], other: Sequence[Listing]) -> bool:
    """Whether the first of two texts is not younger: by its day of print, then by when it was retrieved or taken in."""
    return _age(one) <= _age(other)


def _age(appearances: Sequence[Listing]) -> tuple[str, str, str]:
    return min(
        ((one.published or one.retrieved or "9999")[:10], one.modified or one.retrieved or "", one.added)
        for one in appearances
    )


def compared(
    older: tuple[str, Sequence[Listing]], newer: tuple[str, Sequence[Listing]], changes: Sequence[Change]
) -> Compared:
    """What differs, each paper a document with its appearances. changes: from the older to the newer."""
    first, second = _papers(older, newer)
    return Compared(older=first, newer=second, changes=tuple(_differing(one, second.short) for one in changes))


def _papers(older: tuple[str, Sequence[Listing]], newer: tuple[str, Sequence[Listing]]) -> tuple[Paper, Paper]:
    outlets = [next((each.outlet for each in told if each.outlet), None) for _, told in (older, newer)]
    are_two = outlets[0] != outlets[1]
    papers = []
    for (document, told), outlet, other in zip((older, newer), outlets, ("the older", "the newer"), strict=True):
        day = next((each.published or (each.retrieved or "")[:10] for each in told), "")
        short = outlet if outlet and are_two else f"{other} text"
        title = next((each.title for each in told if each.title), None)
        name = outlet or "outlet not told"
        papers.append(
            Paper(
                document=document,
                page=addresses.report(document),
                told=", ".join(part for part in (name, day) if part),
                short=short,
                title=title,
            )
        )
    return papers[0], papers[1]


def _differing(change: Change, newer: str) -> Differing:
    before, after = _said(change.before), _said(change.after)
    if change.kind == "added":
        return Differing(said=f"added by {newer}", pieces=(Piece(of="newer", text=after),))
    if change.kind == "removed":
        return Differing(said=f"left out by {newer}", pieces=(Piece(of="older", text=before),))
    return Differing(said=f"said otherwise by {newer}", pieces=_pieces(before, after))


def _said(spans: Sequence[Span]) -> str:
    return " ".join(span.quote for span in spans)


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both, word by word where they are alike: of one comma more, the word that has it is marked."""
    one, other = WORDS.findall(before), WORDS.findall(after)
    whole = (Piece(of="older", text=before), Piece(of="newer", text=after))
    if max(len(one), len(other)) > MOST_WORDS:
        return whole
    matcher = SequenceMatcher(None, [word.strip() for word in one], [word.strip() for word in other], autojunk=False)
    if matcher.ratio() < ALIKE:
        return whole
    pieces: list[Piece] = []
    for tag, start, end, start_after, end_after in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(of="both", text="".join(other[start_after:end_after])))
            continue
        if start < end:
            pieces.append(Piece(of="older", text="".join(one[start:end])))
        if start_after < end_after:
            pieces.append(Piece(of="newer", text="".join(other[start_after:end_after])))
    return tuple(pieces)
