"""Review: one finding at a time, what may be answered, what is kept of it, and how long that takes."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.model.judgement import Judgement
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.web.app import app_of
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import browser_of

AT = "2026-01-02T00:00:00+00:00"
NASTY = "<script>alert(1)</script>\u202e"
Desks = Callable[[str], TestClient]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store with a meeting told twice, what is said in it, and an unsure attack."""
    made = Store.open(tmp_path / "desk.db")
    for outlet, day in (("Caspian Wire", "2024-05-12"), ("Anatolian Post", "2024-05-13")):
        desk = Desk(published=day, outlet=outlet, title="Talks in Baku", opening=f"{outlet} reports")
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks with")
        made.writer.take(desk.item(f"{outlet}.txt"), desk.record())
    desk = Desk(published="2024-06-02", outlet="Third Wire", opening="A report of June", title="Guns")
    desk.event("ASSAULT", ["ARM"], ["AZE"], day="2024-06-01", words="fired at", confidence=0.5)
    desk.statement("AZE", "accuse", "it was an attack")
    desk.event("CONSULT", ["IRN"], ["IRQ"], day="2024-06-01", words=f"met {NASTY} with", confidence=0.55)
    desk.commitment("AZE", "TUR", "ship the gas", due="2024-07-01")
    made.writer.take(desk.item("june.txt"), desk.record())
    yield made
    made.close()


@pytest.fixture
def desks(store: Store) -> Iterator[Desks]:
    """Give the desk as somebody by name."""
    opened: list[TestClient] = []

    def of(name: str) -> TestClient:
        app = app_of(Settings(store=store.name, name=name))
        browser = browser_of(app)
        opened.append(browser)
        return browser

    yield of
    for one in opened:
        app: Any = one.app
        app.state.store.close()


@pytest.fixture
def ana(desks: Desks) -> TestClient:
    return desks("ana")


@pytest.fixture
def ben(desks: Desks) -> TestClient:
    return desks("ben")


def shown(page: str) -> str:
    found = re.search(r'data-finding="([^"]*)"', page)
    return found[1] if found else ""


def find(store: Store, kind: str, type_: str) -> str:
    (item,) = store.view.list(kind, Filter(types=(type_,))).items[:1]  # type: ignore[arg-type]
    return item.merged.id


def answer(browser: TestClient, do: str, finding: str, **more: object) -> Any:  # noqa: ANN401 - JSON
    data = {"do": do, "finding": finding, **more}
    told = browser.post("/review", data=data, headers={"Accept": "application/json"})
    assert told.status_code == 200, told.text
    return told.json()


def standing(store: Store, identifier: str) -> list[Judgement]:
    found = store.view.one(identifier)
    return list(found.judgements) if found is not None else []


def test_the_first_is_the_one_that_wants_it_most_with_all_that_is_needed(ana: TestClient, store: Store) -> None:
    page = ana.get("/review").text
    assert shown(page) == find(store, "event", "ASSAULT")
    for part in (
        "Here because the machine is unsure (0.50); material conflict.",
        "en.ASSAULT.made",
        "<span data-score>0.50</span>",
        "fired at",
        "ship the gas",
        "Nobody has judged it yet.",
        "<span data-left>5</span> left",
    ):
        assert part in page
    for key in ("a", "r", " ", "u"):
        assert f'data-key="{key}"' in page


def test_forms_work_without_scripts(ana: TestClient, store: Store) -> None:
    first = shown(ana.get("/review?type=CONSULT").text)
    told = ana.post(
        "/review",
        data={"do": "accept", "finding": first, "why": "seen", "back": "type=CONSULT&evil=1"},
        follow_redirects=False,
    )
    assert told.status_code == 303
    assert told.headers["location"] == "/review?type=CONSULT"
    (judgement,) = standing(store, first)
    assert (judgement.kind, judgement.by, judgement.why) == ("accept", "ana", "seen")
    assert shown(ana.get("/review?type=CONSULT").text) not in {"", first}
    back = ana.post("/review/undo", follow_redirects=False)
    assert back.headers["location"] == f"/review?finding={first.replace(':', '%3A')}"
    assert standing(store, first) == []
    assert shown(ana.get("/review?type=CONSULT").text) == first


def test_the_next_one_is_told_before_this_one_is_answered(ana: TestClient) -> None:
    page = ana.get("/review").text
    address = re.search(r'data-following="([^"]*)"', page)
    assert address is not None
    following = ana.get(address[1].replace("&amp;", "&"), headers={"HX-Request": "true"}).text
    assert "<html" not in following
    assert shown(following) not in {"", shown(page)}
    again = re.search(r'data-following="([^"]*)"', following)
    assert again is not None
    third = shown(ana.get(again[1].replace("&amp;", "&")).text)
    assert third not in {shown(page), shown(following)}


def test_what_is_rejected_is_gone_and_comes_back_with_undo(ana: TestClient, store: Store) -> None:
    first = find(store, "event", "ASSAULT")
    answer(ana, "reject", first)
    assert store.view.one(first) is None
    assert ana.post("/review/undo", headers={"Accept": "application/json"}).json()["finding"] == first
    assert store.view.one(first) is not None
    assert ana.post("/review/undo").status_code == 404


def last_told(page: str) -> str:
    """What the page says was done last, to what; "" where Undo takes nothing back."""
    found = re.search(r"<span data-last( hidden)?>(.*?)<button", page, re.DOTALL)
    assert found is not None
    return "" if found[1] else " ".join(re.sub(r"<[^>]+>", " ", found[2]).split())


def test_beside_undo_stands_what_it_takes_back(ana: TestClient, ben: TestClient, store: Store) -> None:
    assert last_told(ana.get("/review").text) == ""
    met, attack = (find(store, "event", kind) for kind in ("CONSULT", "ASSAULT"))
    answer(ana, "accept", met)
    page = ana.get("/review").text
    assert re.fullmatch(r"Your last: Accepted met, .+ → .+, 20\d\d-\d\d-\d\d", last_told(page))
    assert f'data-last-of href="/events/{met}"' in page
    answer(ana, "reject", attack)  # which is in no list any more
    assert last_told(ana.get("/review").text) == "Your last: Rejected “ARM fired at AZE on 2024-06-01”"
    assert last_told(ben.get("/review").text) == ""
    ana.post("/review/undo")
    assert last_told(ana.get("/review").text).startswith("Your last: Accepted met")
    ana.post("/review/undo")
    assert last_told(ana.get("/review").text) == ""


def test_an_answer_that_is_sent_twice_is_one(ana: TestClient, store: Store) -> None:
    first = find(store, "event", "ASSAULT")
    assert answer(ana, "reject", first, id="once") == answer(ana, "reject", first, id="once")
    assert len(store.view.judgements().items) == 1


@pytest.mark.parametrize("do", ["skip", "note"])
def test_a_skip_and_a_note_are_kept_and_are_no_judgements(
    ana: TestClient, ben: TestClient, store: Store, do: str
) -> None:
    first = find(store, "event", "ASSAULT")
    told = answer(ana, do, first, why="ask Baku <b>")
    assert told["judgement"] is None
    assert store.view.judgements().items == ()
    assert (shown(ana.get("/review").text) == first) is (do == "note")
    page = ben.get("/review").text
    assert shown(page) == first
    assert "ask Baku &lt;b&gt;" in page


def test_another_s_decision_is_shown_beside_the_machine_s_value(ana: TestClient, ben: TestClient, store: Store) -> None:
    first = find(store, "event", "ASSAULT")
    answer(ana, "correct", first, status="alleged", why="Yerevan denies it")
    page = ben.get(f"/review?finding={first}").text
    for part in ("Yerevan denies it", "the machine read occurred", "<strong>alleged</strong>", 'title="ana"'):
        assert part in page
    assert shown(ben.get("/review").text) != first, "first what nobody has decided"


# What is put into the form, and the fields that the event then has.
CORRECTIONS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a status": ({"status": "alleged"}, {"status": "alleged"}),
    "a type, with its class": ({"type": "THREATEN"}, {"type": "THREATEN", "quad": 3, "mode": None}),
    "a type and a mode": (
        {"type": "MOBILIZE", "mode": "MOBILIZE troops"},
        {"type": "MOBILIZE", "mode": "troops", "modes": ("troops",), "quad": 4},
    ),
    "a month": ({"date": "2024-05"}, {"date.earliest": "2024-05-01", "date.latest": "2024-05-31"}),
    "no date": ({"date": ""}, {"date": None}),
    "a place": ({"place": "Gorus", "precision": "region"}, {"place.name": "Gorus", "place.precision": "region"}),
    "contexts": (
        {"contexts": ["military", "territory"], "contexts-there": "1"},
        {"contexts": ("military", "territory")},
    ),
    "no contexts": ({"contexts-there": "1"}, {"contexts": ()}),
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_fields_are_put_right(ana: TestClient, store: Store, name: str) -> None:
    form, expected = CORRECTIONS[name]
    first = find(store, "event", "ASSAULT")
    answer(ana, "correct", first, **form)
    item = store.view.one(first)
    assert item is not None
    for field, value in expected.items():
        told: Any = item.merged.finding
        for part in field.split("."):
            told = getattr(told, part)
        assert told == value, field


def test_sides_are_chosen_among_the_actors_of_the_report(ana: TestClient, store: Store) -> None:
    first = find(store, "event", "ASSAULT")
    item = store.view.one(first)
    assert item is not None
    names = {name: actor for actor, name in item.merged.names.items()}
    answer(ana, "correct", first, actors=names["AZE"], recipients=names["ARM"])
    told: Any = store.view.one(first)
    assert [told.merged.countries[role.actor] for role in told.merged.finding.actors] == ["AZE"]
    assert [told.merged.countries[role.actor] for role in told.merged.finding.recipients] == ["ARM"]


def test_words_are_chosen_by_where_they_stand(ana: TestClient, store: Store) -> None:
    said = store.view.list("statement").items[0].merged
    answer(ana, "correct", said.id, content="an attack", **{"content-start": "0"})
    told: Any = store.view.one(said.id)
    assert told.merged.finding.content.quote == "an attack"
    record = store.record(told.merged.reports[0])
    assert record is not None
    text = record.document.text
    assert text[told.merged.finding.content.start : told.merged.finding.content.end] == "an attack"


def test_other_words_for_an_event_are_another_event_and_undo_takes_both_back(ana: TestClient, store: Store) -> None:
    first = find(store, "event", "ASSAULT")
    answer(ana, "correct", first, words="fired at AZE", status="alleged")
    assert store.view.one(first) is None
    (other,) = store.view.list("event", Filter(types=("ASSAULT",))).items
    found: Any = other.merged.finding
    assert [span.quote for span in found.evidence] == ["fired at AZE"]
    assert found.status == "alleged"
    ana.post("/review/undo")
    assert store.view.one(first) is not None
    assert len(store.view.list("event", Filter(types=("ASSAULT",))).items) == 1


def test_what_is_told_by_one_report_is_put_right_there_only(ana: TestClient, store: Store) -> None:
    first = store.view.list("event", Filter(states=("TUR",))).items[0].merged
    assert len(first.findings) == 2
    names = {name: actor for actor, name in store.view.accounts_of([first.id])[first.id].names.items()}
    answer(ana, "correct", first.id, actors=[names["TUR"]], recipients=[names["AZE"]])
    (judged,) = store.view.judgements().items
    assert judged.judgement.targets == (first.id,)
    assert [len(store.reviews.standing(one)) for one in first.findings] == [1, 0]


REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "nothing is changed": ("correct", {"status": "occurred"}, "nothing is put right"),
    "a status that is none": ("correct", {"status": "done"}, "none of the choices"),
    "a mode of another type": ("correct", {"mode": "MOBILIZE troops"}, "is a mode of MOBILIZE"),
    "a day that is none": ("correct", {"date": "2024-02-31"}, "no such day"),
    "words that stand nowhere": ("correct", {"words": "fired upon"}, "does not stand in the report"),
    "no neighbour": ("merge", {}, "nothing is chosen"),
    "one report only": ("split", {}, "choose the reports"),
    "an empty note": ("note", {"why": " "}, "note is empty"),
    "no doing": ("burn", {}, "nothing that can be done"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(ana: TestClient, store: Store, name: str) -> None:
    do, more, message = REFUSED[name]
    first = find(store, "event", "ASSAULT")
    told = ana.post("/review", data={"do": do, "finding": first, **more})
    assert told.status_code == 422
    assert message in told.text
    assert store.view.judgements().items == ()
    assert shown(ana.get("/review").text) == first


def test_two_are_merged_and_parted_again(ana: TestClient, store: Store) -> None:
    attack, talks = (
        find(store, "event", "ASSAULT"),
        store.view.list("event", Filter(states=("IRN",))).items[0].merged.id,
    )
    answer(ana, "merge", attack, **{"with": talks})
    merged = store.view.one(attack)
    assert merged is not None
    assert set(merged.merged.findings) == {attack, talks}
    ana.post("/review/undo")
    told = store.view.one(attack)
    assert told is not None
    assert told.merged.findings == (attack,)


def test_a_report_that_tells_of_something_else_is_split_off(ana: TestClient, store: Store) -> None:
    first = store.view.list("event", Filter(states=("TUR",))).items[0].merged
    page = ana.get(f"/review?finding={first.id}&do=split").text
    assert '<details id="split" open>' in page
    answer(ana, "split", first.id, part=first.findings[1])
    assert {len(one.merged.findings) for one in store.view.list("event", Filter(states=("TUR",))).items} == {1}


def test_agreement_of_today_is_told(ana: TestClient, ben: TestClient, store: Store) -> None:
    first, second = find(store, "event", "ASSAULT"), find(store, "event", "CONSULT")
    for one in (first, second):
        answer(ana, "accept", one)
    answer(ben, "accept", first)
    answer(ben, "correct", second, status="alleged")
    page = ben.get("/review").text
    assert "today reviewers agree on 50 of 100 (2 judged by two, kappa 0.00)" in page
    assert "<span data-today>2</span> answered by you today" in page


def test_hostile_words_are_shown_as_words(ana: TestClient, store: Store) -> None:
    item = store.view.list("event", Filter(states=("IRN",))).items[0]
    page = ana.get(f"/review?finding={item.merged.id}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_when_all_is_answered_it_says_so(ana: TestClient) -> None:
    for _ in range(10):
        page = ana.get("/review").text
        if not shown(page):
            break
        answer(ana, "skip", shown(page))
    assert "Nothing is left for you here." in page
    assert ana.get("/review.json").json() == {"left": 0, "items": []}


def test_thirty_answers_take_the_server_a_small_part_of_three_minutes(ana: TestClient, store: Store) -> None:
    desk = Desk(published="2024-07-02", outlet="Long Wire", opening="Much happened")
    for day in range(1, 31):
        desk.event(
            "SANCTION", ["USA"], ["IRN"], day=f"2024-06-{day:02}", words=f"struck for the {day}th time", confidence=0.5
        )
    store.writer.take(desk.item("long.txt"), desk.record())
    page = ana.get("/review?type=SANCTION").text
    answered, began = 0, time.perf_counter()
    while shown(page) and answered < 30:
        answer(ana, ("accept", "reject", "skip")[answered % 3], shown(page), back="type=SANCTION")
        page = ana.get("/review?type=SANCTION", headers={"HX-Request": "true"}).text
        answered += 1
    took = time.perf_counter() - began
    assert answered == 30
    assert took < 60, "two of the six seconds that an answer may take, on a machine that does much else"
