"""Reading on all cores of one machine, in the order of arrival, with a bounded number of documents under way."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar

from dragoman.errors import DragomanError, LexiconError, ModelError
from dragoman.model.record import Record
from dragoman.model.source_text import Raw
from dragoman.pipeline import read_raw
from dragoman.scale.readers import Failed, Readers

T = TypeVar("T")
AHEAD = 4  # documents under way for each reader


def read_many(
    documents: Iterable[tuple[T, Raw | None]],
    *,
    workers: int,
    encoder: bool | Path = True,
    seconds: float | None = None,
) -> Iterator[tuple[T, Record | Failed | None]]:
    """Each document with its record, in order; what comes without a text is handed on as it is.

    `seconds`: how long one may take; what takes longer has failed, and its reader is replaced. With one worker and no
    such limit all is read in this process. Raises LexiconError and ModelError, which are the fault of no document.
    """
    read = partial(_read, encoder=encoder)
    if workers <= 1 and seconds is None:
        for told, raw in documents:
            yield told, None if raw is None else read(raw)
        return
    with Readers(max(workers, 1), read, seconds) as readers:
        under_way: deque[tuple[T, Future[Record | Failed] | None]] = deque()
        for told, raw in documents:
            under_way.append((told, readers.submit(raw) if raw is not None else None))
            while len(under_way) > workers * AHEAD or (under_way and _is_ready(under_way[0][1])):
                yield _next(under_way)
        while under_way:
            yield _next(under_way)


def _is_ready(future: "Future[Record | Failed] | None") -> bool:
    return future is None or future.done()


def _next(under_way: "deque[tuple[T, Future[Record | Failed] | None]]") -> tuple[T, Record | Failed | None]:
    told, future = under_way.popleft()
    return told, None if future is None else future.result()


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
