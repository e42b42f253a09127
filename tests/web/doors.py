"""Whom each route of the desk is for: a new one stands here, or test_doors.py fails.

A path stands for its .json, .csv, .atom and .graphml, too. "everybody" has not logged in.
"""

from typing import Literal

For = Literal["everybody", "reader", "reviewer", "admin"]

DOORS: dict[str, For] = {
    # -- running it
    "GET /healthz": "everybody",
    "GET /readyz": "everybody",
    "GET /metrics": "admin",
    "GET /webhooks": "reader",
    "POST /webhooks": "reader",
    "POST /webhooks/{number}/delete": "reader",
    # -- coming in
    "GET /login": "everybody",
    "POST /login": "everybody",
    "POST /logout": "reader",
    "GET /account": "reader",
    "POST /account/password": "reader",
    "POST /account/sessions/end": "reader",
    "POST /account/tokens": "reader",
    "POST /account/tokens/revoke": "reader",
    "GET /log": "admin",
    "GET /api/v1/openapi.json": "reader",
    # -- the interface for programs
    "GET /api/v1": "reader",
    "POST /api/v1/read": "reader",
    "POST /api/v1/judgements": "reviewer",
    "POST /api/v1/judgements/{id}/undo": "reviewer",
    **{
        f"GET /api/v1/{name}": "reader"
        for name in (
            *("actors", "actors/{id}", "agreements", "agreements/{id}", "changes", "collections", "commitments"),
            *("commitments/{id}", "counts", "events", "events/{id}", "facets", "judgements", "judgements/{id}"),
            *("me", "meetings", "months", "network", "reports", "reports/{id}", "reports/{id}/difference"),
            *("reports/{id}/versions", "search", "statements", "statements/{id}", "timeline"),
        )
    },
    # -- findings
    "GET /events": "reader",
    "GET /events/{identifier}": "reader",
    "GET /statements": "reader",
    "GET /statements/{identifier}": "reader",
    "GET /agreements": "reader",
    "GET /agreements/{identifier}": "reader",
    "GET /commitments": "reader",
    "GET /commitments/{identifier}": "reader",
    "POST /judgements/{identifier}/undo": "reviewer",
    **{f"GET /narrow/{name}": "reader" for name in ("events", "meetings", "statements", "agreements", "commitments")},
    # -- pages
    "GET /actors": "reader",
    "GET /actors/{identifier}": "reader",
    "POST /actors/{identifier}/split": "reviewer",
    "POST /actors/{identifier}/same": "reviewer",
    "GET /offices": "reader",
    "GET /office-changes": "reader",
    "GET /reports/{document}": "reader",
    "POST /reports/{document}/missed": "reviewer",
    "GET /read": "reader",
    "POST /read": "reader",
    "POST /read/keep": "reviewer",
    "GET /": "reader",
    "GET /collections": "reader",
    "GET /keys": "reader",
    "GET /meetings": "reader",
    "GET /pairs": "reader",
    "GET /pairs/go": "reader",
    "GET /pairs/{one}": "reader",
    "GET /pairs/{one}/{other}": "reader",
    "GET /reports": "reader",
    "GET /review": "reviewer",
    "POST /review": "reviewer",
    "GET /review/export.jsonl": "reviewer",
    "GET /review/rounds": "reviewer",
    "POST /review/rounds": "reviewer",
    "GET /review/rounds/{n}": "reviewer",
    "POST /review/rounds/{n}": "reviewer",
    "GET /review/rounds/{n}/next": "reviewer",
    "POST /review/rounds/{n}/settle": "reviewer",
    "POST /review/rounds/{n}/undo": "reviewer",
    "POST /review/undo": "reviewer",
    "GET /search": "reader",
    "GET /searches": "reader",
    "POST /searches": "reader",
    "POST /searches/{number}/delete": "reader",
    # -- pictures of the whole
    "GET /world": "reader",
    "GET /world/{country}": "reader",
    "GET /network": "reader",
    "GET /network/meetings": "reader",
}
