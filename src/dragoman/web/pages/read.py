"""A text that is pasted or dropped: its record beside it, as a store would show it; kept only where that is wanted."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import UploadFile

from dragoman.errors import InputError
from dragoman.intake import from_text
from dragoman.store.collecting import LONGEST_NAME
from dragoman.store.pieces import seen_of
from dragoman.web import addresses
from dragoman.web.answers import Answer, dressed
from dragoman.web.beside import beside
from dragoman.web.desk import AtDesk
from dragoman.web.highlights import KINDS
from dragoman.web.keeping import keep, may_keep_in
from dragoman.web.lately import Lately
from dragoman.web.pages.report import PART
from dragoman.web.reading import AtReaders, Given, Upload, WasRead
from dragoman.web.refreshing import AtRefresher
from dragoman.web.security.sent import sent_form
from dragoman.web.security.who import needs

router = APIRouter()
OPTIONS = ("title", "outlet", "published", "url")


async def given(request: Request) -> Given:
    """What a form sends: a text, or a file. Raises InputError."""
    form = await sent_form(request)
    try:
        told = {name: str(form.get(name) or "").strip() or None for name in OPTIONS}
        file, text = form.get("file"), str(form.get("text") or "")
        if isinstance(file, UploadFile) and file.filename:
            return Upload(data=await file.read(), name=file.filename, **told)
    finally:
        await form.close()
    if not text.strip():
        raise InputError("there is no text to read; paste one, or choose a file")
    return from_text(text, name="pasted text", **told)


def lately_of(request: Request) -> Lately:
    """What was read lately at this desk."""
    lately: Lately = request.app.state.lately
    return lately


AtLately = Annotated[Lately, Depends(lately_of)]


@router.get("/read", include_in_schema=False)
def ask(request: Request) -> Response:
    """The form."""
    context = {"read": None, "options": dict.fromkeys(OPTIONS, "")}
    return dressed(request, Answer(template="read.html", title="Read a text", context=lambda: context), None)


@router.post("/read", include_in_schema=False, dependencies=[needs("reader")])
def read(
    request: Request, desk: AtDesk, readers: AtReaders, lately: AtLately, asked: Annotated[Given, Depends(given)]
) -> Response:
    """The text beside its record."""
    told = readers.read(asked)
    key = lately.put(desk.who.name, told)
    document = told.record.document
    seen = seen_of(told.record, PART)
    known = desk.view.length(document.id) is not None
    context = {
        "read": key,
        "options": {name: getattr(asked, name, None) or "" for name in OPTIONS},
        "seen": seen,
        "beside": beside(seen),
        "kinds": KINDS,
        "page": addresses.report(document.id) if known else None,
        "may_keep": desk.who.may("reviewer"),
        "collections": may_keep_in(desk),
        "is_limited": desk.who.collections is not None,
    }
    title = document.title or "A text that was read"
    return dressed(request, Answer(template="read.html", title=title, context=lambda: context), None)


@router.post("/read/keep", include_in_schema=False)
def keep_it(
    desk: AtDesk,
    lately: AtLately,
    refresher: AtRefresher,
    key: Annotated[str, Form(max_length=64)],
    collection: Annotated[str, Form(max_length=LONGEST_NAME)] = "",
) -> RedirectResponse:
    """Put what was read into the store, and show it there."""
    told = _told(lately, desk, key)
    keep(desk, told, collection or None)
    refresher.ask()
    return RedirectResponse(addresses.report(told.record.document.id), status_code=303)


def _told(lately: Lately, desk: AtDesk, key: str) -> WasRead:
    told = lately.get(desk.who.name, key)
    if told is None:
        raise HTTPException(410, "that text was read too long ago to be at hand; read it again, and keep it then")
    return told
