"""A field that a form leaves empty is one that was not filled in: it limits nothing, whoever asks."""

from urllib.parse import unquote_plus

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send


def told_only(query: bytes, *, exact: bool = False) -> bytes:
    """A query without the parameters that have no value; the others as they are spelled, in their order.

    A browser sends every field of a form: `since=2024-05&until=&confidence=&novelty=`, and "" is no number. exact: a
    value of blanks is one; who writes a program means what he sends.
    """

    def value(one: bytes) -> str:
        told = unquote_plus(one.partition(b"=")[2].decode("latin-1"))
        return told if exact else told.strip()

    return b"&".join(one for one in query.split(b"&") if value(one))


class Blanks:
    """Stands before the routes, so that none has to ask whether a value is empty."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with what it tells."""
        if scope["type"] == "http" and scope["query_string"]:
            exact = scope["path"].startswith("/api/")
            scope = {**scope, "query_string": told_only(scope["query_string"], exact=exact)}
        await self._app(scope, receive, send)


def leave_out_blanks(app: FastAPI) -> None:
    """Let every page, file, feed and the interface see filled fields only."""
    app.add_middleware(Blanks)
