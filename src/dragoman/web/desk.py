"""What every answer is made from: the store, its view, and who asks."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from dragoman.store import Store
from dragoman.store.view import View
from dragoman.web.security.who import Who, who_asks
from dragoman.web.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One request's desk."""

    store: Store
    settings: Settings
    who: Who

    @property
    def view(self) -> View:
        return self.store.view


def desk_of(request: Request) -> Desk:
    """The desk of a request."""
    return Desk(store=request.app.state.store, settings=request.app.state.settings, who=who_asks(request))


AtDesk = Annotated[Desk, Depends(desk_of)]
