"""Judgements: made, taken back, listed."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from dragoman.model.judgement import Judgement, JudgementKind
from dragoman.store.decisions import ON_FINDINGS
from dragoman.store.judgement_list import Judged, JudgementFilter, Judgements
from dragoman.web import addresses
from dragoman.web.api import values as v
from dragoman.web.api.answering import Cursor, Form, Limit, Listing, answered, known_only
from dragoman.web.api.bodies import JSON, LARGEST_JUDGEMENT, body_of, kind_of, parsed
from dragoman.web.api.describing import MISSING, PREFIX, PROBLEM, WRONG, add, add_list, sent
from dragoman.web.data import page_of, with_page
from dragoman.web.desk import AtDesk
from dragoman.web.desk import Desk as OneDesk
from dragoman.web.judging import JudgementGiven, UndoGiven, findings_of, judge, seen, undo
from dragoman.web.refreshing import AtRefresher, Refresher
from dragoman.web.security.who import needs

router = APIRouter(prefix=PREFIX, tags=["Judgements"])
COLUMNS = ("id", "kind", "targets", "by", "at", "why", "undoes", "undone_by", "pages")
Identifier = Annotated[str, Path(description="The judgement's id.")]
HELP = """Who judges and when are the desk's to say. A judgement that is sent again under the same `id` is made once,
and answered with 200; another of that id is answered with 409."""


def pages_of(desk: OneDesk, judgement: Judgement) -> list[str]:
    """The pages of what a judgement is about."""
    if judgement.kind in {"same", "different"}:
        told = judgement.value or {}
        sides = [side for side in (told.get("one"), told.get("other")) if isinstance(side, list)]
        return [addresses.actor(one) for side in sides for one in side if isinstance(one, str)]
    if judgement.kind == "add":
        return [addresses.report(target) for target in judgement.targets]
    return list(map(page_of, findings_of(desk.view, judgement)))


def _tell(desk: OneDesk, judged: Judged) -> dict[str, Any]:
    return {**judged.model_dump(mode="json"), "pages": pages_of(desk, judged.judgement)}


def _made(desk: OneDesk, refresher: Refresher, told: tuple[Judged, bool]) -> Response:
    judged, is_new = told
    if judged.judgement.kind not in ON_FINDINGS:
        refresher.ask()
    findings = [with_page(one) for one in findings_of(desk.view, judged.judgement)]
    page = f"{PREFIX}/judgements/{judged.judgement.id}"
    return JSONResponse(
        {**_tell(desk, judged), "findings": findings},
        status_code=201 if is_new else 200,
        headers={"Cache-Control": "no-store", "Location": page},
    )


def _listed(
    request: Request,
    desk: AtDesk,
    target: Annotated[str | None, Query(description="About this finding, actor or document.")] = None,
    by: Annotated[str | None, Query(description="Of this person.")] = None,
    kind: Annotated[JudgementKind | None, Query(description="Of this kind.")] = None,
    limit: Limit = None,
    cursor: Cursor = None,
    format: Form = "json",  # noqa: A002 - as addresses have it
) -> Response:
    limits = JudgementFilter(target=target, by=by, kind=kind, within=desk.who.collections)

    def ask(limit: int, cursor: str | None) -> Judgements:
        return desk.view.judgements(limits, limit=limit, cursor=cursor)

    def tell(one: Judged) -> dict[str, Any]:
        return _tell(desk, one)

    def cells(one: Judged) -> dict[str, object]:
        return {**dict(one.judgement), "undone_by": one.undone_by, "pages": pages_of(desk, one.judgement)}

    return Listing(ask=ask, tell=tell, columns=COLUMNS, cells=cells).answer(request, format, limit, cursor)


def _one(request: Request, desk: AtDesk, id: Identifier) -> Response:  # noqa: A002
    found = seen(desk, id)
    if found is None:
        raise _no_such(id)
    return answered(request, lambda: _tell(desk, found))


def _no_such(identifier: str) -> HTTPException:
    return HTTPException(404, f"{identifier[:100]}: there is no such judgement in this store")


async def _given(request: Request) -> JudgementGiven:
    if kind_of(request) != JSON:
        raise HTTPException(415, f"{kind_of(request)[:100] or 'nothing'}: send {JSON}")
    return parsed(JudgementGiven, await body_of(request, LARGEST_JUDGEMENT))


async def _undo_given(request: Request) -> UndoGiven:
    data = await body_of(request, LARGEST_JUDGEMENT)
    if data and kind_of(request) != JSON:
        raise HTTPException(415, f"{kind_of(request)[:100] or 'nothing'}: send {JSON}")
    return parsed(UndoGiven, data or b"{}")


def _judge(desk: AtDesk, refresher: AtRefresher, given: Annotated[JudgementGiven, Depends(_given)]) -> Response:
    return _made(desk, refresher, judge(desk, given))


def _undo(
    desk: AtDesk,
    refresher: AtRefresher,
    id: Identifier,  # noqa: A002
    given: Annotated[UndoGiven, Depends(_undo_given)],
) -> Response:
    if seen(desk, id) is None:
        raise _no_such(id)
    return _made(desk, refresher, undo(desk, id, given))


RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"model": v.JudgementMade, "description": "It was made before."},
    201: {"model": v.JudgementMade, "description": "It is made."},
    **WRONG,
    403: {"description": "Judging needs the role of a reviewer.", "content": PROBLEM},
    409: {"description": "There is another judgement of this id.", "content": PROBLEM},
    413: {"description": "It is above the limit.", "content": PROBLEM},
    415: {"description": "It is no JSON.", "content": PROBLEM},
}
add_list(router, "/judgements", _listed, v.Judgements, "What persons decided, the newest first")
add(router, "/judgements/{id}", _one, v.JudgementListed, "A judgement")
router.add_api_route(
    "/judgements",
    _judge,
    methods=["POST"],
    status_code=201,
    summary="Judge",
    description=HELP,
    operation_id="judge",
    responses=RESPONSES,
    openapi_extra=sent({JSON: {"$ref": "#/components/schemas/JudgementGiven"}}),
    dependencies=[needs("reviewer"), Depends(known_only)],
    response_model=None,
)
router.add_api_route(
    "/judgements/{id}/undo",
    _undo,
    methods=["POST"],
    status_code=201,
    summary="Take a judgement back",
    description="It is kept, and another that undoes it beside it, which may be taken back itself.",
    operation_id="undo",
    responses={**RESPONSES, **MISSING},
    openapi_extra=sent({JSON: {"$ref": "#/components/schemas/UndoGiven"}}, needed=False),
    dependencies=[needs("reviewer"), Depends(known_only)],
    response_model=None,
)
