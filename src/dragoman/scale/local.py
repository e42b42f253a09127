"""Reading on all cores of one machine, in the order of arrival, with a bounded number of documents under way.

Readers are processes of their own: one that is killed, or that a document brings down, costs that document only.
"""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import Generic, Self, TypeVar

from dragoman.errors import DragomanError, LexiconError, ModelError
from dragoman.model.record import Record
from dragoman.model.source_text import Item
from dragoman.pipeline import read_raw

T = TypeVar("T")
Made = TypeVar("Made")
AHEAD = 4  # documents under way for each reader
READER = "reader-died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why a document could not be read."""

    code: str
    message: str


def read_many(
    documents: Iterable[tuple[T, Item | None]],
    *,
    workers: int,
    then: Callable[[Item, Record], Made],
    encoder: bool | Path = True,
) -> Iterator[tuple[T, Made | Failed | None]]:
    """Each document with what `then` makes of its record, in order; what comes without a text is handed on as it is.

    `then` is done where the document is read: it is a function of a module, and what it makes is pickled. With one
    worker all is read in this process. Raises LexiconError and ModelError, which are the fault of no document.
    """
    read: Callable[[Item], Made | Failed] = partial(_read, encoder=encoder, then=then)
    if workers <= 1:
        for told, item in documents:
            yield told, None if item is None else read(item)
        return
    with _Readers(workers, read) as readers:
        under_way: deque[tuple[T, Item | None, Future[Made | Failed] | None]] = deque()
        for told, item in documents:
            under_way.append((told, item, readers.submit(item) if item is not None else None))
            while len(under_way) > workers * AHEAD or (under_way and _is_ready(under_way[0][2])):
                done = _next(under_way, readers)
                yield done
        while under_way:
            last = _next(under_way, readers)
            yield last


def _is_ready(future: "Future[Made | Failed] | None") -> bool:
    return future is None or future.done()


def _next(
    under_way: "deque[tuple[T, Item | None, Future[Made | Failed] | None]]", readers: "_Readers[Made]"
) -> tuple[T, Made | Failed | None]:
    told, item, future = under_way.popleft()
    if item is None or future is None:
        return told, None
    try:
        return told, future.result()
    except BrokenProcessPool:
        # Which document brought its reader down is not told: this one is read alone, those behind it anew.
        readers.start()
        found = readers.alone(item)
        for place, (one, text, old) in enumerate(under_way):
            if text is not None and old is not None and (not old.done() or old.exception() is not None):
                under_way[place] = (one, text, readers.submit(text))
        return told, found


class _Readers(Generic[Made]):
    """A pool of readers that is started again when it breaks."""

    def __init__(self, workers: int, read: Callable[[Item], Made | Failed]) -> None:
        self._workers = workers
        self._read = read
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self) -> None:
        """Start the readers, in place of any that are there."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = _pool(self._workers)

    def submit(self, item: Item) -> "Future[Made | Failed]":
        """Have a text read."""
        with suppress(BrokenProcessPool):
            return self._running().submit(self._read, item)
        self.start()
        return self._running().submit(self._read, item)

    def alone(self, item: Item) -> Made | Failed:
        """Read a text in a process that has nothing else to do: if that dies, the text is why."""
        with _pool(1) as pool:
            try:
                return pool.submit(self._read, item).result()
            except BrokenProcessPool:
                return Failed(code=READER, message="the process that read it died; please report the text")

    def _running(self) -> ProcessPoolExecutor:
        if self._pool is None:
            raise RuntimeError("the readers were not started")
        return self._pool


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this reader when the process that started it is gone: after `kill -9` nobody else tells it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _read(item: Item, *, encoder: bool | Path, then: Callable[[Item, Record], Made]) -> Made | Failed:
    try:
        return then(item, read_raw(item.raw, encoder=encoder))
    except (LexiconError, ModelError):
        raise
    except DragomanError as error:
        return Failed(code=type(error).__name__.removesuffix("Error").lower(), message=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the documents that follow
        return Failed(
            code="fault", message=f"{type(error).__name__}: {error}; a fault of dragoman's own, please report it"
        )
