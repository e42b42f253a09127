"""Actors: persons, states and bodies over all reports, with their offices."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Query, Request
from fastapi.responses import Response

from dragoman.asking.cells import ACTOR_COLUMNS, actor_cells
from dragoman.asking.question import state_of
from dragoman.model.identity import Identity
from dragoman.model.record import ActorKind
from dragoman.store.people import People, PeopleFilter, PeopleSort
from dragoman.web import addresses
from dragoman.web.api import values as v
from dragoman.web.api.answering import IN_ORDER, Cursor, Form, Limit, Listing, answered
from dragoman.web.api.describing import PREFIX, add, add_list
from dragoman.web.asked import Since, Until
from dragoman.web.data import actor_with_page
from dragoman.web.desk import AtDesk

router = APIRouter(prefix=PREFIX, tags=["Actors"])
COLUMNS = (*ACTOR_COLUMNS, "page")


def _cells(one: Identity) -> dict[str, object]:
    return {**actor_cells(one), "page": addresses.actor(one.id)}


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

    listing = Listing(ask=ask, tell=actor_with_page, columns=COLUMNS, cells=_cells, more=more)
    return listing.answer(request, format, limit, cursor)


def _one(
    request: Request,
    desk: AtDesk,
    id: Annotated[str, Path(description="The id of an identity, or of an actor of a report.")],  # noqa: A002
) -> Response:
    found = desk.view.people(PeopleFilter(id=id, kind=None, named=False), limit=1)
    if not found.items:
        raise HTTPException(404, f"{id[:100]}: there is no such actor in this store")
    return answered(request, lambda: {**actor_with_page(found.items[0]), "names": found.names})


add_list(router, "/actors", _actors, v.Actors, "Persons, states and bodies, with their offices")
add(router, "/actors/{id}", _one, v.ActorShown, "A person, state or body")
