"""The process that reads PDFs and feeds: it may be killed, and it is PDFs and feeds that are read."""

import os
import resource
import signal
import time
import zlib
from pathlib import Path
from threading import Thread

import pytest

from dragoman.intake import Limits, items
from dragoman.intake.limits import RefusedError
from dragoman.intake.sandbox import Sandbox
from dragoman.model.source_text import Item, Refused

from .makers import ATOM, Pdf, parquet, pdf


def _slow_pdf() -> bytes:
    """A page that draws the same long line very often."""
    line = "BT /F1 11 Tf 72 700 Td (" + "a" * 2000 + ") Tj ET\n"
    return pdf().replace(b"BT /F1 11.0 Tf 72 726.0 Td", line.encode() * 16_000 + b"BT /F1 11.0 Tf 72 726.0 Td")


def test_a_worker_that_takes_too_long_is_stopped_and_the_next_document_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(_slow_pdf())
    (tmp_path / "b.pdf").write_bytes(pdf())
    began = time.monotonic()
    found = list(items([tmp_path], limits=Limits(seconds=1, text_characters=10**9)))
    assert time.monotonic() - began < 60
    assert isinstance(found[0], Refused)
    assert (found[0].code, found[0].name) == ("timeout", f"{tmp_path}/a.pdf")
    assert isinstance(found[1], Item)


def test_one_worker_serves_many_and_one_that_is_killed_is_replaced() -> None:
    with Sandbox(Limits()) as sandbox:
        assert sandbox.pid is None
        first = sandbox.ask("pdf", pdf(), "a.pdf")
        worker = sandbox.pid
        assert worker is not None
        assert sandbox.ask("pdf", pdf(), "b.pdf") == first
        assert sandbox.ask("feed", ATOM, "c.atom")["title"] == "Gazette"
        assert sandbox.pid == worker
        os.kill(worker, signal.SIGKILL)
        assert sandbox.ask("pdf", pdf(), "d.pdf") == first
        assert sandbox.pid != worker
    assert sandbox.pid is None


def test_a_worker_that_dies_at_work_costs_its_document() -> None:
    with Sandbox(Limits(seconds=30, text_characters=10**9)) as sandbox:

        def kill() -> None:
            while sandbox.pid is None:
                time.sleep(0.01)
            os.kill(sandbox.pid, signal.SIGSEGV)

        Thread(target=kill).start()
        with pytest.raises(RefusedError, match=r"b\.pdf: ended the process") as caught:
            sandbox.ask("pdf", _slow_pdf(), "b.pdf")
        assert caught.value.code == "damaged"
        assert sandbox.ask("pdf", pdf(), "c.pdf")["pages"]


def _codes(folder: Path, name: str, data: bytes, limits: Limits) -> list[str]:
    (folder / name).write_bytes(data)
    return ["+" if isinstance(one, Item) else one.code for one in items([folder / name], limits=limits)]


def test_the_worker_has_no_more_memory_than_it_may_have(tmp_path: Path) -> None:
    packed = zlib.compress(b"BT /F1 11 Tf (a) Tj ET\n" * 8_000_000, 9)
    whole = pdf()
    start = whole.index(b"<< /Length", whole.index(b"/Contents"))
    end = whole.index(b"endstream", start)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\n"
    found = _codes(tmp_path, "a.pdf", whole[:start] + stream + whole[end:], Limits(memory=300_000_000, seconds=3))
    assert found in (["+"], ["too-large"], ["damaged"], ["timeout"])


def test_a_scan_without_text_is_told(tmp_path: Path) -> None:
    assert _codes(tmp_path, "scan.pdf", Pdf().page().page().made(), Limits()) == ["no-text"]
    assert _codes(tmp_path, "none.pdf", b"%PDF-1.7 and nothing", Limits()) == ["damaged"]


def test_a_page_that_would_take_minutes_is_given_as_all_its_words(tmp_path: Path) -> None:
    sentence = "The ministers discussed the border on Monday and agreed to meet again in spring."
    (tmp_path / "a.html").write_text(f"<html><body><p>{f'<b>{sentence}</b> x ' * 24_000}</p></body></html>")
    (one,) = items([tmp_path], limits=Limits(seconds=1))
    assert isinstance(one, Item)
    assert one.raw.text.startswith(sentence)
    assert [code for code, _ in one.raw.issues] == ["html-fallback"]
    assert "takes more than 1 seconds" in one.raw.issues[0][1]


def test_a_large_page_is_read_as_a_small_one_is(tmp_path: Path) -> None:
    paragraphs = [
        f"The ministers met for the {number}th time on Monday and agreed to meet again." for number in range(300)
    ]
    body = "".join(f"<p>{one}</p>" for one in paragraphs)
    for name, padding in (("a.html", ""), ("b.html", f"<script>{'x' * 700_000}</script>")):
        (tmp_path / name).write_text(f"<html><body>{padding}<article>{body}</article></body></html>")
    small, large = items([tmp_path])
    assert isinstance(small, Item)
    assert isinstance(large, Item)
    assert small.raw.text == large.raw.text == "\n\n".join(paragraphs)


def test_parquet_is_read_by_a_worker_that_has_no_more_memory_than_it_may_have(tmp_path: Path) -> None:
    rows = [{"text": "Arnor met Gondor."}, {"text": "x" * 300_000_000}]
    limits = Limits(memory=700_000_000, swollen=10**12)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    data = parquet(rows)
    made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert _codes(tmp_path, "a.parquet", data, limits)[-1] in {"too-large", "damaged"}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - max(before, made) < 100_000  # kilobytes
    assert _codes(tmp_path, "b.parquet", parquet(rows[:1]), limits) == ["+"]


def test_a_worker_that_dies_at_a_parquet_costs_what_is_behind(tmp_path: Path) -> None:
    rows = [{"text": f"Arnor met Gondor {number} times."} for number in range(9)]
    (tmp_path / "a.parquet").write_bytes(parquet(rows))
    with Sandbox(Limits()) as sandbox, (tmp_path / "a.parquet").open("rb") as file:
        parts = sandbox.ask_parts("parquet", file, "a.parquet", columns=["text"])
        assert next(parts) == {"names": ["text"]}
        assert sandbox.pid is None  # it is another's that reads it
        assert len([part for part in parts if "rows" in part]) == 1
        with pytest.raises(RefusedError, match="ended the process") as caught:
            list(sandbox.ask_parts("parquet", file, "a.parquet"))  # asked for no columns: it dies of that
        assert caught.value.code == "damaged"
