"""Who asks: a name, a role, and the collections that may be seen."""

from dataclasses import dataclass
from typing import Literal

from fastapi import Request

Role = Literal["reader", "reviewer", "admin"]
RANKS: dict[Role, int] = {"reader": 0, "reviewer": 1, "admin": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody at the desk. collections: those that may be seen; None: everything."""

    name: str
    role: Role
    collections: tuple[str, ...] | None = None

    def may(self, role: Role) -> bool:
        """Whether this role's doings are allowed."""
        return RANKS[self.role] >= RANKS[role]


def who_asks(request: Request) -> Who:
    """Who was found to ask, before the request came here."""
    who: Who = request.state.who
    return who
