"""The outlets that a list may be limited to, and those that the letters of its address mean."""

from dataclasses import dataclass

from dragoman.store.outlets import Outlet, meant
from dragoman.store.view import View

OFFERED = 200
SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsAsked:
    """known: some to choose from, those with the most reports first. taken_for: told where it is more than the name.

    more: how many of these are not told.
    """

    known: tuple[Outlet, ...]
    taken_for: tuple[str, ...] = ()
    more: int = 0


def outlets_asked(view: View, told: str | None) -> OutletsAsked:
    """What a page says of its limit to an outlet."""
    known = view.outlets()
    names = meant(known, told) if told else ()
    others = names if names != (told,) else ()
    return OutletsAsked(known=known[:OFFERED], taken_for=others[:SHOWN], more=max(len(others) - SHOWN, 0))
