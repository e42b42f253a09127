"""The register: who is listed, their offices, why names were taken for one, and what persons say of that."""

import time
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.lexicon.load import load_lexicon
from dragoman.model.record import Record, Tenure
from dragoman.store import Store
from dragoman.store.changes import ChangeFilter
from dragoman.store.people import PeopleFilter
from dragoman.store.view import View
from dragoman.web.app import app_of
from dragoman.web.refreshing import Refresher
from dragoman.web.settings import Settings
from dragoman.web.timelines import bar_of, chart_of
from tests.store.making import Desk
from tests.store.test_people import talk
from tests.web.conftest import browser_of

TITLE = "Foreign Minister"


def in_office(record: Record, person: str) -> Record:
    """The record with a person of it in an office."""
    actor = next(one for one in record.actors if one.name == person)
    tenure = Tenure(
        id=f"tenure:{actor.id[-16:]}",
        person=actor.id,
        title=TITLE,
        country=actor.country,
        evidence=actor.mentions[:1],
        cue="made",
        confidence=0.9,
    )
    return record.model_copy(update={"tenures": (*record.tenures, tenure)})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store with two ministers, one after the other, and whom they met."""
    made = Store.open(tmp_path / "desk.db")
    for number, (day, name) in enumerate(
        (
            ("2023-03-01", "Ali Naghiyev"),
            ("2023-09-01", "Ali Naghiyev"),
            ("2024-02-01", "Samir Huseynov"),
            ("2024-10-01", "Samir Huseynov"),
        )
    ):
        desk = Desk(published=day, outlet=f"Wire {number}", title=f"Report {number}")
        desk.event("CONSULT", [f"{name}:AZE"], ["Hakan Demir:TUR"], day=day, words="held talks with")
        made.writer.take(desk.item(f"r{number}.txt"), in_office(desk.record(), name))
    made.refresh_people()
    return made


@pytest.fixture
def client(store: Store) -> TestClient:
    """Give a browser on loopback."""
    return browser_of(app_of(Settings(store=store.name, name="M. Garcia")), follow_redirects=False)


def identity(store: Store, name: str) -> str:
    (one,) = store.view.people(PeopleFilter(kind=None, name=name)).items
    return one.id


def test_why_names_were_taken_for_one_is_told_with_what_each_thing_adds(store: Store, client: TestClient) -> None:
    desk = Desk(published="2023-05-01", outlet="Other Wire")
    desk.event("CONSULT", ["A. Naghiyev:AZE"], ["Hakan Demir:TUR"], day="2023-05-01", words="held talks with")
    store.writer.take(desk.item("other.txt"), in_office(desk.record(), "A. Naghiyev"))
    store.refresh_people()
    page = client.get(f"/actors/{identity(store, 'Ali Naghiyev')}?why=true").text
    table = page[page.index('<table class="why">') :]
    assert "Taken for one: +" in table
    assert '<th scope="row">name</th><td>a naghiyev / ali naghiyev (initial)</td><td class="number">+2.5</td>' in table
    assert '<th scope="row">office</th>' in table


LISTS = [
    ("persons", "", {"Ali Naghiyev", "Samir Huseynov", "Hakan Demir"}),
    ("a name", "?name=nagh", {"Ali Naghiyev"}),
    ("a state by its name", "?country=Turkey", {"Hakan Demir"}),
    ("told of since", "?since=2024", {"Samir Huseynov", "Hakan Demir"}),
    ("bodies", "?kind=organization", set()),
]


@pytest.mark.parametrize(("query", "names"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_the_register_is_limited(client: TestClient, query: str, names: set[str]) -> None:
    told = client.get(f"/actors.json{query}").json()
    assert {one["name"] for one in told["items"]} == names
    page = client.get(f"/actors{query}")
    assert page.status_code == 200
    assert all(name in page.text for name in names)
    assert client.get(f"/actors.csv{query}").text.count("\n") == len(names) + 1


def test_an_office_is_a_bar_with_evidence_at_each_end(store: Store, client: TestClient) -> None:
    page = client.get(f"/actors/{identity(store, 'Naghiyev')}").text
    assert f'aria-label="{TITLE}, told of from 2023-03-01 to 2023-09-01"' in page
    assert page.count('class="value" href="/reports/sha256:') >= 2
    assert "Samir Huseynov" in page  # his successor
    assert "Hakan Demir" in page  # whom he met
    assert "2 meetings" in page
    assert "Why: what the rule weighed" in page
    assert "nothing had to be weighed" in client.get(f"/actors/{identity(store, 'Naghiyev')}?why=true").text


def test_a_page_has_what_somebody_said_and_what_others_said_of_him(store: Store, client: TestClient) -> None:
    desk = talk()
    store.writer.take(desk.item("talk.txt"), desk.record())
    store.refresh_people()
    page = client.get(f"/actors/{identity(store, 'Naghiyev')}").text
    said, _, about = page.partition("What others said to or of Ali Naghiyev")
    assert "What Ali Naghiyev said" in said
    assert "the pipeline is a success" in said
    assert "Hakan Demir is wrong" in said
    assert "keeps the border closed" in about[: about.index("Takes part in")]
    found = client.get("/statements.json", params={"speaker": identity(store, "Naghiyev")}).json()["items"]
    assert {one["act"] for one in found} == {"praise", "deny"}


def test_an_office_has_its_holders_in_their_order(store: Store, client: TestClient) -> None:
    (held,) = store.view.people(PeopleFilter(name="Naghiyev")).items[0].offices
    told = client.get("/offices.json", params={"key": held.key, "seat": held.seat}).json()
    assert [one["name"] for one in told["holders"]] == ["Ali Naghiyev", "Samir Huseynov"]
    desk = talk()
    store.writer.take(desk.item("talk.txt"), in_office(desk.record(), "Ali Naghiyev"))
    store.refresh_people()
    page = client.get("/offices", params={"key": held.key, "seat": held.seat}).text
    assert TITLE in page
    assert "the pipeline is a success" in page[page.index("What was said in this office") :]
    assert client.get("/offices", params={"key": "grand vizier", "seat": "AZE"}).status_code == 404


def test_changes_of_office_are_a_list(store: Store, client: TestClient) -> None:
    desk = Desk(published="2024-12-01", outlet="Wire 9")
    desk.event("RETREAT", ["Hakan Demir:TUR"], day="2024-11-20", mode="resign", words="resigned")
    store.writer.take(desk.item("left.txt"), desk.record())
    store.refresh_people()
    told = client.get("/office-changes.json").json()["items"]
    assert [(one["left"], one["came"], one["after"], one["by"], one["resigned"]) for one in told] == [
        ("Hakan Demir", None, None, None, "2024-11-20"),
        ("Ali Naghiyev", "Samir Huseynov", "2023-09-01", "2024-02-01", None),
    ]
    page = client.get("/office-changes").text
    assert "November 2024" in page
    assert page.count("data-line") == len(told)
    assert client.get("/office-changes.csv").text.count("\n") == len(told) + 1


CHANGES = [
    ("in which it may have been", "since=2023-12&until=2023-12", ["Ali Naghiyev"]),
    ("before it", "until=2023-08", []),
    ("after it", "since=2024-03", []),
    ("a state", "country=AZE", ["Ali Naghiyev"]),
    ("another state", "country=TUR", []),
    ("somebody came", "way=came", ["Ali Naghiyev"]),
]


@pytest.mark.parametrize(("query", "left"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_changes_of_office_are_limited(client: TestClient, query: str, left: list[str]) -> None:
    assert [one["left"] for one in client.get(f"/office-changes.json?{query}").json()["items"]] == left


def test_who_sees_a_collection_sees_the_changes_that_its_reports_tell(store: Store) -> None:
    found = {one.outlet: one.document for one in store.view.reports().items}
    store.collect("some", [found["Wire 0"], found["Wire 3"]])
    view = View(engine=store.engine, within=("some",))
    (one,) = view.changes(ChangeFilter(), load_lexicon())
    assert (one.after, one.by) == ("2023-03-01", "2024-10-01")


def test_a_bar_says_whether_somebody_left_or_nothing_newer_is_told(client: TestClient) -> None:
    page = client.get("/actors").text
    first, last = page.index('class="over"'), page.index('class="unknown"')
    assert page.index("nothing newer is told", last) > last
    assert first > 0


def test_bars_lie_within_their_chart(store: Store) -> None:
    offices = [office for one in store.view.people().items for office in one.offices]
    chart = chart_of(offices)
    assert [year for _, year in chart.ticks] == ["2023", "2024"]
    for office in offices:
        bar = bar_of(office, chart)
        assert bar.x is not None
        assert 0 <= bar.x < bar.x + bar.width <= 1000


def behind(client: TestClient) -> Refresher:
    """The refresher of a desk."""
    app: Any = client.app
    refresher: Refresher = app.state.refresher
    return refresher


def until_told(store: str) -> None:
    """Refresh nothing, for as long as the test wants."""
    while not Path(f"{store}.go").exists():
        time.sleep(0.02)


def test_who_judges_waits_for_no_refreshing_and_pages_say_that_it_goes_on(store: Store, client: TestClient) -> None:
    app: Any = client.app
    app.state.refresher = Refresher(store.name, refresh=until_told)
    one = store.view.person(identity(store, "Naghiyev"))
    assert one is not None
    answer = client.post(f"/actors/{one.id}/split", data={"member": one.members[1]})
    assert answer.status_code == 303
    told = "Who is who is being brought up to date"
    assert told in client.get(answer.headers["location"]).text
    assert told in client.get("/actors").text
    assert told not in client.get("/reports").text
    Path(f"{store.name}.go").touch()
    behind(client).wait()
    assert told not in client.get("/actors").text


def test_names_are_split_off_and_brought_together_again(store: Store, client: TestClient) -> None:
    one = store.view.person(identity(store, "Naghiyev"))
    assert one is not None
    assert len(one.members) == 2
    answer = client.post(f"/actors/{one.id}/split", data={"member": one.members[1], "why": "a namesake"})
    assert answer.status_code == 303, answer.text
    behind(client).wait()
    assert len(store.view.people(PeopleFilter(name="Naghiyev")).items) == 2
    other = next(each for each in store.view.people(PeopleFilter(name="Naghiyev")).items if each.id != one.id)
    answer = client.post(f"/actors/{one.id}/same", data={"other": f"http://127.0.0.1:8000/actors/{other.id}"})
    assert answer.status_code == 303, answer.text
    behind(client).wait()
    assert len(store.view.people(PeopleFilter(name="Naghiyev")).items) == 1
    (_, last) = sorted(store.view.judgements().items, key=lambda judged: judged.judgement.kind)
    assert last.judgement.by == "M. Garcia"


REFUSED = [
    ("nobody is chosen", "split", {}, 422),
    ("all are chosen", "split", {"member": "all"}, 422),
    ("nobody of that name", "same", {"other": "Nobody At All"}, 422),
    ("himself", "same", {"other": "himself"}, 422),
    ("no such page", "gone", {}, 404),
]


@pytest.mark.parametrize(("do", "told", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_makes_no_sense_is_refused(
    store: Store, client: TestClient, do: str, told: dict[str, str], status: int
) -> None:
    one = store.view.person(identity(store, "Naghiyev"))
    assert one is not None
    data = {name: {"all": list(one.members), "himself": one.id}.get(value, value) for name, value in told.items()}
    assert client.post(f"/actors/{one.id}/{do}", data=data).status_code == status
    assert store.count()["judgements"] == 0
    assert client.get("/actors/identity:00").status_code == 404
