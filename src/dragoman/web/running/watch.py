"""Stands before everything else: times each request, counts it, and logs it under a number that its answer bears."""

import secrets
import time

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.web.running.asked import KEY, STATIC, Asked
from dragoman.web.running.logs import say, say_fault
from dragoman.web.running.metrics import Metrics

ID = "X-Request-ID"
QUIET = frozenset({"/healthz", "/readyz", "/metrics", STATIC})  # counted only: they come all the time
FAULTY = 500


class Watch:
    """Sees every request come, and what becomes of it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Asked(id=secrets.token_hex(8), scope=scope)
        start = time.perf_counter()

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                asked.status = message["status"]
                MutableHeaders(scope=message)[ID] = asked.id
            await send(message)

        with self._metrics.running.track_inprogress():
            try:
                await self._app({**scope, KEY: asked}, receive, out)
            except Exception as error:
                asked.status = FAULTY
                say_fault(error, id=asked.id, route=asked.route)
                raise
            finally:
                self._note(asked, time.perf_counter() - start)

    def _note(self, asked: Asked, seconds: float) -> None:
        self._metrics.answered(asked.method, asked.route, asked.status, seconds)
        if asked.route in QUIET:
            return
        say(
            "request",
            id=asked.id,
            method=asked.method,
            route=asked.route,
            status=asked.status,
            ms=round(seconds * 1000, 1),
            who=asked.who,
        )


def watch(app: FastAPI, metrics: Metrics) -> None:
    """Count and log everything, also what is not let in."""
    app.add_middleware(Watch, metrics=metrics)
