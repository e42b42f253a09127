"""One text, read at once: kept nowhere, unless that is asked for."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import FormData, UploadFile

from dragoman.intake import from_text
from dragoman.web import addresses
from dragoman.web.api import values as v
from dragoman.web.api.answering import known_only
from dragoman.web.api.bodies import FORM, JSON, body_of, form_of, kind_of, parsed
from dragoman.web.api.describing import PREFIX, PROBLEM, WRONG, sent
from dragoman.web.desk import AtDesk
from dragoman.web.keeping import keep
from dragoman.web.reading import AtReaders, Given, Upload
from dragoman.web.refreshing import AtRefresher
from dragoman.web.security.who import needs

router = APIRouter(prefix=PREFIX, tags=["Reading"])
FIELDS = ("title", "outlet", "published", "url")
LONGEST = {**dict.fromkeys(FIELDS, 1000), "collection": 200}  # characters
NAME = "a text that was given"
FILE = {
    "type": "object",
    "required": ["file"],
    "additionalProperties": False,
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "A file with one report, of any form."},
        **{field: {"type": "string", "minLength": 1, "maxLength": most} for field, most in LONGEST.items()},
        "keep": {"type": "string", "enum": ["true", "false"]},
    },
}
HELP = """The record of one text, which is kept nowhere; with `keep`, it is taken into the store as `dragoman add` takes
it, which needs the role of a reviewer; `collection` puts it into one, and who sees some collections only must name one,
unless he sees just one.

A text is sent as JSON, a file (text, page, PDF, mail, ...) as a form. It is read by a process of its own: one that
takes too long is given up, and where too many wait, the answer is 429 and tells when to ask again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be read, and whether it is to be kept."""

    given: Given
    keep: bool
    collection: str | None


async def asked(request: Request) -> Asked:
    """What was sent: a text as JSON, or a form with a file."""
    kind = kind_of(request)
    if kind == JSON:
        told = parsed(v.TextGiven, await body_of(request))
        known = {field: getattr(told, field) for field in FIELDS}
        given = await run_in_threadpool(from_text, told.text, name=NAME, **known)
        return Asked(given=given, keep=told.keep, collection=told.collection)
    if kind == FORM:
        form = await form_of(request, await body_of(request))
        try:
            return await _from_form(form)
        finally:
            await form.close()
    raise HTTPException(415, f"{kind[:100] or 'nothing'}: send {JSON}, or a file as {FORM}")


async def _from_form(form: FormData) -> Asked:
    known = ("file", "keep", "collection", *FIELDS)
    unknown = set(form) - set(known)
    if unknown:
        raise HTTPException(422, f"{min(unknown)[:40]!r}: no such field; there is {', '.join(known)}")
    twice = [field for field in known if len(form.getlist(field)) > 1]
    if twice:
        raise HTTPException(422, f"{twice[0]}: is told more than once; send it once")
    file = form.get("file")
    if not isinstance(file, UploadFile):
        raise HTTPException(422, "file: there is none in the form; send the report as a file of this name")
    told: dict[str, str] = {}
    for field in (*FIELDS, "keep", "collection"):
        value = form.get(field)
        if value is None:
            continue
        if not isinstance(value, str) or not value or "\0" in value:
            raise HTTPException(422, f"{field}: is no text; leave it out where nothing is known")
        if len(value) > LONGEST.get(field, len(value)):
            raise HTTPException(422, f"{field}: has {len(value):,} characters; {LONGEST[field]:,} are the most")
        told[field] = value
    keeps = told.pop("keep", "false")
    if keeps not in {"true", "false"}:
        raise HTTPException(422, "keep: is true or false")
    collection = told.pop("collection", None)
    given = Upload(data=await file.read(), name=_name(file.filename), **told)
    return Asked(given=given, keep=keeps == "true", collection=collection)


def _name(told: str | None) -> str:
    """The name of a file, without folders."""
    return (told or "").replace("\\", "/").rpartition("/")[2].replace("\0", "")[:200] or NAME


def _read(desk: AtDesk, readers: AtReaders, refresher: AtRefresher, told: Annotated[Asked, Depends(asked)]) -> Response:
    if told.keep and not desk.who.may("reviewer"):
        raise HTTPException(403, "keeping a text needs the role of a reviewer; read it without `keep`, or ask an admin")
    was_read = readers.read(told.given)
    kept = None
    if told.keep:
        taken = keep(desk, was_read, told.collection)
        refresher.ask()
        document = was_read.record.document.id
        kept = {
            "outcome": taken.outcome,
            "document": document,
            "copy_of": taken.copy_of,
            "page": addresses.report(document),
        }
    return JSONResponse(
        {"record": was_read.record.model_dump(mode="json"), "kept": kept}, headers={"Cache-Control": "no-store"}
    )


router.add_api_route(
    "/read",
    _read,
    methods=["POST"],
    summary="Read one text",
    description=HELP,
    operation_id="read",
    responses={
        200: {"model": v.TextRead},
        **WRONG,
        403: {"description": "Keeping needs the role of a reviewer.", "content": PROBLEM},
        413: {"description": "It is above the limit.", "content": PROBLEM},
        415: {"description": "It is neither JSON nor a form.", "content": PROBLEM},
        429: {
            "description": "Too many wait.",
            "content": PROBLEM,
            "headers": {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}},
        },
    },
    openapi_extra=sent({JSON: {"$ref": "#/components/schemas/TextGiven"}, FORM: FILE}),
    dependencies=[needs("reader"), Depends(known_only)],
    response_model=None,
)
