"""What an address asks that can't be answered, field by field, with the question kept for another try."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from dragoman.errors import QueryError
from dragoman.web.listing import pairs_of

# A field as its form calls it; others are called as their address has them.
LABELS = {
    "since": "From", "until": "To", "state": "State", "type": "Type", "mode": "Mode", "cameo": "CAMEO code",
    "quad": "Quad class", "doer": "Done by state", "target": "Towards", "actor": "With", "also": "And with",
    "speaker": "Said by", "context": "About", "place": "Place", "status": "Status", "novelty": "News",
    "confidence": "Sure at least", "outlet": "Outlet", "collection": "Collection", "document": "Report",
    "text": "Words", "changed_since": "Changed since", "sort": "Order", "limit": "How many", "q": "Search",
    "day": "Day", "month": "Month", "kind": "Kind", "name": "Name", "country": "State",
    "described": "Those only described", "copies": "Near copies", "by": "Between", "office": "Office",
    "one": "One state", "other": "And another", "against_since": "Compare with, from",
    "against_until": "Compare with, to", "tab": "Tab", "whole": "All of the time", "signed": "Signed together",
    "cursor": "Where the list goes on", "finding": "Finding", "do": "What to do", "past": "Those seen before",
}  # fmt: skip
PLACES = {"query", "path", "body", "header"}
MEANT = {
    "missing": "is needed",
    "float_parsing": "is no number; write one as 0.7",
    "int_parsing": "is no whole number",
    "bool_parsing": "is neither true nor false",
    "greater_than_equal": "is too small: {ge} is the least",
    "less_than_equal": "is too large: {le} is the most",
    "literal_error": "is none of {expected}",
    "string_pattern_mismatch": "is not written as this is",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A field that can't be taken as it is. name: as the address has it; value: what was told; "" where nothing was."""

    name: str
    label: str
    value: str
    means: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A field of the question with its value, and what is wrong with it; None where nothing is."""

    name: str
    label: str
    value: str
    wrong: str | None


def faults_of(errors: Sequence[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """What is wrong, as a reader is told it."""
    return tuple(dict.fromkeys(_fault(one) for one in errors))  # a field may be asked for by more than one


def faults_found(request: Request, error: QueryError) -> tuple[Fault, ...]:
    """The fields of an address that have what makes no sense; none where it is none of them."""
    if error.found is None:
        return ()
    means = str(error).rpartition(repr(error.found))[2].lstrip(": ")
    return tuple(
        Fault(name=name, label=LABELS.get(name, name), value=value[:100], means=means)
        for name, value in pairs_of(request)
        if value.casefold() == error.found.casefold() and "\0" not in value
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    parts = [str(one) for one in error["loc"] if one not in PLACES]
    name = next(iter(parts), "")
    told, context = MEANT.get(error["type"]), error.get("ctx", {})
    is_whole = told is not None and (context or "{" not in told)  # a body's faults come without what was expected
    means = told.format(**context) if told is not None and is_whole else f"can't be taken: {error['msg']}"
    value = error.get("input")
    return Fault(
        name=name, label=LABELS.get(name, name), value=value[:100] if isinstance(value, str) else "", means=means
    )


def kept_of(request: Request, faults: Sequence[Fault]) -> tuple[Kept, ...]:
    """The question that an address asks, to be put right and asked again; a field that is needed, too."""
    told = [(name, value) for name, value in pairs_of(request) if "\0" not in value]
    named = {name for name, _ in told}
    told += [(one.name, "") for one in faults if one.name not in named | {"", "cursor", *request.path_params}]
    wrong = {(one.name, one.value): one.means for one in faults}
    return tuple(
        Kept(name=name, label=LABELS.get(name, name), value=value, wrong=wrong.get((name, value[:100])))
        for name, value in told
    )
