"""What went wrong, told: as problem details (RFC 9457) to programs, as a page to people."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import get_args

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from dragoman.errors import DragomanError, InputError, JudgementError, QueryError, ReadError, TooLargeError
from dragoman.web.answers import Form
from dragoman.web.api.describing import allowed
from dragoman.web.judging import ClashError
from dragoman.web.refusals import Fault, faults_found, faults_of, kept_of
from dragoman.web.rendering import render
from dragoman.web.running.asked import KEY, Asked

PROBLEM = "application/problem+json"
NOT_READ = {
    "busy": HTTPStatus.TOO_MANY_REQUESTS,
    "stopping": HTTPStatus.SERVICE_UNAVAILABLE,
    "slow": HTTPStatus.UNPROCESSABLE_ENTITY,
}
ASKING = frozenset({"GET", "HEAD"})
FORMS = tuple(f".{form}" for form in get_args(Form))


def is_data(path: str) -> bool:
    """Whether programs ask for this, which come with a token: the interface, and what a page is made of."""
    return path.startswith("/api/") or path.endswith(FORMS) or path == "/metrics"


def problem(
    request: Request,
    status: int,
    detail: str,
    headers: dict[str, str] | None = None,
    *,
    faults: Sequence[Fault] | None = None,
) -> Response:
    """An answer that says what went wrong and what would do.

    faults: what is wrong with the question of a page, of which then a form is left to ask it again; None where it is
    not the question.
    """
    title = HTTPStatus(status).phrase
    path = request.url.path
    if is_data(path) or path in {"/healthz", "/readyz"}:
        told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "instance": path}
        return JSONResponse(told, status_code=status, media_type=PROBLEM, headers=headers)
    is_asked_again = faults is not None and request.method in ASKING
    kept = kept_of(request, faults or ()) if is_asked_again else ()
    context = {"title": "Not understood" if kept else title, "detail": detail, "faults": faults, "kept": kept}
    return render(request, "problem.html", context, status=status, headers=headers)


def fault(request: Request, error: Exception) -> Response:
    """The answer where the fault is Dragoman's own: what went wrong, and what would do.

    Of an error that nobody expected its kind is told and not its words, which may repeat what others asked or wrote.
    """
    asked = request.scope.get(KEY)
    number = f", and give the number {asked.id}, under which the log has it" if isinstance(asked, Asked) else ""
    told = str(error) if isinstance(error, DragomanError) else f"a fault of Dragoman's own ({type(error).__name__})"
    detail = f"{told}; ask once more, and where it comes again, tell who runs this desk what you did{number}"
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, detail)


def _what_would_do(request: Request, error: HTTPException, headers: dict[str, str]) -> str:
    """What a route tells, or where there is none what there is: the framework's own words say only that."""
    if error.detail != HTTPStatus(error.status_code).phrase:
        return str(error.detail)
    match error.status_code:
        case HTTPStatus.NOT_FOUND:
            led = (
                "/api/v1 tells those for programs" if is_data(request.url.path) else "the menu above leads to all pages"
            )
            return f"{request.url.path[:200]}: there is no such address; {led}"
        case HTTPStatus.METHOD_NOT_ALLOWED:
            return f"{request.method}: is not answered here; the address takes {headers['Allow']}"
    return str(error.detail)


def tell_problems(app: FastAPI) -> None:
    """Let every error of a route that is not Dragoman's own fault be told as a problem; the guard tells the others."""

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers) if error.headers else {}
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = allowed(app, request.url.path) or headers.get("Allow", "GET")
        return problem(request, error.status_code, _what_would_do(request, error, headers), headers)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        said = dict.fromkeys(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        faults = faults_of(error.errors())
        return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(said), faults=faults)

    @app.exception_handler(DragomanError)
    def _ours(request: Request, error: DragomanError) -> Response:
        if isinstance(error, QueryError):
            return problem(request, HTTPStatus.BAD_REQUEST, str(error), faults=faults_found(request, error))
        if isinstance(error, ClashError):
            return problem(request, HTTPStatus.CONFLICT, str(error))
        if isinstance(error, JudgementError):
            return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        if isinstance(error, TooLargeError):
            return problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error))
        if isinstance(error, ReadError):
            status = NOT_READ.get(error.code)
            if status is None:
                raise error
            headers = {"Retry-After": str(error.wait)} if error.wait is not None else None
            return problem(request, status, str(error), headers)
        if isinstance(error, InputError):
            return problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        raise error
