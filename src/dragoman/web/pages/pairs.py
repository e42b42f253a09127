"""Two states, or one and the world: how it went month by month, what happened, and two times side by side."""

from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import RedirectResponse

from dragoman.asking.question import state_of
from dragoman.errors import QueryError
from dragoman.store.filters import Filter, day_from, day_until
from dragoman.store.lists import Page
from dragoman.store.outlines import Outline
from dragoman.store.view import View
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view, next_page
from dragoman.web.asked import Cursor, Limit
from dragoman.web.charts import By, chart, months_between, strip
from dragoman.web.data import FOUND_COLUMNS, cells_with_page, with_page
from dragoman.web.desk import AtDesk
from dragoman.web.lines import line_of
from dragoman.web.listing import changed, grouped, month_words
from dragoman.web.pages.findings import entry_of
from dragoman.web.periods import MOST_COUNTED, Tab, compared, count_of, limits_of_tab
from dragoman.web.words import state_name, states_by_name

router = APIRouter()
SHOWN_MARKS = 300
BUSIEST = 60
OCCURRED = ("occurred",)
FEW_MONTHS = 3  # in which each day has room for a mark
PEOPLE_COLUMNS = ("id", "name", "country", "meetings", "last", "met")
MONTH_COLUMNS = ("month", "quad", "events", "reports", "intensity")
TABS: tuple[tuple[Tab, str], ...] = (
    ("events", "Events"),
    ("meetings", "Meetings"),
    ("agreements", "Agreements"),
    ("commitments", "Commitments"),
    ("statements", "Statements"),
    ("people", "People who meet"),
    ("months", "The chart as a table"),
)
Told = Annotated[str | None, Query(description="A day, month or year.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a pair is looked at: the time, what is chosen in the chart, the tab. by_told: how marks stand, where told."""

    since: str | None
    until: str | None
    month: str | None
    quad: int | None
    novelty: Literal["reported", "background"] | None
    occurred: bool
    side: Literal["doer", "target"] | None
    tab: Tab
    by: By
    by_told: By | None
    sort: str
    limit: int
    cursor: str | None
    whole: bool


def _pair(
    request: Request, desk: AtDesk, one: str, other: str | None, shown: Shown, against: tuple[str, str]
) -> Answer:
    view = desk.view
    base = Filter(pair=(one, other)) if other is not None else Filter(states=(one,))
    base = replace(base, since=shown.since, until=shown.until)
    doer, target = (one if shown.side == side else None for side in ("doer", "target"))
    base = replace(base, doer=doer, target=target)
    since = day_from(shown.since) if shown.since else ""
    until = day_until(shown.until) if shown.until else ""
    cells = view.months(one, other or "", since=since, until=until or "9999")
    chosen = replace(base, novelty=shown.novelty, quads=(shown.quad,) if shown.quad else ())
    if shown.occurred:
        chosen = replace(chosen, status=OCCURRED)
    if shown.month is not None:
        chosen = replace(chosen, since=shown.month, until=shown.month)
    met = view.met(chosen) if shown.tab == "people" else ()
    page = Page(items=(), next=None)
    if shown.tab not in {"people", "months"}:
        kind, limits = limits_of_tab(shown.tab, chosen)
        page = view.list(kind, limits, sort=shown.sort, limit=shown.limit, cursor=shown.cursor)
    months = [{name: getattr(cell, name) for name in MONTH_COLUMNS} for cell in cells]
    names = (state_name(one), state_name(other) if other else "the world")
    title = " \N{EN DASH} ".join(names)
    periods = compared(view, base, against, (shown.since, shown.until)) if any(against) else None

    def counts() -> list[tuple[Tab, str, int | None]]:
        known = met if shown.tab == "people" else view.met(chosen)
        return [(tab, name, len(known) if tab == "people" else count_of(view, tab, chosen)) for tab, name in TABS]

    def context() -> dict[str, Any]:
        drawn = chart(cells, shown.by, since=since, until=until, whole=shown.whole)
        outlines, more_marks = _marks(view, base, shown)
        lines = [line_of(item) for item in page.items]
        return {
            "one": one, "other": other, "names": names, "shown": shown, "drawn": drawn,
            "strip": strip(outlines, drawn, shown.by) if drawn is not None else None, "more_marks": more_marks,
            "tabs": [(tab, name, many, changed(request, tab=tab)) for tab, name, many in counts()],
            "steps": [(by, changed(request, by=by)) for by in ("day", "month", "year")],
            "novelties": [
                (said, novelty, changed(request, novelty=novelty))
                for said, novelty in (("both", None), ("news", "reported"), ("background", "background"))
            ],
            "groups": grouped(lines, shown.sort), "months": cells, "met": met,
            "more": next_page(request, page.next), "periods": periods, "against": against,
            "choose": lambda **told: changed(
                request, **{"month": None, "quad": None, "occurred": "true" if told else None, **told}
            ),
            "happened": _happened(view, chosen) if shown.tab in {"events", "meetings"} else None,
            "sides": [
                (said.format(names[0]), side, changed(request, side=side))
                for said, side in (("both", None), ("done by {}", "doer"), ("towards {}", "target"))
            ],
            "only_happened": changed(request, occurred="true"),
            "in_span": lambda span, tab: changed(
                request, tab=tab, since=span[0], until=span[1], against_since=None, against_until=None
            ),
            "all_time": changed(request, whole="true"), "month_words": month_words,
            "partners": view.network(state=one, limit=14) if other is None else (),
            "states": states_by_name(), "here": changed(request), "keep_name": title, "chips": (),
        }  # fmt: skip

    people = [
        {
            "id": person.id, "name": person.name, "country": person.country, "meetings": person.meetings,
            "last": person.last, "met": [f"{name} ({many})" for _, name, _, many in person.others],
        }
        for person in met
    ]  # fmt: skip

    def data() -> dict[str, Any]:
        items = [with_page(item) for item in page.items] if listed is None else listed
        return {
            "one": one, "other": other, "months": months, "tab": shown.tab,
            "counts": {tab: many for tab, _, many in counts() if many is not None},
            "compared": periods.as_json() if periods is not None else None, "next": page.next, "items": items,
        }  # fmt: skip

    rows: dict[str, tuple[tuple[str, ...], list[dict[str, Any]]]] = {
        "people": (PEOPLE_COLUMNS, people),
        "months": (MONTH_COLUMNS, months),
    }
    columns, listed = rows.get(shown.tab, (FOUND_COLUMNS, None))
    return Answer(
        template="pair.html",
        title=title,
        context=context,
        data=data,
        columns=columns,
        rows=lambda: map(cells_with_page, page.items) if listed is None else listed,
        entries=(lambda: map(entry_of, page.items)) if listed is None else None,
    )


def _happened(view: View, chosen: Filter) -> tuple[int, int]:
    """How many events the lists have, and how many of them occurred, and are in the chart."""
    occurred = replace(chosen, status=OCCURRED)
    return tuple(view.count_to("event", limits, most=MOST_COUNTED) for limits in (chosen, occurred))  # type: ignore[return-value] # two


def _marks(view: View, base: Filter, shown: Shown) -> tuple[tuple[Outline, ...], bool]:
    """What is drawn on the strip: news or background of any kind, the newest first."""
    found = view.outlines(("event", "agreement", "commitment"), base, limit=SHOWN_MARKS)
    wanted = {"reported": True, "background": False}
    items = found.items
    if shown.novelty is not None:
        items = tuple(one for one in items if one.is_news is wanted[shown.novelty])
    return items, found.more


def _shown(
    since: Told = None,
    until: Told = None,
    month: Annotated[str | None, Query(pattern=r"^\d{4}(-\d\d)?$")] = None,
    quad: Annotated[int | None, Query(ge=1, le=4)] = None,
    novelty: Literal["reported", "background", ""] | None = None,
    tab: Tab = "events",
    by: By | None = None,
    sort: str = "-day",
    limit: Limit = 40,
    cursor: Cursor = None,
    side: Annotated[
        Literal["doer", "target", ""] | None,
        Query(description="What the first does, or what is done towards it."),
    ] = None,
    *,
    whole: bool = False,
    occurred: Annotated[bool, Query(description="Only what has occurred, as the chart counts.")] = False,
) -> Shown:
    return Shown(
        since=since or None, until=until or None, month=month, quad=quad, novelty=novelty or None, tab=tab,
        by=by or _step_of(since, until), by_told=by,
        sort=sort, limit=limit, cursor=cursor, whole=whole, occurred=occurred, side=side or None,
    )  # fmt: skip


def _step_of(since: str | None, until: str | None) -> By:
    """How marks stand where nothing is said: in a few months at their days, and else in their month."""
    if not since or not until:
        return "month"
    first, last = day_from(since), day_until(until)
    return "day" if first <= last and months_between(first, last) <= FEW_MONTHS else "month"


Look = Annotated[Shown, Depends(_shown)]


def _against(since: str | None, until: str | None) -> tuple[str, str]:
    """The time that is compared with: where only its beginning is told, that year, month or day."""
    return since or "", until or since or ""


def two_states(
    request: Request,
    desk: AtDesk,
    one: str,
    other: str,
    look: Look,
    against_since: Told = None,
    against_until: Told = None,
) -> Answer:
    """Two states: their months, what happened between them, and two times compared. Raises QueryError."""
    first, second = state_of(one), state_of(other)
    if first == second:
        raise QueryError(f"{one} and {other} are one state; /pairs/{first} shows it and the world")
    return _pair(request, desk, first, second, look, _against(against_since, against_until))


def one_state(
    request: Request, desk: AtDesk, one: str, look: Look, against_since: Told = None, against_until: Told = None
) -> Answer:
    """One state and the world."""
    return _pair(request, desk, state_of(one), None, look, _against(against_since, against_until))


def busiest(desk: AtDesk, since: Told = None, until: Told = None) -> Answer:
    """The pairs with the most events, and a way to any other."""
    view = desk.view
    first, last = day_from(since) if since else "", day_until(until) if until else "9999"
    edges = view.network(since=first, until=last, limit=BUSIEST)
    rows = [
        {
            "one": edge.one,
            "other": edge.other,
            "names": (state_name(edge.one), state_name(edge.other)),
            "events": edge.events,
            "cooperation": edge.cooperation,
            "conflict": edge.conflict,
            "reports": edge.reports,
            "intensity": round(edge.intensity / edge.events, 1) if edge.events else 0.0,
            "page": addresses.with_query(addresses.pair(edge.one, edge.other), since=since, until=until),
        }
        for edge in edges
    ]
    return Answer(
        template="pairs.html",
        title="Two states",
        context=lambda: {"rows": rows, "states": states_by_name(), "since": since, "until": until},
        data=lambda: {"items": rows, "next": None},
        columns=("one", "other", "events", "cooperation", "conflict", "reports", "intensity"),
        rows=lambda: rows,
    )


@router.get("/pairs/go", include_in_schema=False)
def go(one: str, other: str = "") -> RedirectResponse:
    """Go to the page of two states that are told by code or name. Raises QueryError."""
    return RedirectResponse(addresses.pair(state_of(one), state_of(other) if other.strip() else None), status_code=303)


add_view(router, "/pairs", busiest)
add_view(router, "/pairs/{one}/{other}", two_states)
add_view(router, "/pairs/{one}", one_state)
