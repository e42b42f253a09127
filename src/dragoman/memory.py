"""Starting fast: what is made at start stays, so nobody need look for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_left() -> Iterator[None]:
    """Leave garbage alone while much is made that stays, and leave what stays out of all later collections.

    Tens of thousands of values are made at start and kept: looking for garbage among them takes a third of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()


@contextmanager
def garbage_later() -> Iterator[None]:
    """Look for garbage afterwards: while much is compared at once, nearly all of it is needed until the end."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
