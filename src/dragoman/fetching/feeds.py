"""A feed that is watched: its new entries, each with the page that it links to."""

from collections.abc import Callable, Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from dragoman.errors import FetchError
from dragoman.fetching.client import NOT_MODIFIED, Client, Fetched
from dragoman.fetching.pages import documents_in
from dragoman.fetching.plan import EVERY, answered, failed
from dragoman.intake import Limits
from dragoman.intake.streams import digest_of
from dragoman.model.feed import FeedState
from dragoman.model.source_text import Item, Refused

Known = Callable[[str, Collection[str]], AbstractSet[str]]
SCHEMES = ("http://", "https://")


@dataclass(slots=True)
class Turn:
    """What one turn of a feed gives. When all of `offered` was taken, `state` and `entries` are to be kept."""

    state: FeedState
    offered: Iterator[Item | Refused] = field(init=False)
    entries: list[str] = field(default_factory=list)  # that need not be looked at again
    left: int = 0  # that could not be fetched now


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Asks feeds. `known` tells which of some entries of a feed need not be looked at again; `now` is ISO 8601."""

    client: Client
    known: Known
    now: Callable[[], str]
    every: float = EVERY
    seed: int = 0
    limits: Limits = field(default_factory=Limits)

    def turn(self, state: FeedState) -> Turn:
        """Ask a feed once. Nothing is asked before the first of `offered` is."""
        turn = Turn(state)
        turn.offered = self._offered(turn)
        return turn

    def _offered(self, turn: Turn) -> Iterator[Item | Refused]:
        state = turn.state
        try:
            fetched = self.client.fetch(state.url, etag=state.etag, modified=state.modified)
        except FetchError as error:
            turn.state = failed(state, error, self.now(), every=self.every, seed=self.seed)
            yield Refused(name=state.url, code=error.code, message=str(error))
            return
        if fetched.status != NOT_MODIFIED:
            yield from self._entries(turn, fetched)
        if turn.state is state:
            turn.state = answered(state, fetched, self.now(), every=self.every, whole=not turn.left)

    def _entries(self, turn: Turn, fetched: Fetched) -> Iterator[Item | Refused]:
        """The new entries of a feed, the oldest of which stands last in it and comes first."""
        found = list(documents_in(fetched, turn.state.url, limits=self.limits))
        items = [one for one in found if isinstance(one, Item)]
        refused = [one for one in found if isinstance(one, Refused)]
        if not items and all(one.code == "no-text" for one in refused):
            return  # a feed may have no entries for a while
        yield from refused
        # One that is read as a page is none: an error page with status 200, an address of the site itself
        if not items or any(item.raw.name == turn.state.url for item in items):
            told = refused[0].message if refused else f"{turn.state.url}: is no feed, but a page; name its feed"
            error = FetchError("no-feed", told)
            turn.state = failed(turn.state, error, self.now(), every=self.every, seed=self.seed)
            if not refused:
                yield Refused(name=turn.state.url, code=error.code, message=told)
            return
        keys = {_key(item): item for item in items}
        known = self.known(turn.state.url, keys)
        for key, item in reversed(keys.items()):
            if key not in known:
                yield from self._entry(turn, key, item)

    def _entry(self, turn: Turn, key: str, item: Item) -> Iterator[Item | Refused]:
        link = item.raw.url
        if link is None or not link.lower().startswith(SCHEMES):
            yield item
            turn.entries.append(key)
            return
        try:
            pages = list(documents_in(self.client.fetch(link), link, limits=self.limits))
        except FetchError as error:
            if error.is_passing:
                turn.left += 1
                yield Refused(name=link, code=error.code, message=f"{error}; it is tried again at the next turn")
                return
            yield _told(item, str(error))
        else:
            whole = [page for page in pages if isinstance(page, Item)]
            yield from (_joined(page, item) for page in whole)
            if not whole:
                yield _told(item, "; ".join(page.message for page in pages if isinstance(page, Refused)))
        turn.entries.append(key)


def _key(item: Item) -> str:
    """What an entry is known by: its page and its last change; one without a page, all that is said of it."""
    raw = item.raw
    if raw.url is None:
        return item.digest
    parts = (raw.url, raw.title or "", raw.published or "", item.modified or "")
    return digest_of("\x1f".join(parts).encode("utf-8", "surrogatepass"))


def _joined(page: Item, entry: Item) -> Item:
    """A page with what the feed knows of it: whose it is, and what the page does not say itself."""
    raw = replace(
        page.raw,
        outlet=entry.raw.outlet or page.raw.outlet,
        title=page.raw.title or entry.raw.title,
        byline=page.raw.byline or entry.raw.byline,
        published=page.raw.published or entry.raw.published,
    )
    return replace(page, raw=raw, modified=page.modified or entry.modified)


def _told(entry: Item, why: str) -> Item:
    """An entry with its own words, because its page could not be had."""
    issue = ("no-page", f"the words are the feed's: {why}")
    return replace(entry, raw=replace(entry.raw, issues=(*entry.raw.issues, issue)))
