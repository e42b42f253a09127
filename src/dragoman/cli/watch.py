# ruff: noqa: PLC0415 - heavy rooms are entered when the command runs, so that --help stays fast
"""`dragoman watch`."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from dragoman.cli.offering import is_address
from dragoman.cli.output import complaining
from dragoman.cli.reading_options import (
    TIMEOUT,
    AllowPrivate,
    Errors,
    ModelDir,
    NoGate,
    NoModel,
    Timeout,
    Workers,
    options_of,
)
from dragoman.cli.storing import STORE, StoreOption, opened
from dragoman.errors import MissingError

if TYPE_CHECKING:
    from dragoman.fetching import Client, Turn, Watcher
    from dragoman.intake.settling import Folder
    from dragoman.model.source_text import Item, Refused
    from dragoman.store import Store
    from dragoman.taking import Became

HELP = """Keep reading what is new into a store, until Ctrl-C.

SOURCE is a list of feeds in OPML (a file, or an address that ends in .opml), the http(s) address of a feed (RSS, Atom),
or a folder. Of a feed, the page that each new entry links to is read, and where it has none, or that cannot be had, the
entry's own words. Of a folder, each new file is read when it has stopped growing.

Hosts are asked politely: as their robots.txt allows, one request at a time with a pause between two, only for what has
changed, and later where they fail or ask for it. How each feed stands is kept in the store.

\b
  dragoman watch feeds.opml --store news.db
  dragoman watch https://example.org/rss incoming/
  dragoman watch feeds.opml --once               one turn, from cron

\b
Exit codes
  0    (--once) everything was taken, known or skipped      2  the command was misused
  1    (--once) something could not be taken; or a source is none
  130  stopped by Ctrl-C
"""
SETTLES = 2.0  # seconds between two looks at a folder; a file that stays as it is has stopped growing
LOOKS = 10.0  # seconds between two turns where a folder is watched
LONGEST_SLEEP = 3_600.0

Take = Callable[["Iterable[Item | Refused]", Callable[[], None]], None]


def watch_sources(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="What to watch; see above.")],
    *,
    store: StoreOption = STORE,
    once: Annotated[bool, typer.Option("--once", help="Take one turn, and leave.")] = False,
    every: Annotated[int, typer.Option(min=1, metavar="MINUTES", help="How often a feed is asked.")] = 30,
    no_gate: NoGate = False,
    no_model: NoModel = False,
    model_dir: ModelDir = None,
    workers: Workers = None,
    timeout: Timeout = TIMEOUT,
    errors: Errors = None,
    allow_private: AllowPrivate = False,
) -> None:
    """Take what is new, turn after turn; with `once`, exit 1 where something could not be taken."""
    from dragoman.cli.progress import counting, say_summary
    from dragoman.fetching import Client, Watcher
    from dragoman.store.feeds import known_entries
    from dragoman.taking import Summary, take_all

    options = options_of(no_gate=no_gate, no_model=no_model, model_dir=model_dir, workers=workers, timeout=timeout)
    whole = Summary()
    with complaining():
        client = Client(allow_private=allow_private)
        feeds, folders = _named(sources, client)
        with opened(store, make=True) as place, counting(errors) as tell:

            def take(offered: "Iterable[Item | Refused]", heard: Callable[[], None]) -> None:
                def told(became: "Became") -> None:
                    tell(became)
                    heard()

                summary = take_all(offered, place, options, tell=told)
                whole.outcomes.update(summary.outcomes)
                whole.reasons.update(summary.reasons)
                place.refresh_people()

            def known(feed: str, entries: "Iterable[str]") -> set[str]:
                return known_entries(place.engine, feed, list(entries))

            watcher = Watcher(client=client, known=known, now=place.clock, every=every * 60.0)
            _watch(place, watcher, feeds, folders, take, once=once)
    if whole.outcomes:
        say_summary(whole)
    else:
        typer.echo("       0 documents: nothing is new")
    raise typer.Exit(1 if whole.troubles else 0)


def _named(sources: Iterable[str], client: "Client") -> "tuple[list[str], list[Folder]]":
    """The feeds and the folders that are named. Raises MissingError, FetchError, FeedListError."""
    from dragoman.fetching import feeds_in
    from dragoman.fetching.opml import LARGEST
    from dragoman.intake.settling import Folder

    feeds: list[str] = []
    folders: list[Folder] = []
    for source in sources:
        path = Path(source)
        if is_address(source) and urlsplit(source).path.lower().endswith(".opml"):
            feeds += feeds_in(client.fetch(source, limit_bytes=LARGEST).body, source)
        elif is_address(source):
            feeds.append(source)
        elif path.is_dir():
            folders.append(Folder(path))
        elif path.is_file():
            with path.open("rb") as file:
                feeds += feeds_in(file.read(LARGEST + 1), source)
        else:
            raise MissingError(f"{source}: there is no such list of feeds, and no such folder; look at its spelling")
    return list(dict.fromkeys(feeds)), folders


def _watch(
    place: "Store", watcher: "Watcher", feeds: list[str], folders: "list[Folder]", take: Take, *, once: bool
) -> None:
    from dragoman.fetching.plan import until_due
    from dragoman.store.feeds import feed_states

    for folder in folders:
        folder.settled()  # a first look, so that the next can tell what has stopped growing
    if folders:
        time.sleep(SETTLES)
    while True:
        _turn(place, watcher, feeds, folders, take)
        if once:
            return
        waits = [LONGEST_SLEEP, until_due(feed_states(place.engine, feeds), place.clock())]
        if folders:
            waits.append(LOOKS)
        time.sleep(max(min(wait for wait in waits if wait is not None), 1.0))


def _turn(place: "Store", watcher: "Watcher", feeds: list[str], folders: "list[Folder]", take: Take) -> None:
    """Take what is new once, all in one go: readers are started once for all, and not for nothing."""
    round_ = _Round(place, watcher)
    offered = round_.offered(feeds, folders)
    first = next(offered, None)
    if first is not None:
        take(chain([first], offered), round_.heard)


class _Round:
    """One turn of all. How a feed stands is kept when all that it gave has been taken: not before."""

    def __init__(self, place: "Store", watcher: "Watcher") -> None:
        self._place = place
        self._watcher = watcher
        self._given = self._taken = 0
        self._open: deque[tuple[int, Turn]] = deque()  # with how much is given when all of it is

    def offered(self, feeds: list[str], folders: "list[Folder]") -> "Iterator[Item | Refused]":
        from dragoman.fetching.plan import due
        from dragoman.intake import items_found
        from dragoman.store.feeds import feed_states

        for state in due(feed_states(self._place.engine, feeds), self._place.clock()):
            turn = self._watcher.turn(state)
            for one in turn.offered:
                self._given += 1
                yield one
            self._open.append((self._given, turn))
            self._keep()
        for folder in folders:
            yield from items_found(folder.settled())

    def heard(self) -> None:
        """Note that one more was taken; they are in the order in which they were given."""
        self._taken += 1
        self._keep()

    def _keep(self) -> None:
        from dragoman.store.feeds import keep_feed

        while self._open and self._open[0][0] <= self._taken:
            _, turn = self._open.popleft()
            keep_feed(self._place.engine, turn.state, turn.entries, self._place.clock())
