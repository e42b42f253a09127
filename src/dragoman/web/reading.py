"""Texts that are given, read at once: by processes of their own that may be killed, with a queue of bounded length.

    readers.submit(raw)      the record of a text; raises InputError, ReadError
    readers.read(upload)     the same of a file of any form that intake takes, with what was found in it

Both wait until it is read: they are for a thread that may wait, as that of a route that is a plain `def`.
"""

import hashlib
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import LifoQueue
from threading import Condition, Thread
from typing import Annotated, Literal

from fastapi import Depends, Request

from dragoman.errors import DragomanError, InputError, ReadError, TooLargeError
from dragoman.intake import items_in, with_options
from dragoman.model.record import Record
from dragoman.model.source_text import Item, Raw
from dragoman.pipeline import read_raw
from dragoman.store import Store, Taken

WAITING = 8  # texts that wait for a reader at most
SECONDS = 60.0  # for one text, once a reader has it
STARTING = 60.0  # more, for the first text of a reader: it loads the word tables and the model first
PATIENCE = 5.0  # seconds that one who stops gives those who still read


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as it was sent, and what is known of it; `name` is by whose ending its form is told."""

    data: bytes
    name: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WasRead:
    """A text as it came in, and its record: what a store takes."""

    item: Item
    record: Record


Given = Raw | Upload


def item_of(given: Given) -> Item:
    """What is given as one document. Raises InputError where it is none, or several."""
    if isinstance(given, Raw):
        return Item(raw=given, digest=f"sha256:{hashlib.sha256(given.text.encode()).hexdigest()}")
    found = items_in(given.data, given.name, file=given.name)
    one = next(found)
    if not isinstance(one, Item):
        kind = TooLargeError if one.code == "too-large" else InputError
        raise kind(one.message)
    if next(found, None) is not None:
        raise InputError(f"{given.name}: holds several documents; give one, or take all with `dragoman add`")
    raw = with_options(one.raw, title=given.title, outlet=given.outlet, published=given.published, url=given.url)
    return Item(raw=raw, digest=one.digest, modified=one.modified, retrieved=one.retrieved)


def read_given(given: Given) -> WasRead:
    """Read what is given, here. Raises InputError."""
    item = item_of(given)
    return WasRead(item=item, record=read_raw(item.raw))


def keep(store: Store, was_read: WasRead) -> Taken:
    """Take what was read into a store, whatever the gate would say of it: somebody asked for it."""
    return store.writer.take(was_read.item, was_read.record)


class Readers:
    """Processes that read, started when the first text comes. One that takes too long is killed and replaced."""

    def __init__(
        self,
        workers: int = 1,
        *,
        waiting: int = WAITING,
        seconds: float = SECONDS,
        starting: float = STARTING,
        read: Callable[[Given], WasRead] = read_given,
    ) -> None:
        self._workers, self._waiting = max(workers, 1), waiting
        self._seconds, self._starting, self._read = seconds, starting, read
        self._changed = Condition()
        self._inside = 0
        self._stopping = False
        self._started: set[_Reader] = set()
        self._free: LifoQueue[_Reader | None] = LifoQueue()  # None: one that is still to be started
        for _ in range(self._workers):
            self._free.put(None)

    def submit(self, raw: Raw) -> Record:
        """The record of a text; it is kept nowhere.

        Raises InputError where it can't be read, and ReadError where too many wait, it takes too long, or its reader
        dies.
        """
        return self.read(raw).record

    def read(self, given: Given) -> WasRead:
        """As `submit`, of a text or a file, with what was found in it."""
        self._enter()
        reader: _Reader | None = self._free.get()
        try:
            if self._stopping:
                raise _stopping()
            if reader is None:
                reader = _Reader(self._read)
                self._started.add(reader)
                return reader.ask(given, self._seconds + self._starting)
            return reader.ask(given, self._seconds)
        finally:
            if reader is not None and reader.is_ended:
                self._started.discard(reader)
                reader = None
            self._free.put(reader)
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many texts are being read or wait."""
        return self._inside

    def stop(self) -> None:
        """Take no more, let those who read end for a few seconds, and end their processes."""
        with self._changed:
            self._stopping = True
            self._changed.wait_for(lambda: self._inside == 0, timeout=PATIENCE)
        for reader in list(self._started):
            reader.end()

    def _enter(self) -> None:
        with self._changed:
            if self._stopping:
                raise _stopping()
            if self._inside >= self._workers + self._waiting:
                wait = max(1, round(self._inside / self._workers))
                raise ReadError("busy", f"{self._inside} texts are being read or wait; ask again later", wait=wait)
            self._inside += 1


def _stopping() -> ReadError:
    return ReadError("stopping", "the desk is being stopped; ask again when it is back", wait=10)


class _Reader:
    """One process that reads what it is sent, one after another."""

    def __init__(self, read: Callable[[Given], WasRead]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, read), daemon=True, name="dragoman reader")
        self._process.start()
        theirs.close()
        self.is_ended = False

    def ask(self, given: Given, seconds: float) -> WasRead:
        """What is read of it. Raises InputError, and ReadError where that ends the process."""
        try:
            self._pipe.send(given)
            if not self._pipe.poll(seconds):
                self.end()
                raise ReadError("slow", f"it was not read within {seconds:.0f} seconds, and was given up; give a part")
            told: WasRead | _Trouble = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.end()
            raise ReadError("died", "the process that read it died; please report the text") from error
        if isinstance(told, WasRead):
            return told
        raise told.error

    def end(self) -> None:
        """End the process, whatever it does."""
        self.is_ended = True
        self._process.kill()
        self._process.join()
        self._pipe.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """Why a text was not read, as it comes through a pipe: some errors have more to them than a message."""

    kind: Literal["too-large", "input", "fault"]
    message: str

    @property
    def error(self) -> DragomanError:
        if self.kind == "too-large":
            return TooLargeError(self.message)
        return InputError(self.message) if self.kind == "input" else ReadError("fault", self.message)


def _serve(pipe: Connection, read: Callable[[Given], WasRead]) -> None:
    """Read what comes through the pipe until nobody is at its other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the desk, which ends its readers
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_heard(read, pipe.recv()))


def _heard(read: Callable[[Given], WasRead], given: Given) -> WasRead | _Trouble:
    try:
        return read(given)
    except TooLargeError as error:
        return _Trouble(kind="too-large", message=str(error))
    except InputError as error:
        return _Trouble(kind="input", message=str(error))
    except DragomanError as error:
        return _Trouble(kind="fault", message=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost those who wait behind it
        told = f"{type(error).__name__}: {error}; a fault of dragoman's own, please report it"
        return _Trouble(kind="fault", message=told)


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def readers_of(request: Request) -> Readers:
    """The readers of this desk."""
    readers: Readers = request.app.state.readers
    return readers


AtReaders = Annotated[Readers, Depends(readers_of)]
