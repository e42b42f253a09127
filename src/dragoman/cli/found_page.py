"""Merged findings as rows for a desk officer: when, who to whom, where, told by how many, and where reports differ."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from dragoman.asking.phrases import STATUSES, one_line, quoted, say_when, say_where
from dragoman.cli.table import GLOSS, LONGEST, Page, Row, Section
from dragoman.lexicon.world import World
from dragoman.model.merged import Happened, Merged
from dragoman.model.record import Agreement, Commitment, Event, Place, Statement, When, widest
from dragoman.store.listed import Listed
from dragoman.store.outlet_names import apart

MOST_VALUES = 4
MONTH = len("2024-05")
JUDGED = {"accept": "accepted", "correct": "corrected", "merge": "merged", "split": "split off", "add": "added"}


def found_page(items: Sequence[Listed], world: World, head: Sequence[str], *, by_day: bool) -> Page:
    """Findings in their order; by months where that is the order of their days."""
    if not by_day:
        rows = tuple(found_row(item, world) for item in items)
        return Page(head=tuple(head), sections=(Section(title="FOUND", rows=rows),) if rows else ())
    sections = tuple(
        Section(title=month if month > "0000-00" else "NOT DATED", rows=tuple(found_row(item, world) for item in some))
        for month, some in groupby(items, lambda item: item.day[:MONTH])
    )
    return Page(head=tuple(head), sections=sections)


def found_row(item: Listed, world: World) -> Row:
    """One finding: its day, what it is, and beneath it the details."""
    merged, found = item.merged, item.merged.finding
    say = _Names(merged, world)
    match found:
        case Event():
            kind = (
                f"{found.type} {found.mode}"
                if found.mode
                else f"{found.type} ({found.cameo})"
                if found.cameo
                else found.type
            )
            sides = say.sides([role.actor for role in found.actors], [role.actor for role in found.recipients])
            gloss = _gloss(found) if found.mode is None else None
            first, mark = _joined(kind, sides, gloss), STATUSES.get(found.status)
            details = [say_where(found.place), ", ".join(found.contexts)]
        case Statement():
            said = f"{say.sides([found.speaker], found.addressees)}: {quoted(found.content.quote, LONGEST)}"
            first, mark, details = _joined(found.act, said), None, [", ".join(found.contexts)]
        case Agreement():
            first = _joined(found.kind, one_line(found.name))
            mark, details = None, [say.all(found.parties), _standing(found)]
        case Commitment():
            what = quoted(found.what.quote, LONGEST)
            first = f"commitment · {say.sides(found.by, found.to)}: {what}"
            mark, details = None, [_stands(item), _due(found.due), _condition(found)]
    details += [_told(merged), f"{found.confidence:.2f}", merged.id]
    return Row(
        label=_label(item),
        lines=(first, _joined(*details), *_provisions(found), *_history(merged), *_conflicts(merged), *_judged(item)),
        mark=mark,
    )


class _Names:
    """Says the actors of a merged finding; a state is its name alone."""

    def __init__(self, merged: Merged, world: World) -> None:
        self._merged, self._world = merged, world

    def one(self, actor: str) -> str:
        name = one_line(self._merged.names.get(actor, actor))
        country = self._merged.countries.get(actor)
        is_state = name == country or any(entry.kind == "state" for entry in self._world.find(name))
        return name if country is None or is_state else f"{name} {country}"

    def all(self, actors: Iterable[str]) -> str:
        return ", ".join(map(self.one, actors))

    def sides(self, one: Sequence[str], other: Sequence[str]) -> str:
        who = self.all(one) or "nobody named"
        return f"{who} -> {self.all(other)}" if other else who


def _label(item: Listed) -> str:
    found = item.merged.finding
    when = found.date if isinstance(found, Event) else found.signed if isinstance(found, Agreement) else None
    return say_when(when) or f"told {item.day}" if item.day > "0000-00-00" else "not dated"


def _told(merged: Merged) -> str:
    news, recalled, outlets = len(merged.reports), len(merged.background_reports), len(apart(merged.outlets))
    parts = [f"{news} report{'s' if news != 1 else ''}"] if news or not recalled else []
    parts += [f"recalled by {recalled}"] if recalled else []
    parts += [f"{outlets} outlets"] if outlets > 1 else []
    return ", ".join(parts)


def _gloss(event: Event) -> str | None:
    found = widest(event.evidence)
    return None if found is None else quoted(found.quote, GLOSS)


def _standing(agreement: Agreement) -> str:
    place = say_where(agreement.place)
    status = agreement.status.replace("-", " ")
    if place is None:
        return status
    # "signed in Seoul KOR" has told that it was signed
    return f"signed in {place}" if status == "signed" else f"{status} · signed in {place}"


def _stands(item: Listed) -> str | None:
    """The status of a commitment, with the event that made it so, where no report says so in words."""
    standing = item.standing
    if standing is None or standing.event is None:
        return f"{item.status}, kept in part" if standing is not None and standing.partly else item.status
    late = f" {standing.late:,} day{'s' if standing.late != 1 else ''} late" if standing.late is not None else ""
    return f"{item.status}{late} by {standing.event}"


def _due(due: When | None) -> str | None:
    when = say_when(due)
    return f"due {when}" if when else None


def _condition(commitment: Commitment) -> str | None:
    return f"if {quoted(commitment.condition.quote, GLOSS)}" if commitment.condition is not None else None


def _provisions(found: object) -> tuple[str, ...]:
    told = found.provisions if isinstance(found, Agreement) else ()
    return tuple(f"{number}. {one.force} {quoted(one.text.quote, LONGEST)}" for number, one in enumerate(told, start=1))


def _history(merged: Merged) -> tuple[str, ...]:
    if not merged.history:
        return ()
    return ("history: " + "; ".join(f"{_step(one)} ({len(one.documents)})" for one in merged.history),)


def _step(one: Happened) -> str:
    """A step with its day, or with that of the first report that tells it."""
    what = one.what.replace("-", " ")
    if one.own_day is not None:
        return f"{what} {one.own_day}"
    return f"{what}, told {one.day}" if one.day is not None else f"{what}, on no day told"


def _conflicts(merged: Merged) -> tuple[str, ...]:
    return tuple(
        f"reports differ on {conflict.field}: "
        + "; ".join(f"{_value(told.value)} ({len(told.documents)})" for told in conflict.values[:MOST_VALUES])
        for conflict in merged.conflicts
    )


def _value(value: object) -> str:
    """A value that reports differ on, in few words."""
    if isinstance(value, dict):
        if "edtf" in value:
            return say_when(When.model_validate(value)) or "none"
        if "precision" in value:
            return say_where(Place.model_validate(value)) or "none"
    return "none" if value is None else one_line(str(value))


def _judged(item: Listed) -> tuple[str, ...]:
    told = (f"{JUDGED.get(one.kind, one.kind)} by {one_line(one.by)}" for one in item.judgements)
    line = "; ".join(dict.fromkeys(told))
    return (line,) if line else ()


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)
