"""What sort of body each organization is, where it sits, and which states belonged to it on a day."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import LexiconError
from dragoman.lexicon.tables import read_csv
from dragoman.lexicon.world import IGO_COLUMNS, World, country_in

MEMBER_COLUMNS = ("igo", "iso3", "from", "until", "status", "source")
IGO_SORTS = frozenset(
    (
        *("agency", "alliance", "bank", "commission", "commodity", "community", "contact-group", "court"),
        *("customs-union", "economic", "force", "forum", "mission", "monetary-union", "organ", "parliament"),
        *("programme", "regime", "regional", "treaty-body", "universal"),
    )
)
NGO_SORTS = frozenset(("campaign", "federation", "foundation", "relief", "research", "rights"))
STATUSES = frozenset(("member", "permanent", "associate", "observer", "suspended"))
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?~?\Z")
_LAST_MONTH = 12


class Organization(NamedTuple):
    """What is known of a body itself.

    id: as an actor's, "igo:nato". sort: one of IGO_SORTS or NGO_SORTS. seat: the city where it sits, None where it has
    none or moves; country: ISO 3166-1 alpha-3 of that city. founded, ended: EDTF ("1949-04-04", "1975", "1996~").
    source: where the row is from.
    """

    id: str
    name: str
    sort: str
    seat: str | None
    country: str | None
    founded: str | None
    ended: str | None
    source: str


class Membership(NamedTuple):
    """A state's standing with a body for a time.

    since, until: EDTF, None where unknown or not over; until is the last day on which it held. status: one of
    STATUSES. first, last: the days that since and until reach to, so that no day is left out that may count.
    """

    body: str
    iso3: str
    since: str | None
    until: str | None
    status: str
    source: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Memberships:
    """The organizations by id, and the memberships that are told, by body and by state, both in order of time."""

    organizations: dict[str, Organization]
    by_body: dict[str, tuple[Membership, ...]]
    by_state: dict[str, tuple[Membership, ...]]

    def members(self, body: str, day: dt.date) -> tuple[str, ...] | None:
        """Give the states that belonged to a body on a day, by code; None where the tables have no list of it.

        Observers, associates and the suspended do not belong, and of the Security Council only the permanent members
        are told, which is no list. A date told to the year or month counts whole.
        """
        told = tuple(one for one in self.by_body.get(body, ()) if one.status == "member")
        return tuple(sorted(one.iso3 for one in told if one.first <= day <= one.last)) if told else None

    def standing(self, body: str, iso3: str, day: dt.date) -> str | None:
        """Give what a state was to a body on a day, one of STATUSES; None where it was nothing to it."""
        told = (one for one in self.by_body.get(body, ()) if one.iso3 == iso3 and one.first <= day <= one.last)
        return next((one.status for one in told), None)

    def bodies_of(self, iso3: str, day: dt.date) -> tuple[str, ...]:
        """Give the bodies that a state belonged to on a day, by id; () where none is told."""
        told = self.by_state.get(iso3, ())
        return tuple(
            sorted(one.body for one in told if one.status in {"member", "permanent"} and one.first <= day <= one.last)
        )


def load_memberships(root: Path, world: World) -> Memberships:
    """Read igos.csv and igo_members.csv under `root`, over the states of `world`.

    Raises LexiconError naming file and row: unknown sorts, bodies, states, statuses or dates, an end before its
    beginning, two standings of one state with one body at the same time, a membership outside the life of its body.
    """
    countries = frozenset(entry.id for entry in world.actors.values() if entry.kind == "state")
    organizations = {one.id: one for one in _organizations(root, countries)}
    told = sorted(_memberships(root, organizations, countries), key=lambda one: (one.body, one.first, one.iso3))
    return Memberships(
        organizations=organizations,
        by_body=_grouped((one.body, one) for one in told),
        by_state=_grouped((one.iso3, one) for one in told),
    )


def days_of(edtf: str) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day of a year, month or day ("1975", "1949-04", "1996~"); None for anything else."""
    match = _DATE.match(edtf)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    if not year or month > _LAST_MONTH or (match[2] and not month):
        return None
    last = monthrange(year, month or _LAST_MONTH)[1]
    if day > last or (match[3] and not day):
        return None
    return dt.date(year, month or 1, day or 1), dt.date(year, month or _LAST_MONTH, day or last)


def _organizations(root: Path, countries: frozenset[str]) -> Iterable[Organization]:
    for number, row in enumerate(read_csv(root / "igos.csv", IGO_COLUMNS), start=2):
        where = f"igos.csv: row {number}"
        sorts = IGO_SORTS if row["kind"] == "igo" else NGO_SORTS
        if row["sort"] not in sorts:
            raise LexiconError(f"{where} has sort {row['sort']!r}; use one of {sorted(sorts)}")
        if not row["source"] or (row["country"] and not row["seat"]):
            raise LexiconError(f"{where} has no source, or a country without a seat; tell it")
        _life(row["founded"], row["ended"], where)
        yield Organization(
            id=f"{row['kind']}:{row['id']}",
            name=row["name"],
            sort=row["sort"],
            seat=row["seat"] or None,
            country=country_in(row["country"], countries, where),
            founded=row["founded"] or None,
            ended=row["ended"] or None,
            source=row["source"],
        )


def _memberships(root: Path, organizations: dict[str, Organization], countries: frozenset[str]) -> Iterable[Membership]:
    told: dict[tuple[str, str], list[tuple[Membership, str]]] = {}
    for number, row in enumerate(read_csv(root / "igo_members.csv", MEMBER_COLUMNS), start=2):
        where = f"igo_members.csv: row {number}"
        body = organizations.get(f"igo:{row['igo']}")
        if body is None:
            raise LexiconError(f"{where} tells of {row['igo']!r}, which igos.csv has not as igo; mend it")
        if row["iso3"] not in countries or row["status"] not in STATUSES or not row["source"]:
            raise LexiconError(
                f"{where} has iso3 {row['iso3']!r}, status {row['status']!r}, source {row['source']!r}; "
                f"use a state of states.csv, one of {sorted(STATUSES)}, and a source"
            )
        first, last = _life(row["from"], row["until"], where)
        founded, ended = _life(body.founded or "", body.ended or "", where)
        begun = days_of(row["from"])
        if last < founded or first > ended or (begun is not None and begun[1] < founded):
            raise LexiconError(f"{where} tells of {row['from']!r} to {row['until']!r}, outside the life of {body.id}")
        one = Membership(
            body=body.id,
            iso3=row["iso3"],
            since=row["from"] or None,
            until=row["until"] or None,
            status=row["status"],
            source=row["source"],
            first=max(first, founded),
            last=min(last, ended),
        )
        told.setdefault((one.body, one.iso3), []).append((one, where))
    for same in told.values():
        same.sort(key=lambda pair: pair[0].first)
        for (before, _), (after, where) in pairwise(same):
            if after.first <= before.last:
                raise LexiconError(f"{where} tells of {after.iso3} while another row does; let one end before the next")
    return [one for same in told.values() for one, _ in same]


def _life(since: str, until: str, where: str) -> tuple[dt.date, dt.date]:
    """Give the first and last day between two cells; the ends of the calendar where they are empty."""
    first, last = (days_of(cell) if cell else (dt.date.min, dt.date.max) for cell in (since, until))
    if first is None or last is None:
        raise LexiconError(f"{where} has the dates {since!r} and {until!r}; use YYYY, YYYY-MM or YYYY-MM-DD")
    if first[0] > last[1]:
        raise LexiconError(f"{where} ends ({until}) before it begins ({since}); mend it")
    return first[0], last[1]


def _grouped(pairs: Iterable[tuple[str, Membership]]) -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}
