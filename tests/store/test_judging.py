"""What a person tells of a finding brings what follows from it, and is refused where it cannot be."""

from typing import Any

import pytest
from sqlalchemy import text

from dragoman.errors import JudgementError
from dragoman.model.edtf import bounds_of
from dragoman.model.judgement import Judgement
from dragoman.model.merged import MergedKind
from dragoman.store import Store
from dragoman.store.filters import Filter
from tests.store.making import Desk

TEXT_START = "The visit is over"


def filled(store: Store) -> Desk:
    """Fill a store with a report that tells of each kind, and with another that tells the meeting again."""
    desk = Desk(opening=TEXT_START)
    desk.event("COERCE", ["AZE"], ["ARM"], day="2024-05-10", words="charged", mode="restrict")
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="met")
    desk.statement("TUR", "praise", "the talks were fruitful")
    desk.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2021-06-15")
    desk.commitment("TUR", "AZE", "deliver six aircraft", due="2025-01-01")
    again = Desk(opening="Told again", outlet="Anatolian Post")
    again.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="met")
    for number, one in enumerate((desk, again)):
        store.writer.take(one.item(f"{number}.txt"), one.record())
    return desk


def judge(store: Store, kind: Any, target: str, value: Any, name: str = "j1", **more: Any) -> None:  # noqa: ANN401
    told = {"id": name, "by": "ana", "at": "2026-01-02T00:00:00+00:00", **more}
    store.judge(Judgement(kind=kind, targets=(target,), value=value, **told))


def first(store: Store, kind: MergedKind, *types: str) -> Any:  # noqa: ANN401 - any kind of finding
    return store.view.list(kind, Filter(types=types)).items[0].merged.finding


COERCED: dict[str, tuple[list[dict[str, Any]], dict[str, Any]]] = {
    "a type": (
        [{"type": "SUPPORT"}],
        {"type": "SUPPORT", "mode": None, "modes": (), "quad": 1, "intensity": 5.0, "cameo": "050"},
    ),
    "a type without a mode": (
        [{"type": "SUPPORT", "mode": None, "modes": []}],
        {"type": "SUPPORT", "mode": None, "modes": (), "quad": 1, "intensity": 5.0, "cameo": "050"},
    ),
    "a mode": ([{"mode": "arrest"}], {"type": "COERCE", "mode": "arrest", "modes": ("arrest",), "cameo": "173"}),
    "the same type and a mode": (
        [{"type": "COERCE", "mode": "arrest"}],
        {"mode": "arrest", "modes": ("arrest",), "quad": 4},
    ),
    "modes, of which one counts": (
        [{"modes": ["censor", "arrest"]}],
        {"mode": "arrest", "modes": ("censor", "arrest")},
    ),
    "no mode": ([{"mode": None}], {"mode": None, "modes": (), "type": "COERCE"}),
    "a code of its own": ([{"type": "SUPPORT", "cameo": "057"}], {"type": "SUPPORT", "cameo": "057"}),
    "what follows, told": ([{"type": "SUPPORT", "quad": 1, "intensity": 5.0}], {"quad": 1, "intensity": 5.0}),
    "one after the other": (
        [{"type": "MOBILIZE", "mode": "troops", "cameo": "154"}, {"type": "SUPPORT"}],
        {"type": "SUPPORT", "mode": None, "modes": (), "quad": 1, "cameo": "050"},
    ),
    "a mode of the type that was put right before": (
        [{"type": "MOBILIZE"}, {"mode": "troops"}],
        {"type": "MOBILIZE", "mode": "troops", "modes": ("troops",), "quad": 4},
    ),
    "a time by its EDTF": (
        [{"date": {"edtf": "2024-05"}}],
        {"date.earliest": "2024-05-01", "date.latest": "2024-05-31"},
    ),
    "no time": ([{"date": None}], {"date": None}),
}


@pytest.mark.parametrize("name", COERCED)
def test_a_correction_brings_what_follows_from_it(store: Store, name: str) -> None:
    filled(store)
    event = first(store, "event", "COERCE").id
    corrections, expected = COERCED[name]
    for number, value in enumerate(corrections):
        judge(store, "correct", event, value, f"j{number}")
    item = store.view.one(event)
    assert item is not None
    for field, value in expected.items():
        told: Any = item.merged.finding
        for part in field.split("."):
            told = getattr(told, part)
        assert told == value, field
    assert [one.value for one in item.judgements] == corrections  # as they were told
    assert store.faults() == []


def test_lists_and_sums_follow_a_correction(store: Store) -> None:
    filled(store)
    event = first(store, "event", "COERCE").id
    judge(store, "correct", event, {"type": "SUPPORT"})
    assert [item.merged.id for item in store.view.list("event", Filter(quads=(1,), states=("ARM",))).items] == [event]
    assert [(cell.quad, cell.intensity) for cell in store.view.months("AZE", "ARM")] == [(1, 5.0)]
    (said,) = (one for one in next(iter(store.reviews.judged_documents())).said if one.judgements)
    assert (said.person.type, said.person.quad, said.person.cameo) == ("SUPPORT", 1, "050")  # type: ignore[union-attr]


def test_who_accepts_what_he_rejected_has_all_of_it_back(store: Store) -> None:
    filled(store)
    other = first(store, "event", "COERCE").id
    item = store.view.list("event", Filter(types=("CONSULT",))).items[0]
    told = {"by": "ana", "at": "2026-01-02T00:00:00+00:00"}
    store.judge(Judgement(id="j1", kind="reject", targets=(item.merged.id, other), **told))
    assert store.view.count("event") == 0
    judge(store, "accept", item.merged.id, None, "j2")
    (back,) = store.view.list("event").items
    assert back.merged == item.merged
    assert [one.kind for one in back.judgements] == ["reject", "accept"]
    judge(store, "accept", item.merged.id, None, "j3", undoes="j2")
    assert store.view.count("event") == 0
    assert store.faults() == []


def test_lists_of_one_day_keep_their_order(store: Store) -> None:
    desk = Desk()
    for who in ("TUR", "ARM", "GEO", "IRN"):
        desk.event("CONSULT", ["AZE"], [who], day="2024-05-11", words="met")
        desk.commitment("AZE", who, f"open the border to {who}", due="2025-01-01")
    store.writer.take(desk.item(), desk.record())
    kinds: tuple[MergedKind, ...] = ("event", "commitment")
    before = {kind: [one.merged.id for one in store.view.list(kind).items] for kind in kinds}
    for kind in kinds:
        for number, target in enumerate(before[kind]):
            value = {"status": "planned" if kind == "event" else "kept"}
            judge(store, "correct", target, value, f"{kind}{number}")
            assert [one.merged.id for one in store.view.list(kind).items] == before[kind]
            judge(store, "correct", target, None, f"un{kind}{number}", undoes=f"{kind}{number}")
    assert {kind: [one.merged.id for one in store.view.list(kind).items] for kind in kinds} == before
    assert store.faults() == []


def span(desk: Desk, quote: str) -> dict[str, Any]:
    start = desk.text.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


ELSEWHERE = {"start": 0, "end": 5, "quote": "WRONG"}
NOBODY = "actor:nosuch"
# What is put right of a finding, and what is said to it.
NO_SENSE: dict[str, tuple[MergedKind, dict[str, Any], str]] = {
    "a mode of another type": ("event", {"type": "SUPPORT", "mode": "arrest"}, "mode: 'arrest' is none of SUPPORT's"),
    "modes of another type": ("event", {"type": "SANCTION", "modes": ["arrest"]}, "take one of"),
    "a mode that is none of the modes": ("event", {"mode": "arrest", "modes": ["restrict"]}, "none of the modes"),
    "a mode beside no modes": ("event", {"mode": "arrest", "modes": []}, "none of the modes"),
    "another quad class": ("event", {"quad": 1}, "quad: is 4 of COERCE"),
    "another intensity": ("event", {"intensity": 9}, "intensity: is"),
    "no code": ("event", {"cameo": "999"}, "cameo: '999' is no code"),
    "no context": ("event", {"contexts": ["foo"]}, "contexts: 'foo' is none"),
    "a place in no state": (
        "event",
        {"place": {"name": "Baku", "country": "XXX", "precision": "city"}},
        "place: 'XXX' is no state",
    ),
    "a place nowhere": (
        "event",
        {"place": {"name": "Baku", "latitude": 91, "longitude": 0, "precision": "city"}},
        "is nowhere",
    ),
    "who is not in the report": ("event", {"actors": [{"actor": NOBODY}]}, "is no actor of the document"),
    "an agreement that is not in the report": ("event", {"agreement": "agreement:no"}, "is no agreement of"),
    "no EDTF": ("event", {"date": {"edtf": "garbage", "basis": "stated"}}, "'garbage' is no time"),
    "no such month": ("event", {"date": {"edtf": "2025-13-45"}}, "is no time"),
    "no day": ("event", {"date": {"earliest": "x", "latest": "y"}}, "date.earliest: 'x' is no day"),
    "a day of another calendar": ("event", {"date": {"earliest": "20240512"}}, "is no day"),
    "an end before its beginning": (
        "event",
        {"date": {"earliest": "2024-05-12", "latest": "2024-05-11"}},
        "earliest comes first",
    ),
    "days of another time": (
        "event",
        {"date": {"edtf": "2024-05-12", "earliest": "2023-01-01", "latest": "2023-01-01"}},
        "lies outside of its days",
    ),
    "words that stand elsewhere": ("event", {"date": {"edtf": "2024", "evidence": [ELSEWHERE]}}, "0-5 reads 'The v'"),
    "a speaker who is nobody": ("statement", {"speaker": NOBODY}, "is no actor of the document"),
    "addressees who are nobody": ("statement", {"addressees": [NOBODY]}, "is no actor of the document"),
    "an empty quotation": (
        "statement",
        {"content": {"start": 5, "end": 5, "quote": ""}},
        "content: points at no words",
    ),
    "no quotation": ("statement", {"content": ELSEWHERE}, "not 'WRONG'"),
    "no context of a statement": ("statement", {"contexts": ["foo"]}, "take some of"),
    "parties who are nobody": ("agreement", {"parties": [NOBODY]}, "is no actor of the document"),
    "provisions that stand elsewhere": (
        "agreement",
        {"provisions": [{"text": ELSEWHERE, "force": "binds", "cue": "person"}]},
        "provisions.0.text: 0-5",
    ),
    "no signing": ("agreement", {"signed": {"edtf": "soon"}}, "is no time"),
    "a due day that is none": (
        "commitment",
        {
            "due": {
                "text": None,
                "edtf": "2025-13-45",
                "earliest": "x",
                "latest": "y",
                "basis": "stated",
                "evidence": [],
            }
        },
        "due.earliest: 'x' is no day",
    ),
    "owed to nobody": ("commitment", {"to": [NOBODY]}, "is no actor of the document"),
}


@pytest.mark.parametrize("name", NO_SENSE)
def test_a_correction_that_cannot_be_is_refused(store: Store, name: str) -> None:
    filled(store)
    kind, value, told = NO_SENSE[name]
    target = first(store, kind, *(("COERCE",) if kind == "event" else ())).id
    before = store.view.one(target)
    with pytest.raises(JudgementError) as error:
        judge(store, "correct", target, value)
    assert told in str(error.value)
    assert store.view.one(target) == before


@pytest.mark.parametrize("name", [name for name, (kind, _, _) in NO_SENSE.items() if kind == "event"])
def test_what_is_added_is_held_to_the_same(store: Store, name: str) -> None:
    desk = filled(store)
    _, value, told = NO_SENSE[name]
    added = {
        "type": "COERCE",
        "status": "occurred",
        "novelty": "reported",
        "evidence": [span(desk, "charged")],
        **value,
    }
    with pytest.raises(JudgementError) as error:
        judge(store, "add", desk.record().document.id, {"kind": "event", "finding": added})
    assert told in str(error.value)


def test_what_follows_need_not_be_told_of_what_is_added(store: Store) -> None:
    desk = filled(store)
    ids = {actor.name: actor.id for actor in desk.record().actors}
    told: dict[str, Any] = {
        "type": "SANCTION",
        "status": "occurred",
        "novelty": "reported",
        "evidence": [span(desk, "charged")],
    }
    told |= {"actors": [{"actor": ids["AZE"]}], "date": {"edtf": "2024-05-09"}}
    judge(store, "add", desk.record().document.id, {"kind": "event", "finding": told})
    event = first(store, "event", "SANCTION")
    assert (event.quad, event.intensity, event.cameo, event.mode) == (4, -6.0, "160", None)
    assert event.date.earliest == "2024-05-09"
    assert store.faults() == []


def test_who_was_added_and_whom_the_machine_read_are_named_in_either_s_findings(store: Store) -> None:
    desk = filled(store)
    ids = {actor.name: actor.id for actor in desk.record().actors}
    told = {"type": "SANCTION", "status": "occurred", "novelty": "reported", "evidence": [span(desk, "charged")]}
    told |= {"actors": [{"actor": ids["AZE"]}], "recipients": [{"actor": "actor:new"}]}
    chad = {"id": "actor:new", "kind": "state", "name": "Chad", "country": "TCD"}
    judge(store, "add", desk.record().document.id, {"kind": "event", "finding": told, "actors": [chad]})
    event = first(store, "event", "COERCE").id
    judge(store, "correct", event, {"recipients": [{"actor": "actor:new"}]}, "j2")
    listed = store.view.list("event", Filter(pair=("AZE", "TCD"))).items
    assert {item.merged.finding.type for item in listed} == {"COERCE", "SANCTION"}  # type: ignore[union-attr]
    assert [sorted(item.merged.names.values()) for item in listed] == [["AZE", "Chad"]] * 2
    assert store.faults() == []


def test_words_of_one_report_are_said_of_that_report_alone(store: Store) -> None:
    desk = filled(store)
    item = store.view.list("event", Filter(types=("CONSULT",))).items[0]
    assert len(item.merged.findings) == 2
    own = next(one.id for one in desk.record().events if one.id in item.merged.findings)
    judge(store, "correct", own, {"date": {"edtf": "2024-05-12", "evidence": [span(desk, "met")]}})
    found = store.view.one(own)
    assert found is not None
    assert found.merged.finding.date.edtf == "2024-05-12"  # type: ignore[union-attr]
    assert [len(store.reviews.standing(one)) for one in item.merged.findings if one != own] == [0]


TIMES = [
    ("2024-05-12", ("2024-05-12", "2024-05-12")),
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2020~", ("2020-01-01", "2020-12-31")),
    ("199X", ("1990-01-01", "1999-12-31")),
    ("19XX", ("1900-01-01", "1999-12-31")),
    ("2024-21", ("2024-01-01", "2024-12-31")),
    ("../2022-05-12", (None, "2022-05-12")),
    ("2024-01/..", ("2024-01-01", None)),
    ("2024-05-14/2024-05-15", ("2024-05-14", "2024-05-15")),
    ("2024-05/2024-01", None),
    ("../..", None),
    ("2024-02-30", None),
    ("2024-13", None),
    ("0000", None),
    ("20X4", None),
    ("12 May", None),
    ("", None),
]


@pytest.mark.parametrize(("told", "days"), TIMES, ids=[told or "nothing" for told, _ in TIMES])
def test_a_time_lies_between_days(told: str, days: tuple[str | None, str | None] | None) -> None:
    assert bounds_of(told) == days


# What is done to a store behind its back, and what is said of it.
DAMAGES = {
    "another day": ("UPDATE merged SET day = '1900-01-01' WHERE kind = 'event'", "do not fit its value: day"),
    "a type of another kind": ("UPDATE merged SET type = 'ASSAULT' WHERE kind = 'statement'", "its value: type"),
    "another status": ("UPDATE merged SET status = 'kept' WHERE kind = 'commitment'", "its value: status"),
    "nobody who stands in them": ("DELETE FROM identity_actors", "names 1 actors, and 0 of them"),
    "a value that is none": ("UPDATE merged SET value = '{}' WHERE kind = 'agreement'", "is no merged finding: id: "),
    "a value that is nothing": ("UPDATE merged SET value = 'x' WHERE kind = 'agreement'", "is no merged finding: "),
    "a telling that is none": ("UPDATE tellings SET value = '{}'", "promises: can't be looked at to the end"),
    "an identity that is none": ("UPDATE identities SET value = '{}'", "its value is no identity"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_what_is_computed_and_was_changed_is_found_out(store: Store, name: str) -> None:
    filled(store)
    store.refresh_people()
    assert store.faults() == []
    statement, told = DAMAGES[name]
    with store.engine.begin() as connection:
        connection.execute(text(statement))
    assert any(told in fault for fault in store.faults()), store.faults()


@pytest.mark.parametrize("name", NO_SENSE)
def test_a_correction_that_an_older_version_took_is_found_out(
    sqlite_store: Store, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(sqlite_store)
    kind, value, told = NO_SENSE[name]
    target = first(sqlite_store, kind, *(("COERCE",) if kind == "event" else ())).id
    with monkeypatch.context() as before:
        before.setattr("dragoman.store.judging.nonsense", lambda *_: ())
        before.setattr("dragoman.store.judging.regroup", lambda *_, **__: None)
        judge(sqlite_store, "correct", target, value)
    assert any(fault.startswith("j1: puts ") and told in fault for fault in sqlite_store.faults())
    judge(sqlite_store, "correct", target, None, "j2", undoes="j1")
    assert sqlite_store.faults() == []
