"""What is offered is taken once, skipped with a reason, or refused by name; a run that was broken off goes on."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.model.source_text import Item, Raw, Refused
from dragoman.scale import Failed, read_many
from dragoman.store import Store, prepared
from dragoman.taking import Became, Options, recode_all, take_all

pytestmark = pytest.mark.model
WHEN = "2026-01-01T00:00:00+00:00"
QUICK = Options(encoder=False)
TALKS = (
    "Foreign Minister Anna Kova of Estonia met her Latvian counterpart Juris Liepa in Riga on Tuesday. "
    "They signed an agreement on rail."
)
MATCH = (
    "The home side won the final by two goals to one. The crowd cheered, and the coach praised his young keeper for "
    "a save."
)


def item(text: str, name: str = "report.txt", digest: str = "sha256:0") -> Item:
    return Item(raw=Raw(text=text, name=name, outlet="Baltic Wire", published="2024-05-15"), digest=digest)


OFFERED = (
    item(TALKS),
    item(MATCH, "match.txt"),
    Refused(name="x.zip!a", code="encrypted", message="x.zip!a: is encrypted"),
)
PICTURE = Refused(name="x.zip!b", code="unknown-format", message="x.zip!b: is a PNG image", passed_over=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    found = Store.open(tmp_path / "store.db", clock=lambda: WHEN)
    yield found
    found.close()


def outcomes(store: Store, *offered: Item | Refused, options: Options = QUICK) -> list[tuple[str, str]]:
    told: list[Became] = []
    take_all(offered, store, options, tell=told.append)
    return [(one.name, one.outcome) for one in told]


def test_each_becomes_what_it_is(store: Store) -> None:
    assert outcomes(store, *OFFERED) == [("report.txt", "taken"), ("match.txt", "skipped"), ("x.zip!a", "refused")]
    assert outcomes(store, PICTURE) == [("x.zip!b", "passed")]
    assert store.count()["documents"] == 1
    assert {"CONSULT", "SUPPORT"} <= set(store.view.facet("event", "type"))


def test_a_second_run_takes_nothing_new_and_tells_what_is_known(store: Store) -> None:
    told: list[Became] = []
    take_all(OFFERED, store, QUICK, tell=told.append)
    again: list[Became] = []
    take_all(OFFERED, store, QUICK, tell=again.append)
    assert [one.document for one in again] == [one.document for one in told]  # so that a collection is completed
    assert again[0].document is not None
    before = store.count()
    assert outcomes(store, *OFFERED) == [("report.txt", "known"), ("match.txt", "known"), ("x.zip!a", "refused")]
    assert store.count() == before


def test_without_the_gate_all_is_read(store: Store) -> None:
    outcomes(store, *OFFERED)
    assert ("match.txt", "taken") in outcomes(store, *OFFERED, options=replace(QUICK, screen=False))


def test_several_readers_make_the_same_store(store: Store, tmp_path: Path) -> None:
    offered = [item(f"{TALKS} This was meeting number {number}.", f"{number}.txt") for number in range(6)]
    other = Store.open(tmp_path / "other.db", clock=lambda: WHEN)
    told = outcomes(store, *offered)
    assert outcomes(other, *offered, options=replace(QUICK, workers=2)) == told
    assert other.count() == store.count()
    other.close()


def test_a_document_that_brings_its_reader_down_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.scale.local._read", _read_or_die)
    items = [item(text, str(number)) for number, text in enumerate(["one", "DIE", "two", "three"])]
    found = dict(read_many(((one.raw.name, one) for one in items), workers=2, then=prepared, encoder=False))
    assert isinstance(found["1"], Failed)
    assert found["1"].code == "reader-died"
    assert [found[name] for name in ("0", "2", "3")] == [
        Failed(code="stub", message=items[int(n)].raw.text) for n in "023"
    ]


def test_a_document_that_takes_too_long_costs_itself_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.scale.local._read", _read_or_die)
    monkeypatch.setattr("dragoman.scale.readers.LOADING", 10.0)
    texts = ["one", "SLEEP", "two", "SLEEP", "three"]
    began = time.monotonic()
    items = [item(text, str(number)) for number, text in enumerate(texts)]
    asked = ((one.raw.name, one) for one in items)
    found = dict(read_many(asked, workers=1, then=prepared, encoder=False, seconds=0.5))
    assert time.monotonic() - began < 60
    told = [found[name] for name in "01234"]
    assert [one.code if isinstance(one, Failed) else None for one in told] == [
        "stub",
        "timeout",
        "stub",
        "timeout",
        "stub",
    ]


def test_what_takes_too_long_is_told_with_its_code(store: Store) -> None:
    told: list[Became] = []
    take_all([item(TALKS), item(MATCH, "match.txt")], store, replace(QUICK, seconds=90.0), tell=told.append)
    assert [one.outcome for one in told] == ["taken", "skipped"]


def _read_or_die(item: Item, *, encoder: bool | Path, then: object) -> Failed:  # noqa: ARG001 - of the reader
    """Stand in for the reader, and die as a crash of native code would."""
    import os  # noqa: PLC0415 - of the process that dies

    if item.raw.text == "SLEEP":
        time.sleep(600)
    if item.raw.text == "DIE":
        os._exit(9 if encoder is False else 1)
    return Failed(code="stub", message=item.raw.text)


def test_reading_again_by_the_same_coder_reads_nothing(store: Store) -> None:
    outcomes(store, *OFFERED)
    assert list(recode_all(store, encoder=False)) == []


def test_an_encoder_is_another_coder(store: Store) -> None:
    outcomes(store, item(TALKS))
    told = list(recode_all(store, encoder=True))
    assert [one.failed for one in told] == [None]
    assert list(recode_all(store, encoder=True)) == []
    assert store.faults() == []
