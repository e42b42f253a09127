"""Reports, their texts and records, their versions; sentences with words; collections."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request
from fastapi.responses import Response

from dragoman.asking.question import collection_of, state_of
from dragoman.errors import QueryError
from dragoman.store.collecting import Collection
from dragoman.store.report_list import Listing as Report
from dragoman.store.report_list import ReportFilter, Reports
from dragoman.store.searching import Found, Sentences
from dragoman.store.versions import Version
from dragoman.web import addresses
from dragoman.web.api import values as v
from dragoman.web.api.answering import IN_ORDER, Cursor, Form, Limit, Listing, answered, whole
from dragoman.web.api.describing import PREFIX, add, add_list
from dragoman.web.asked import FILLED, Since, Until
from dragoman.web.data import report_with_page
from dragoman.web.desk import AtDesk

router = APIRouter(prefix=PREFIX, tags=["Reports"])
REPORTS = (
    *("document", "name", "url", "outlet", "title", "byline", "published", "basis", "language"),
    *("event", "statement", "agreement", "commitment", "story", "copies", "page"),
)
SENTENCES = ("day", "outlet", "title", "sentence", "document", "start", "end", "url", "page")
COLLECTIONS = ("name", "made", "documents", "page")
Identifier = Annotated[str, Path(description="The document's id.", examples=["sha256:..."])]


def report_limits(
    desk: AtDesk,
    *,
    since: Since = None,
    until: Until = None,
    outlet: Annotated[
        str | None, Query(description="Of this outlet, or of those in whose names a word begins so.")
    ] = None,
    state: Annotated[str | None, Query(description="That tell of this state: its code or name.")] = None,
    collection: Annotated[str | None, Query(description="In this collection.")] = None,
    copies: Annotated[bool, Query(description="false: of near copies the first that came.")] = True,
) -> ReportFilter:
    """What a list of reports or sentences is limited to. Raises QueryError."""
    return ReportFilter(
        since=since,
        until=until,
        outlet=outlet,
        state=state_of(state) if state is not None else None,
        collection=collection_of(collection, desk.view) if collection is not None else None,
        copies=copies,
    )


ReportLimits = Annotated[ReportFilter, Depends(report_limits)]


# -- lists ---------------------------------------------------------------------------------------------------------


def _reports(
    request: Request,
    desk: AtDesk,
    limits: ReportLimits,
    url: Annotated[str | None, Query(description="From this address.")] = None,
    document: Annotated[str | None, Query(description="Of this document.")] = None,
    text: Annotated[str | None, Query(description="With a sentence that has these words.")] = None,
    sort: Annotated[Literal["-published", "published"], IN_ORDER] = "-published",
    limit: Limit = None,
    cursor: Cursor = None,
    format: Form = "json",  # noqa: A002 - as addresses have it
) -> Response:
    told = {name: getattr(limits, name) for name in ("since", "until", "outlet", "state", "collection", "copies")}
    asked = ReportFilter(**told, url=url, document=document, text=text)

    def ask(limit: int, cursor: str | None) -> Reports:
        return desk.view.reports(asked, sort=sort, limit=limit, cursor=cursor)

    def cells(one: Report) -> dict[str, object]:
        return {**report_with_page(one), **one.told}

    listing = Listing(ask=ask, tell=report_with_page, columns=REPORTS, cells=cells)
    return listing.answer(request, format, limit, cursor)


def _sentence(one: Found) -> dict[str, Any]:
    page = addresses.report(one.document, one.span.start, one.span.end)
    return {**one.model_dump(mode="json"), "page": page}


def _search(
    request: Request,
    desk: AtDesk,
    limits: ReportLimits,
    q: Annotated[
        str,
        Query(
            min_length=1,
            description='Words, all in one sentence; "two words" next to each other, gas OR oil, sanction*, -oil.',
            examples=["gas deal"],
        ),
    ],
    sort: Annotated[Literal["-day", "day"], IN_ORDER] = "-day",
    limit: Limit = None,
    cursor: Cursor = None,
    format: Form = "json",  # noqa: A002
) -> Response:
    def ask(limit: int, cursor: str | None) -> Sentences:
        return desk.view.search(q, limits, sort=sort, limit=limit, cursor=cursor)

    def cells(one: Found) -> dict[str, object]:
        told = {"sentence": one.span.quote, "start": one.span.start, "end": one.span.end}
        return {**_sentence(one), **told}

    listing = Listing(ask=ask, tell=_sentence, columns=SENTENCES, cells=cells)
    return listing.answer(request, format, limit, cursor)


def _collections(request: Request, desk: AtDesk, format: Form = "json") -> Response:  # noqa: A002
    def tell(one: Collection) -> dict[str, Any]:
        page = addresses.with_query("/reports", collection=one.name)
        return {"name": one.name, "made": one.made, "documents": one.documents, "page": page}

    listing = Listing(ask=whole(desk.view.collections), tell=tell, columns=COLLECTIONS, cells=tell)
    return listing.answer(request, format, None, None)


# -- one report ----------------------------------------------------------------------------------------------------


def _appearances(desk: AtDesk, document: str) -> tuple[Report, ...]:
    found = desk.view.reports(ReportFilter(document=document), sort="published", limit=1000).items
    if not found:
        raise HTTPException(404, f"{document[:100]}: there is no such document in this store")
    return found


def _one(request: Request, desk: AtDesk, id: Identifier) -> Response:  # noqa: A002
    appearances = _appearances(desk, id)
    record = desk.store.record(id)
    if record is None:
        raise HTTPException(404, f"{id[:100]}: nothing was read in it")

    def tell() -> dict[str, Any]:
        return {
            "document": id,
            "text": record.document.text,
            "record": record.model_dump(mode="json"),
            "appearances": [report_with_page(one) for one in appearances],
            "page": addresses.report(id),
        }

    return answered(request, tell)


def _versions(request: Request, desk: AtDesk, id: Identifier, format: Form = "json") -> Response:  # noqa: A002
    urls = dict.fromkeys(one.url for one in _appearances(desk, id) if one.url is not None)

    def found() -> list[tuple[str, Version]]:
        return [(url, version) for url in urls for version in desk.view.versions(url)]

    def tell(one: tuple[str, Version]) -> dict[str, Any]:
        url, version = one
        return {**version.model_dump(mode="json"), "url": url, "page": addresses.report(version.document)}

    columns = (*Version.model_fields, "url", "page")
    return Listing(ask=whole(found), tell=tell, columns=columns, cells=tell).answer(request, format, None, None)


def _difference(
    request: Request,
    desk: AtDesk,
    id: Identifier,  # noqa: A002
    other: Annotated[
        str, Query(pattern=FILLED, description="The id of the document that it is compared with, the later one.")
    ],
) -> Response:
    _appearances(desk, id)
    try:
        _appearances(desk, other)
    except HTTPException as error:
        raise QueryError(str(error.detail)) from error

    def tell() -> dict[str, Any]:
        changes = desk.view.difference(id, other)
        return {"before": id, "after": other, "changes": [one.model_dump(mode="json") for one in changes]}

    return answered(request, tell)


add_list(router, "/reports", _reports, v.Reports, "Reports")
add(router, "/reports/{id}", _one, v.ReportShown, "A report: its text, its record, where it appeared")
add_list(router, "/reports/{id}/versions", _versions, v.Versions, "The texts that its addresses have had")
add(router, "/reports/{id}/difference", _difference, v.Difference, "What changed from it to another")
add_list(router, "/search", _search, v.Sentences, "Sentences that have words")
add_list(router, "/collections", _collections, v.Collections, "Collections: named sets of documents")
