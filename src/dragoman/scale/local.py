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
from typing import Self, TypeVar

from dragoman.errors import DragomanError, LexiconError, ModelError
from dragoman.model.record import Record
from dragoman.model.source_text import Raw
from dragoman.pipeline import read_raw

T = TypeVar("T")
AHEAD = 4  # documents under way for each reader
READER = "reader-died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why a document could not be read."""

    code: str
    message: str


def read_many(
    documents: Iterable[tuple[T, Raw | None]], *, workers: int, encoder: bool | Path = True
) -> Iterator[tuple[T, Record | Failed | None]]:
    """Each document with its record, in order; what comes without a text is handed on as it is.

    With one worker all is read in this process. Raises LexiconError and ModelError, which are the fault of no document.
    """
    read = partial(_read, encoder=encoder)
    if workers <= 1:
        for told, raw in documents:
            yield told, None if raw is None else read(raw)
        return
    with _Readers(workers, read) as readers:
        under_way: deque[tuple[T, Raw | None, Future[Record | Failed] | None]] = deque()
        for told, raw in documents:
            under_way.append((told, raw, readers.submit(raw) if raw is not None else None))
            while len(under_way) > workers * AHEAD or (under_way and _is_ready(under_way[0][2])):
                yield _next(under_way, readers)
        while under_way:
            yield _next(under_way, readers)


def _is_ready(future: "Future[Record | Failed] | None") -> bool:
    return future is None or future.done()


def _next(
    under_way: "deque[tuple[T, Raw | None, Future[Record | Failed] | None]]", readers: "_Readers"
) -> tuple[T, Record | Failed | None]:
    told, raw, future = under_way.popleft()
    if raw is None or future is None:
        return told, None
    try:
        return told, future.result()
    except BrokenProcessPool:
        # Which document brought its reader down is not told: this one is read alone, those behind it anew.
        readers.start()
        found = readers.alone(raw)
        for place, (one, text, old) in enumerate(under_way):
            if text is not None and old is not None and (not old.done() or old.exception() is not None):
                under_way[place] = (one, text, readers.submit(text))
        return told, found


class _Readers:
    """A pool of readers that is started again when it breaks."""

    def __init__(self, workers: int, read: Callable[[Raw], Record | Failed]) -> None:
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

    def submit(self, raw: Raw) -> "Future[Record | Failed]":
        """Have a text read."""
        with suppress(BrokenProcessPool):
            return self._running().submit(self._read, raw)
        self.start()
        return self._running().submit(self._read, raw)

    def alone(self, raw: Raw) -> Record | Failed:
        """Read a text in a process that has nothing else to do: if that dies, the text is why."""
        with _pool(1) as pool:
            try:
                return pool.submit(self._read, raw).result()
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


def _read(raw: Raw, *, encoder: bool | Path) -> Record | Failed:
    try:
        return read_raw(raw, encoder=encoder)
    except (LexiconError, ModelError):
        raise
    except DragomanError as error:
        return Failed(code=type(error).__name__.removesuffix("Error").lower(), message=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the documents that follow
        return Failed(
            code="fault", message=f"{type(error).__name__}: {error}; a fault of dragoman's own, please report it"
        )
