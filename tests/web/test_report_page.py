"""The page of a report: text and record, places, long texts, versions, and what the machine missed."""

import html
import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.model.record import Span
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.report_list import Listing
from dragoman.store.versions import Change
from dragoman.web.app import app_of
from dragoman.web.compared import compared, older_first
from dragoman.web.settings import Settings
from tests.store.making import Desk
from tests.web.conftest import browser_of

URL = "https://example.org/talks"
COPIED = (
    "The delegations met on the shore of the lake, spoke for hours of water, roads, visas, and parted as friends, "
    "after the chair of the host side had thanked the interpreters, the drivers and the cooks for their patience"
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Give a store with two versions of a page, a near copy, and a long text."""
    made = Store.open(tmp_path / "desk.db")
    first = Desk(published="2024-05-12", outlet="Caspian Wire", title="Talks", url=URL, opening=COPIED)
    first.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks with")
    first.statement("AZE", "praise", "ties are close")
    first.commitment("AZE", "TUR", "ship the gas", due="2024-07-01")
    second = Desk(published="2024-05-13", outlet="Caspian Wire", title="Talks again", url=URL, opening=COPIED)
    second.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=("Ganja", "AZE"), words="held talks with")
    long = Desk(published="2024-06-01", outlet="Long Wire", title="Long")
    for number in range(40):
        long.say("And so on, and so on. " * 140)
        long.event("CONSULT", ["AZE"], ["TUR"], words=f"held talks of number {number} with")
    for number, desk in enumerate((first, second, long)):
        made.writer.take(desk.item(f"r{number}.txt"), desk.record())
    return made


@pytest.fixture
def client(store: Store) -> TestClient:
    """Give a browser on loopback."""
    return browser_of(app_of(Settings(store=store.name, name="M. Garcia")), follow_redirects=False)


def document(store: Store, title: str) -> str:
    return next(one.document for one in store.view.reports(limit=100).items if one.title == title)


def text_of(page: str) -> str:
    """The words of the text as a browser has them."""
    found = re.search(r'<div class="report-text".*?>(.*?)</div>', page, re.DOTALL)
    assert found is not None
    return html.unescape(re.sub(r"<[^>]+>", "", found[1]))


def test_the_text_is_whole_and_its_words_lead_to_the_record_and_back(store: Store, client: TestClient) -> None:
    one = document(store, "Talks")
    page = client.get(f"/reports/{one}").text
    record = store.record(one)
    assert record is not None
    assert text_of(page) == record.document.text
    opened = set(re.findall(r'id="t-(f\d+)"', page))
    entries = re.findall(r'<li id="(f\d+)"', page)
    assert opened == set(entries) == {"f1", "f2", "f3"}
    assert entries == sorted(entries)
    assert all(f'href="#{key}"' in page and f'href="#t-{key}"' in page for key in entries)
    assert re.findall(r'<a href="(/\w+)/\w+:[0-9a-f]+">', page[page.index('class="entries"') :])[:3] == [
        "/events",
        "/statements",
        "/commitments",
    ]


def test_a_place_is_marked_and_can_be_gone_to(store: Store, client: TestClient) -> None:
    one = document(store, "Talks")
    record = store.record(one)
    assert record is not None
    at = record.document.text.index("held talks")
    page = client.get(f"/reports/{one}?at={at}-{at + 10}").text
    found = re.search(r'<span id="at" tabindex="-1"></span><\w+ class="[^"]*\bat\b[^"]*"[^>]*>([^<]*)<', page)
    assert found is not None
    assert "held talks".startswith(found[1])


PLACES = [
    ("no place", "?at=here", 422),
    ("a place behind the end", "?at=999999-1000000", 200),
    ("a place the wrong way round", "?at=20-10", 200),
    ("a part that is not there", "?part=99", 200),
    ("another version that is not there", "?against=sha256:00", 404),
]


@pytest.mark.parametrize(("query", "status"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_an_odd_place_is_no_fault(store: Store, client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/reports/{document(store, 'Talks')}{query}").status_code == status


def test_a_long_text_comes_in_parts_with_what_is_told_in_each(store: Store, client: TestClient) -> None:
    one = document(store, "Long")
    record = store.record(one)
    assert record is not None
    whole = record.document.text
    parts = len(whole) // 40_000 + 1
    pages = [client.get(f"/reports/{one}?part={number}").text for number in range(1, parts + 1)]
    assert "".join(map(text_of, pages)) == whole
    at = whole.index("number 35 ")
    before = time.process_time()
    page = client.get(f"/reports/{one}?at={at}-{at + 6}").text
    assert "number 35 " in text_of(page)
    assert 'id="at"' in page
    assert len(page) < 3_000_000
    assert time.process_time() - before < 5


def test_versions_and_near_copies_tell_what_changed(store: Store, client: TestClient) -> None:
    one, other = document(store, "Talks"), document(store, "Talks again")
    page = client.get(f"/reports/{other}").text
    assert "Versions" in page
    assert "Near copies" in page
    for shown, against in ((one, other), (other, one)):  # the older stands first, whichever is looked at
        changed = client.get(f"/reports/{shown}?against={against}").text
        assert re.search(r"<del>[^<]*Baku[^<]*</del>", changed)
        assert re.search(r"<ins>[^<]*Ganja[^<]*</ins>", changed)
        assert re.search(r"Older: .*?Caspian Wire, 2024-05-12.*?Newer: .*?Caspian Wire, 2024-05-13", changed, re.DOTALL)
        assert "said otherwise by the newer text" in changed
    assert page.index("what differs") < page.index("The record")  # above the text, too
    assert client.get(f"/reports/{one}?against=sha256:00").status_code == 404


def span(text: str) -> Span:
    return Span(start=0, end=len(text), quote=text)


def test_of_a_comma_more_only_the_word_that_has_it_is_marked() -> None:
    papers = [("a", [listing("CAN", "2024-06-12")]), ("b", [listing("Courier", "2024-06-13")])]
    before, after = "The ministers met in Taraz and signed it.", "The ministers met in Taraz, and signed it."
    changes = [
        Change(kind="changed", before=(span(before),), after=(span(after),)),
        Change(kind="changed", before=(span("It rained."),), after=(span("Nobody was hurt there"),)),
        Change(kind="removed", before=(span("Gone."),), after=()),
        Change(kind="added", before=(), after=(span("New."),)),
    ]
    told = compared(papers[0], papers[1], changes)
    assert (told.older.told, told.newer.told) == ("CAN, 2024-06-12", "Courier, 2024-06-13")
    assert [(one.of, one.text) for one in told.changes[0].pieces] == [
        ("both", "The ministers met in"),
        ("older", " Taraz"),
        ("newer", " Taraz,"),
        ("both", " and signed it."),
    ]
    assert [one.said for one in told.changes] == [
        *(["said otherwise by Courier"] * 2),
        *("left out by Courier", "added by Courier"),
    ]
    assert [piece.of for piece in told.changes[1].pieces] == ["older", "newer"]


def test_the_older_of_two_is_the_one_printed_first() -> None:
    first, later = [listing("CAN", "2024-06-12")], [listing("Courier", "2024-06-13")]
    undated = [listing("EAPA", None)]
    assert older_first(first, later)
    assert not older_first(later, first)
    assert older_first(later, undated)


def listing(outlet: str, published: str | None) -> Listing:
    told = dict.fromkeys(("url", "title", "byline", "modified", "retrieved", "language"))
    return Listing(
        document="sha256:0", name="a.txt", outlet=outlet, published=published, basis="publication",
        added="2026-01-01T00:00:00+00:00", told={}, story="sha256:0", copies=1, **told,
    )  # fmt: skip


def actors(store: Store, one: str) -> dict[str, str]:
    record = store.record(one)
    assert record is not None
    return {actor.name: actor.id for actor in record.actors}


MISSED = [
    ("an event", {"kind": "event", "event": "PROTEST", "date": "2024-05", "place": "the lake"}, "event", "PROTEST"),
    ("a statement", {"kind": "statement", "act": "thank"}, "statement", "thank"),
    ("a commitment", {"kind": "commitment", "date": "2024-06-30"}, "commitment", None),
    ("an agreement", {"kind": "agreement", "sort": "memorandum"}, "agreement", "memorandum"),
]


@pytest.mark.parametrize(("told", "kind", "sort"), [row[1:] for row in MISSED], ids=[row[0] for row in MISSED])
def test_what_was_missed_is_added_at_its_words(
    store: Store, client: TestClient, told: dict[str, str], kind: str, sort: str | None
) -> None:
    one = document(store, "Talks")
    before = store.view.count(kind)  # type: ignore[arg-type]
    sides = {"who": actors(store, one)["AZE"], "whom": actors(store, one)["TUR"]}
    answer = client.post(f"/reports/{one}/missed", data={"words": "parted as friends", **sides, **told})
    assert answer.status_code == 303, answer.text
    assert store.view.count(kind) == before + 1  # type: ignore[arg-type]
    page = client.get(answer.headers["location"].partition("#")[0]).text
    assert "added by M. Garcia" in page
    found = store.view.list(kind, Filter(document=one), limit=100).items  # type: ignore[arg-type]
    mine = next(item.merged.finding for item in found if item.merged.finding.cue == "person.M. Garcia")
    assert getattr(mine, "type", getattr(mine, "act", getattr(mine, "kind", None))) == sort


REFUSED = [
    ("words that are not there", {"words": "never said"}, 422, "does not stand"),
    ("no words", {"words": " "}, 422, "no words"),
    ("no such type", {"words": "friends", "event": "DANCE"}, 422, "DANCE"),
    ("no such kind", {"words": "friends", "kind": "rumour"}, 422, "rumour"),
    ("no day", {"words": "friends", "date": "2024-02-31"}, 422, "no such day"),
    ("nobody here", {"words": "friends", "who": "actor:0"}, 422, "actor:0"),
]


@pytest.mark.parametrize(("told", "status", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_makes_no_sense_is_refused(
    store: Store, client: TestClient, told: dict[str, str], status: int, words: str
) -> None:
    one = document(store, "Talks")
    answer = client.post(f"/reports/{one}/missed", data={"kind": "event", "event": "PROTEST", **told})
    assert answer.status_code == status
    assert words in html.unescape(answer.text)
    assert store.count()["judgements"] == 0


def test_no_such_report(client: TestClient) -> None:
    assert client.get("/reports/sha256:00").status_code == 404
    assert client.post("/reports/sha256:00/missed", data={"kind": "event", "words": "x"}).status_code == 404
