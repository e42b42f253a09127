"""Who is who, brought up to date after what was kept or judged: by a process of its own, while the desk goes on."""

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from threading import Lock, Thread
from typing import Annotated

from fastapi import Depends, Request

from dragoman.scale.readers import end_with_parent
from dragoman.store import Store


def refresh(store: str) -> None:
    """Bring who is who in a store up to date, here. Broken off, it leaves the rest to the next."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    opened = Store.open(store)
    opened.refresh_people()
    opened.close()


class Refresher:
    """Refreshes once for all who asked while it was at it: all names are compared, however few are new."""

    def __init__(self, store: str, *, refresh: Callable[[str], None] = refresh) -> None:
        self._store, self._refresh = store, refresh
        self._lock = Lock()
        self._is_asked = self._is_stopped = False
        self._thread: Thread | None = None
        self._process: BaseProcess | None = None

    def ask(self) -> None:
        """Have it done soon; returns at once."""
        with self._lock:
            self._is_asked = True
            if self._thread is None and not self._is_stopped:
                self._thread = Thread(target=self._work, name="dragoman refresher", daemon=True)
                self._thread.start()

    @property
    def is_busy(self) -> bool:
        """Whether something that was kept or judged may not be seen in who is who yet."""
        return self._thread is not None

    def wait(self) -> None:
        """Wait until nothing is left to do."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def stop(self) -> None:
        """End it; what is left is done after the next that is kept or judged, or by `dragoman add`."""
        with self._lock:
            self._is_stopped = True
            if self._process is not None:
                self._process.kill()
        self.wait()

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._is_asked or self._is_stopped:
                    self._thread = None
                    return
                self._is_asked = False
                context = multiprocessing.get_context("spawn")
                self._process = context.Process(target=self._refresh, args=(self._store,), daemon=True)
                self._process.start()
            self._process.join()


def refresher_of(request: Request) -> Refresher:
    """The refresher of this desk."""
    refresher: Refresher = request.app.state.refresher
    return refresher


AtRefresher = Annotated[Refresher, Depends(refresher_of)]
