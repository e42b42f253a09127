"""Names of outlets that are one, and those that some letters mean."""

from collections import Counter

import pytest
from sqlalchemy import insert, select, text, update

from dragoman.asking.cells import found_cells
from dragoman.store import Store
from dragoman.store import schema as s
from dragoman.store.filters import Filter
from dragoman.store.outlet_names import mains
from dragoman.store.outlets import Outlet, meant
from dragoman.store.report_list import ReportFilter
from dragoman.store.view import View
from tests.store.making import Desk

ONE = {
    "an acronym": ({"CAN", "Central Asia News"}, 1),
    "with small words": ({"PTV", "Press and Television of Vantaa"}, 1),
    "with a hyphen": ({"NFP", "Nouvelles France-Pays"}, 1),
    "letters' case": ({"Caspian Wire", "CASPIAN WIRE"}, 1),
    "a medium of the tables": ({"AFP", "Agence France-Presse"}, 1),
    "two have these initials": ({"CAN", "Central Asia News", "Coast And North"}, 3),
    "a word in capitals that is no acronym of it": ({"TASK", "Central Asia News"}, 2),
    "a word of one": ({"News", "Central Asia News"}, 2),
    "a name of its own": ({"Caspian Wire", "Caspian Post"}, 2),
}


@pytest.mark.parametrize("name", ONE)
def test_names_that_are_one_outlet(name: str) -> None:
    names, many = ONE[name]
    found = mains(names)
    assert set(found) == names
    assert len(set(found.values())) == many


KNOWN = tuple(
    Outlet(name=names[0], names=names, reports=1)
    for names in (
        ("Central Asia News", "CAN"),
        ("Issyk-Kul Courier",),
        ("Baltic Courier",),
        ("American Scanner",),
        ("Al-Qäla Times",),
    )
)
MEANT = {
    "a whole name": ("Baltic Courier", {"Baltic Courier"}),
    "any name of an outlet": ("CAN", {"CAN", "Central Asia News"}),
    "a word of two": ("courier", {"Issyk-Kul Courier", "Baltic Courier"}),
    "the beginning of a word": ("cour", {"Issyk-Kul Courier", "Baltic Courier"}),
    "behind a hyphen": ("kul", {"Issyk-Kul Courier"}),
    "without its accent": ("qala", {"Al-Qäla Times"}),
    "the middle of a word": ("can", {"CAN", "Central Asia News"}),
    "two words": ("asia news", {"CAN", "Central Asia News"}),
    "nobody": ("Herald", {"Herald"}),
    "signs that stand for anything": ("%", {"%"}),
}


@pytest.mark.parametrize("name", MEANT)
def test_outlets_that_some_letters_mean(name: str) -> None:
    told, names = MEANT[name]
    assert set(meant(KNOWN, told)) == names


def test_lists_and_counts_take_the_names_of_an_outlet_for_one(store: Store) -> None:
    for number, outlet in enumerate(("CAN", "Central Asia News", "Baltic Courier")):
        desk = Desk(published=f"2024-05-1{number}", outlet=outlet, opening=f"{outlet} writes")
        desk.event("CONSULT", ["AZE"], ["TUR"], day=f"2024-0{number + 1}-10", words="held talks")
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    view = store.view
    assert [(one.name, one.names, one.reports) for one in view.outlets()] == [
        ("Central Asia News", ("CAN", "Central Asia News"), 2),
        ("Baltic Courier", ("Baltic Courier",), 1),
    ]
    for told, many in (("CAN", 2), ("Central Asia News", 2), ("cour", 1), ("Herald", 0)):
        assert view.count("event", Filter(outlet=told)) == many
        assert len(view.reports(ReportFilter(outlet=told)).items) == many
        assert len(view.search("talks", ReportFilter(outlet=told)).items) == many
    for counts in (view.facets_of("event").counts["outlet"], view.search_facets("talks").counts["outlet"]):
        assert counts == {"Central Asia News": 2, "Baltic Courier": 1}
    assert view.facet("event", "outlet") == {"Central Asia News": 2, "Baltic Courier": 1}


def test_an_acronym_and_its_name_are_one_outlet_of_what_both_tell(store: Store) -> None:
    for number, outlet in enumerate(("CAN", "Central Asia News", "Baltic Courier")):
        desk = Desk(published=f"2024-05-1{number}", outlet=outlet, opening=f"{outlet} writes")
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-10", words="held talks")
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    (item,) = store.view.list("event").items
    assert item.merged.outlets == ("Baltic Courier", "CAN", "Central Asia News")
    with store.engine.connect() as connection:
        kept = connection.execute(select(s.merged.c.outlets)).scalar_one()
    assert (kept, item.as_json()["outlet_count"], found_cells(item)["outlets"]) == (2, 2, 2)
    assert store.view.count_reports().outlets == 2


def test_a_store_from_before_counts_its_outlets_anew_also_where_it_is_large(sqlite_store: Store) -> None:
    # only in a file: the upgrade takes a thousand findings at a time on either database
    for number, outlet in enumerate(("CAN", "Central Asia News", "Baltic Courier")):
        desk = Desk(published=f"2024-05-1{number}", outlet=outlet, opening=f"{outlet} writes")
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-10", words="held talks")
        sqlite_store.writer.take(desk.item(f"{number}.txt"), desk.record())
    with sqlite_store.engine.begin() as connection:
        (row,) = connection.execute(select(s.merged)).mappings().all()
        copies = [{**row, "n": row["n"] + more, "id": f"{row['id']}-{more}"} for more in range(1, 2_500)]
        connection.execute(insert(s.merged), copies)
        connection.execute(text("DROP INDEX ix_merged_place"))  # as the schema was before
        connection.execute(update(s.merged).values(outlets=3))
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
    opened = Store.open(str(sqlite_store.engine.url.database))
    with opened.engine.connect() as connection:
        assert Counter(connection.execute(select(s.merged.c.outlets)).scalars()) == {2: 2_500}
    opened.close()


def test_outlets_of_what_may_be_seen_are_counted_anew_where_that_has_grown(store: Store) -> None:
    for number, outlet in enumerate(("Caspian Wire", "Baltic Courier")):
        desk = Desk(published=f"2024-05-1{number}", outlet=outlet, opening=f"{outlet} writes")
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    one, other = (report.document for report in store.view.reports(sort="published").items)
    store.collect("gas", [one])
    store.collect("oil", [other])
    seen = View(engine=store.engine, within=("gas",))
    assert [each.name for each in seen.outlets()] == ["Caspian Wire"]
    store.collect("gas", [other])
    assert [each.name for each in seen.outlets()] == ["Baltic Courier", "Caspian Wire"]
    assert seen.outlets() is seen.outlets()
