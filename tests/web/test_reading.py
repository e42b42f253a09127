"""Texts that are given are read by processes that may be killed, with a queue of bounded length before them."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from dragoman.errors import InputError, ReadError, TooLargeError
from dragoman.model.source_text import Raw
from dragoman.web.reading import Given, Readers, Upload, WasRead, item_of, read_given
from tests.store.making import Desk


def _stub(given: Given) -> WasRead:
    """Do what the text says: sleep, die, be too large, be no text, or be read."""
    item = item_of(given)
    match item.raw.text.strip():
        case "sleep":
            time.sleep(60)
        case "die":
            os._exit(3)
        case "too large":
            raise TooLargeError("text: has too many characters")
        case "no text":
            raise InputError("text: cannot be read")
        case "fault":
            raise ValueError("a fault")
        case "who":
            desk = Desk(title=str(os.getpid()))
            desk.event("CONSULT", ["AZE"], ["TUR"])
            return WasRead(item=item, record=desk.record())
    desk = Desk()
    desk.event("CONSULT", ["AZE"], ["TUR"])
    return WasRead(item=item, record=desk.record())


@contextmanager
def _readers(read: Callable[[Given], WasRead] = _stub, **told: float) -> Iterator[Readers]:
    readers = Readers(waiting=int(told.get("waiting", 1)), seconds=told.get("seconds", 20), starting=20, read=read)
    try:
        yield readers
    finally:
        readers.stop()


def _raw(text: str) -> Raw:
    return Raw(text=text, name="text")


def test_a_text_is_read_and_the_same_process_reads_the_next() -> None:
    with _readers() as readers:
        first, second = (readers.submit(_raw("who")).document.title for _ in range(2))
        assert first == second != str(os.getpid())


TROUBLES = [("too large", TooLargeError), ("no text", InputError), ("fault", ReadError)]


@pytest.mark.parametrize(("text", "error"), TROUBLES, ids=[text for text, _ in TROUBLES])
def test_a_text_that_cannot_be_read_is_told_and_costs_no_other(text: str, error: type[Exception]) -> None:
    with _readers() as readers:
        before = readers.submit(_raw("who")).document.title
        with pytest.raises(error):
            readers.submit(_raw(text))
        assert readers.submit(_raw("who")).document.title == before


def test_one_that_takes_too_long_is_killed_and_one_that_dies_is_replaced() -> None:
    with _readers(seconds=0.5) as readers:
        before = readers.submit(_raw("who")).document.title
        for text, code in (("sleep", "slow"), ("die", "died")):
            with pytest.raises(ReadError) as told:
                readers.submit(_raw(text))
            assert told.value.code == code
            after = readers.submit(_raw("who")).document.title
            assert after != before
            before = after


def test_too_many_are_told_when_to_come_again_and_who_stops_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.reading.PATIENCE", 0.2)
    codes: list[str] = []

    def ask() -> None:
        try:
            readers.submit(_raw("sleep"))
        except ReadError as error:
            codes.append(error.code)

    with _readers(waiting=1) as readers:
        threads = [Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        while readers.waiting < 2:
            time.sleep(0.01)
        with pytest.raises(ReadError) as told:
            readers.submit(_raw("who"))
        assert told.value.code == "busy"
        assert told.value.wait is not None
    for thread in threads:
        thread.join(10)
    assert sorted(codes) == ["died", "stopping"]
    with pytest.raises(ReadError, match="stopped"):
        readers.submit(_raw("who"))


GIVEN = [
    ("plain text", b"Talks were held.", "report.txt", "Talks were held.", None),
    (
        "a page",
        b"<html><head><title>T</title></head><body><article><p>" + b"Talks were held in Baku. " * 20,
        "a.html",
        "Talks",
        "T",
    ),
]


@pytest.mark.parametrize(("data", "name", "text", "title"), [row[1:] for row in GIVEN], ids=[row[0] for row in GIVEN])
def test_a_file_of_any_form_is_one_document(data: bytes, name: str, text: str, title: str | None) -> None:
    item = item_of(Upload(data=data, name=name, outlet="Caspian Wire"))
    assert item.raw.text.startswith(text)
    assert (item.raw.title, item.raw.outlet) == (title, "Caspian Wire")


REFUSED = [
    ("binary", Upload(data=bytes(range(256)) * 8, name="a.bin"), "a.bin"),
    ("several", Upload(data=b'{"text": "One."}\n{"text": "Two."}\n', name="a.jsonl"), "several"),
    ("a date that is none", Upload(data=b"Talks.", name="a.txt", published="yesterday"), "yesterday"),
]


@pytest.mark.parametrize(("given", "told"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_file_that_is_no_one_document_is_refused(given: Upload, told: str) -> None:
    with pytest.raises(InputError, match=told):
        item_of(given)


@pytest.mark.slow
@pytest.mark.model
def test_a_text_is_read_as_the_library_reads_it() -> None:
    raw = Raw(text="Norway and Chile signed a treaty in Oslo on 12 May 2024.", name="text", published="2024-05-13")
    with _readers(read_given, seconds=60) as readers:
        assert readers.submit(raw) == read_given(raw).record
