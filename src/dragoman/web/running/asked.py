"""What is known of one request when it is answered, for who counts and logs: kept beside it while it goes inwards."""

from dataclasses import dataclass, field

from starlette.types import Scope

KEY = "dragoman.asked"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_ROUTE, STATIC = "none", "/static"


@dataclass(slots=True)
class Asked:
    """One request. scope: as the routes see it, once it has come that far."""

    id: str
    scope: Scope = field(default_factory=dict)
    status: int = 0

    @property
    def method(self) -> str:
        """Its method; what is none is one word for all, as it would be a label of its own."""
        told = str(self.scope.get("method", ""))
        return told if told in METHODS else "other"

    @property
    def route(self) -> str:
        """The template of its route, never its path: of paths there is no end, and they tell what was asked."""
        context = self.scope.get("fastapi", {})
        path = getattr(context.get("effective_route_context"), "path", None) if isinstance(context, dict) else None
        path = path or getattr(self.scope.get("route"), "path", None)
        if isinstance(path, str):
            return path
        return STATIC if str(self.scope.get("path", "")).startswith(f"{STATIC}/") else NO_ROUTE

    @property
    def who(self) -> str | None:
        """Who asked, where that is known."""
        return getattr(self.scope.get("state", {}).get("who"), "name", None)


def seen_as(scope: Scope) -> None:
    """Keep the scope that the routes will see: they write into it which of them answered."""
    asked = scope.get(KEY)
    if isinstance(asked, Asked):
        asked.scope = scope
