"""Who meets whom: persons, the offices they hold, or states; a picture, and the same as a table beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from dragoman.model.merged import MergedKind
from dragoman.store.circles import Knot, Tie
from dragoman.store.entries import MET, UNDATED
from dragoman.store.filters import Filter
from dragoman.store.sums import Edge
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view
from dragoman.web.asked import Asked, Limits
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.graphml import Graph
from dragoman.web.listing import names_told
from dragoman.web.pages import behind
from dragoman.web.words import state_name

router = APIRouter()
MOST_NODES = 150
MOST_EDGES = 400
MOST_PAIRS = 1000  # of states
ASKED_HERE = ("since", "until", "state", "type", "actor", "office", "by")
BYS: dict[str, str] = {"person": "persons", "office": "offices", "state": "states"}
COLUMNS = ("one", "one_name", "one_country", "other", "other_name", "other_country", "meetings", "agreements", "last")
COUNTS = {"met": int, "meetings": int, "agreements": int, "named": bool}

By = Annotated[Literal["person", "office", "state"], Query(description="What meets.")]
Office = Annotated[str | None, Query(description="Words of a title that one of each two must hold.")]
Signed = Annotated[bool, Query(description="Count agreements that both are part of, too.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody, an office or a state. holders: who held an office, by the ids of identities and by names."""

    id: str
    kind: str
    name: str
    country: str | None
    office: str | None
    page: str
    met: int
    named: bool = True
    holders: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """What joins two: so many of something, the list of them, the same in short, and between which persons."""

    many: int
    what: str
    where: str
    unfolded: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two who met, and what joins them."""

    one: Node
    other: Node
    meetings: int
    agreements: int
    last: str | None
    lists: tuple[Joining, ...]

    @property
    def times(self) -> int:
        return self.meetings + self.agreements


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What is shown: found is how many nodes there are, joined how many pairs; note says what was left out."""

    nodes: tuple[Node, ...]
    joins: tuple[Join, ...]
    found: int
    note: str


def _network(
    request: Request,
    desk: AtDesk,
    asked: Asked,
    limits: Limits,
    by: By = "person",
    office: Office = None,
    *,
    signed: Signed = True,
) -> Answer:
    found = _found(desk, limits, by, office, signed=signed)
    query = [(name, value) for name, value in request.query_params.multi_items() if value]
    return Answer(
        template="network.html",
        title="Network",
        context=lambda: {
            "asked": asked,
            "named": names_told(request, desk.view),
            "by": by,
            "bys": BYS,
            "office": office,
            "network": found,
            "shown": found.joins[:MOST_EDGES],
            "others": [one for one in query if one[0] not in ASKED_HERE],
            "asked_query": addresses.with_pairs("", query),
        },
        data=lambda: _data(found),
        columns=COLUMNS,
        rows=lambda: map(_cells, found.joins),
        graph=lambda: _graph(found),
    )


add_view(router, "/network", _network)


def _found(desk: Desk, limits: Filter, by: str, office: str | None, *, signed: bool) -> Network:
    return _states(desk, limits) if by == "state" else _people(desk, limits, by, office, signed=signed)


# -- states, by the months' sums


def _states(desk: Desk, limits: Filter) -> Network:
    types = limits.types or (MET,)
    told = desk.view.network(
        since=limits.since or "",
        until=limits.until or "9999",
        types=types,
        state=limits.states[0] if limits.states else None,
        limit=MOST_PAIRS,
    )
    met: dict[str, int] = {}
    for edge in told:
        for code in (edge.one, edge.other):
            met[code] = met.get(code, 0) + edge.events
    nodes = {
        code: Node(
            id=code, kind="state", name=state_name(code), country=code, office=None, page=addresses.pair(code), met=many
        )
        for code, many in sorted(met.items(), key=lambda item: (-item[1], item[0]))
    }
    shown = dict(list(nodes.items())[:MOST_NODES])
    joins = [_of_states(edge, shown, limits, types) for edge in told if edge.one in shown and edge.other in shown]
    return Network(nodes=tuple(shown.values()), joins=tuple(joins), found=len(nodes), note="")


def _of_states(edge: Edge, nodes: dict[str, Node], limits: Filter, types: Sequence[str]) -> Join:
    told = {"state": [edge.one, edge.other], "type": list(types), "status": "occurred"}
    return Join(
        one=nodes[edge.one],
        other=nodes[edge.other],
        meetings=edge.events,
        agreements=0,
        last=None,
        lists=(_joining(edge.events, "event", limits, told),),
    )


# -- persons and offices


def _people(desk: Desk, limits: Filter, by: str, office: str | None, *, signed: bool) -> Network:
    types = limits.types or (MET,)
    events = replace(limits, types=types, status=limits.status or ("occurred",))
    asked: dict[MergedKind, Filter] = {"event": events}
    if signed and not limits.types and not limits.status:
        asked["agreement"] = limits
    told = desk.view.circle(asked, by="office" if by == "office" else "person", office=office, limit=MOST_NODES)
    nodes = {knot.id: _of_knot(knot, told.names) for knot in told.knots}
    joins = tuple(_of_tie(tie, nodes, limits, events, told.names) for tie in told.ties)
    note = (
        "" if told.all_counted else f"Only the newest {told.counted} were looked at: choose a time to see older ones."
    )
    return Network(nodes=tuple(nodes.values()), joins=joins, found=told.found, note=note)


def _of_knot(knot: Knot, names: Mapping[str, str]) -> Node:
    held = knot.office
    title = None if held is None else held.title if held.country is None else f"{held.title}, {held.country}"
    page = addresses.actor(knot.persons[0])
    if knot.kind == "office" and held is not None:
        page = addresses.office(held.key, held.seat)
    return Node(
        id=knot.id,
        kind=knot.kind,
        name=knot.name,
        country=knot.country,
        office=title if knot.kind == "person" else None,
        page=page,
        met=knot.met,
        named=knot.named,
        holders=tuple((one, names.get(one, one)) for one in knot.persons),
    )


def _of_tie(tie: Tie, nodes: dict[str, Node], limits: Filter, events: Filter, names: Mapping[str, str]) -> Join:
    lists: list[Joining] = []
    for one, other, meetings, agreements in tie.between:
        told: dict[str, object] = {"actor": one, "also": other, "state": list(limits.states)}
        # of two offices each pair of holders has its own list
        who = f"{names.get(one, one)} and {names.get(other, other)}" if tie.one not in {one, other} else ""
        if meetings:
            occurred = {**told, "type": list(events.types), "status": list(events.status)}
            lists.append(_joining(meetings, "meeting", limits, occurred, who))
        if agreements:
            lists.append(_joining(agreements, "agreement", limits, told, who))
    return Join(
        one=nodes[tie.one],
        other=nodes[tie.other],
        meetings=tie.meetings,
        agreements=tie.agreements,
        last=tie.last if tie.last > UNDATED else None,
        lists=tuple(lists),
    )


def _joining(many: int, what: str, limits: Filter, told: Mapping[str, object], who: str = "") -> Joining:
    asked = {**told, "since": limits.since, "until": limits.until}
    of = "agreement" if what == "agreement" else "event"
    return Joining(
        many=many,
        what=what,
        where=addresses.with_query(behind.LISTS[of], **asked),
        unfolded=addresses.with_query(behind.PATH, **asked, of=of),
        who=who,
    )


# -- in other dresses


def _data(found: Network) -> dict[str, Any]:
    return {
        "nodes": [_node(one) for one in found.nodes],
        "edges": [
            {
                "one": join.one.id,
                "other": join.other.id,
                **_weights(join),
                "lists": [one.where for one in join.lists],
            }
            for join in found.joins
        ],
        "found": found.found,
        "note": found.note or None,
    }


def _graph(found: Network) -> Graph:
    nodes = {one.id: _node(one) for one in found.nodes}
    return Graph(
        nodes={
            key: {name: told[name] for name in told if name not in {"id", "holders"}} for key, told in nodes.items()
        },
        edges=[(join.one.id, join.other.id, _weights(join)) for join in found.joins],
        sorts=COUNTS,
    )


def _node(one: Node) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("id", "kind", "name", "country", "office", "page", "met", "named")}
    return {**told, "holders": [identity for identity, _ in one.holders]}


def _weights(join: Join) -> dict[str, Any]:
    return {"meetings": join.meetings, "agreements": join.agreements, "last": join.last}


def _cells(join: Join) -> dict[str, object]:
    sides = {
        f"{side}{field}": getattr(node, name)
        for side, node in (("one", join.one), ("other", join.other))
        for field, name in (("", "id"), ("_name", "name"), ("_country", "country"))
    }
    return {**sides, **_weights(join)}
