"""Whom each route of the desk is for: a new one stands here, or test_doors.py fails.

A path stands for its .json, .csv and .atom, too. "everybody" has not logged in.
"""

from typing import Literal

For = Literal["everybody", "reader", "reviewer", "admin"]

DOORS: dict[str, For] = {
    # -- coming in
    "GET /login": "everybody",
    "POST /login": "everybody",
    "POST /logout": "reader",
    "GET /api/v1/openapi.json": "reader",
    # -- findings
    "GET /events": "reader",
    "GET /events/{identifier}": "reader",
    "GET /statements": "reader",
    "GET /statements/{identifier}": "reader",
    "GET /agreements": "reader",
    "GET /agreements/{identifier}": "reader",
    "GET /commitments": "reader",
    "GET /commitments/{identifier}": "reader",
}
