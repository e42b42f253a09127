"""Whether the desk is alive, whether it can answer, and what it has counted."""

from collections.abc import Callable
from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from dragoman.errors import DragomanError
from dragoman.store.health import Health
from dragoman.web.desk import AtDesk
from dragoman.web.running.metrics import Metrics
from dragoman.web.security.who import for_everybody, needs

router = APIRouter()
LEAST_FREE = 256_000_000  # bytes: below, a store may soon be unable to take what it is given
NOT_KEPT = {"Cache-Control": "no-store"}


@router.get("/healthz", dependencies=[for_everybody()], include_in_schema=False)
async def alive() -> JSONResponse:
    """Say that the process answers, whatever its store does."""
    return JSONResponse({"status": "alive"}, headers=NOT_KEPT)


@router.get("/readyz", dependencies=[for_everybody()], include_in_schema=False)
def ready(request: Request) -> JSONResponse:
    """Say whether requests should be sent here; 503 where not. What is wrong is told in a word: anybody may ask."""
    checks = checked(request.app.state.store.health)
    is_ready = all(one == "ok" for one in checks.values())
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    told = {"status": "ready" if is_ready else "not ready", "checks": checks}
    return JSONResponse(told, status_code=status, headers=NOT_KEPT)


def checked(look: Callable[[], Health]) -> dict[str, str]:
    """What was looked at, and what came of it."""
    try:
        health = look()
    except DragomanError:
        return {"store": "does not answer"}
    is_full = health.free is not None and health.free < LEAST_FREE
    return {
        "store": "ok",
        "schema": "ok" if health.is_newest else "is of another version",
        "disk": "full" if is_full else "ok",
    }


@router.get("/metrics", dependencies=[needs("admin")], include_in_schema=False)
def metrics(request: Request, desk: AtDesk) -> Response:  # noqa: ARG001 - who asks is looked at
    """Give the counts, as Prometheus takes them."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.text(), media_type=None, headers={**NOT_KEPT, "Content-Type": CONTENT_TYPE_LATEST})
