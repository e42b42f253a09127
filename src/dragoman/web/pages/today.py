"""Today: what is new since somebody looked last, and what is due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from dragoman.asking.question import change_of
from dragoman.errors import QueryError
from dragoman.model.merged import Happened
from dragoman.store.filters import Filter
from dragoman.store.listed import Listed
from dragoman.store.news import News
from dragoman.web.answers import Answer, add_view
from dragoman.web.data import FOUND_COLUMNS, cells_with_page, with_page
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.folding import Folded, folded
from dragoman.web.following import following
from dragoman.web.lines import DOUBT, Line, is_doubtful, line_of
from dragoman.web.pages.findings import entry_of
from dragoman.web.stories import grouped_by_story

router = APIRouter()
SHOWN, LATEST, SHOWN_DUE = 150, 40, 20
AHEAD = 30  # days in which something is due soon


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """From when on something is new: the change, the moment, and whether somebody asked for just that."""

    change: int
    moment: str | None
    is_asked: bool


def today(
    request: Request,
    desk: AtDesk,
    day: Annotated[str | None, Query(description="As of this day (ISO).")] = None,
    changed_since: Annotated[str | None, Query(description="The number of a change, a day or a moment.")] = None,
) -> Answer:
    """What is new, changed and due. Raises QueryError."""
    view = desk.view
    on = _day(day)
    since = _since(request, desk, changed_since)
    is_new = since.moment is not None or since.is_asked
    fresh = view.news("event", since.change, limit=SHOWN) if is_new else News(items=(), more=False)
    pacts = view.news("agreement", since.change, limit=SHOWN_DUE) if is_new else News(items=(), more=False)
    sure = tuple(item for item in fresh.items if not is_doubtful(item))
    latest = () if sure else _latest(desk)
    shown = sure or latest
    ahead, day_before = (on + timedelta(days=AHEAD)).isoformat(), (on - timedelta(days=1)).isoformat()
    soon = view.due(since=on.isoformat(), until=ahead, as_of=on.isoformat(), limit=SHOWN_DUE)
    late = view.due(until=day_before, as_of=on.isoformat(), limit=SHOWN_DUE)
    overdue = [item for item in late.items if item.status == "overdue"]
    all_late = Filter(status=("overdue",), as_of=on.isoformat())
    upcoming = list(reversed(soon.items))
    followed = following(view.searches(desk.who.name), view, since.change) if is_new else ()

    def context() -> dict[str, Any]:
        documents = {one for item in shown for one in (*item.merged.reports, *item.merged.background_reports)}
        return {
            "since": since, "is_new": is_new, "fresh": sure, "fresh_more": fresh.more, "latest": bool(latest),
            "doubtful": len(fresh.items) - len(sure), "doubt": DOUBT,
            "stories": grouped_by_story(shown, view.stories(documents)),
            "day": on.isoformat(),
            "agreements": [(line_of(item), _steps(item)) for item in pacts.items], "pacts_more": pacts.more,
            "overdue": _lines(folded(overdue)), "late": view.count_to("commitment", all_late),
            "late_shown": len(overdue), "late_page": f"/commitments?status=overdue&as_of={on.isoformat()}",
            "soon": _lines(folded(upcoming)), "soon_many": len(upcoming), "soon_more": soon.more, "ahead": AHEAD,
            "changed_since": since.change, "followed": followed, "follows": view.searches(desk.who.name),
            "is_empty": not shown and not view.reports(limit=1).items,
        }  # fmt: skip

    return Answer(
        template="today.html",
        title="Today",
        context=context,
        data=lambda: {
            "day": on.isoformat(),
            "changed_since": since.change,
            "events": [with_page(item) for item in shown],
            "agreements": [with_page(item) for item in pacts.items],
            "due": [with_page(item) for item in upcoming],
            "overdue": [with_page(item) for item in overdue],
            "following": [{"name": one.name, "page": one.page, "new": one.new} for one in followed],
        },
        columns=FOUND_COLUMNS,
        rows=lambda: map(cells_with_page, (*shown, *pacts.items, *upcoming, *overdue)),
        entries=lambda: map(entry_of, (*shown, *pacts.items)),
    )


def _lines(told: tuple[Folded, ...]) -> list[tuple[Line, list[Line]]]:
    return [(line_of(head), list(map(line_of, more))) for head, more in told]


def _since(request: Request, desk: Desk, told: str | None) -> Since:
    """The change that is told, or the last before this visit; only the page itself counts as a visit."""
    if told:
        return Since(change=change_of(told, desk.view), moment=None, is_asked=True)
    name = desk.who.name
    kept = desk.store.visit(name) if request.url.path == "/" else desk.view.last_visit(name)
    return Since(change=kept.since if kept else 0, moment=kept.before if kept else None, is_asked=False)


def _latest(desk: Desk) -> tuple[Listed, ...]:
    """What happened last, for who has nothing new, or was never here: what is told as news and has happened."""
    limits = Filter(novelty="reported", status=("occurred", "alleged", "negated"), confidence=DOUBT)
    return desk.view.list("event", limits, limit=LATEST).items


def _steps(item: Listed) -> tuple[str, ...]:
    """What became of an agreement, step by step."""
    return tuple(map(_step, item.merged.history))


def _step(one: Happened) -> str:
    what = one.what.replace("-", " ")
    if one.own_day is not None:
        return f"{what} {one.own_day}"
    return f"{what}, told {one.told_day}" if one.told_day is not None else what


def _day(told: str | None) -> date:
    if not told:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise QueryError(f"{told!r}: is no day; write 2024-05-12") from error


add_view(router, "/", today)
