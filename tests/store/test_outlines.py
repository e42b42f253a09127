"""What the desk asks of a store at a glance: outlines, counts, who met, stories, what is due, what is kept."""

import pytest

from dragoman.errors import QueryError
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.view import View
from tests.store.making import Desk

PAIR = Filter(pair=("AZE", "TUR"))


@pytest.fixture
def filled(store: Store) -> Store:
    """Give a store with two reports of one meeting by name, an accusation, and a promise."""
    for outlet in ("Caspian Wire", "Anatolian Post"):
        desk = Desk(published="2024-05-12", outlet=outlet, title=f"Talks told by {outlet}", opening=f"{outlet} reports")
        desk.event(
            "CONSULT",
            ["Ali Naghiyev:AZE"],
            ["Ibrahim Kalin:TUR"],
            day="2024-05-11",
            words="met",
            contexts=("military",),
        )
        store.writer.take(desk.item(), desk.record())
    desk = Desk(published="2024-06-02", outlet="Caspian Wire", title="Baku accuses Ankara")
    desk.event("ACCUSE", ["AZE"], ["TUR"], words="accused", mode="allege")
    desk.commitment("AZE", "TUR", "open the border", due="2024-07-01")
    desk.commitment("AZE", "TUR", "close the mine", due="2024-08-01", status="kept")
    store.writer.take(desk.item(), desk.record())
    store.refresh_people()
    return store


def test_outlines_are_the_newest_with_the_bounds_of_their_days(filled: Store) -> None:
    found = filled.view.outlines(("event", "commitment"), PAIR, limit=10)
    bounds = {(one.kind, one.earliest, one.latest) for one in found.items}
    assert bounds == {
        ("commitment", "2024-08-01", "2024-08-01"),
        ("commitment", "2024-07-01", "2024-07-01"),
        ("event", None, None),
        ("event", "2024-05-11", "2024-05-11"),
    }
    assert [one.day for one in found.items] == sorted((one.day for one in found.items), reverse=True)
    assert not found.more
    assert filled.view.outlines("event", PAIR, limit=1).more


def test_a_count_goes_no_further_than_asked(filled: Store) -> None:
    assert filled.view.count_to("event", PAIR) == 2
    assert filled.view.count_to("event", PAIR, most=1) == 2
    assert filled.view.count_to("commitment", PAIR, most=0) == 1
    assert filled.view.count_to("event", Filter(states=("ARM",))) == 0


def test_facets_count_each_finding_once(filled: Store) -> None:
    found = filled.view.facets_of("event", PAIR)
    assert found.whole
    assert found.counts["type"] == {"ACCUSE": 1, "CONSULT": 1}
    assert found.counts["mode"] == {"ACCUSE allege": 1}
    assert found.counts["outlet"] == {"Caspian Wire": 2, "Anatolian Post": 1}
    assert found.counts["state"] == {"AZE": 2, "TUR": 2}
    assert found.counts["month"] == {"2024-05": 1, "2024-06": 1}
    assert not filled.view.facets_of("event", PAIR, most=1).whole


def test_who_met_is_told_with_whom(filled: Store) -> None:
    found = filled.view.met(PAIR)
    assert [(one.name, one.country, one.meetings, one.last) for one in found] == [
        ("Ali Naghiyev", "AZE", 1, "2024-05-11"),
        ("Ibrahim Kalin", "TUR", 1, "2024-05-11"),
    ]
    assert [other[1:] for other in found[0].others] == [("Ibrahim Kalin", "TUR", 1)]


def test_nobody_sees_through_to_what_is_not_his(filled: Store) -> None:
    documents = [one.document for one in filled.view.reports().items]
    filled.collect("mine", documents[:1])
    mine = View(engine=filled.engine, within=("mine",))
    assert mine.count_to("event", PAIR) == 1
    assert mine.met(PAIR) == ()
    assert set(mine.stories(documents)) == set(documents[:1])
    assert [item.merged.kind for item in mine.news("event", 0).items] == ["event"]
    nobodys = View(engine=filled.engine, within=())
    assert nobodys.outlines("event", PAIR).items == ()
    assert nobodys.due(until="2030-01-01").items == ()
    assert nobodys.search_facets("AZE").counts["state"] == {}


def test_a_story_is_told_first_by_who_came_first(filled: Store) -> None:
    documents = [one.document for one in filled.view.reports().items]
    found = filled.view.stories(documents)
    assert {one.title for one in found.values()} >= {"Baku accuses Ankara"}
    assert all(found[one.document].document == one.document for one in found.values())


def test_what_is_kept_is_due_no_more(filled: Store) -> None:
    due = filled.view.due(until="2024-12-31").items
    assert [item.merged.finding.what.quote for item in due] == ["open the border"]  # type: ignore[union-attr]
    assert filled.view.due(since="2024-07-02", until="2024-12-31").items == ()


def test_sentences_are_limited_by_what_is_told_in_them(filled: Store) -> None:
    found = filled.view.search("AZE", telling=Filter(types=("ACCUSE",), states=("TUR",)))
    assert [one.span.quote for one in found.items] == ["AZE accused TUR."]
    assert filled.view.search("AZE", telling=Filter(contexts=("military",))).items == ()
    assert filled.view.search_facets("Naghiyev").counts["context"] == {"military": 2}


def test_a_search_is_kept_once_under_its_last_name(filled: Store) -> None:
    filled.save_search("ann", "Gas", "/search?q=gas")
    filled.save_search("ann", " All   gas ", "/search?q=gas")
    filled.save_search("bob", "Gas", "/search?q=gas")
    assert [one.name for one in filled.view.searches("ann")] == ["All gas"]
    number = filled.view.searches("ann")[0].number
    assert filled.forget_search("ann", number)
    assert not filled.forget_search("ann", number)
    assert len(filled.view.searches("bob")) == 1


@pytest.mark.parametrize(
    ("name", "address"), [("", "/events"), ("x" * 201, "/events"), ("a", "//x"), ("a", "/" * 3000)]
)
def test_what_is_no_search_is_not_kept(filled: Store, name: str, address: str) -> None:
    with pytest.raises(QueryError):
        filled.save_search("ann", name, address)
