"""Many documents taken at once make the store that they make one after another."""

from pathlib import Path
from typing import Any

import pytest

from dragoman.model.record import Record
from dragoman.model.source_text import Item
from dragoman.store import Store
from dragoman.store.checking import faults
from dragoman.store.connect import writing
from tests.store.conftest import WHEN
from tests.store.contents import contents
from tests.store.generated import Generator
from tests.store.making import Desk

Given = list[tuple[Item, Record | None]]


def generated() -> Given:
    return list(Generator().reports(400, 120))


def retold() -> Given:
    """Reports among which some tell the same, some are copies, and one text comes three times."""
    given: Given = []
    filler = (
        "Nobody expected that the river boats would be held at the bridge for so long, a harbour clerk told the desk"
    )
    for number in range(12):
        desk = Desk(outlet=f"Wire {number % 5}", opening=f"{filler} on watch {number % 3}")
        desk.event("CONSULT", ["AZE"], ["TUR"], day=f"2024-05-1{number % 2}", words="met")
        desk.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2021-06-15")
        given.append((desk.item(f"{number}.txt"), desk.record()))
    again, record = given[3]
    return [
        *given[:5],
        (again, record),
        *given[5:9],
        (Desk(outlet="Late", opening=filler).item("x.txt"), None),
        *given[9:],
        given[0],
    ]


@pytest.mark.parametrize("given", [generated(), retold()], ids=["generated", "retold"])
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_taken_at_once_as_one_after_another(given: Given, size: int, tmp_path: Path, store: Store) -> None:
    one_by_one = Store.open(tmp_path / "other.db", clock=lambda: WHEN)
    outcomes = [one_by_one.writer.take(item, record) for item, record in given]
    at_once: list[Any] = []
    for start in range(0, len(given), size):
        at_once += store.writer.take_many(given[start : start + size])
    assert at_once == outcomes
    ours, theirs = contents(store), contents(one_by_one)
    for table in theirs:
        assert ours[table] == theirs[table]
    with store.engine.connect() as connection:
        assert list(faults(connection)) == []
    one_by_one.close()


def test_nothing_is_taken_where_one_cannot_be(store: Store) -> None:
    given = generated()
    store.writer.take_many(given[:3])
    before = contents(store)
    with pytest.raises(AttributeError):
        store.writer.take_many([*given[3:6], (None, None)])  # type: ignore[list-item]
    assert contents(store) == before


def test_an_offer_that_was_skipped_is_taken(store: Store) -> None:
    given = generated()[:4]
    store.writer.note(given[2][0], "skipped", "no-act", "no act in it")
    store.writer.take_many(given)
    offers = contents(store)["offers"]
    assert [row["outcome"] for row in offers] == ["taken"] * 4
    assert all(row["code"] is None for row in offers)


def test_generated_records_are_sound() -> None:
    for _, record in generated():
        assert record is not None
        assert Record.model_validate_json(record.model_dump_json()) == record


def test_the_clock_is_the_stores(store: Store) -> None:
    store.writer.take_many(generated()[:2])
    with writing(store.engine) as connection:
        assert {row.added for row in connection.exec_driver_sql("SELECT added FROM documents")} == {WHEN}
