"""Actors: persons, states and bodies over all reports, with their offices."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response

from dragoman.asking.question import state_of
from dragoman.model.identity import Identity
from dragoman.model.record import ActorKind
from dragoman.store.people import People, PeopleFilter, PeopleSort
from dragoman.web import addresses
from dragoman.web.api import values as v
from dragoman.web.api.answering import IN_ORDER, Cursor, Form, Limit, Listing, answered
from dragoman.web.api.describing import PREFIX, add, add_list
from dragoman.web.asked import Since, Until
from dragoman.web.desk import AtDesk

router = APIRouter(prefix=PREFIX, tags=["Actors"])
COLUMNS = (
    *("id", "kind", "name", "aliases", "country", "wikidata", "first", "last", "reports"),
    *("office", "office_country", "office_first", "office_last", "offices", "page"),
)


def _tell(one: Identity) -> dict[str, Any]:
    return {**one.model_dump(mode="json"), "page": addresses.actor(one.id)}


def _cells(one: Identity) -> dict[str, object]:
    """The columns of one identity: its last office by itself, and all of them."""
    told: dict[str, object] = {name: getattr(one, name) for name in COLUMNS if name in type(one).model_fields}
    told["offices"] = tuple(f"{office.title} ({office.first or '?'} to {office.last or '?'})" for office in one.offices)
    last = one.offices[-1] if one.offices else None
    if last is not None:
        told |= {"office": last.title, "office_country": last.country}
        told |= {"office_first": last.first, "office_last": last.last}
    return {**told, "page": addresses.actor(one.id)}


def _actors(
    request: Request,
    desk: AtDesk,
    kind: Annotated[ActorKind | Literal["any"], Query(description="Whom.")] = "person",
    name: Annotated[str | None, Query(description="A part of any of their names.")] = None,
    state: Annotated[str | None, Query(description="Of this state: its code or name.")] = None,
    since: Since = None,
    until: Until = None,
    described: Annotated[  # noqa: FBT002 - as addresses have it
        bool, Query(description="true: those too who are told without a name.")
    ] = False,
    sort: Annotated[PeopleSort, IN_ORDER] = "-reports",
    limit: Limit = None,
    cursor: Cursor = None,
    format: Form = "json",  # noqa: A002 - as addresses have it
) -> Response:
    limits = PeopleFilter(
        kind=None if kind == "any" else kind,
        name=name,
        country=state_of(state) if state is not None else None,
        since=since,
        until=until,
        named=not described,
    )

    def ask(limit: int, cursor: str | None) -> People:
        return desk.view.people(limits, sort=sort, limit=limit, cursor=cursor)

    def more(page: People) -> dict[str, Any]:
        return {"names": page.names}

    return Listing(ask=ask, tell=_tell, columns=COLUMNS, cells=_cells, more=more).answer(request, format, limit, cursor)


def _one(
    request: Request,
    desk: AtDesk,
    id: Annotated[str, Path(description="The id of an identity, or of an actor of a report.")],  # noqa: A002
) -> Response:
    found = desk.view.people(PeopleFilter(id=id, kind=None, named=False), limit=1)
    if not found.items:
        raise HTTPException(404, f"{id[:100]}: there is no such actor in this store")
    return answered(request, lambda: {**_tell(found.items[0]), "names": found.names})


add_list(router, "/actors", _actors, v.Actors, "Persons, states and bodies, with their offices")
add(router, "/actors/{id}", _one, v.ActorShown, "A person, state or body")
