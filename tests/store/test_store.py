"""What is taken is there, whole and once; what is judged is seen, and taken back; both databases answer alike."""

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from dragoman.errors import JudgementError, QueryError, StoreError
from dragoman.model.judgement import Judgement
from dragoman.store import Store
from dragoman.store import schema as s
from dragoman.store.checking import faults
from dragoman.store.connect import writing
from dragoman.store.filters import Filter
from tests.store.making import CODER, Desk

EVERYTHING = Filter()


def talks(outlet: str = "Caspian Wire", published: str = "2024-05-12", opening: str = "The visit is over") -> Desk:
    desk = Desk(outlet=outlet, published=published, opening=opening)
    desk.event("CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="met")
    desk.event("ACCUSE", ["ARM"], ["AZE"], day="2024-05-10", words="accused")
    desk.statement("TUR", "praise", "the talks were fruitful")
    desk.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2021-06-15")
    desk.commitment("TUR", "AZE", "deliver six aircraft", due="2025-01-01")
    return desk


def take(store: Store, *desks: Desk) -> None:
    for number, desk in enumerate(desks):
        store.writer.take(desk.item(f"report-{number}.txt"), desk.record())


def judge(store: Store, name: str, kind: Any, targets: Sequence[str], **more: Any) -> None:  # noqa: ANN401
    store.judge(Judgement(id=name, kind=kind, targets=tuple(targets), by="ana", at="2026-01-02T00:00:00+00:00", **more))


def sound(store: Store) -> None:
    with store.engine.connect() as connection:
        assert list(faults(connection)) == []


def listed(store: Store, kind: Any = "event", limits: Filter = EVERYTHING) -> list[str]:  # noqa: ANN401
    return [item.merged.id for item in store.view.list(kind, limits).items]


def test_a_record_comes_back_as_it_was_taken(store: Store) -> None:
    desk = talks()
    take(store, desk)
    assert store.record(desk.record().document.id) == desk.record()
    sound(store)


def test_what_is_known_is_taken_once(store: Store) -> None:
    desk = talks()
    take(store, desk)
    before = store.count()
    known = store.writer.known(desk.item("report-0.txt"), CODER)
    assert (known.outcome, known.document) == ("taken", desk.record().document.id)
    assert not store.writer.known(desk.item("elsewhere.txt"), CODER).must_read
    take(store, desk)
    assert store.count() == before


def test_the_same_text_elsewhere_is_an_appearance_and_no_second_document(store: Store) -> None:
    desk = talks()
    take(store, desk)
    again = talks(outlet="Anadolu Wire")
    assert again.text == desk.text
    taken = store.writer.take(again.item("other.txt"), again.record())
    assert taken.outcome == "known"
    told = store.count()
    assert (told["documents"], told["appearances"]) == (1, 2)
    assert store.view.list("event").items[0].merged.outlets == ("Anadolu Wire", "Caspian Wire")
    sound(store)


@pytest.mark.parametrize("days", [("2024-05-12", "2024-05-20"), ("2024-05-20", "2024-05-12")], ids=["first", "last"])
def test_of_one_text_the_reading_of_the_first_publication_counts(store: Store, days: tuple[str, str]) -> None:
    for day in days:
        desk = talks(published=day)
        store.writer.take(desk.item(f"{day}.txt"), desk.record())
    record = store.record(talks().record().document.id)
    assert record is not None
    assert record.document.published is not None
    assert record.document.published.earliest == "2024-05-12"
    sound(store)


FILTERS: list[tuple[str, Any, Filter, int]] = [
    ("all", "event", Filter(), 2),
    ("type", "event", Filter(types=("ACCUSE",)), 1),
    ("state on either side", "event", Filter(states=("AZE",)), 2),
    ("two states", "event", Filter(states=("AZE", "ARM")), 1),
    ("pair", "event", Filter(pair=("TUR", "AZE")), 1),
    ("doer", "event", Filter(doer="ARM"), 1),
    ("target", "event", Filter(target="ARM"), 0),
    ("since", "event", Filter(since="2024-05-11"), 1),
    ("until a month", "event", Filter(until="2024-05"), 2),
    ("year", "event", Filter(since="2025"), 0),
    ("place", "event", Filter(place="baku"), 1),
    ("country of the place", "event", Filter(place_country="AZE"), 1),
    ("outlet", "event", Filter(outlet="Caspian Wire"), 2),
    ("no such outlet", "event", Filter(outlet="Other"), 0),
    ("word of its sentence", "event", Filter(text="met"), 1),
    ("word of another sentence", "event", Filter(text="fruitful"), 0),
    ("phrase", "event", Filter(text='"ARM accused"'), 1),
    ("either word", "event", Filter(text="met OR accused"), 2),
    ("excluded word", "event", Filter(text="AZE -met"), 1),
    ("context", "event", Filter(contexts=("diplomatic",)), 2),
    ("confidence", "event", Filter(confidence=0.9), 0),
    ("statement by act", "statement", Filter(types=("praise",)), 1),
    ("agreement of a pair", "agreement", Filter(pair=("AZE", "TUR")), 1),
    ("commitment of who owes it", "commitment", Filter(doer="TUR"), 1),
    ("commitment by words", "commitment", Filter(text="aircraft"), 1),
]


@pytest.mark.parametrize(("kind", "limits", "many"), [row[1:] for row in FILTERS], ids=[row[0] for row in FILTERS])
def test_lists_are_limited(store: Store, kind: Any, limits: Filter, many: int) -> None:  # noqa: ANN401
    take(store, talks())
    assert len(listed(store, kind, limits)) == many
    assert store.view.count(kind, limits) == many


def test_lists_go_on_at_the_cursor(store: Store) -> None:
    for number in range(7):
        desk = Desk(opening=f"Day {number}")
        desk.event("CONSULT", ["AZE"], ["TUR"], day=f"2024-05-1{number}", words="met")
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    whole = listed(store)
    for sort in ("-day", "day", "-reports", "-intensity", "-confidence"):
        seen: list[str] = []
        cursor = None
        while True:
            page = store.view.list("event", sort=sort, limit=2, cursor=cursor)
            seen += [item.merged.id for item in page.items]
            cursor = page.next
            if cursor is None:
                break
        assert sorted(seen) == sorted(whole)
        assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    ("limits", "sort", "cursor"),
    [
        (Filter(since="yesterday"), "-day", None),
        (Filter(until="2024-13"), "-day", None),
        (Filter(text="- ,"), "-day", None),
        (Filter(), "name", None),
        (Filter(), "-day", "?"),
        (Filter(), "-day", "WyJkYXkiLCAxLCAyXQ"),
    ],
    ids=["no day", "no month", "no word", "no order", "no cursor", "cursor of another order"],
)
def test_what_makes_no_sense_is_said(store: Store, limits: Filter, sort: str, cursor: str | None) -> None:
    with pytest.raises(QueryError):
        store.view.list("event", limits, sort=sort, cursor=cursor)


def test_months_and_network_count_what_happened(store: Store) -> None:
    take(store, talks())
    assert [(cell.month, cell.quad, cell.events) for cell in store.view.months("AZE")] == [
        ("2024-05", 1, 1),
        ("2024-05", 3, 1),
    ]
    assert [cell.intensity for cell in store.view.months("TUR", "AZE")] == [1.0]
    assert {(edge.one, edge.other, edge.conflict) for edge in store.view.network()} == {
        ("ARM", "AZE", 1),
        ("AZE", "TUR", 0),
    }


def test_a_rejected_event_is_gone_until_that_is_undone(store: Store) -> None:
    take(store, talks())
    before, months = listed(store), store.view.months("AZE")
    judge(store, "j1", "reject", before[:1])
    assert listed(store) == before[1:]
    judge(store, "j2", "reject", before[:1], undoes="j1")
    assert sorted(listed(store)) == sorted(before)
    assert store.view.months("AZE") == months
    sound(store)


def test_a_correction_counts_and_is_undone(store: Store) -> None:
    take(store, talks())
    event = listed(store, limits=Filter(types=("CONSULT",)))[0]
    judge(store, "j1", "correct", [event], value={"type": "COOPERATE", "quad": 2})
    assert listed(store, limits=Filter(types=("COOPERATE",))) == [event]
    found = store.view.one(event)
    assert found is not None
    assert [judgement.id for judgement in found.judgements] == ["j1"]
    judge(store, "j2", "correct", [event], undoes="j1")
    assert listed(store, limits=Filter(types=("CONSULT",))) == [event]
    sound(store)


def test_what_the_machine_missed_is_added_and_taken_back(store: Store) -> None:
    desk = talks()
    take(store, desk)
    event = desk.record().events[0].model_dump(mode="json", exclude={"quad", "intensity"}) | {"type": "AID"}
    document = desk.record().document.id
    judge(store, "j1", "add", [document], value={"kind": "event", "finding": event})
    assert [item.merged.finding.cue for item in store.view.list("event", Filter(types=("AID",))).items] == [
        "person.ana"
    ]
    judge(store, "j2", "add", [document], undoes="j1")
    assert listed(store, limits=Filter(types=("AID",))) == []
    judge(store, "j3", "add", [document], undoes="j2")
    assert len(listed(store, limits=Filter(types=("AID",)))) == 1
    sound(store)


NO_SENSE: list[tuple[str, dict[str, Any]]] = [
    ("no such finding", {"kind": "accept", "targets": ("event:none",)}),
    ("no target", {"kind": "accept", "targets": ()}),
    ("one to merge", {"kind": "merge", "targets": ("event:none",)}),
    ("split from nothing", {"kind": "split", "targets": ("event:none",)}),
    ("undoes nothing", {"kind": "accept", "targets": ("event:none",), "undoes": "j9"}),
    ("an empty value", {"kind": "add", "targets": ("event:none",), "value": {}}),
    ("no document", {"kind": "add", "targets": ("sha256:none",), "value": {"kind": "event"}}),
    ("nobody", {"kind": "accept", "targets": ("event:none",), "by": " "}),
]


@pytest.mark.parametrize("told", [row[1] for row in NO_SENSE], ids=[row[0] for row in NO_SENSE])
def test_a_judgement_that_makes_no_sense_leaves_nothing(store: Store, told: dict[str, Any]) -> None:
    take(store, talks())
    before = store.count()
    with pytest.raises(JudgementError):
        store.judge(Judgement(**{"id": "j1", "by": "ana", "at": "2026-01-02", **told}))
    assert store.count() == before


def test_an_empty_value_is_kept(store: Store) -> None:
    take(store, talks())
    judge(store, "j1", "accept", listed(store)[:1], value={})
    assert (kept := store.view.judgement("j1")) is not None
    assert kept.judgement.value == {}


def test_a_correction_must_fit(store: Store) -> None:
    take(store, talks())
    with pytest.raises(JudgementError, match="type"):
        judge(store, "j1", "correct", listed(store)[:1], value={"type": "NONE"})


@pytest.mark.parametrize("table", ["judgements", "findings", "documents", "appearances"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = 'x'", "DELETE FROM {}"])
def test_what_was_given_read_or_decided_is_immutable(store: Store, table: str, verb: str) -> None:
    desk = talks()
    take(store, desk)
    judge(store, "j1", "accept", listed(store)[:1])
    statement = verb.format(table).replace("SET id", "SET name" if table == "appearances" else "SET id")
    with pytest.raises(DBAPIError, match="immutable"), store.engine.begin() as connection:
        connection.execute(text(statement))


def test_views_for_other_tools_are_there(store: Store) -> None:
    take(store, talks())
    rows = {"event_list": 2, "event_states": 4, "event_reports": 2, "agreement_list": 1, "commitment_list": 1}
    rows |= {"statement_list": 1, "report_list": 1}
    with store.engine.connect() as connection:
        assert {name: len(connection.execute(text(f"SELECT * FROM {name}")).all()) for name in rows} == rows  # noqa: S608


def test_a_damaged_store_is_found_out(sqlite_store: Store) -> None:
    take(sqlite_store, talks())
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER documents_no_UPDATE"))
        connection.execute(text("UPDATE documents SET text = replace(text, 'met', 'saw')"))
        connection.execute(text("UPDATE months SET events = events + 1 WHERE one = 'ARM'"))
    with sqlite_store.engine.connect() as connection:
        told = "\n".join(faults(connection))
    assert "it was changed" in told
    assert "is told to read" in told
    assert "its sums are not those" in told


def test_a_file_of_something_else_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no database at all, but long enough to be looked at" * 40, encoding="utf-8")
    with pytest.raises(StoreError, match=r"notes\.txt"):
        Store.open(file)


@pytest.mark.parametrize("address", ["mysql://localhost/x", "postgresql://nobody@127.0.0.1:1/x", "/nowhere/at/all.db"])
def test_a_store_that_is_not_there_is_named(address: str) -> None:
    with pytest.raises(StoreError):
        Store.open(address)


def test_a_later_schema_is_refused(sqlite_store: Store) -> None:
    with sqlite_store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="later version"):
        Store.open(sqlite_store.name)


def test_the_schema_is_what_the_migrations_make(store: Store) -> None:
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - a tool of this test alone
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    with store.engine.connect() as connection, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*expression-based index ix_merged_(doubt|place)")
        found = compare_metadata(MigrationContext.configure(connection), s.METADATA)
    apart = ("sentence_words", "ix_merged_doubt", "ix_merged_place")  # each database has them in its own words
    assert [change for change in found if not any(name in str(change) for name in apart)] == []


def test_both_databases_number_alike(sqlite_store: Store, postgres_store: Store) -> None:
    for store in (sqlite_store, postgres_store):
        take(store, talks(), talks(opening="The talks are over"))
    tables = (s.findings, s.merged, s.merged_pairs, s.merged_states, s.months, s.merge_keys, s.sentences)
    for table in tables:
        rows = []
        for store in (sqlite_store, postgres_store):
            with store.engine.connect() as connection:
                rows.append(sorted(map(tuple, connection.execute(select(table)).all()), key=str))
        assert rows[0] == rows[1], table.name


def test_who_asks_does_not_wait_for_who_writes(sqlite_store: Store) -> None:
    take(sqlite_store, talks())
    with writing(sqlite_store.engine):
        other = Store.open(sqlite_store.name)
        assert other.view.count("event") == 2
        other.close()


def test_what_another_coder_read_is_given_one_after_the_other(store: Store) -> None:
    desks = [talks(opening=f"The visit number {number} is over") for number in range(3)]
    take(store, *desks)
    newer = CODER.model_copy(update={"version": "2"})
    given = store.outdated(newer)
    texts = [next(given).raw.text]
    second = desks[1]  # read by the newer coder while the first is
    store.writer.take(second.item("report-1.txt"), second.record().model_copy(update={"coder": newer}))
    texts += [item.raw.text for item in given]
    assert texts == [desks[0].record().document.text, desks[2].record().document.text]
    assert [item.raw.text for item in store.outdated(newer)] == texts
    assert list(store.outdated(CODER)) != []
