"""What stands behind a line of the network: the meetings themselves, each with who was there and who tells it."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request

from dragoman.store.listed import Listed
from dragoman.web.answers import Answer, add_view
from dragoman.web.asked import Limits
from dragoman.web.data import with_page
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.lines import Line, line_of
from dragoman.web.listing import changed
from dragoman.web.proofs import Proof, proof_of

router = APIRouter()
PATH = "/network/meetings"
SHOWN = 20
SHOWN_REPORTS = 2  # of each meeting; its own page has all
LISTS: dict[str, str] = {"event": "/events", "agreement": "/agreements"}

Of = Annotated[Literal["event", "agreement"], Query(description="Of what joins them.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One meeting. reports: the first that tell it; more: how many others do."""

    line: Line
    reports: tuple[Proof, ...]
    more: int


def _behind(request: Request, desk: AtDesk, limits: Limits, of: Of = "event") -> Answer:
    page = desk.view.list(of, limits, limit=SHOWN)
    whole = changed(request, LISTS[of], of=None)

    def context() -> dict[str, Any]:
        return {"behind": [_told(desk, item) for item in page.items], "whole": whole, "is_all": page.next is None}

    return Answer(
        template="behind.html",
        title="Meetings behind a line of the network",
        context=context,
        data=lambda: {"items": [with_page(item) for item in page.items], "whole": whole},
    )


def _told(desk: Desk, item: Listed) -> Behind:
    told = desk.view.tellings(item.merged.id, most=SHOWN_REPORTS)
    reports = tuple(proof_of(one, ()) for one in told.items)
    return Behind(line=line_of(item), reports=reports, more=told.total - len(reports))


add_view(router, PATH, _behind)
