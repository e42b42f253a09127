"""The page of a report: its text with what is told in it, the record beside it, and what the machine missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Query
from fastapi.responses import RedirectResponse

from dragoman.asking.cells import COLUMNS, found_cells
from dragoman.errors import QueryError
from dragoman.model.merged import MergedKind
from dragoman.store.filters import Filter
from dragoman.store.listed import Listed
from dragoman.store.pieces import Seen
from dragoman.store.report_list import Listing, ReportFilter
from dragoman.store.versions import Version
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view
from dragoman.web.beside import beside
from dragoman.web.compared import Compared, compared, older_first
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.highlights import KINDS
from dragoman.web.judging import judge
from dragoman.web.missed import TYPES, Missed, judgement_of

router = APIRouter()
PART = 40_000  # characters of one page of a long text
SEEK = 200  # in which a page ends at a space
MOST_VERSIONS, MOST_CHANGES = 20, 200
ALL: tuple[MergedKind, ...] = ("event", "statement", "agreement", "commitment")
At = Annotated[str | None, Query(pattern=r"^\d{1,9}-\d{1,9}$", description="A place: start and end, in characters.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a long text."""

    number: int
    page: str
    here: bool


def page_of(desk: Desk, document: str, at: str | None, part: int | None, against: str | None) -> Answer:
    """The page of a document. Raises HTTPException (404) where it is not there."""
    length = desk.length(document)
    place = _place(at)
    most = max(length - 1, 0) // PART + 1
    number = min(max(part or (place[0] // PART + 1 if place else 1), 1), most)
    seen = _piece(desk, document, number, length)
    if seen is None or (place and place[0] >= seen.end and number < most):
        seen = _piece(desk, document, min(number + 1, most), length)
    if seen is None:
        raise HTTPException(404, f"{document}: there is no such report in this store")
    appearances = desk.view.reports(ReportFilter(document=document), sort="published", limit=50).items
    told = _compared(desk, document, appearances, against)

    def context() -> dict[str, Any]:
        return {
            "seen": seen,
            "document": document,
            "beside": beside(seen, place),
            "kinds": KINDS,
            "appearances": appearances,
            "versions": _versions(desk, appearances),
            "compared": told,
            "parts": [
                Part(number=n, page=f"{addresses.report(document)}?part={n}", here=n == number)
                for n in range(1, most + 1)
            ],
            "types": TYPES,
            "may_add": desk.who.may("reviewer") and seen.coder is not None,
        }

    first = appearances[0] if appearances else None
    title = (first.title if first is not None else None) or seen.document.title or _opening(seen)
    return Answer(
        template="report.html",
        title=title,
        context=context,
        data=lambda: _data(desk, document, appearances),
        columns=COLUMNS,
        rows=lambda: map(found_cells, _found(desk, document)),
    )


def _place(at: str | None) -> tuple[int, int] | None:
    if at is None:
        return None
    start, _, end = at.partition("-")
    return int(start), int(end)


def _piece(desk: Desk, document: str, number: int, length: int) -> Seen | None:
    """The piece of this number: it begins and ends at a space."""
    low, high = (_bound(desk, document, at, length) for at in ((number - 1) * PART, number * PART))
    return desk.view.seen(document, low, high)


def _bound(desk: Desk, document: str, at: int, length: int) -> int:
    if at <= 0 or at >= length:
        return min(max(at, 0), length)
    text = desk.view.piece(document, at, at + SEEK)
    return next((at + place + 1 for place, letter in enumerate(text) if letter.isspace()), at)


def _opening(seen: Seen) -> str:
    return " ".join(seen.text[:SEEK].split()[:10]) or "A report without words"


def _versions(desk: Desk, appearances: Sequence[Listing]) -> list[tuple[str, tuple[Version, ...]]]:
    """The addresses of a text that have had others, too."""
    urls = dict.fromkeys(one.url for one in appearances if one.url)
    told = ((url, desk.view.versions(url)[-MOST_VERSIONS:]) for url in urls)
    return [(url, versions) for url, versions in told if len(versions) > 1]


def _compared(desk: Desk, document: str, here: Sequence[Listing], against: str | None) -> Compared | None:
    """This text and another, whichever is older first. Raises HTTPException (404) where the other is not there."""
    if against is None:
        return None
    there = desk.view.reports(ReportFilter(document=against), sort="published", limit=50).items
    if not there:
        raise HTTPException(404, f"{against}: there is no such report in this store")
    ordered = ((against, there), (document, here))
    older, newer = ordered if older_first(there, here) else ordered[::-1]
    try:
        changes = desk.view.difference(older[0], newer[0])[:MOST_CHANGES]
    except QueryError as error:
        raise HTTPException(404, str(error)) from error
    return compared(older, newer, changes)


def _data(desk: Desk, document: str, appearances: Sequence[Listing]) -> dict[str, Any]:
    record = desk.store.record(document)
    return {
        "page": addresses.report(document),
        "appearances": [one.model_dump(mode="json") for one in appearances],
        "record": record.model_dump(mode="json") if record is not None else None,
    }


def _found(desk: Desk, document: str) -> Sequence[Listed]:
    return desk.view.list(ALL, Filter(document=document), sort="day", limit=1000).items


def report(
    desk: AtDesk,
    document: str,
    at: At = None,
    part: Annotated[int | None, Query(ge=1)] = None,
    against: str | None = None,
) -> Answer:
    """One document."""
    return page_of(desk, document, at, part, against)


add_view(router, "/reports/{document}", report)


@router.post("/reports/{document}/missed", include_in_schema=False)
def add_missed(
    desk: AtDesk,
    document: str,
    kind: Annotated[str, Form()],
    words: Annotated[str, Form(max_length=20_000)],
    event: Annotated[str, Form()] = "",
    act: Annotated[str, Form()] = "",
    sort: Annotated[str, Form()] = "",
    start: Annotated[int, Form(ge=0)] = 0,
    who: Annotated[list[str] | None, Form()] = None,
    whom: Annotated[list[str] | None, Form()] = None,
    date: Annotated[str, Form()] = "",
    place: Annotated[str, Form()] = "",
    precision: Annotated[str, Form()] = "city",
    status: Annotated[str, Form()] = "occurred",
    why: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Add what the machine missed, and go back to its place."""
    told = Missed(
        kind=kind,
        type={"event": event, "statement": act, "agreement": sort}.get(kind, ""),
        words=words,
        start=start,
        who=tuple(who or ()),
        whom=tuple(whom or ()),
        date=date.strip(),
        place=place.strip(),
        precision=precision,
        status=status,
        why=why.strip(),
    )
    given = judgement_of(told, document, desk.text(document))
    judge(desk, given)
    finding: Any = (given.value or {})["finding"]
    span = finding.get("content") or finding["evidence"][0]
    return RedirectResponse(addresses.report(document, span["start"], span["end"]), status_code=303)
