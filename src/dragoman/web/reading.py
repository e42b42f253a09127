"""Texts that are given, read at once: by processes of their own that may be killed, with a queue of bounded length.

    readers.submit(raw)      the record of a text; raises InputError, ReadError
    readers.read(upload)     the same of a file of any form that intake takes, with what was found in it

Both wait until it is read: they are for a thread that may wait, as that of a route that is a plain `def`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from queue import LifoQueue
from threading import Condition
from typing import Annotated, Literal

from fastapi import Depends, Request

from dragoman.errors import DragomanError, InputError, ReadError, TooLargeError
from dragoman.intake import items_in, with_options
from dragoman.model.record import Record
from dragoman.model.source_text import Item, Raw
from dragoman.pipeline import read_raw
from dragoman.scale.readers import LATE, Failed, Reader

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
        self._seconds = seconds
        self._changed = Condition()
        self._inside = 0
        self._stopping = False
        self._readers = [Reader(partial(_heard, read), seconds, starting) for _ in range(self._workers)]
        self._free: LifoQueue[Reader[Given, WasRead | _Trouble]] = LifoQueue()  # who read last has it loaded
        for reader in self._readers:
            self._free.put(reader)

    def submit(self, raw: Raw) -> Record:
        """The record of a text; it is kept nowhere.

        Raises InputError where it can't be read, and ReadError where too many wait, it takes too long, or its reader
        dies.
        """
        return self.read(raw).record

    def read(self, given: Given) -> WasRead:
        """As `submit`, of a text or a file, with what was found in it."""
        self._enter()
        reader = self._free.get()
        try:
            if self._stopping:
                raise _stopping()
            told = reader.ask(given)
        finally:
            self._free.put(reader)
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()
        if isinstance(told, WasRead):
            return told
        raise self._failed(told) if isinstance(told, Failed) else told.error

    def _failed(self, told: Failed) -> ReadError:
        if told.code != LATE:
            return ReadError("died", told.message)
        return ReadError("slow", f"it was not read within {self._seconds:.0f} seconds, and was given up; give a part")

    @property
    def waiting(self) -> int:
        """How many texts are being read or wait."""
        return self._inside

    def stop(self) -> None:
        """Take no more, let those who read end for a few seconds, and end their processes."""
        with self._changed:
            self._stopping = True
            self._changed.wait_for(lambda: self._inside == 0, timeout=PATIENCE)
        for reader in self._readers:
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


def readers_of(request: Request) -> Readers:
    """The readers of this desk."""
    readers: Readers = request.app.state.readers
    return readers


AtReaders = Annotated[Readers, Depends(readers_of)]
