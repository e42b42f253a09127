"""The near end of the worker: asks it, waits no longer than a limit, and starts another when it has died."""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, Self

from dragoman.intake.limits import Limits, RefusedError
from dragoman.intake.streams import PIECE

WORKER = Path(__file__).with_name("worker.py")
LENGTH = 8  # bytes that tell how long an answer is
LARGEST_ANSWER = 200_000_000


class Sandbox:
    """One worker, started when first needed and used again for the next document; a context that ends it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    @property
    def pid(self) -> int | None:
        """The process that would be asked next, where there is one already."""
        return self._worker.pid if self._worker else None

    def ask(self, kind: str, data: bytes, name: str) -> Any:  # noqa: ANN401 - JSON
        """Have some bytes read. Raises RefusedError where they cannot be: its own reason, or what killed it."""
        told = {"kind": kind, "size": len(data), "seconds": self._limits.seconds, "most": self._limits.text_characters}
        asked = (json.dumps(told) + "\n").encode()
        answer = None
        while answer is None:
            used = self._worker is not None
            worker = self._started()
            feeder = Thread(target=_feed, args=(worker, asked, data), daemon=True)  # both pipes may fill
            feeder.start()
            answer = self._answer(worker, time.monotonic() + self._limits.seconds * self._limits.patience)
            if answer is None:
                code, why = self._death(worker)
                # One that others wore out may not be this document's fault: a fresh one tells
                if code == "timeout" or not used:
                    raise RefusedError(code, f"{name}: {why}")
            feeder.join()
        if "answer" not in answer:
            raise RefusedError(answer["code"], f"{name}: {answer['message']}")
        return answer["answer"]

    def ask_parts(self, kind: str, data: bytes | BinaryIO, name: str, **more: object) -> Iterator[Any]:
        """Have something large read part by part, by a worker of its own; a file of the disk where it lies.

        Raises RefusedError as `ask` does, behind the parts that could be read.
        """
        with Sandbox(self._limits) as own:
            yield from own._parts(kind, data, name, more)

    def _parts(self, kind: str, data: bytes | BinaryIO, name: str, more: Mapping[str, object]) -> Iterator[Any]:
        size, file = (len(data), None) if isinstance(data, bytes) else (0, data.fileno())
        worker = self._started(() if file is None else (file,))
        told = {"kind": kind, "size": size, "seconds": self._limits.seconds, "file": file, **more}
        asked = (json.dumps(told) + "\n").encode()
        feeder = Thread(target=_feed, args=(worker, asked, data if isinstance(data, bytes) else b""), daemon=True)
        feeder.start()
        while True:
            answer = self._answer(worker, time.monotonic() + self._limits.seconds * self._limits.patience)
            if answer is None:
                code, why = self._death(worker)
                raise RefusedError(code, f"{name}: {why}")
            if "end" in answer:
                return
            if "answer" not in answer:
                raise RefusedError(answer["code"], f"{name}: {answer['message']}")
            yield answer["answer"]

    def _started(self, files: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
        if self._worker is None or self._worker.poll() is not None:
            self._end()
            # -P: its own folder must not come before the standard library, it has a module "html"
            there = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # it finds what we find
            there["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # others set aside more than they use
            command = [sys.executable, "-P", str(WORKER), str(self._limits.memory)]
            self._worker = subprocess.Popen(  # noqa: S603 - our own file
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=there,
                pass_fds=files,
            )
        return self._worker

    def _answer(self, worker: "subprocess.Popen[bytes]", until: float) -> Any:  # noqa: ANN401 - JSON
        head = _exactly(worker, LENGTH, until)
        size = int.from_bytes(head, "big")
        if len(head) < LENGTH or size > LARGEST_ANSWER:
            return None
        body = _exactly(worker, size, until)
        return json.loads(body) if len(body) == size else None

    def _death(self, worker: "subprocess.Popen[bytes]") -> tuple[str, str]:
        """What ended the worker, or what it is ended for: it took too long on the clock, too."""
        try:
            worker.wait(timeout=1)  # its pipe closes a moment before it is gone
            late = False
        except subprocess.TimeoutExpired:
            late = True
        self._end()
        if late or worker.returncode == -signal.SIGXCPU:
            return "timeout", f"takes more than {self._limits.seconds} seconds to be read; it was left"
        return "damaged", "ended the process that was to read it; it was left"

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        if worker.poll() is None:
            worker.kill()
        worker.wait()
        for pipe in (worker.stdin, worker.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue


def _feed(worker: "subprocess.Popen[bytes]", asked: bytes, data: bytes) -> None:
    if worker.stdin is None:
        raise TypeError("the worker has no standard input")
    try:
        worker.stdin.write(asked)
        worker.stdin.write(data)
        worker.stdin.flush()
    except (OSError, ValueError):  # it died, or was ended: whoever waits for its answer tells
        return


def _exactly(worker: "subprocess.Popen[bytes]", size: int, until: float) -> bytes:
    """So many bytes of the answer, or fewer where the worker ended or the time did."""
    if worker.stdout is None:
        raise TypeError("the worker has no standard output")
    pipe = worker.stdout.fileno()
    pieces, left = [], size
    while left:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        piece = os.read(pipe, min(PIECE, left)) if ready else b""
        if not piece:
            break
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)
