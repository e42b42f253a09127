"""Who meets whom: persons and the offices that they held, on both databases."""

import pytest

from dragoman.lexicon.load import Lexicon
from dragoman.model.record import Record, Tenure
from dragoman.store import Store, circles
from dragoman.store.circles import By, Circle, OfficeTold, office_at
from dragoman.store.filters import Filter
from dragoman.store.view import View
from tests.store.making import Desk, identifier

MEETINGS = Filter(types=("CONSULT",), status=("occurred",))
ALI, CAN, EKA = "Ali Naghiyev:AZE", "Can Demir:TUR", "Eka Beridze:GEO"
TITLES = {"Ali Naghiyev": "Foreign Minister", "Can Demir": "Foreign Minister", "Eka Beridze": "Prime Minister"}


def reports() -> tuple[Desk, ...]:
    """Two meetings of two, one of three, one that is planned, and an accusation."""
    told = []
    for day, sort, one, other, status in (
        ("2024-05-11", "CONSULT", [ALI], [CAN], "occurred"),
        ("2024-08-11", "CONSULT", [CAN], [ALI], "occurred"),
        ("2024-09-11", "CONSULT", [ALI, CAN, EKA], [], "occurred"),
        ("2024-10-11", "CONSULT", [EKA], [CAN], "planned"),
        ("2024-11-11", "ACCUSE", [EKA], [ALI], "occurred"),
    ):
        desk = Desk(published=day, outlet="Caspian Wire", opening=f"News of {day}")
        desk.event(sort, one, other, day=day, status=status, words="had to do with")
        told.append(desk)
    return tuple(told)


def in_office(record: Record) -> Record:
    """A record that tells the offices of its persons."""
    tenures = tuple(
        Tenure(
            id=identifier(record.document.id, "tenure", actor.name),
            person=actor.id,
            title=TITLES[actor.name],
            country=actor.country,
            evidence=actor.mentions[:1],
            cue="en.made",
            confidence=0.9,
        )
        for actor in record.actors
        if actor.name in TITLES
    )
    return record.model_copy(update={"tenures": tenures})


@pytest.fixture
def filled(store: Store, lexicon: Lexicon) -> Store:
    """Give a store with the reports, and who is who in it."""
    for number, desk in enumerate(reports()):
        store.writer.take(desk.item(f"{number}.txt"), in_office(desk.record()))
    store.refresh_people(lexicon)
    return store


def ties(found: Circle) -> list[tuple[str, str, int]]:
    names = {knot.id: f"{knot.name} {knot.country}" for knot in found.knots}
    return [(*sorted((names[tie.one], names[tie.other])), tie.times) for tie in found.ties]  # type: ignore[misc]


ALI_CAN = ("Ali Naghiyev AZE", "Can Demir TUR", 3)
ASKED: list[tuple[str, Filter, str | None, list[tuple[str, str, int]]]] = [
    (
        "who met, most often first",
        MEETINGS,
        None,
        [ALI_CAN, ("Ali Naghiyev AZE", "Eka Beridze GEO", 1), ("Can Demir TUR", "Eka Beridze GEO", 1)],
    ),
    ("a time", Filter(types=("CONSULT",), until="2024-06"), None, [(*ALI_CAN[:2], 1)]),
    ("another type", Filter(types=("ACCUSE",)), None, [("Ali Naghiyev AZE", "Eka Beridze GEO", 1)]),
    ("a status", Filter(status=("planned",)), None, [("Can Demir TUR", "Eka Beridze GEO", 1)]),
    (
        "an office, which one of two holds",
        MEETINGS,
        "prime minister",
        [("Ali Naghiyev AZE", "Eka Beridze GEO", 1), ("Can Demir TUR", "Eka Beridze GEO", 1)],
    ),
    ("an office of nobody", MEETINGS, "harbour master", []),
    ("nothing", Filter(since="2030"), None, []),
]


@pytest.mark.parametrize(("limits", "office", "met"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_who_meets_whom(filled: Store, limits: Filter, office: str | None, met: list[tuple[str, str, int]]) -> None:
    found = filled.view.circle({"event": limits}, office=office)
    assert ties(found) == met
    assert found.all_counted


def test_a_tie_is_the_list_of_its_meetings(filled: Store) -> None:
    for tie in filled.view.circle({"event": MEETINGS}).ties:
        ((one, other, meetings, agreements),) = tie.between
        listed = filled.view.list("event", Filter(types=("CONSULT",), status=("occurred",), actor=one, also=other))
        assert len(listed.items) == meetings == tie.times
        assert agreements == 0


def test_offices_meet_whoever_holds_them(filled: Store) -> None:
    found = filled.view.circle({"event": MEETINGS}, by="office")
    assert ties(found)[0] == ("Foreign Minister AZE", "Foreign Minister TUR", 3)
    assert {knot.kind for knot in found.knots} == {"office"}


@pytest.mark.parametrize(("limit", "knots", "pairs"), [(3, 3, 3), (2, 2, 1), (1, 1, 0)])
def test_the_most_told_of_are_shown_and_all_counted(filled: Store, limit: int, knots: int, pairs: int) -> None:
    found = filled.view.circle({"event": MEETINGS}, limit=limit)
    assert (len(found.knots), len(found.ties), found.found) == (knots, pairs, 3)


def test_of_very_many_the_newest_are_looked_at(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(circles, "MOST_COUNTED", 2)
    found = filled.view.circle({"event": MEETINGS})
    assert ([tie.times for tie in found.ties], found.counted, found.all_counted) == ([2, 1, 1], 2, False)


def test_whom_a_hidden_report_names_is_not_there(filled: Store) -> None:
    filled.collect("gas", [reports()[0].record().document.id])
    found = View(engine=filled.engine, within=("gas",)).circle({"event": MEETINGS})
    assert ties(found) == [(*ALI_CAN[:2], 1)]


def held(title: str, first: str | None, last: str | None) -> OfficeTold:
    none: dict[str, None] = {"seat": None, "organization": None, "country": None}
    return OfficeTold(key=title, title=title, told=(title,), first=first, last=last, reports=1, **none)


DAYS: list[tuple[str, str, str | None]] = [
    ("before all of them", "2019-01-01", "president"),
    ("in the first", "2021-01-01", "minister"),
    ("between", "2022-06-01", "president"),
    ("in the last", "2023-06-01", "president"),
]


@pytest.mark.parametrize(("day", "title"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_an_office_is_the_one_of_that_day(day: str, title: str | None) -> None:
    offices = (held("minister", "2020-01-01", "2021-12-31"), held("president", "2023-01-01", "2024-01-01"))
    found = office_at(offices, day)
    assert found is not None
    assert found.title == title
    assert office_at((), day) is None


@pytest.mark.parametrize("by", ["person", "office"])
def test_an_empty_store_has_nobody(store: Store, by: By) -> None:
    found = store.view.circle({"event": MEETINGS, "agreement": Filter()}, by=by)
    assert (found.knots, found.ties, found.found, found.counted) == ((), (), 0, 0)
