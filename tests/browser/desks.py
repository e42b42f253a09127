"""Desks that are served for the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import FastAPI
from playwright.sync_api import ViewportSize

from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.listed import Listed
from dragoman.web.app import app_of
from dragoman.web.settings import Settings
from tests.web.serving import free_port, served

WIDE: ViewportSize = {"width": 1400, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 800}


@dataclass(frozen=True, slots=True)
class Served:
    """A desk and its address."""

    app: FastAPI
    address: str

    @property
    def store(self) -> Store:
        """The store behind it."""
        store: Store = self.app.state.store
        return store

    def at(self, path: str) -> str:
        """The address of a page."""
        return f"{self.address}{path}"

    def finding(self, kind: str, **limits: object) -> Listed:
        """The newest finding of a kind."""
        return self.store.view.list(kind, Filter(**limits), limit=1).items[0]  # type: ignore[arg-type] # as a test tells it

    def report(self, title: str) -> str:
        """The document of the report with this title."""
        return next(one.document for one in self.store.view.reports().items if one.title == title)


@contextmanager
def serving(path: Path, name: str = "M. Garcia") -> Iterator[Served]:
    """Serve a desk over a store on loopback, to somebody of this name."""
    port = free_port()
    app = app_of(Settings(store=str(path), port=port, name=name))
    with served(app, port) as address:
        yield Served(app, address)
