"""The register: persons, bodies and states, the offices that they held, and why names were taken for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse

from dragoman.asking.cells import actor_cells
from dragoman.asking.question import state_of
from dragoman.errors import JudgementError
from dragoman.lexicon.load import load_lexicon
from dragoman.model.identity import Identity, OfficeHeld
from dragoman.store.filters import Filter
from dragoman.store.people import PeopleFilter
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view, next_page
from dragoman.web.asked import Cursor, Limit
from dragoman.web.data import actor_with_page
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.judging import JudgementGiven, judge
from dragoman.web.lines import Line, line_of
from dragoman.web.refreshing import AtRefresher, Refresher
from dragoman.web.timelines import Bar, bar_of, chart_of
from dragoman.web.words import state_name

router = APIRouter()
KIND_NAMES: dict[str, str] = {
    "person": "persons",
    "organization": "bodies",
    "state": "states",
    "igo": "organizations of states",
    "group": "groups",
    "media": "media",
}
SORT_NAMES = {"-reports": "most told of", "name": "name", "-last": "told of last", "first": "told of first"}
COLUMNS = ("id", "kind", "name", "aliases", "country", "offices", "first", "last", "reports", "page")
MOST_EVENTS = 30
MOST_MEMBERS = 200
MOST_SAID = 8
Sort = Literal["-reports", "name", "first", "-last"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A line of the register: with the bars of its offices."""

    identity: Identity
    page: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One report's actor that was taken for this one."""

    id: str
    name: str
    document: str
    page: str
    outlet: str | None
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """What the rule weighed: verdict, sum, and each thing that was compared with what it adds."""

    verdict: str
    total: float
    reasons: tuple[tuple[str, str, float], ...]
    one: int
    other: int


def _row(one: Identity) -> dict[str, object]:
    return {**actor_cells(one), "page": addresses.actor(one.id)}


def actors(
    request: Request,
    desk: AtDesk,
    kind: Annotated[str, Query(pattern="^(person|organization|state|igo|group|media|all)$")] = "person",
    name: str = "",
    country: str = "",
    since: str = "",
    until: str = "",
    described: bool = False,  # noqa: FBT001, FBT002 - a parameter of an address
    sort: Sort = "-reports",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Answer:
    """The register as a list."""
    asked = PeopleFilter(
        kind=None if kind == "all" else kind,  # type: ignore[arg-type] # the pattern allows no other
        name=name or None,
        country=state_of(country) if country else None,
        since=since or None,
        until=until or None,
        named=not described,
    )
    people = desk.view.people(asked, sort=sort, limit=limit, cursor=cursor)
    told = {"kind": kind, "name": name, "country": country, "since": since, "until": until, "described": described}

    def context() -> dict[str, Any]:
        chart = chart_of(held for one in people.items for held in one.offices)
        return {
            "lines": [
                Listed(
                    identity=one, page=addresses.actor(one.id), bars=tuple(bar_of(held, chart) for held in one.offices)
                )
                for one in people.items
            ],
            "chart": chart,
            "asked": told,
            "sort": sort,
            "more": next_page(request, people.next),
            "kind_names": KIND_NAMES,
            "sort_names": SORT_NAMES,
        }

    return Answer(
        template="actors.html",
        title="Register",
        context=context,
        data=lambda: {
            "items": list(map(actor_with_page, people.items)),
            "next": people.next,
        },
        columns=COLUMNS,
        rows=lambda: map(_row, people.items),
    )


def actor(
    desk: AtDesk,
    identifier: str,
    why: Annotated[bool, Query(description="With what the rule weighed.")] = False,  # noqa: FBT002 - of an address
) -> Answer:
    """One of the register."""
    people = desk.view.people(PeopleFilter(id=identifier, kind=None, named=False), limit=1)
    if not people.items:
        raise HTTPException(404, f"{identifier}: there is no such person, body or state in this store")
    one = people.items[0]

    def context() -> dict[str, Any]:
        chart = chart_of(one.offices)
        page = desk.view.list(("event", "agreement", "commitment"), Filter(actor=one.id), limit=MOST_EVENTS)
        is_state = one.kind == "state" and one.country
        bodies = one.kind in {"organization", "igo"}
        said = desk.view.list("statement", Filter(speaker=one.id), limit=MOST_SAID)
        return {
            "one": one,
            "noun": _noun(one),
            "bars": [bar_of(held, chart) for held in one.offices],
            "chart": chart,
            "names": people.names,
            "lines": [line_of(item) for item in page.items],
            "more": addresses.with_query("/events", actor=one.id) if page.next else None,
            "said": [line_of(item) for item in said.items],
            "all_said": addresses.with_query("/statements", speaker=one.id) if said.next else None,
            "most_said": MOST_SAID,
            "said_about": [line_of(item) for item in desk.view.said_about(one)],
            "met": () if is_state else desk.view.company(one.id),
            "officials": desk.view.officials(one.name, one.country) if bodies else (),
            "members": _members(desk, one),
            "unshown": max(len(one.members) - MOST_MEMBERS, 0),
            "why": _why(desk, one) if why and one.kind == "person" else (),
            "asked_why": why,
            "pair": addresses.pair(one.country) if is_state and one.country else None,
            "may": desk.who.may("reviewer"),
        }

    return Answer(
        template="actor.html",
        title=one.name,
        context=context,
        data=lambda: actor_with_page(one),
        columns=COLUMNS,
        rows=lambda: [_row(one)],
    )


def _noun(one: Identity) -> str:
    return {"person": "person", "organization": "body", "igo": "organization of states"}.get(one.kind, one.kind)


def _members(desk: Desk, one: Identity) -> tuple[Member, ...]:
    told = desk.view.actors_told(one.members[:MOST_MEMBERS])
    return tuple(
        Member(
            id=each.id,
            name=each.name,
            document=each.document,
            page=addresses.report(each.document, each.start, each.end),
            outlet=each.outlet,
            day=each.published,
        )
        for each in told
    )


def _why(desk: Desk, one: Identity) -> tuple[Why, ...]:
    found = []
    for judgement in desk.view.why_one(one, load_lexicon()):
        score = judgement.score
        if score is None:
            continue
        reasons = sorted(
            ((each.feature, each.compared, each.weight) for each in score.reasons), key=lambda r: -abs(r[2])
        )
        found.append(
            Why(
                verdict=judgement.verdict,
                total=score.total,
                reasons=tuple(reasons),
                one=len(judgement.one),
                other=len(judgement.other),
            )
        )
    return tuple(found)


def office(desk: AtDesk, key: str, seat: str | None = None) -> Answer:
    """One office: who held it, one after the other."""
    holders = desk.view.holders(key, seat or None)
    told = [(one, held) for one in holders for held in one.offices if (held.key, held.seat) == (key, seat or None)]
    if not told:
        raise HTTPException(404, f"{key}: nobody is told of in this office{f' of {seat}' if seat else ''}")
    chart = chart_of(held for _, held in told)
    names = {one.id: one.name for one in holders}
    missing = {other for _, held in told for other in (*held.predecessors, *held.successors)} - names.keys()
    for other in sorted(missing):
        found = desk.view.person(other)
        names |= {other: found.name} if found is not None else {}
    title = told[0][1].title
    where = told[0][1].organization or _seat_name(seat)
    rows = [
        {
            "id": one.id,
            "name": one.name,
            "title": held.title,
            "first": held.first,
            "last": held.last,
            "reports": held.reports,
        }
        for one, held in told
    ]
    return Answer(
        template="office.html",
        title=f"{title}, {where}" if where else title,
        context=lambda: {
            "holders": [(one, bar_of(held, chart), _said_in(one, held)) for one, held in told],
            "said": _statements(desk, told),
            "chart": chart,
            "names": names,
        },
        data=lambda: {"key": key, "seat": seat, "holders": rows},
        columns=("id", "name", "title", "first", "last", "reports"),
        rows=lambda: rows,
    )


def _said_in(one: Identity, held: OfficeHeld) -> str | None:
    """The list of what somebody said in an office; None where no report that tells him in it has a day."""
    return (
        addresses.with_query("/statements", speaker=one.id, since=held.first, until=held.last) if held.first else None
    )


def _statements(desk: Desk, told: Sequence[tuple[Identity, OfficeHeld]]) -> list[Line]:
    """What the last holders said in an office, the newest first."""
    found: list[Line] = []
    for one, held in reversed(told):
        if held.first and len(found) < MOST_SAID:
            limits = Filter(speaker=one.id, since=held.first, until=held.last)
            found += map(line_of, desk.view.list("statement", limits, limit=MOST_SAID).items)
    return found[:MOST_SAID]


def _seat_name(seat: str | None) -> str | None:
    return None if seat is None else state_name(seat).removeprefix("igo:")


add_view(router, "/actors", actors)
add_view(router, "/actors/{identifier}", actor)
add_view(router, "/offices", office)


@router.post("/actors/{identifier}/split", include_in_schema=False)
def split(
    desk: AtDesk,
    refresher: AtRefresher,
    identifier: str,
    member: Annotated[list[str] | None, Form()] = None,
    why: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Take some reports' actors out of one whom they were taken for."""
    one = _known(desk, identifier)
    apart = tuple(each for each in member or () if each in one.members)
    left = tuple(each for each in one.members if each not in apart)
    if not apart or not left:
        raise JudgementError("choose some of those who were taken for one, and leave some")
    return _judge(desk, refresher, "different", apart, left, why, left[0])


@router.post("/actors/{identifier}/same", include_in_schema=False)
def same(
    desk: AtDesk,
    refresher: AtRefresher,
    identifier: str,
    other: Annotated[str, Form(max_length=300)],
    why: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    """Say that this one is the same as another, told by its id, its address, or a name that only one has."""
    one = _known(desk, identifier)
    told = other.strip().rpartition("/actors/")[2]
    found = desk.view.person(told) or _by_name(desk, told, one)
    if found.id == one.id:
        raise JudgementError(f"{found.name}: is this one already")
    return _judge(desk, refresher, "same", one.members, found.members, why, one.members[0])


def _known(desk: Desk, identifier: str) -> Identity:
    one = desk.view.person(identifier)
    if one is None:
        raise HTTPException(404, f"{identifier}: there is no such person, body or state in this store")
    return one


def _by_name(desk: Desk, name: str, one: Identity) -> Identity:
    asked = PeopleFilter(kind=one.kind, name=name, named=False)
    found = [each for each in desk.view.people(asked, limit=10).items if each.id != one.id] if name else []
    if len(found) != 1:
        several = ", ".join(f"{each.name} ({each.id})" for each in found)
        raise JudgementError(f"{name!r}: {'are several: ' + several if found else 'is nobody here'}; give the id")
    return found[0]


def _judge(
    desk: Desk,
    refresher: Refresher,
    kind: Literal["same", "different"],
    one: Sequence[str],
    other: Sequence[str],
    why: str,
    back: str,
) -> RedirectResponse:
    judge(desk, JudgementGiven(kind=kind, targets=(), value={"one": list(one), "other": list(other)}, why=why.strip()))
    refresher.ask()  # behind this answer: of a large store it takes minutes
    return RedirectResponse(addresses.actor(back), status_code=303)
