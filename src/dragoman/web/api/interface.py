"""The interface for programs, as one: /api/v1."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from dragoman.web.api import actors, found, judgements, reports, texts
from dragoman.web.api import values as v
from dragoman.web.api.describing import PREFIX, add
from dragoman.web.desk import AtDesk
from dragoman.web.rendering import render

router = APIRouter()
for _part in (found, reports, actors, judgements, texts):
    router.include_router(_part.router)


def _me(request: Request, desk: AtDesk) -> Response:
    who = desk.who
    csrf = getattr(request.state, "csrf", "")
    told = {"name": who.name, "role": who.role, "collections": who.collections, "csrf": csrf}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


_own = APIRouter(tags=["You"], prefix=PREFIX)
add(_own, "/me", _me, v.Me, "Who asks, and what is to be sent with what is sent")
router.include_router(_own)


@router.get(PREFIX, include_in_schema=False)
def description(request: Request) -> Response:
    """The interface, described to people."""
    told = request.app.openapi()
    return render(request, "api.html", {"title": "The interface for programs", "told": told, "forms": {}})
