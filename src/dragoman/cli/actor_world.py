"""Everybody that reports and a ledger tell of, and how one of them is found by what a user types."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.cli.ledger_file import load
from dragoman.cli.reports import seen_in
from dragoman.errors import OptionError
from dragoman.identity.offices import OfficeReader
from dragoman.identity.register import partition, register_of
from dragoman.lexicon.load import load_lexicon
from dragoman.lexicon.world import World, fold
from dragoman.model.identity import Identity, Judgement, Ledger, Register, Sighting

MOST_TOLD = 20
REPORT = "report"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Everybody:
    """The register with all that it was made of; `troubles` counts the files that made some."""

    seen: tuple[Sighting, ...]
    ledger: Ledger
    register: Register
    world: World
    troubles: int

    def one(self, who: str) -> Identity:
        """The identity of this id, actor or name. Raises OptionError where there is none, or several."""
        owner = self.register.of_actor().get(who)
        if owner is not None:
            return owner
        found = [one for one in self.register.identities if one.id == who]
        told = fold(who)
        found = found or [one for one in self.register.identities if fold(one.name) == told]
        found = found or [one for one in self.register.identities if told in {fold(alias) for alias in one.aliases}]
        if not found:
            raise OptionError(f"{who!r} is nobody's name or id here; `dragoman actors list` tells who there is")
        if len(found) > 1:
            listed = "; ".join(f"{one.id} {one.name} ({self._about(one)})" for one in found[:MOST_TOLD])
            raise OptionError(f"{who!r} may be {len(found)}, give the id of one: {listed}")
        return found[0]

    def _about(self, identity: Identity) -> str:
        office = identity.offices[-1].title if identity.offices else None
        parts = (identity.country, office, f"{identity.reports} report{'s' if identity.reports != 1 else ''}")
        return ", ".join(part for part in parts if part)

    def members_told(self, identity: Identity, told: Sequence[str]) -> frozenset[str]:
        """The members of an identity by their own ids or their reports'. Raises OptionError for any other."""
        members = set(identity.members)
        of_report: dict[str, set[str]] = {}
        for sighting in self.seen:
            if sighting.actor in members:
                of_report.setdefault(sighting.document, set()).add(sighting.actor)
        found: set[str] = set()
        for each in told:
            if each not in members and each not in of_report:
                raise OptionError(
                    f"{each!r} is no actor or report of {identity.name}; `dragoman actors show` lists them"
                )
            found |= {each} if each in members else of_report[each]
        return frozenset(found)

    def judgements(self) -> tuple[Judgement, ...]:
        """What persons judged, and then the rule."""
        return (*self.ledger.active(), *self.register.judgements)


def everybody_in(reports: Sequence[Path], ledger: Path | None, as_of: str | None) -> Everybody:
    """Read reports and ledger. Raises OptionError where `as_of` is neither "report" nor a day."""
    if as_of is not None and as_of != REPORT:
        _check_day(as_of)
    lexicon = load_lexicon()
    reader = OfficeReader(lexicon=lexicon)
    judged = load(ledger)
    seen, troubles = seen_in(reports, reader)
    told = partition(seen, judged.authorities, reader, as_of=as_of)
    return Everybody(
        seen=told.seen,
        ledger=judged,
        register=register_of(told, judged, reader),
        world=lexicon.world,
        troubles=troubles,
    )


def _check_day(told: str) -> None:
    try:
        date.fromisoformat(told)
    except ValueError:
        known = False
    else:
        known = DAY.fullmatch(told) is not None
    if not known:
        raise OptionError(f"--as-of is {told!r}; give {REPORT}, or a day as 2024-05-12")
