"""Who asks: a name, a role, and the collections that may be seen; and what a route needs of who asks."""

from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Depends, HTTPException, Request

Role = Literal["reader", "reviewer", "admin"]
Way = Literal["loopback", "session", "token"]
RANKS: dict[Role, int] = {"reader": 0, "reviewer": 1, "admin": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody at the desk. collections: those that may be seen; None: everything. way: how it is known who it is."""

    name: str
    role: Role
    collections: tuple[str, ...] | None = None
    way: Way = "loopback"

    def may(self, role: Role) -> bool:
        """Whether this role's doings are allowed."""
        return RANKS[self.role] >= RANKS[role]


def who_asks(request: Request) -> Who:
    """Who was found to ask, before the request came here. 401 where that is nobody."""
    who: Who | None = request.state.who
    if who is None:
        raise HTTPException(401, "log in first")
    return who


@dataclass(frozen=True, slots=True)
class Needs:
    """Lets through whoever has a role, or one above it; 403 to others."""

    role: Role

    def __call__(self, request: Request) -> None:
        """Look at who asks."""
        who = who_asks(request)
        if not who.may(self.role):
            raise HTTPException(403, f"this is for a {self.role}, and {who.name} is a {who.role}")


def needs(role: Role) -> Any:  # noqa: ANN401 - as FastAPI takes it
    """The dependency of a route that not everybody may use: `dependencies=[needs("admin")]`.

    A route that changes something (POST, PUT, PATCH, DELETE) and says nothing is a reviewer's.
    """
    return Depends(Needs(role))


class Open:
    """Marks a route that is for everybody, also for who hasn't logged in."""

    def __call__(self) -> None:
        """Look at nobody."""


def for_everybody() -> Any:  # noqa: ANN401 - as FastAPI takes it
    """The dependency of a route that needs no login."""
    return Depends(Open())
