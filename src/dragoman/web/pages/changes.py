"""Changes of office: who came into which, and who left it, as a list of the register."""

from dataclasses import dataclass
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from dragoman.asking.phrases import say_when
from dragoman.asking.question import state_of
from dragoman.lexicon.load import load_lexicon
from dragoman.model.identity import Identity, Proof
from dragoman.store.changes import ChangeFilter, OfficeChange
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view
from dragoman.web.asked import Since, Until
from dragoman.web.desk import AtDesk
from dragoman.web.lines import when_of
from dragoman.web.listing import month_words
from dragoman.web.timelines import End, end_of

router = APIRouter()
PATH = "/office-changes"
MOST_SHOWN = 200
WAYS = (("", "came or left"), ("came", "came into office"), ("left", "left office"))
COLUMNS = (
    *("title", "organization", "country", "left", "left_id", "came", "came_id"),
    *("after", "by", "resigned", "event"),
)
Way = Annotated[Literal["came", "left", ""], Query(description="Where somebody came into office, or left it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A change as it is shown: resigned is the day on which somebody is told to have left, with its page."""

    change: OfficeChange
    last: End | None
    first: End | None
    resigned: str | None
    event: str | None


def _changes(
    desk: AtDesk, since: Since = None, until: Until = None, country: str = "", office: str = "", way: Way = ""
) -> Answer:
    """Who came into office, and who left it. Raises QueryError."""
    limits = ChangeFilter(
        since=since or None,
        until=until or None,
        country=state_of(country) if country else None,
        way=way or None,
        office=office or None,
    )
    found = desk.view.changes(limits, load_lexicon())

    def context() -> dict[str, Any]:
        shown = found[:MOST_SHOWN]
        months = groupby(shown, lambda one: one.days[1][: len("2024-05")])
        return {
            "groups": [
                (month_words(month) if month else "No day is told", list(map(_line, some))) for month, some in months
            ],
            "asked": {"since": since or "", "until": until or "", "country": country, "office": office, "way": way},
            "ways": WAYS,
            "left_out": len(found) - len(shown),
        }

    return Answer(
        template="changes.html",
        title="Changes of office",
        context=context,
        data=lambda: {"items": [_cells(one) for one in found], "next": None},
        columns=COLUMNS,
        rows=lambda: map(_cells, found),
    )


def _line(one: OfficeChange) -> Line:
    return Line(
        change=one, last=_end(one.last), first=_end(one.first), resigned=_resigned(one), event=_event(one, page=True)
    )


def _end(proof: Proof | None) -> End | None:
    return end_of(proof) if proof is not None else None


def _resigned(one: OfficeChange) -> str | None:
    return say_when(when_of(one.resigned.merged.finding)) or "no day told" if one.resigned is not None else None


def _event(one: OfficeChange, *, page: bool = False) -> str | None:
    if one.resigned is None:
        return None
    identifier = one.resigned.merged.id
    return addresses.finding("event", identifier) if page else identifier


def _cells(one: OfficeChange) -> dict[str, object]:
    def of(who: Identity | None, field: str) -> str | None:
        return getattr(who, field) if who is not None else None

    return {
        "title": one.title, "organization": one.organization, "country": one.country,
        "left": of(one.left, "name"), "left_id": of(one.left, "id"),
        "came": of(one.came, "name"), "came_id": of(one.came, "id"),
        "after": one.after, "by": one.by, "resigned": _resigned(one), "event": _event(one),
    }  # fmt: skip


add_view(router, PATH, _changes)
