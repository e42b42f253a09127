"""Where things are on the desk: everything has an address, and it is made here."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from dragoman.model.merged import MergedKind

FOLDERS: dict[MergedKind, str] = {
    "event": "events",
    "statement": "statements",
    "agreement": "agreements",
    "commitment": "commitments",
}


def finding(kind: MergedKind, identifier: str) -> str:
    """The page of a merged finding, or of the one that a finding is part of."""
    return f"/{FOLDERS[kind]}/{quote(identifier, safe=':')}"


def actor(identifier: str) -> str:
    """The page of a person, body or state, by the id of an identity or of one of its actors."""
    return f"/actors/{quote(identifier, safe=':')}"


def report(document: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a document, at a place of its text where one is told."""
    place = f"?at={start}-{end}#at" if start is not None and end is not None else ""
    return f"/reports/{quote(document, safe=':')}{place}"


def office(key: str, seat: str | None) -> str:
    """The page of an office: who held it, one after the other."""
    return with_query("/offices", key=key, seat=seat)


def review(finding: str, do: str) -> str:
    """The review of one finding, with what one is about to do."""
    return with_query("/review", finding=finding, do=do)


def pair(one: str, other: str | None = None) -> str:
    """The page of two states, or of one and the world."""
    return f"/pairs/{one}/{other}" if other else f"/pairs/{one}"


def with_query(path: str, **told: object) -> str:
    """A path with the parameters that are told, those of None left out; lists several times."""
    return with_pairs(
        path,
        (
            (name, one)
            for name, value in told.items()
            for one in (value if isinstance(value, list | tuple) else (value,))
            if one is not None and one != ""
        ),
    )


def with_pairs(path: str, told: Iterable[tuple[str, object]]) -> str:
    """A path with parameters, whatever they are called."""
    query = urlencode(list(told))
    return f"{path}?{query}" if query else path
