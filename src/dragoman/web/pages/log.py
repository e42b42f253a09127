"""The log of what people did, for who may see everything."""

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request

from dragoman.store.audit import JUDGED, Done
from dragoman.web.answers import Answer, add_view
from dragoman.web.asked import Limit
from dragoman.web.desk import AtDesk

router = APIRouter()
COLUMNS = ("n", "at", "by", "what", "about", "detail", "address", "digest")


def log(
    request: Request,
    desk: AtDesk,
    by: str = "",
    what: str = "",
    before: Annotated[int | None, Query(ge=1, lt=1 << 63)] = None,
    limit: Limit = 100,
) -> Answer:
    """What was done, the newest first. 403 to an administrator who sees some collections only.

    The log tells of everything: which findings were judged, and what others looked for.
    """
    if desk.who.collections is not None:
        raise HTTPException(403, "the log tells of all collections, and you see some only")
    found = desk.store.log(by=by or None, what=what or None, before=before, limit=limit)
    more = request.url.include_query_params(before=found[-1].n).query if len(found) == limit else None
    return Answer(
        template="log.html",
        title="What people did",
        context=lambda: {
            "done": [(one, words_of(one)) for one in found],
            "by": by,
            "what": what,
            "doings": desk.store.doings(),
            "more": f"/log?{more}" if more is not None else None,
            "is_first": before is None and not by and not what,
        },
        data=lambda: {"items": [one.model_dump() for one in found], "next": found[-1].n if more is not None else None},
        columns=COLUMNS,
        rows=lambda: (one.model_dump() for one in found),
    )


add_view(router, "/log", log, role="admin")


def words_of(done: Done) -> str:
    """The details of a row in words."""
    told: dict[str, Any] = {name: value for name, value in done.detail.items() if value not in (None, [], "")}
    if done.what == JUDGED:
        targets = told.pop("targets", [])
        told = {"kind": told.pop("kind", ""), "of": ", ".join(map(str, targets)), **told}
    return "; ".join(f"{name} {_word(value)}" for name, value in told.items() if value != "")


def _word(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
