"""What lists have in common: the limits in their address as words to take away, headings, and counts to limit by."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import Request

from dragoman.store.outlines import Facets
from dragoman.store.view import View
from dragoman.web.addresses import with_pairs
from dragoman.web.headlines import type_words
from dragoman.web.lines import Line
from dragoman.web.marks import QUADS
from dragoman.web.words import cameo_words, context_words, mode_means, state_name, status_words, type_means

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SAID = {
    "since": "from", "until": "to", "type": "", "mode": "", "cameo": "", "quad": "", "state": "", "doer": "by",
    "target": "towards", "actor": "with", "also": "and with", "speaker": "said by", "context": "about",
    "place": "in", "status": "", "novelty": "",
    "confidence": "sure at least", "outlet": "told by", "collection": "in the collection", "document": "in the report",
    "text": "with the words", "changed_since": "changed since", "as_of": "as of", "month": "",
}  # fmt: skip
SOMEBODY = frozenset({"actor", "also", "speaker"})  # limits to a person or a body, by a name or an id
FACETS = ("type", "context", "state", "outlet", "month", "status")
TITLES = {
    "type": "Type",
    "context": "About",
    "state": "State",
    "outlet": "Outlet",
    "month": "Month",
    "status": "Status",
}
SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One limit of an address in words, and the address without it."""

    told: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A value with how many have it; `address`: the list of those, or without the limit where it is set."""

    name: str
    many: int
    address: str
    means: str
    is_set: bool


def month_words(month: str) -> str:
    """A month as it is said: "2024-05" is "May 2024"."""
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}" if number.isdecimal() and 0 < int(number) <= len(MONTHS) else year


def pairs_of(request: Request) -> list[tuple[str, str]]:
    """The parameters of an address that are told, without the cursor."""
    return [(name, value) for name, value in request.query_params.multi_items() if value and name != "cursor"]


def changed(request: Request, path: str | None = None, **told: str | None) -> str:
    """The address of a request with some parameters other: None takes one away."""
    kept = [(name, value) for name, value in pairs_of(request) if name not in told]
    new = [(name, value) for name, value in told.items() if value is not None]
    return with_pairs(path or request.url.path, (*kept, *new))


def names_told(request: Request, view: View) -> dict[str, str]:
    """What the ids of an address are of: an address keeps the id, a reader is told the name, or the report's title."""
    names: dict[str, str] = {}
    for name, value in pairs_of(request):
        if name in SOMEBODY and value.startswith("identity:") and (one := view.person(value)) is not None:
            names[value] = one.name
        if name == "document" and (seen := view.seen(value, 0, 1)) is not None and seen.document.title:
            names[value] = f"“{seen.document.title}”"
    return names


def chips(request: Request, view: View) -> tuple[Chip, ...]:
    """What an address is limited to, each in words."""
    told, names = pairs_of(request), names_told(request, view)
    return tuple(
        Chip(
            told=f"{SAID[name]} {names.get(value) or _said(name, value)}".strip(),
            without=with_pairs(request.url.path, (one for here, one in enumerate(told) if here != place)),
        )
        for place, (name, value) in enumerate(told)
        if name in SAID
    )


def _said(name: str, value: str) -> str:
    match name:
        case "state" | "doer" | "target":
            return state_name(value)
        case "context":
            return context_words(value)
        case "cameo":
            return cameo_words(value) or value
        case "month":
            return month_words(value)
        case "type":
            return type_words(value)
        case "quad":
            return QUADS.get(int(value), value) if value.isdecimal() else value
        case "novelty":
            return "news only" if value == "reported" else "background only"
    if name == "status":
        return status_words(value)
    return value


def grouped(lines: Sequence[Line], sort: str, *, by: str = "month") -> list[tuple[str, str, list[Line]]]:
    """Lines under the month, or the day, in which they stand: its key, its heading, its lines; one where not by day."""
    if sort not in {"day", "-day"}:
        return [("", "", list(lines))]
    length = len("2024-05") if by == "month" else len("2024-05-12")
    return [(key, _heading(key), list(some)) for key, some in groupby(lines, lambda line: line.day[:length])]


def _heading(key: str) -> str:
    if not key:
        return "No day is told"
    day = key[len("2024-05-") :]
    return f"{int(day)} {month_words(key[:7])}" if day else month_words(key)


def counts(
    request: Request, path: str, facets: Facets, by: Sequence[str] = FACETS
) -> list[tuple[str, str, list[Count]]]:
    """Counts as links that limit a list: what is counted, its title, the values; one that is set takes itself away."""
    told = pairs_of(request)
    found = []
    for name in by:
        values = list(facets.counts.get(name, {}).items())
        if name == "month":
            values = sorted(values, reverse=True)
        shown = [_count(path, told, name, value, many) for value, many in values[:SHOWN]]
        if shown:
            found.append((name, TITLES[name], shown))
    return found


def _count(path: str, told: list[tuple[str, str]], name: str, value: str, many: int) -> Count:
    own = [("since", value), ("until", value)] if name == "month" else [(name, value)]
    is_set = all(one in told for one in own)
    if is_set:
        rest = [one for one in told if one not in own]
    else:
        single = {"since", "until"} if name == "month" else {"outlet"} & {name}
        rest = [*(one for one in told if one[0] not in single), *own]
    means = type_means(value) if name == "type" else mode_means(*value.split(" ")[:2]) if name == "mode" else ""
    return Count(name=_said(name, value), many=many, address=with_pairs(path, rest), means=means, is_set=is_set)
