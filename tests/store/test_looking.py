"""Reports, versions, sentences, timelines, collections: what is seen of a store, on both databases."""

from typing import Any

import pytest

from dragoman.errors import QueryError
from dragoman.model.record import Source, Span
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.report_list import ReportFilter
from dragoman.store.words import marks, placed, search
from tests.store.making import Desk
from tests.store.test_store import take, talks

URL = "https://example.org/talks.html"
COPIED = (
    "The delegations met on the shore of the lake, spoke for hours of water, roads, visas, and parted as friends, "
    "after the chair of the host side had thanked the interpreters, the drivers and the cooks for their patience"
)


def story(outlet: str, published: str | None, opening: str = COPIED, url: str | None = None) -> Desk:
    desk = Desk(outlet=outlet, published=published, opening=opening, url=url)
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", words="held talks with", place=("Baku", "AZE"))
    return desk


def filled(store: Store) -> Store:
    take(
        store,
        story("Caspian Wire", "2024-05-12"),
        story("Anadolu Wire", "2024-05-13", f"{COPIED} again"),
        story("Other", None, "Nothing of the kind was told by anybody at any time"),
    )
    return store


REPORTS: list[tuple[str, ReportFilter, list[str]]] = [
    ("all", ReportFilter(), ["Anadolu Wire", "Caspian Wire", "Other"]),
    ("an outlet", ReportFilter(outlet="Other"), ["Other"]),
    ("since", ReportFilter(since="2024-05-13"), ["Anadolu Wire"]),
    ("until", ReportFilter(until="2024-05-12"), ["Caspian Wire"]),
    ("words", ReportFilter(text="nothing kind"), ["Other"]),
    ("a state that it tells of", ReportFilter(state="TUR"), ["Anadolu Wire", "Caspian Wire", "Other"]),
    ("a state that it does not", ReportFilter(state="GEO"), []),
    ("each story once", ReportFilter(copies=False), ["Caspian Wire", "Other"]),
    ("an address", ReportFilter(url=URL), []),
    ("no such collection", ReportFilter(collection="none"), []),
]


@pytest.mark.parametrize(("limits", "outlets"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS])
def test_reports_are_limited(store: Store, limits: ReportFilter, outlets: list[str]) -> None:
    filled(store)
    found = store.view.reports(limits)
    assert [one.outlet for one in found.items] == outlets
    assert store.view.count_reports(limits).appearances == len(outlets)


def test_reports_outlets_and_stories_are_counted_apart(store: Store) -> None:
    filled(store)
    again = story("Third", "2024-05-14")
    store.writer.take(again.item("third.txt"), again.record())
    told = store.view.count_reports()
    assert (told.documents, told.appearances, told.outlets, told.stories) == (3, 4, 4, 2)
    first = store.view.reports(ReportFilter(outlet="Third")).items[0]
    assert first.copies == 2
    assert first.told == {"event": 1}
    assert first.story == again.record().document.id


@pytest.mark.parametrize("sort", ["-published", "published"])
def test_reports_go_on_at_the_cursor(store: Store, sort: str) -> None:
    filled(store)
    take(store, story("Fourth", None, "Neither did this one tell the day on which it was written down"))
    whole = [one.document for one in store.view.reports(sort=sort).items]
    seen: list[str] = []
    cursor = None
    while True:
        page = store.view.reports(sort=sort, limit=1, cursor=cursor)
        seen += [one.document for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == whole
    assert len(whole) == 4


def test_an_address_has_versions_and_their_difference_is_shown(store: Store) -> None:
    before = Desk(url=URL, opening="Nine people were hurt. The road is closed")
    after = Desk(url=URL, published="2024-05-13", opening="Twelve people were hurt. The road\nis closed. Talks go on")
    for number, desk in enumerate((before, after, before)):
        store.writer.take(desk.item(f"{number}.html"), desk.record())
    versions = store.view.versions(URL)
    assert [one.document for one in versions] == [before.record().document.id, after.record().document.id]
    changes = store.view.difference(*(one.document for one in versions))
    told = [(one.kind, [span.quote for span in one.before], [span.quote for span in one.after]) for one in changes]
    assert told == [
        ("changed", ["Nine people were hurt."], ["Twelve people were hurt."]),
        ("added", [], ["Talks go on."]),
    ]
    assert all(after.text[span.start : span.end] == span.quote for one in changes for span in one.after)
    assert store.view.versions("https://example.org/none") == ()
    with pytest.raises(QueryError, match="no document"):
        store.view.difference(versions[0].document, "sha256:none")


def test_sentences_are_found_with_the_places_of_the_words(store: Store) -> None:
    filled(store)
    found = store.view.search('"held talks" OR kind', sort="day")
    assert [one.day for one in found.items] == [None, None, "2024-05-12", "2024-05-13"]
    for one in found.items:
        text = store.record(one.document)
        assert text is not None
        whole = text.document.text
        assert whole[one.span.start : one.span.end] == one.span.quote
        assert {whole[start:end] for start, end in one.marks} <= {"held talks", "kind"}
        assert one.marks
    only = store.view.search("talks", ReportFilter(since="2024-05-13"))
    assert [one.outlet for one in only.items] == ["Anadolu Wire"]
    both = store.view.search("talks", ReportFilter(text="again"))
    assert [one.outlet for one in both.items] == ["Anadolu Wire"]
    page = store.view.search("talks", limit=2)
    assert [one.document for one in page.items] + [
        one.document for one in store.view.search("talks", limit=2, cursor=page.next).items
    ] == [one.document for one in store.view.search("talks").items]
    with pytest.raises(QueryError):
        store.view.search("-only")


MARKS: list[tuple[str, str, str, list[str]]] = [
    ("a word", "gas", "Gas and gases", ["Gas"]),
    ("the beginning of words", "gas*", "Gas and gases", ["Gas", "gases"]),
    ("words that follow", '"gas deal"', "a gas deal, no gas; deal", ["gas deal", "gas; deal"]),
    ("letters that ASCII lacks", "nagiyev", "Nağıyev's friend", ["Nağıyev"]),
    ("one letter for two", "strasse", "die Straße hier", ["Straße"]),
    ("what is excluded", "gas -oil", "gas, no oil", ["gas"]),
    ("parts of one word", "e-mail", "an e-mail", ["e-mail"]),
    ("letters of no sound", "moskva", "из Москва́ сюда", ["Москва́"]),
]


@pytest.mark.parametrize(("told", "text", "expected"), [row[1:] for row in MARKS], ids=[row[0] for row in MARKS])
def test_what_was_looked_for_is_marked(told: str, text: str, expected: list[str]) -> None:
    found = [text[start:end] for start, end in marks(text, search(told))]
    assert [one.strip("́") for one in found] == [one.strip("́") for one in expected]
    assert [word for word, _, _ in placed(text)]


def test_a_timeline_has_all_kinds_in_the_order_of_their_days(store: Store) -> None:
    take(store, talks())
    kinds = [(item.merged.kind, item.day) for item in store.view.timeline(Filter(states=("AZE",))).items]
    assert kinds == [
        ("agreement", "2021-06-15"),
        ("event", "2024-05-10"),
        ("event", "2024-05-11"),
        ("commitment", "2024-05-12"),
    ]
    pair = store.view.timeline(Filter(pair=("TUR", "AZE")), sort="-day", limit=2)
    assert [item.merged.kind for item in pair.items] == ["commitment", "event"]
    rest = store.view.timeline(Filter(pair=("TUR", "AZE")), sort="-day", limit=2, cursor=pair.next)
    assert [item.merged.kind for item in rest.items] == ["agreement"]
    assert rest.next is None


def test_meetings_are_those_that_were_and_those_that_will_be(store: Store) -> None:
    take(store, talks())
    assert [item.merged.finding.type for item in store.view.list("event", Filter(meetings=True)).items] == ["CONSULT"]  # type: ignore[union-attr]


def test_collections_limit_every_query(store: Store) -> None:
    filled(store)
    ids = [one.document for one in store.view.reports(sort="published").items]
    store.collect("lake", ids[1:])
    store.collect("lake", ids[1:2])
    store.collect("empty", [])
    assert [(one.name, one.documents) for one in store.view.collections()] == [("empty", 0), ("lake", 2)]
    lake = ReportFilter(collection="lake")
    assert store.view.count_reports(lake).documents == 2
    assert {one.document for one in store.view.search("talks", lake).items} == set(ids[1:])
    assert store.view.count("event", Filter(collection="lake")) == 1
    assert store.view.count("event", Filter(collection="empty")) == 0


@pytest.mark.parametrize(
    ("name", "documents"), [(" ", []), ("a" * 201, []), ("lake", ["sha256:none"])], ids=["blank", "long", "no document"]
)
def test_a_collection_that_makes_no_sense_is_refused(store: Store, name: str, documents: list[str]) -> None:
    with pytest.raises(QueryError):
        store.collect(name, documents)
    assert store.view.collections() == ()


def test_counts_by_what_is_none_are_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="counted"):
        store.view.facet("event", "colour")


def test_places_are_found_whatever_the_case(store: Store) -> None:
    desk = Desk()
    desk.event("CONSULT", ["AZE"], ["TUR"], words="met", place=("Şuşa", "AZE"))
    take(store, desk)
    found: dict[str, Any] = {told: store.view.count("event", Filter(place=told)) for told in ("Şuşa", "ŞuŞA", "Susa")}
    assert found == {"Şuşa": 1, "ŞuŞA": 0, "Susa": 0}


def test_a_statement_is_found_by_the_words_of_its_own_sentences(store: Store) -> None:
    desk = Desk(opening="BAKU, the Caspian Wire reports from Kairagach")
    desk.statement("AZE", "praise", "the bridge is done")
    record = desk.record()
    outlet = Source(
        name="Caspian Wire", kind="outlet", evidence=(Span(start=10, end=22, quote=record.document.text[10:22]),)
    )
    told = record.statements[0].model_copy(update={"sources": (outlet,)})
    store.writer.take(desk.item(), record.model_copy(update={"statements": (told,)}))
    assert store.view.count("statement", Filter(text="bridge")) == 1
    assert store.view.count("statement", Filter(text="Kairagach")) == 0
