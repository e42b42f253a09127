"""What somebody follows: lists and searches that he saved, and how much is new in each."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.asking.followed import LISTS, followed
from dragoman.errors import QueryError
from dragoman.store.searches import Search
from dragoman.store.view import View

MOST_NEW = 99
MOST_FOLLOWED = 30  # of which Today counts what is new


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A list that somebody follows. new: how many of its findings are new or changed, None where it is no such list.

    page: where those are; the list itself where it can't be limited to them.
    """

    name: str
    address: str
    page: str
    new: int | None

    @property
    def said(self) -> str:
        """How much is new, in words."""
        return f"more than {MOST_NEW}" if self.new is not None and self.new > MOST_NEW else str(self.new or 0)


def following(saved: tuple[Search, ...], view: View, since: int) -> tuple[Following, ...]:
    """What is new since a change in what somebody follows; those with the most new first."""
    found = [_following(one, view, since) for one in saved[:MOST_FOLLOWED]]
    return tuple(sorted(found, key=lambda one: -(one.new or 0)))


def _following(one: Search, view: View, since: int) -> Following:
    asked = followed(one.address)
    try:
        new = asked.many(view, since, most=MOST_NEW) if asked is not None else None
    except QueryError:  # a state or a collection that is none any more
        new = None
    parts = urlsplit(one.address)
    query = "&".join(part for part in (parts.query, f"changed_since={since}") if part)
    page = f"{parts.path}?{query}" if new and parts.path in LISTS else one.address
    return Following(name=one.name, address=one.address, page=page, new=new)
