"""Templates: everything that comes from a report is escaped; pages and parts of pages that htmx asks for."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.web import addresses, words
from dragoman.web.lines import initials
from dragoman.web.marks import QUADS, SHAPES
from dragoman.web.unmarked import unmarked

HERE = Path(__file__).parent
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what embeds, overrides, isolates, and what ends it
_POP, _POP_ISOLATE = "\u202c", "\u2069"
NAMING = ("/actors", "/offices", "/network", "/reports/")  # pages that tell who is who
_WEB_LINK = re.compile(r"^https?://", re.IGNORECASE)


def web_link(address: str | None) -> str | None:
    """An address that may be a link: http or https only, since texts are hostile."""
    return address if address is not None and _WEB_LINK.match(address) else None


def moment(told: str) -> str:
    """A moment as it is read, "2026-03-04 05:06 UTC", of an ISO one in UTC; a day stays as it is."""
    return f"{told[:10]} {told[11:16]} UTC" if told[10:11] == "T" and told.endswith(("Z", "+00:00")) else told


def closed(told: object) -> object:
    """A value as it is shown: a text that turns the direction of letters around does so to its own only.

    What it leaves open is closed at its end, and what would close something outside of it is left out.
    """
    if not isinstance(told, str) or isinstance(told, Markup) or told.isascii() or not _TURNS.search(told):
        return told
    kept: list[str] = []
    ends: list[str] = []  # of what is open, the innermost last
    for letter in told:
        if not _TURNS.match(letter):
            kept.append(letter)
            continue
        if letter == _POP_ISOLATE:
            if _POP_ISOLATE not in ends:
                continue
            while ends.pop() != _POP_ISOLATE:
                pass
        elif letter == _POP:
            if not ends or ends[-1] != _POP:
                continue
            ends.pop()
        else:
            ends.append(_POP_ISOLATE if letter >= "\u2066" else _POP)
        kept.append(letter)
    return "".join((*kept, *reversed(ends)))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        finalize=closed,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"to": addresses, "quads": QUADS, "shapes": SHAPES, "words": words}
    environment.filters |= {"web_link": web_link, "initials": initials, "moment": moment, "unmarked": unmarked}
    return environment


ENVIRONMENT = _environment()


def render(
    request: Request,
    template: str,
    context: dict[str, Any],
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    """A page. Templates see `who`, `settings`, `path`, `query`, `today` beside what is given."""
    state = request.state
    told = {
        "who": getattr(state, "who", None),
        "settings": request.app.state.settings,
        "csrf": getattr(state, "csrf", ""),
        "path": request.url.path,
        "query": request.url.query,
        "is_part": request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true",
        "is_catching_up": request.url.path.startswith(NAMING) and request.app.state.refresher.is_busy,
        "today": datetime.now(UTC).date().isoformat(),
        **context,
    }
    return HTMLResponse(ENVIRONMENT.get_template(template).render(told), status_code=status, headers=headers)
