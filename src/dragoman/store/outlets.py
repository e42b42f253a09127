"""The outlets of a store: names that are one ("CAN", "Central Asia News"), and those that some letters may mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.world import fold
from dragoman.store import schema as s
from dragoman.store.seen import Within, is_seen

ACRONYM = re.compile(r"[A-Z]{2,6}")
_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """Who prints reports. name: the longest by which it is told; names: all of them; reports: how many it printed."""

    name: str
    names: tuple[str, ...]
    reports: int


def outlets(connection: Connection, within: Within = None) -> tuple[Outlet, ...]:
    """All outlets of reports that may be seen, those with the most reports first."""
    r = s.reports.c
    query = select(r.outlet, func.count()).where(r.outlet.is_not(None), *is_seen(r.document, within))
    told: dict[str, int] = {row[0]: row[1] for row in connection.execute(query.group_by(r.outlet))}
    together: dict[str, list[str]] = defaultdict(list)
    for name, main in mains(told).items():
        together[main].append(name)
    found = [
        Outlet(name=main, names=tuple(sorted(names)), reports=sum(told[name] for name in names))
        for main, names in together.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.reports, one.name)))


def mains(names: Iterable[str]) -> dict[str, str]:
    """Each name of an outlet with the longest of those that are the same.

    The same are names that differ in their letters' case, forms of one entry of the tables, and an acronym with the one
    name that has these initials; where two have them, nobody knows which it is.
    """
    told = sorted(names, key=lambda name: (-len(name), name))
    of_key: dict[str, str] = {}
    for name in told:
        of_key.setdefault(_key(name), name)
    full: dict[str, set[str]] = defaultdict(set)
    for name in of_key.values():
        for initials in _initials(name):
            full[initials].add(name)
    found = {}
    for name in told:
        meant = full.get(name, set()) if ACRONYM.fullmatch(name) else set()
        found[name] = next(iter(meant)) if len(meant) == 1 else of_key[_key(name)]
    return found


def meant(known: Iterable[Outlet], told: str) -> tuple[str, ...]:
    """The names of the outlet that is told, else of those in whose names a word begins so; what is told if none is."""
    all_of_them = tuple(known)
    exact = [one for one in all_of_them if told in one.names]
    asked = fold(told)
    found = exact or [one for one in all_of_them if any(_begins(fold(name), asked) for name in one.names)]
    return tuple(name for one in found for name in one.names) or (told,)


def by_name(known: Iterable[Outlet]) -> Mapping[str, str]:
    """Of each name the one under which its outlet is counted."""
    return {name: one.name for one in known for name in one.names}


def _begins(name: str, asked: str) -> bool:
    at = name.find(asked) if asked else -1
    while at > 0 and name[at - 1].isalnum():
        at = name.find(asked, at + 1)
    return at >= 0


def _key(name: str) -> str:
    entries = [entry.id for entry in load_lexicon().world.find(name) if entry.kind == "media"]
    return entries[0] if len(entries) == 1 else fold(name)


def _initials(name: str) -> set[str]:
    """What an outlet of this name may be called: AFP of "Agence France-Presse", PTI of "Press Trust of India"."""
    words = [word for word in name.split() if word[0].isupper()]
    parts = [part for word in words for part in _PART.findall(word) if part[0].isupper()]
    return {"".join(one[0] for one in told) for told in (words, parts) if len(told) > 1}
