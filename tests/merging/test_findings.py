"""What is one and what is two, what persons decide, and what the one finding tells of all: tables with names."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import pytest

from dragoman.merging import as_of, explain, gather, keys_of, link, merged, telling_of
from dragoman.merging.same_place import is_same_place
from dragoman.model.merged import Decision, Member, Merged, Report, Telling
from dragoman.model.record import Commitment, Event, Place, Record
from tests.merging.measuring import groups_of
from tests.merging.stories import as_read
from tests.store.making import Desk

Written = Callable[[Desk], None]


def event(*args: Any, **more: Any) -> Written:  # noqa: ANN401 - as Desk.event
    return lambda desk: desk.event(*args, **more)


def record(write: Written, published: str = "2024-05-12", opening: str = "One") -> Record:
    desk = Desk(published=published, outlet=f"{opening} Wire", opening=opening)
    write(desk)
    return as_read(desk.record(), "040")


def findings(told: Record) -> tuple[Any, ...]:
    return (*told.events, *told.statements, *told.agreements, *told.commitments)


def tellings(records: Sequence[Record]) -> list[Telling]:
    return [telling_of(finding, told) for told in records for finding in findings(told)]


MET = event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="met over the pipeline")
MINISTER = event("CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day="2024-05-11", words="received")
PAIRS = [
    ("told by state and by minister", MET, MINISTER, "2024-05-13", True),
    ("no date told", MET, event("CONSULT", ["TUR"], ["AZE"], words="met"), "2024-05-12", True),
    (
        "a day apart",
        MET,
        event("CONSULT", ["AZE"], ["TUR"], day="2024-05-12", place=("Baku", "AZE")),
        "2024-05-13",
        True,
    ),
    ("a week apart", MET, event("CONSULT", ["AZE"], ["TUR"], day="2024-05-18", words="met"), "2024-05-18", False),
    (
        "recalled by its month",
        MET,
        event("CONSULT", ["AZE"], ["TUR"], day="2024-05", novelty="background", words="had met"),
        "2024-06-20",
        True,
    ),
    (
        "recalled by another month",
        MET,
        event("CONSULT", ["AZE"], ["TUR"], day="2024-04", novelty="background", words="had met"),
        "2024-06-20",
        False,
    ),
    ("another act on that day", MET, event("ACCUSE", ["AZE"], ["TUR"], day="2024-05-11"), "2024-05-12", False),
    ("others met on that day", MET, event("CONSULT", ["AZE"], ["GEO"], day="2024-05-11"), "2024-05-12", False),
    (
        "two persons of one state met theirs",
        event("CONSULT", ["Ali Naghiyev:AZE"], ["Kaan Demir:TUR"], day="2024-05-11"),
        event("CONSULT", ["Rauf Huseynli:AZE"], ["Emre Yildiz:TUR"], day="2024-05-11"),
        "2024-05-12",
        False,
    ),
    (
        "who accuses is no victim",
        event("ACCUSE", ["AZE"], ["ARM"], day="2024-05-11", words="accused over the border of"),
        event("ACCUSE", ["ARM"], ["AZE"], day="2024-05-11", words="accused over the border of"),
        "2024-05-12",
        False,
    ),
    (
        "attacks in two towns",
        event("ASSAULT", ["SDN"], ["ETH"], day="2024-05-11", place=("Kassala", "SDN"), words="shelled"),
        event("ASSAULT", ["SDN"], ["ETH"], day="2024-05-11", place=("Gondar", "ETH"), words="shelled"),
        "2024-05-12",
        False,
    ),
    (
        "the same words quoted next day",
        lambda desk: desk.statement("TUR", "praise", "the canal talks were fruitful and friendly"),
        lambda desk: desk.statement("TUR", "praise", "the canal talks were fruitful and friendly"),
        "2024-05-13",
        True,
    ),
    (
        "the same words a month later",
        lambda desk: desk.statement("TUR", "praise", "the canal talks were fruitful and friendly"),
        lambda desk: desk.statement("TUR", "praise", "the canal talks were fruitful and friendly"),
        "2024-06-13",
        False,
    ),
    (
        "an agreement by its name, years later",
        lambda desk: desk.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2021-06-15"),
        lambda desk: desk.agreement("the Shusha Declaration", ["TUR", "AZE"], status="ratified"),
        "2026-02-01",
        True,
    ),
    (
        "two agreements of one pair",
        lambda desk: desk.agreement("Shusha Declaration", ["AZE", "TUR"], signed="2021-06-15"),
        lambda desk: desk.agreement("Kars Rail Treaty", ["AZE", "TUR"], signed="2021-06-15"),
        "2024-05-13",
        False,
    ),
    (
        "a promise and its keeping",
        lambda desk: desk.commitment("TUR", "AZE", "deliver six transport aircraft", due="2025-01-01"),
        lambda desk: desk.commitment("TUR", "AZE", "deliver transport aircraft", status="kept"),
        "2024-12-20",
        True,
    ),
    (
        "a promise in other forms of its words",
        lambda desk: desk.commitment("TUR", "AZE", "open a dock for hull repairs at Lachka", due="2025-08-31"),
        lambda desk: desk.commitment("TUR", "AZE", "complete the hull dock at Lachka as agreed", due="2025-08-31"),
        "2025-04-13",
        True,
    ),
    (
        "two promises",
        lambda desk: desk.commitment("TUR", "AZE", "deliver six transport aircraft"),
        lambda desk: desk.commitment("TUR", "AZE", "reopen the border crossing"),
        "2024-05-13",
        False,
    ),
]


def test_a_body_that_watches_over_an_agreement_makes_no_other_of_it() -> None:
    def written(desk: Desk) -> None:
        desk.agreement("Taraz Agreement", ["KGZ", "TJK"], signed="2024-05-10", status="in-force")

    one, other = tellings([record(written), record(written, "2024-10-17", "Two")])
    watched = other.model_copy(update={"actors": ("name:igo:osce",)})
    assert len(groups_of([one, watched])) == 1
    assert len(groups_of([one, watched.model_copy(update={"earliest": None, "latest": None})])) == 2


def pact(name: str, day: str | None, kind: str = "agreement", status: str = "signed") -> Written:
    return lambda desk: desk.agreement(name, ["KGZ", "TJK"], signed=day, kind=kind, status=status)


def test_a_body_that_watches_over_an_agreement_joins_all_that_is_told_of_it() -> None:
    told = [
        record(pact("Osh Agreement", "2024-05-10", "ceasefire"), "2024-05-10", "One"),
        record(pact("Osh Agreement", "2024-05-10"), "2024-06-10", "Two"),
        record(pact("Osh Agreement", None, status="ratified"), "2024-06-20", "Three"),
        record(pact("agreement", "2024-05-10"), "2024-07-10", "Four"),
        record(pact("ceasefire agreement", "2024-05-11", "ceasefire"), "2024-05-11", "Five"),
    ]
    watched = record(pact("Osh Agreement", "2024-05-10", "ceasefire", "in-force"), "2024-10-17", "Six")
    *others, one = tellings([*told, watched])
    groups = groups_of([*others, one.model_copy(update={"actors": ("name:igo:osce",)})])
    assert sorted(len(group) for group in groups if one.finding in group or others[0].finding in group) == [6]


def test_an_agreement_that_is_in_force_is_not_set_back_by_who_tells_that_it_was_signed() -> None:
    steps = [("signed", "2024-06-12"), ("ratified", "2024-07-05"), ("in-force", "2024-10-17"), ("signed", "2025-02-20")]
    told = [
        record(pact("Osh Agreement", "2024-06-12", status=status), day, f"Number {number}")
        for number, (status, day) in enumerate(steps)
    ]
    assert one_of(told).finding.status == "in-force"  # type: ignore[union-attr] # an agreement
    assert one_of([*told[:2], told[3]]).finding.status == "ratified"  # type: ignore[union-attr] # an agreement


def test_a_body_that_watches_over_an_agreement_is_no_party_of_it() -> None:
    one, other = (record(pact("Osh Agreement", "2024-05-10"), opening=opening) for opening in ("One", "Two"))
    (watched,) = other.agreements
    body, *others = other.actors
    watcher = other.model_copy(
        update={
            "agreements": (watched.model_copy(update={"parties": (body.id,)}),),
            "actors": (body.model_copy(update={"name": "OSCE", "country": None}), *others),
        }
    )
    assert len(one_of([one, watcher]).finding.parties) == 2  # type: ignore[union-attr] # an agreement
    by_a_person = one_of([one, watcher], {"Two Wire": ("parties",)})
    assert len(by_a_person.finding.parties) == 3  # type: ignore[union-attr] # an agreement


HANOI = Place(name="Hanoi", country="VNM", latitude=21.024, longitude=105.841, geonames=1581130, precision="city")
SEOUL = Place(name="Seoul", country="KOR", latitude=37.566, longitude=126.978, geonames=1835848, precision="city")
PLACES = {
    "another name": (HANOI, Place(name="Ha Noi", country="VNM", precision="city"), True),
    "another name, with the same number": (HANOI, HANOI.model_copy(update={"name": "Thang Long"}), True),
    "a quarter that the tables have under a longer name": (
        SEOUL,
        Place(name="Yongsan", country="KOR", precision="city"),
        True,
    ),
    "a spot in the town": (
        SEOUL,
        Place(name="Gate", country="KOR", latitude=37.57, longitude=127.0, precision="point"),
        True,
    ),
    "a town in a region": (
        Place(name="the north", country="KOR", latitude=37.9, longitude=127.5, precision="region"),
        SEOUL,
        True,
    ),
    "another town": (
        SEOUL,
        Place(name="Busan", country="KOR", latitude=35.1, longitude=129.04, precision="city"),
        False,
    ),
    "another town, known by its name only": (SEOUL, Place(name="Busan", country="KOR", precision="city"), False),
    "of another state": (HANOI, Place(name="Ha Noi", country="KOR", precision="city"), False),
    "a place that the tables don't have": (SEOUL, Place(name="Zzyzx", country="KOR", precision="city"), False),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_place_within_the_other_or_of_another_name_is_no_difference(name: str) -> None:
    one, other, same = PLACES[name]
    assert is_same_place(one, other) is same
    assert is_same_place(other, one) is same
    told = [
        record(event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=place), opening=opening)
        for place, opening in ((one, "One"), (one, "Two"), (other, "Three"))
    ]
    found = one_of(told)
    assert [len(conflict.values) for conflict in found.conflicts if conflict.field == "place"] == ([] if same else [2])
    assert found.finding.place.name in {one.name, other.name}  # type: ignore[union-attr] # an event


def test_what_a_body_signs_on_the_day_of_another_agreement_is_another() -> None:
    one, other = tellings(
        [record(pact("agreement", "2024-05-10")), record(pact("agreement", "2024-05-10"), opening="Two")]
    )
    assert len(groups_of([one, other.model_copy(update={"actors": ("name:igo:eu",)})])) == 2


@pytest.mark.parametrize(("one", "other", "day", "same"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_one_or_two(one: Written, other: Written, day: str, *, same: bool) -> None:
    told = tellings([record(one), record(other, day, "Two")])
    assert len(groups_of(told)) == (1 if same else 2)
    assert len(groups_of(told[::-1])) == (1 if same else 2)
    assert (link(*told) is not None) == same
    assert explain(*told) == explain(*told[::-1])
    if same:
        assert keys_of(told[0]) & keys_of(told[1])


def test_an_explanation_adds_up() -> None:
    found = explain(*tellings([record(MET), record(MINISTER, opening="Two")]))
    assert found.score == round(sum(reason.weight for reason in found.reasons), 2)
    assert {"prior", "date", "type", "sides"} <= {reason.feature for reason in found.reasons}


def test_two_events_of_one_report_are_two() -> None:
    def both(desk: Desk) -> None:
        MET(desk)
        desk.event("CONSULT", ["AZE"], ["TUR"], words="discussed the border")

    assert len(groups_of(tellings([record(both)]))) == 2


def _decide(kind: Any, *pairs: tuple[str, str]) -> list[Decision]:  # noqa: ANN401 - a literal
    return [Decision(kind=kind, one=(one,), other=(other,)) for one, other in pairs]


def test_persons_are_obeyed_and_the_later_decision_counts() -> None:
    later = event("CONSULT", ["AZE"], ["TUR"], day="2024-05-18", words="met")
    told = tellings([record(MET), record(MINISTER, opening="Two"), record(later, "2024-05-18", "Three")])
    a, b, c = (telling.finding for telling in told)
    assert groups_of(told) == {tuple(sorted((a, b))), (c,)}
    split = _decide("split", (a, b))
    assert (a,) in groups_of(told, split)
    assert (b,) in groups_of(told, split)
    merge = _decide("merge", (a, c))
    assert any({a, c} <= set(group) for group in groups_of(told, merge))
    assert groups_of(told, [*merge, *_decide("split", (c, a))]) == groups_of(told)
    again = [*split, *_decide("merge", (b, a))]
    assert groups_of(told, again) == groups_of(told)
    assert [len(component.groups) for component in gather(told, split)] == [2, 1] or len(gather(told, split)) == 2


def one_of(records: Sequence[Record], put_right: Mapping[str, Collection[str]] = {}) -> Merged:
    """What reports tell of one thing; `put_right`: by outlet the fields that a person put right."""
    members = [
        Member(
            finding=finding,
            report=Report(
                document=told.document.id,
                published=told.document.published.earliest if told.document.published else None,
                outlets=(told.document.outlet or "",),
            ),
            names={actor.id: actor.name for actor in told.actors},
            countries={actor.id: actor.country for actor in told.actors},
            put_right=frozenset(put_right.get(told.document.outlet or "", ())),
        )
        for told in records
        for finding in findings(told)
    ]
    found = merged(members)
    assert merged(members[::-1]) == found
    return found


def test_values_most_told_count_and_others_stay_visible() -> None:
    other_day = event("CONSULT", ["AZE"], ["TUR"], day="2024-05-12", place=("Ganja", "AZE"), words="met")
    records = [record(MET), record(MET, "2024-05-12", "Two"), record(other_day, "2024-05-13", "Three")]
    recalled = event("CONSULT", ["AZE"], ["TUR"], day="2024-05", novelty="background", words="had met")
    records.append(record(recalled, "2024-07-01", "Four"))
    found = one_of(records)
    assert isinstance(found.finding, Event)
    assert found.finding.date is not None
    assert found.finding.date.edtf == "2024-05-11"
    assert found.finding.place is not None
    assert found.finding.place.name == "Baku"
    assert found.finding.novelty == "reported"
    assert (len(found.reports), len(found.background_reports), len(found.outlets)) == (3, 1, 4)
    told = {conflict.field: [value.value for value in conflict.values] for conflict in found.conflicts}
    assert told == {"date": ["2024-05-11", "2024-05-12"], "place": ["Baku", "Ganja"]}
    dates = next(conflict for conflict in found.conflicts if conflict.field == "date")
    assert [len(value.documents) for value in dates.values] == [2, 1]
    assert found.id == min(found.findings)
    assert set(found.names.values()) == {"AZE", "TUR"}


def test_a_mode_that_a_person_took_away_is_none_whatever_others_tell() -> None:
    modes = {"One": None, "Two": "disapprove", "Three": "threaten"}
    told = [
        record(event("ACCUSE", ["AZE"], ["TUR"], day="2024-05-11", mode=mode), opening=name)
        for name, mode in modes.items()
    ]
    found = one_of(told, {"One Wire": ["mode"]})
    assert isinstance(found.finding, Event)
    assert found.finding.mode is None
    assert not found.conflicts
    assert [conflict.field for conflict in one_of(told).conflicts] == ["mode"]


PROMISE = "deliver six transport aircraft"


def test_a_promise_is_repeated_kept_and_overdue() -> None:
    def told(status: str) -> Written:
        return lambda desk: desk.commitment("TUR", "AZE", PROMISE, due="2024-12-01", status=status)

    first, again = record(told("open"), "2024-05-12"), record(told("open"), "2024-08-01", "Two")
    promised = one_of([first, again])
    assert isinstance(promised.finding, Commitment)
    assert promised.finding.status == "repeated"
    assert [as_of(promised, day) for day in ("2024-06-01", "2024-09-01", "2025-01-01")] == [
        "open",
        "repeated",
        "overdue",
    ]
    kept = one_of([first, again, record(told("kept"), "2024-11-20", "Three")])
    assert kept.finding.status == "kept"  # type: ignore[union-attr]
    assert as_of(kept, "2025-01-01") == "kept"
    assert as_of(one_of([record(MET)]), "2025-01-01") is None
