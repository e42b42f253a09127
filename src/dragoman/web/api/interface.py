"""The interface for programs, as one: /api/v1."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.web.api import actors, found, judgements, reports, texts
from dragoman.web.rendering import render

PREFIX = "/api/v1"
router = APIRouter()
for _part in (found, reports, actors, judgements, texts):
    router.include_router(_part.router, prefix=PREFIX)


@router.get(PREFIX, include_in_schema=False)
def description(request: Request) -> Response:
    """The interface, described to people."""
    told = request.app.openapi()
    return render(request, "api.html", {"title": "The interface for programs", "told": told, "forms": {}})
