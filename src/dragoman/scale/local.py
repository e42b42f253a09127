"""Reading on all cores of one machine, in the order of arrival, with a bounded number of documents under way."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar

from dragoman.errors import DragomanError, LexiconError, ModelError
from dragoman.model.record import Record
from dragoman.model.source_text import Item
from dragoman.pipeline import read_raw
from dragoman.scale.readers import Failed, Readers

T = TypeVar("T")
Made = TypeVar("Made")
AHEAD = 4  # documents under way for each reader


def read_many(
    documents: Iterable[tuple[T, Item | None]],
    *,
    workers: int,
    then: Callable[[Item, Record], Made],
    encoder: bool | Path = True,
    seconds: float | None = None,
) -> Iterator[tuple[T, Made | Failed | None]]:
    """Each document with what `then` makes of its record, in order; what comes without a text is handed on as it is.

    `then` is done where the document is read: it is a function of a module, and what it makes is pickled. `seconds`:
    how long one may take; what takes longer has failed, and its reader is replaced. With one worker and no such limit
    all is read in this process. Raises LexiconError and ModelError, which are the fault of no document.
    """
    read: Callable[[Item], Made | Failed] = partial(_read, encoder=encoder, then=then)
    if workers <= 1 and seconds is None:
        for told, item in documents:
            yield told, None if item is None else read(item)
        return
    with Readers(max(workers, 1), read, seconds) as readers:
        under_way: deque[tuple[T, Future[Made | Failed] | None]] = deque()
        for told, item in documents:
            under_way.append((told, readers.submit(item) if item is not None else None))
            while len(under_way) > workers * AHEAD or (under_way and _is_ready(under_way[0][1])):
                done = _next(under_way)
                yield done
        while under_way:
            last = _next(under_way)
            yield last


def _is_ready(future: "Future[Made | Failed] | None") -> bool:
    return future is None or future.done()


def _next(under_way: "deque[tuple[T, Future[Made | Failed] | None]]") -> tuple[T, Made | Failed | None]:
    told, future = under_way.popleft()
    return told, None if future is None else future.result()


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
