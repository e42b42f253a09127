"""A question in plain words: the pages that answer it, and sentences with most of its words."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.asking.fewer import most_of
from dragoman.asking.understood import offices_in, understood
from dragoman.errors import LexiconError
from dragoman.lexicon.asking import ListAsked, load_asking
from dragoman.lexicon.load import Lexicon
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.headlines import CODES, PLAIN
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.store.test_people import talk
from tests.web.conftest import WHEN, browser_of
from tests.web.test_register import in_office

PARTS = [
    ("Kyrgyzstan Tajikistan May 2024", ("KGZ", "TJK"), "2024-05", (), ()),
    ("kyrgyz-tajik talks in 2025", ("KGZ", "TJK"), "2025", ("talks",), ()),
    ("Who was South Korea's defence minister in April 2025?", ("KOR",), "2025-04", (), ("defence", "minister")),
    ("sanctions on Georgia, 12 May 2024", ("GEO",), "2024-05-12", ("sanctions",), ()),
    ("May 12th, 2024", (), "2024-05-12", (), ()),
    ("2024-05-12 KGZ", ("KGZ",), "2024-05-12", (), ()),
    ("sanctions since 2024", (), "2024", ("sanctions",), ()),
    ("Turkey from May 2024", ("TUR",), "2024-05", (), ()),
    ("February 30 2024", (), "2024-02", (), ()),
    ("may the and per can", (), None, (), ("may", "per", "can")),
    ("the march to Ankara 99999", ("TUR",), None, (), ("march", "99999")),
    ("exchange all detained persons", (), None, (), ("exchange", "detained", "persons")),
    ("", (), None, (), ()),
]


@pytest.mark.parametrize(("told", "states", "period", "lists", "names"), PARTS, ids=[row[0] for row in PARTS])
def test_a_question_has_its_parts(
    told: str,
    states: tuple[str, ...],
    period: str | None,
    lists: tuple[str, ...],
    names: tuple[str, ...],
    lexicon: Lexicon,
) -> None:
    asked = understood(told, lexicon)
    assert (asked.states, asked.period, asked.names) == (states, period, names)
    assert tuple(word for word, _ in asked.lists) == lists


def test_a_word_asks_for_a_list_in_any_of_its_forms(lexicon: Lexicon) -> None:
    asked = understood("visits", lexicon)
    assert asked.lists == (("visits", ListAsked(list="events", limits=(("mode", "visit"),))),)


def test_every_list_of_the_table_is_one_that_the_desk_has(lexicon: Lexicon, rich: TestClient) -> None:
    for one in {*lexicon.asking.lists.values(), *lexicon.asking.statuses.values()}:
        assert rich.get(f"/{one.list}.json", params=one.limits).status_code == 200, one


def test_every_word_that_the_desk_shows_for_an_event_asks_for_its_list(lexicon: Lexicon) -> None:
    for name, forms in {**PLAIN, **CODES}.items():
        for form in forms:
            asked = understood(form, lexicon)
            assert " " in form or asked.lists, (name, form)


STATUSES = [
    ("agreements in force", [("agreements, in force", "agreements", (("status", "in-force"),))], ()),
    ("treaties in force", [("treaties, in force", "agreements", (("type", "treaty"), ("status", "in-force")))], ()),
    ("overdue promises Turkey", [("promises, overdue", "commitments", (("status", "overdue"),))], ()),
    ("overdue", [("commitments: overdue", "commitments", (("status", "overdue"),))], ()),
    ("broken meetings room", [("meetings", "meetings", ())], ("broken", "room")),
    ("who left office in 2025", [("left office", "office-changes", (("way", "left"),))], ()),
    ("mediated", [("mediated", "events", (("cameo", "045"), ("cameo", "039"), ("cameo", "038")))], ()),
]


@pytest.mark.parametrize(("told", "lists", "names"), STATUSES, ids=[row[0] for row in STATUSES])
def test_a_list_is_asked_for_with_its_status(
    told: str, lists: list[tuple[str, str, tuple[tuple[str, str], ...]]], names: tuple[str, ...], lexicon: Lexicon
) -> None:
    asked = understood(told, lexicon)
    assert [(word, one.list, one.limits) for word, one in asked.lists] == lists
    assert asked.names == names


@pytest.mark.parametrize(
    "fault",
    [
        "idle = ['a ']\nsince = []\nuntil = []\n[lists]\n[statuses]",
        "idle = []\nsince = []\nuntil = []\n[lists]\nx = 'books'\n[statuses]",
        "idle = []\nsince = []\nuntil = []\n[lists]\nx = 'events colour red'\n[statuses]",
        "idle = []\nsince = []\nuntil = []\n[lists]\nx = 'events type'\n[statuses]",
        "idle = []\nsince = []\nuntil = []\n[lists]\n[statuses]\nx = 'events type AID'",
        "idle = []",
    ],
)
def test_a_fault_of_the_table_is_named(fault: str, tmp_path: Path) -> None:
    table = tmp_path / "asking.toml"
    table.write_text(fault)
    with pytest.raises(LexiconError, match="asking"):
        load_asking(table)


def test_an_office_is_looked_for_by_the_most_words_first(lexicon: Lexicon) -> None:
    assert offices_in(("new", "defence", "minister"), lexicon)[0] == "new defence minister"
    assert offices_in(("exchange", "detained"), lexicon) == ()


def test_the_most_words_that_stand_together_are_found() -> None:
    sentences = [{"talks", "held", "baku"}, {"talks", "yerevan"}]

    def is_found(words: object) -> bool:
        return any({looked for _, looked in words} <= sentence for sentence in sentences)  # type: ignore[attr-defined]

    words = [(word, word) for word in ("unheard", "talks", "held", "yerevan", "baku")]
    assert [word for word, _ in most_of(words, is_found)] == ["talks", "held", "baku"]
    assert most_of([("unheard", "unheard")], is_found) == ()


ANSWERS = [
    ("a pair in a month", "Azerbaijan Turkey May 2024", "/pairs/AZE/TUR?month=2024-05"),
    ("a pair on a day", "Azerbaijan Turkey 15 May 2024", "/pairs/AZE/TUR?since=2024-05-15&until=2024-05-15"),
    ("a state in a year", "Turkey 2024", "/pairs/TUR?month=2024"),
    ("meetings", "meetings of Azerbaijan and Turkey in 2024", "/meetings?state=AZE&state=TUR&since=2024&until=2024"),
    ("a type", "accusations Armenia", "/events?type=ACCUSE&state=ARM"),
    ("promises", "promises of Azerbaijan", "/commitments?state=AZE"),
    ("promises that are overdue", "overdue promises of Azerbaijan", "/commitments?status=overdue&state=AZE"),
    ("what somebody said", "Kalin meets Naghiyev 2024", "/meetings?since=2024&until=2024&text=Naghiyev&actor="),
    ("statements of a state", "statements Azerbaijan pipeline", "/statements?state=AZE&text=pipeline"),
    ("meetings since", "meetings of Turkey since 2024", "/meetings?state=TUR&since=2024"),
    ("meetings until", "meetings of Turkey until May 2024", "/meetings?state=TUR&until=2024-05"),
    ("a pair since", "Azerbaijan Turkey since May 2024", "/pairs/AZE/TUR?since=2024-05"),
    ("a month alone", "what happened in June 2024", "/events?since=2024-06&until=2024-06"),
    ("a person", "Naghiyev Turkey", "/actors/"),
    ("an agreement", "Shusha Azerbaijan", "/agreements/agreement:"),
    ("a place", "Baku", "/events?place=Baku"),
    ("one word that is a name", "Naghiyev pipelines", "/actors/"),
    ("two states and a word", "Azerbaijan Turkey quarrels", "/pairs/AZE/TUR"),
    ("promises of one of two", "promises of Azerbaijan to Armenia: border", "/commitments?state=AZE&text=border"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "page"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS])
def test_a_page_answers_a_question(rich: TestClient, told: str, page: str) -> None:
    pages = [one["page"] for one in rich.get("/search.json", params={"q": told}).json()["pages"]]
    assert any(one.startswith(page) for one in pages), pages
    assert len(set(pages)) == len(pages)
    for one in pages:
        assert rich.get(one).status_code == 200


def test_a_list_with_nothing_in_it_is_no_answer(rich: TestClient) -> None:
    pages = rich.get("/search.json", params={"q": "sanctions on Turkey in May 2024"}).json()["pages"]
    assert not [one for one in pages if one["kind"] == "list"]


@pytest.mark.parametrize(
    ("when", "holders"),
    [
        ("in June 2023", ["Ali Naghiyev"]),
        ("on 1 October 2024", ["Samir Huseynov"]),
        ("in November 2023", ["Ali Naghiyev"]),
        ("", ["Samir Huseynov", "Ali Naghiyev"]),
    ],
)
def test_who_held_an_office_then_is_told(tmp_path: Path, when: str, holders: list[str]) -> None:
    store = Store.open(tmp_path / "desk.db", clock=lambda: WHEN)
    for number, (day, name) in enumerate(
        (
            ("2023-03-01", "Ali Naghiyev"),
            ("2023-09-01", "Ali Naghiyev"),
            ("2024-02-01", "Samir Huseynov"),
            ("2024-10-01", "Samir Huseynov"),
        )
    ):
        desk = Desk(published=day, outlet=f"Wire {number}")
        desk.event("CONSULT", [f"{name}:AZE"], ["Hakan Demir:TUR"], day=day, words="held talks with")
        store.writer.take(desk.item(f"r{number}.txt"), in_office(desk.record(), name))
    store.refresh_people()
    browser = browser_of(app_of(Settings(store=store.name)))
    pages = browser.get("/search.json", params={"q": f"Azerbaijan's foreign minister {when}"}).json()["pages"]
    told = [one["name"].rpartition(": ")[2] for one in pages if one["page"].startswith("/actors/")]
    assert told == holders
    assert any(one["page"].startswith("/offices?") for one in pages)


def test_where_no_sentence_has_all_words_those_with_most_are_shown(rich: TestClient) -> None:
    found = rich.get("/search.json", params={"q": "AZE exercised unheard"}).json()
    assert found["left_out"] == ["unheard"]
    assert found["items"]
    page = rich.get("/search", params={"q": "AZE exercised unheard"}).text
    assert "No sentence has all of your words." in page
    assert "have <b>AZE</b> and <b>exercised</b>, but not <b>unheard</b>" in page
    page = rich.get("/search", params={"q": "who exercised"}).text
    assert "No sentence has" not in page
    assert "a state counts under any of its names, and words that only ask are left out" in page
    assert "<entry>" not in rich.get("/search.atom", params={"q": "AZE exercised unheard"}).text


def test_what_somebody_said_is_a_list_with_the_words_or_else_without(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db", clock=lambda: WHEN)
    desk = talk()
    store.writer.take(desk.item(), desk.record())
    store.refresh_people()
    browser = browser_of(app_of(Settings(store=store.name)))

    def lists(told: str) -> list[str]:
        pages = browser.get("/search.json", params={"q": told}).json()["pages"]
        return [one["name"] for one in pages if one["kind"] == "list"]

    assert lists("Naghiyev pipeline") == ["Statements by Ali Naghiyev: pipeline"]
    assert lists("What did Naghiyev say?")[0] == "Statements by Ali Naghiyev"
    assert lists("naghiyev snow") == ["Statements by Ali Naghiyev"]
    assert lists("Naghiyev") == []
    assert lists("nagh snow") == []


def test_a_time_in_the_question_limits_the_reports(rich: TestClient) -> None:
    found = rich.get("/search.json", params={"q": "AZE talks May 2024"}).json()
    assert {item["day"][:7] for item in found["items"]} == {"2024-05"}
    assert found["left_out"] == []


def test_who_writes_by_the_rules_gets_what_he_asks_for(rich: TestClient) -> None:
    assert rich.get("/search.json", params={"q": '"talks held" unheard'}).json()["items"] == []


def test_nothing_at_all_says_how_to_go_on(rich: TestClient) -> None:
    assert "No sentence has any of these words" in rich.get("/search", params={"q": "unheard"}).text


def test_a_sentence_tells_what_was_read_in_it(rich: TestClient) -> None:
    page = rich.get("/search", params={"q": "open the border"}).text
    assert '<a href="/commitments/commitment:' in page
    assert "due 2024-06-10" in page
    assert "Shusha Declaration, signed" in rich.get("/search", params={"q": "signed Shusha"}).text
