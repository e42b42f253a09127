"""An address of every page of a desk: the routes are the application's own, what they are about is in its store."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from fastapi import FastAPI

from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.judgement_list import JudgementFilter
from dragoman.web.problems import FORMS
from tests.web.test_doors import routes_of

# Questions with which a page shows more than it does unasked.
ASKED: dict[str, tuple[str, ...]] = {
    "/": ("changed_since=1", "day=2024-06-05"),
    "/events": ("state=AZE&text=talks",),
    "/search": ("q=talks", "q=AZE"),
    "/review": ("do=correct", "do=merge"),
    "/network": ("by=office", "by=state"),
    "/network/meetings": ("state=AZE&state=TUR&type=CONSULT", "of=agreement"),
    "/world": ("state=AZE",),
    "/actors": ("kind=all",),
    "/actors/{identifier}": ("why=true",),
    "/pairs/{one}": ("tab=people",),
    "/pairs/{one}/{other}": (
        *(f"tab={tab}" for tab in ("meetings", "agreements", "commitments", "statements", "people", "months")),
        "since=2024&until=2024&against_since=2023&against_until=2023",
    ),
}
NEEDED = {  # what an address must tell to be answered at all
    "/api/v1/changes": "since=0",
    "/api/v1/facets": "by=type",
    "/api/v1/months": "one=AZE&other=TUR",
    "/api/v1/search": "q=talks",
}
LEADS_ON = {"/pairs/go"}  # answers a form by sending its reader to a page
FOLDERS = {"events": "event", "statements": "statement", "agreements": "agreement", "commitments": "commitment"}


def addresses(app: FastAPI, *, most: int = 3) -> list[str]:
    """An address of every route that answers GET, and of some more than one; most: of each kind of things."""
    store: Store = app.state.store
    paths = {path for method, path, _ in routes_of(app.routes) if method == "GET"} - LEADS_ON
    return [
        address
        for path in sorted(paths)
        for told in _filled(store, path, most)
        for address in (told, *(f"{told}?{question}" for question in ASKED.get(path, ())))
    ]


def pages(app: FastAPI, *, most: int = 3) -> list[str]:
    """Those of them that are for people."""
    found = (address.partition("?") for address in addresses(app, most=most))
    others = (*FORMS, "/export.jsonl", "/healthz", "/readyz", "/metrics")
    return ["".join(one) for one in found if not one[0].endswith(others) and not one[0].startswith("/api/v1/")]


def _filled(store: Store, path: str, most: int) -> Iterator[str]:
    """A path that is about something in the store."""
    view = store.view
    folder = re.split(r"[/.]", f"{path.removeprefix('/api/v1')}/")[1]
    if folder == "offices":
        held = next(held for one in view.people().items for held in one.offices)
        yield f"{path}?{urlencode({'key': held.key, 'seat': held.seat or ''})}"
        return
    if "{" not in path:
        needed = NEEDED.get(path.removesuffix(".csv"))
        yield f"{path}?{needed}" if needed else path
        return
    match folder:
        case "reports":
            found = [one.document for one in view.reports(limit=most).items]
        case "actors":
            found = [one.id for one in view.people(limit=most).items]
        case "judgements":
            found = [view.judgements(JudgementFilter()).items[0].judgement.id]
        case "review":
            found = [str(one.n) for one in store.reviews.rounds()]
        case "pairs" | "world":
            found = ["AZE"]
        case _ if folder in FOLDERS:
            found = [one.merged.id for one in view.list(FOLDERS[folder], Filter(), limit=most).items]  # type: ignore[arg-type] # a kind
        case _:
            raise LookupError(f"{path}: a new kind of page; say here what it is about")
    for one in found:
        filled = re.sub(r"\{[^}]*\}", quote(one, safe=":"), path.replace("{other}", "TUR"))
        yield f"{filled}?{urlencode({'other': found[0]})}" if filled.endswith("/difference") else filled
