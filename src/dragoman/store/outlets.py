"""The outlets of a store, and those that some letters may mean."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dragoman.lexicon.world import fold
from dragoman.store import schema as s
from dragoman.store.outlet_names import mains
from dragoman.store.seen import Within, is_seen


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


def meant(known: Iterable[Outlet], told: str) -> tuple[str, ...]:
    """The names of the outlet that is told, else of those in whose names a word begins so; what is told if none is."""
    all_of_them = tuple(known)
    exact = [one for one in all_of_them if told in one.names]
    asked = fold(told)
    found = exact or [one for one in all_of_them if any(_begins(fold(name), asked) for name in one.names)]
    return tuple(name for one in found for name in one.names) or (told,)


def _begins(name: str, asked: str) -> bool:
    at = name.find(asked) if asked else -1
    while at > 0 and name[at - 1].isalnum():
        at = name.find(asked, at + 1)
    return at >= 0
