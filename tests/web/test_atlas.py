"""The map and the network: each a picture of a table, with the same in other dresses."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from dragoman.lexicon.load import load_lexicon
from dragoman.model.record import Place
from dragoman.store import Store
from dragoman.web.app import app_of
from dragoman.web.graphml import Graph, graphml
from dragoman.web.pages import network, world
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import browser_of
from tests.web.test_register import in_office

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
HOSTILE = "<script>alert(1)</script>\u202e\"onload='x'"
BAKU = Place(name="Baku", country="AZE", latitude=40.38, longitude=49.89, precision="city")
ODD = Place(name=HOSTILE, country="TUR", latitude=39.9, longitude=32.8, precision="region")


@pytest.fixture
def atlas(tmp_path: Path) -> Iterator[TestClient]:
    """Give a browser before a store of meetings: in a town, in a region of an odd name, in a state, and nowhere."""
    store = Store.open(tmp_path / "desk.db")
    ali, odd = "Ali Naghiyev:AZE", f"{HOSTILE}:TUR"
    for day, place in (
        ("2024-05-11", BAKU),
        ("2024-06-11", ODD),
        ("2024-07-11", Place(name="Turkey", country="TUR", precision="country")),
        ("2024-08-11", None),
    ):
        desk = Desk(published=day, outlet="Caspian Wire", opening=f"News of {day}")
        desk.event("CONSULT", [ali], [odd], day=day, place=place, words="held talks with")
        store.writer.take(desk.item(), desk.record())
    desk = Desk(published="2024-09-11", outlet="Caspian Wire")
    desk.event("CONSULT", ["AZE"], ["GEO"], day="2024-09-11", words="met")
    store.writer.take(desk.item(), desk.record())
    store.refresh_people(load_lexicon())
    store.close()
    app = app_of(Settings(store=str(tmp_path / "desk.db")))
    with TestClient(app, base_url="http://127.0.0.1:8000") as browser:
        yield browser


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


WORLD: list[tuple[str, dict[str, Any], int, int, int]] = [
    ("everything", {}, 2, 1, 2),
    ("a month", {"since": "2024-05", "until": "2024-05"}, 1, 0, 0),
    ("a state", {"state": "GEO"}, 0, 0, 1),
    ("a type of which there is nothing", {"type": "ASSAULT"}, 0, 0, 0),
    ("fields that a form left empty", {"since": "", "state": ["", ""], "type": ""}, 2, 1, 2),
]


@pytest.mark.parametrize(
    ("asked", "lying", "stated", "unplaced"), [row[1:] for row in WORLD], ids=[row[0] for row in WORLD]
)
def test_the_map_and_its_data_are_the_same(
    atlas: TestClient, asked: dict[str, Any], lying: int, stated: int, unplaced: int
) -> None:
    told = atlas.get("/world.json", params=asked).json()
    assert (told["placed"], told["left_out"], told["without_place"]) == (lying, 0, unplaced)
    assert sum(one["events"] for one in told["states_only"]) == stated
    rows = rows_of(atlas.get("/world.csv", params=asked).text)
    assert [row["id"] for row in rows] == [event["id"] for event in told["events"]]
    page = atlas.get("/world", params=asked)
    assert page.status_code == 200
    assert page.text.count("data-at=") == lying
    assert f"{unplaced} without a place" in page.text or unplaced == 0


def test_a_place_is_as_precise_as_it_is_known(atlas: TestClient) -> None:
    events = {event["day"]: event for event in atlas.get("/world.json").json()["events"]}
    assert (events["2024-05-11"]["precision"], events["2024-06-11"]["precision"]) == ("city", "region")
    page = atlas.get("/world").text
    assert 'data-at="49.89,40.38" data-precision="city"' in page
    assert page.count("(about there)") == 1
    assert 'data-country="TUR" data-months="2024-07:1 "' in page  # no point: a disc as wide as the state


def test_a_sum_of_a_state_leads_to_the_events_that_it_counts(atlas: TestClient) -> None:
    page = atlas.get("/world", params={"since": "2024", "type": "CONSULT"}).text
    (address,) = re.findall(r'href="(/world/[^"]*)">that event<', page)
    counted = next(one for one in atlas.get("/world.json").json()["states_only"] if one["country"] == "TUR")
    told = atlas.get(address.replace("&amp;", "&").replace("/TUR", "/TUR.json")).json()
    assert [(one["day"], one["latitude"]) for one in told["events"]] == [("2024-07-11", None)]
    assert told["counted"] == counted["events"] == 1
    assert "1 event in Turkey without a point" in atlas.get(address.replace("&amp;", "&")).text
    assert atlas.get("/world/TUR.json?until=2023").json()["events"] == []
    assert atlas.get("/world/Atlantis").status_code == 404


@pytest.mark.parametrize(
    ("asked", "are_drawn"),
    [("", False), ("?since=2024", False), ("?since=&state=", False), ("?state=AZE", True), ("?quad=1", True)],
)
def test_arcs_are_drawn_of_what_is_chosen_only(atlas: TestClient, asked: str, *, are_drawn: bool) -> None:
    assert (re.search(r'id="world" data-arcs', atlas.get(f"/world{asked}").text) is not None) is are_drawn


def test_what_is_left_out_of_the_map_is_said(atlas: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world, "MOST_SHOWN", 1)
    assert atlas.get("/world.json").json()["left_out"] == 1
    assert "1 are left out" in atlas.get("/world").text


NETWORK: list[tuple[str, dict[str, Any], int, int]] = [
    ("persons", {}, 2, 1),
    ("states", {"by": "state"}, 3, 2),
    ("states of another type", {"by": "state", "type": "ACCUSE"}, 0, 0),
    ("a state's persons", {"state": "AZE"}, 2, 1),
    ("a person", {"actor": "naghiyev"}, 2, 1),
    ("an office of nobody", {"office": "harbour master"}, 0, 0),
    ("a time", {"since": "2025"}, 0, 0),
]


@pytest.mark.parametrize(("asked", "nodes", "edges"), [row[1:] for row in NETWORK], ids=[row[0] for row in NETWORK])
def test_the_network_is_the_same_in_each_dress(
    atlas: TestClient, asked: dict[str, Any], nodes: int, edges: int
) -> None:
    told = atlas.get("/network.json", params=asked).json()
    assert (len(told["nodes"]), len(told["edges"]), told["found"]) == (nodes, edges, nodes)
    assert len(rows_of(atlas.get("/network.csv", params=asked).text)) == edges
    answer = atlas.get("/network.graphml", params=asked)
    assert answer.headers["content-type"].startswith("application/graphml+xml")
    graph = ET.fromstring(answer.text)  # noqa: S314 - our own
    assert len(graph.findall(f".//{GRAPHML}node")) == nodes
    assert len(graph.findall(f".//{GRAPHML}edge")) == edges
    page = atlas.get("/network", params=asked).text
    assert (page.count("data-node="), page.count("data-one=")) == (nodes, edges)


@pytest.mark.parametrize("asked", [{}, {"by": "state"}, {"by": "office"}])
def test_an_edge_is_the_list_of_its_meetings(atlas: TestClient, asked: dict[str, str]) -> None:
    for edge in atlas.get("/network.json", params=asked).json()["edges"]:
        (where,) = edge["lists"]
        listed = atlas.get(where.replace("/events?", "/events.json?"))
        assert len(listed.json()["items"]) == edge["meetings"] > 0


@pytest.mark.parametrize("asked", ["", "?by=state", "?by=office"])
def test_an_edge_unfolds_to_its_meetings(atlas: TestClient, asked: str) -> None:
    page = atlas.get(f"/network{asked}").text
    found = re.findall(r'href="([^"]+)" data-unfold="([^"]+)">(\d+) ', page)
    assert found
    for where, unfolded, many in found:
        part = atlas.get(unfolded.replace("&amp;", "&"), headers={"HX-Request": "true"}).text
        assert "<html" not in part
        assert part.count("<li>") == int(many)
        assert part.count('href="/reports/') == int(many)
        assert f'href="{where}"' in part


def test_a_meeting_behind_an_edge_tells_when_who_where_and_by_whom(atlas: TestClient) -> None:
    asked = {"actor": "naghiyev", "since": "2024-05", "until": "2024-05"}
    page = atlas.get("/network/meetings", params=asked).text
    (told,) = re.findall(r"<li>.*?</li>", page, re.DOTALL)
    for words in ("2024-05-11", "met", "Ali Naghiyev", "Baku", "Caspian Wire, 2024-05-11"):
        assert words in told
    assert len(atlas.get("/network/meetings.json", params=asked).json()["items"]) == 1


@pytest.mark.parametrize("asked", ["?of=agreement", "?since=2030", "?actor=nobody&also=noone"])
def test_behind_an_edge_of_nothing_stands_nothing(atlas: TestClient, asked: str) -> None:
    assert "Nothing is told of them together" in atlas.get(f"/network/meetings{asked}").text


def test_behind_an_edge_the_reports_beyond_the_first_are_counted(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "many.db")
    for number in range(5):
        desk = Desk(published=f"2024-05-1{number}", outlet=f"Outlet {number}", opening=f"The telling of {number}")
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-10", words="held talks with")
        store.writer.take(desk.item(), desk.record())
    browser = browser_of(app_of(Settings(store=store.name)))
    page = browser.get("/network/meetings?state=AZE&state=TUR").text
    assert page.count("<li>") == 1
    assert [one for one in range(5) if f"Outlet {one}, 2024" in page] == [0, 1]
    assert "3 more reports" in page


@pytest.mark.parametrize("path", ["/network/meetings?of=planet", "/network/meetings.csv"])
def test_what_is_not_behind_an_edge_is_said(atlas: TestClient, path: str) -> None:
    assert atlas.get(path).status_code in {404, 422}


def test_a_network_too_large_asks_for_a_limit(atlas: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST_NODES", 1)
    for by in ("person", "state"):
        page = atlas.get("/network", params={"by": by}).text
        assert "choose a time, a state, a person or an office" in page
        assert page.count("data-node=") in {0, 1}


@pytest.mark.parametrize("path", ["/world", "/network", "/network?by=office", "/network/meetings"])
def test_hostile_names_are_text(atlas: TestClient, path: str) -> None:
    page = atlas.get(path).text
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "onload='x'" not in page
    assert not re.search(r"\sstyle=", page)


@pytest.mark.parametrize("path", ["/network.graphml?by=planet", "/network.graphml?type=DANCE", "/world.json?state=Oz"])
def test_trouble_is_told_as_problem_details(atlas: TestClient, path: str) -> None:
    answer = atlas.get(path)
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/world", "/network"])
def test_a_parameter_of_any_name_limits_nothing(atlas: TestClient, path: str) -> None:
    assert atlas.get(f"{path}?path=there").status_code == 200


def test_all_that_a_picture_needs_is_here(atlas: TestClient) -> None:
    for path in ("/world", "/network"):
        for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', atlas.get(path).text):
            assert atlas.get(address).status_code == 200
    for script in ("world.js", "network.js", "unfold.js", "marks.js"):
        for address in re.findall(r'"(/static/[^"]+|\./[^"]+\.js)"', atlas.get(f"/static/{script}").text):
            assert atlas.get(address.replace("./", "/static/")).status_code == 200


NAMES = [
    ("plain", "Ali", "Ali"),
    ("markup", '<b a="1">&', '<b a="1">&'),
    ("what no XML may hold", "a\x00\x08\ufffe\x1bb", "ab"),
    ("both directions", "\u202eyevihgaN", "\u202eyevihgaN"),
    ("beyond the first plane", "𐎠", "𐎠"),
]


@pytest.mark.parametrize(("name", "read"), [row[1:] for row in NAMES], ids=[row[0] for row in NAMES])
def test_a_name_is_a_name_in_graphml(name: str, read: str) -> None:
    graph = Graph(
        nodes={name: {"name": name, "country": None, "named": True}},
        edges=[(name, name, {"meetings": 2})],
        sorts={"meetings": int, "named": bool},
    )
    told = ET.fromstring("".join(graphml(graph)))  # noqa: S314 - our own
    (node,) = told.findall(f".//{GRAPHML}node")
    assert node.get("id") == read
    assert [data.text for data in node.findall(f"{GRAPHML}data")] == [read, "true"]
    assert [key.get("attr.type") for key in told.findall(f"{GRAPHML}key")] == ["string", "string", "boolean", "int"]


def test_of_two_offices_it_is_said_who_met(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "offices.db")
    for day, name in (("2023-03-01", "Ali Naghiyev"), ("2024-02-01", "Samir Huseynov")):
        desk = Desk(published=day, outlet="Caspian Wire", opening=f"News of {day}")
        desk.event("CONSULT", [f"{name}:AZE"], ["Hakan Demir:TUR"], day=day, words="held talks with")
        store.writer.take(desk.item(), in_office(in_office(desk.record(), name), "Hakan Demir"))
    store.refresh_people(load_lexicon())
    browser = browser_of(app_of(Settings(store=store.name)))
    page = browser.get("/network?by=office").text
    told = {frozenset(one.split(" and ")) for one in re.findall(r'<span class="quiet">of ([^<]+)</span>', page)}
    assert told == {frozenset({"Ali Naghiyev", "Hakan Demir"}), frozenset({"Samir Huseynov", "Hakan Demir"})}
    (who,) = re.findall(r'<a href="(/pairs/AZE/TUR[^"]*)">who met</a>', browser.get("/network?by=state").text)
    assert "Hakan Demir" in browser.get(who.replace("&amp;", "&")).text
