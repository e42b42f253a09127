"""Who signs a release: a name, the rank and the office in lines of their own, and no sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.model.reading import Block
from dragoman.reading.found import Found, country_at, extent_of
from dragoman.reading.labels import Labelled

FEWEST = 2  # lines: a name and an office
MOST = 6
LONGEST = 80  # characters of a line
ENDS = (".", "?", "!", ":", ";")
_RANK = r"(?:[RH]_*\.?)"
_NAME = re.compile(rf"(?P<rank>{_RANK}*)(?P<name>[NYC](?:[NYk]|\.(?=[NY])){{1,5}}S?)(?P<behind>,?{_RANK}*),?")
_RANKS = re.compile(rf"{_RANK}+,?")
_OFFICE = re.compile(
    r"(?:(?P<country>[CJ]_*)'?)?(?P<body>[YI]_*)?'?(?P<title>F?(?:[A-Za-z&]_*'?){0,5}?[Tt]_*[^,]*)(?P<rest>,.*)?"
)
_BODY = re.compile(r"[^YIO]*?(?:Y(?=[YI]))?(?P<body>(?:[NPCJ]_*)*O[^,]*|[YI]_*).*")


def lines_alone(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Short lines of the body, right below each other, that end no sentence: the first block of each run, and its end.

    A line may begin a run wherever no other stands right above it.
    """
    found: dict[int, int] = {}
    first = 0
    for number, block in enumerate(blocks):
        below = number > 0 and text[blocks[number - 1].extent.end : block.extent.start].count("\n") == 1
        if not (below and _alone(text, block) and _alone(text, blocks[first])):
            first = number
        elif number - first < MOST:
            found[first] = number + 1
    return found


def _alone(text: str, block: Block) -> bool:
    line = text[slice(*block.extent)]
    return block.kind == "body" and len(line) <= LONGEST and "\n" not in line and not line.endswith(ENDS)


def find_signed(labelled: Labelled, text: str) -> tuple[Found, ...]:
    """The person who signs; () where the units are no signature."""
    line = labelled.line
    units = labelled.units
    breaks = [at for at, (one, other) in enumerate(pairwise(units), 1) if "\n" in text[one.end : other.start]]
    if not FEWEST - 1 <= len(breaks) < MOST or not (line[-1:].isalpha() or line[-1:] in "_)"):
        return ()
    rows = list(pairwise((0, *breaks, len(line))))
    name = _NAME.fullmatch(line, *rows[0])
    if name is None:
        return ()
    ranked = len(rows) > FEWEST and _RANKS.fullmatch(line, *rows[1]) is not None
    office = _OFFICE.fullmatch(line, *rows[1 + ranked])
    if office is None or not units[rows[1 + ranked][0]].capital:
        return ()
    told_ranks = (*([rows[1]] if ranked else []), name.span("rank"), name.span("behind"))
    rank = next((span for span in told_ranks if "R" in line[slice(*span)]), None)
    body = office.span("body") if office["body"] else None
    for begin, end in () if body else ((office.start("rest") + 1, office.end("rest")), *rows[2 + ranked :]):
        told = _BODY.fullmatch(line, begin, end) if 0 < begin < end else None
        if told is not None:
            body = told.span("body")
            break
    whole = (0, len(line))
    return (
        Found(
            kind="person",
            first=0,
            last=len(line),
            extent=extent_of(labelled, whole),
            name=extent_of(labelled, name.span("name")),
            country=country_at(labelled, *office.span("country")) if office["country"] else None,
            title=extent_of(labelled, office.span("title")),
            body=extent_of(labelled, body) if body else None,
            rank=extent_of(labelled, rank) if rank else None,
            definite=True,
            covers=whole,
        ),
    )
