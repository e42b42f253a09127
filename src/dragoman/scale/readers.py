"""Processes that read, each one text at a time: one that dies, or that takes too long, costs that text only."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Generic, Self, TypeVar

from dragoman.errors import DragomanError
from dragoman.model.source_text import Item

NAME = "dragoman reader"
DIED, LATE = "reader-died", "timeout"
LOADING = 60.0  # seconds more for the first text of a reader, which loads the model


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why a document could not be read."""

    code: str
    message: str


Asked = TypeVar("Asked")
Made = TypeVar("Made")


class Readers(Generic[Made]):
    """So many readers; a context that ends them. `seconds`: how long a text may take, None for ever."""

    def __init__(self, workers: int, read: Callable[[Item], Made | Failed], seconds: float | None) -> None:
        self._readers = [Reader(read, seconds) for _ in range(workers)]
        self._idle: SimpleQueue[Reader[Item, Made | Failed]] = SimpleQueue()
        for reader in self._readers:
            self._idle.put(reader)
        self._threads = ThreadPoolExecutor(workers)  # one asks one reader, and waits for it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for reader in self._readers:
            reader.end()
        self._threads.shutdown(wait=True)

    def submit(self, item: Item) -> "Future[Made | Failed]":
        """Have a text read. The future raises LexiconError and ModelError, which are the fault of no text."""
        return self._threads.submit(self._ask, item)

    def _ask(self, item: Item) -> Made | Failed:
        reader = self._idle.get()
        try:
            return reader.ask(item)
        finally:
            self._idle.put(reader)


class Reader(Generic[Asked, Made]):
    """A process that reads, started when it is first asked, and again after its end.

    `seconds`: how long one may take, None for ever; `loading`: more for the first, LOADING where it is not told.
    """

    def __init__(self, read: Callable[[Asked], Made], seconds: float | None, loading: float | None = None) -> None:
        self._read = read
        self._seconds, self._loading = seconds, loading
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._lock = Lock()  # between the thread that asks and the one that ends all
        self._ended = False

    def ask(self, asked: Asked) -> Made | Failed:
        """Have one read, and wait for it: Failed where the process died (DIED), or took too long (LATE)."""
        fresh = self._pipe is None
        pipe = self._started()
        if pipe is None:
            return Failed(code=DIED, message="reading was broken off")
        loading = LOADING if self._loading is None else self._loading
        limit = None if self._seconds is None else self._seconds + (loading if fresh else 0.0)
        try:
            pipe.send(asked)
            if not pipe.poll(limit):
                self._stop()
                return Failed(code=LATE, message=f"takes more than {self._seconds:g} seconds to be read; it was left")
            told = pipe.recv()
        except (EOFError, OSError):
            self._stop()
            return Failed(code=DIED, message="the process that read it died; please report the text")
        if isinstance(told, DragomanError):
            raise told
        found: Made = told
        return found

    def _started(self) -> Connection | None:
        with self._lock:
            if self._ended or self._pipe is not None:
                return self._pipe
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._read), daemon=True, name=NAME)
            self._process.start()
            theirs.close()
            return self._pipe

    def _stop(self) -> None:
        with self._lock:
            process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
            if process is not None:
                process.kill()
                process.join()
            if pipe is not None:
                pipe.close()

    def end(self) -> None:
        """Kill the process; whoever waits for it hears that it died."""
        with self._lock:
            self._ended = True
            if self._process is not None:
                self._process.kill()
                self._process.join()


def _serve(pipe: Connection, read: Callable[[Asked], Made]) -> None:
    """Read what comes, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks, and that one ends this
    end_with_parent()
    with suppress(EOFError, OSError):
        while True:
            asked = pipe.recv()
            try:
                told: Made | DragomanError = read(asked)
            except DragomanError as error:
                told = error
            pipe.send(told)


def end_with_parent() -> None:
    """End this process when the one that started it is gone: after `kill -9` nobody else tells it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
