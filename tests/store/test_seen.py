"""Somebody who may see some collections only: the rest of the store is not there, whatever is asked, and however."""

from collections.abc import Callable
from inspect import isfunction

import pytest

from dragoman.errors import QueryError
from dragoman.lexicon.load import Lexicon, load_lexicon
from dragoman.model.judgement import Judgement
from dragoman.model.merged import MergedKind
from dragoman.store import Store
from dragoman.store.changes import ChangeFilter
from dragoman.store.filters import Filter
from dragoman.store.people import PeopleFilter
from dragoman.store.report_list import ReportFilter
from dragoman.store.view import View
from tests.store.conftest import WHEN
from tests.store.making import Desk

ANYBODY = PeopleFilter(kind=None, named=False)
HIDDEN = ("Hidden Herald", "Zzyzx", "clandestine", "https://hidden.example/", "Quentin Verborgen", "GEO")


def open_report() -> Desk:
    """A report in the collection: a meeting, which another report tells, too."""
    desk = Desk(published="2024-05-12", outlet="Caspian Wire", url="https://open.example/", title="Talks in Baku")
    desk.event("CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="held talks")
    desk.statement("TUR", "praise", "the talks were fruitful")
    return desk


def hidden_reports() -> tuple[Desk, Desk]:
    """Two in no collection: the same meeting told otherwise and earlier, and something of its own."""
    same = Desk(published="2024-05-11", outlet="Hidden Herald", url="https://hidden.example/", title="Zzyzx talks")
    same.event(
        "CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day="2024-05-11", place=("Baku", "AZE"), words="had clandestine talks"
    )
    own = Desk(published="2024-06-01", outlet="Hidden Herald", title="Zzyzx accord", url="https://hidden.example/")
    own.event("ACCUSE", ["Quentin Verborgen:GEO"], ["AZE"], day="2024-06-01", words="accused in a clandestine way")
    own.agreement("Zzyzx Accord", ["GEO", "AZE"], signed="2024-06-01")
    own.commitment("GEO", "AZE", "deliver clandestine aircraft")
    return same, own


@pytest.fixture
def seen(store: Store, lexicon: Lexicon) -> View:
    """Give the view of somebody who may see the collection `gas`, in which one report of three is."""
    for number, desk in enumerate((open_report(), *hidden_reports())):
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    store.refresh_people(lexicon)
    for name, desk in (("of-seen", open_report()), ("of-hidden", hidden_reports()[1])):
        target = desk.record().events[0].id
        store.judge(
            Judgement(
                id=name,
                kind="accept",
                targets=(target,),
                by="ana",
                at=WHEN,
                why=f"{name} Zzyzx" if name == "of-hidden" else "",
            )
        )
        undone = Judgement(id=f"no-{name}", kind="accept", targets=(target,), by="ana", at=WHEN, undoes=name)
        store.judge(undone)
    store.collect("gas", [open_report().record().document.id])
    store.collect("clandestine", [hidden_reports()[0].record().document.id])
    return View(engine=store.engine, within=("gas",))


def hidden_ids() -> set[str]:
    """Ids of the hidden documents and of what is told in them."""
    records = [desk.record() for desk in hidden_reports()]
    found = {one.document.id for one in records}
    for record in records:
        kinds = (record.events, record.statements, record.agreements, record.commitments, record.actors)
        found |= {one.id for kind in kinds for one in kind}
    return found


def agreement_id() -> str:
    return hidden_reports()[1].record().agreements[0].id


def event_id() -> str:
    return hidden_reports()[0].record().events[0].id


KINDS: tuple[MergedKind, ...] = ("event", "statement", "agreement", "commitment")


def refused(view: View) -> str:
    """What is said to who asks for the difference of two texts of which one is hidden."""
    here, there = open_report().record().document.id, hidden_reports()[0].record().document.id
    with pytest.raises(QueryError, match="is no document of this store"):
        view.difference(here, there)
    with pytest.raises(QueryError, match="is no document of this store"):
        view.difference(there, here)
    return "refused"


def documents() -> list[str]:
    return [desk.record().document.id for desk in (*hidden_reports(), open_report())]


# What each method of the view says to that somebody: in words, so that nothing hidden may stand in it
ASKED: dict[str, Callable[[View], object]] = {
    "list": lambda view: [
        [view.list(kind, sort=sort).items for kind in KINDS] for sort in ("-day", "-reports", "-confidence")
    ],
    "timeline": lambda view: view.timeline(),
    "one": lambda view: [view.one(one) for one in sorted(hidden_ids())],
    "outcomes": lambda view: [view.outcomes(one) for one in sorted(hidden_ids())],
    "count": lambda view: [view.count(kind) for kind in KINDS],
    "facet": lambda view: [view.facet(KINDS, by) for by in ("outlet", "state", "type", "month", "context")],
    "months": lambda view: [view.months("AZE"), view.months("GEO", "AZE"), view.months("AZE", "TUR")],
    "network": lambda view: view.network(),
    "places": lambda view: [view.places(), view.places(Filter(states=("GEO",)))],
    "circle": lambda view: [
        view.circle({"event": Filter(), "agreement": Filter()}),
        view.circle({"event": Filter(), "agreement": Filter()}, by="office"),
        view.circle({"event": Filter()}, office="minister"),
    ],
    "last_change": lambda view: view.last_change(),
    "departed": lambda view: sorted(set(view.departed(0)) & {"Zzyzx"}),  # digests of digests; they open nothing
    "people": lambda view: [view.people(ANYBODY), view.people(PeopleFilter(kind=None, named=False, name="verborgen"))],
    "person": lambda view: [view.person(one) for one in sorted(hidden_ids())],
    "agreements_named": lambda view: [view.agreements_named("Zzyzx"), view.agreements_named("accord")],
    "stamp": lambda view: view.stamp(),
    "judgements": lambda view: view.judgements(),
    "judgement": lambda view: view.judgement("of-hidden"),
    "reports": lambda view: [view.reports(), view.reports(ReportFilter(copies=False))],
    "outlets": lambda view: view.outlets(),
    "count_reports": lambda view: view.count_reports(),
    "versions": lambda view: [view.versions("https://hidden.example/"), view.versions("https://open.example/")],
    "difference": refused,
    "search": lambda view: [view.search("clandestine"), view.search("talks")],
    "collections": lambda view: view.collections(),
    "sees": lambda view: [view.sees(one) for one in sorted(hidden_ids())],
    "outlines": lambda view: view.outlines(KINDS),
    "count_to": lambda view: [view.count_to(kind) for kind in KINDS],
    "facets_of": lambda view: [view.facets_of(kind) for kind in KINDS],
    "met": lambda view: view.met(),
    "news": lambda view: view.news(KINDS, 0),
    "due": lambda view: view.due(until="2030-01-01"),
    "search_facets": lambda view: [view.search_facets("clandestine"), view.search_facets("talks")],
    "stories": lambda view: view.stories([one.record().document.id for one in (*hidden_reports(), open_report())]),
    "searches": lambda view: view.searches("rea"),
    "last_visit": lambda view: view.last_visit("rea"),
    "tellings": lambda view: [view.tellings(one) for one in (*sorted(hidden_ids()), event_id())],
    "accounts_of": lambda view: list(view.accounts_of([*sorted(hidden_ids()), event_id()]).values()),
    "under": lambda view: view.under([agreement_id()]),
    "actors_told": lambda view: view.actors_told(
        [one.id for desk in (*hidden_reports(), open_report()) for one in desk.record().actors]
    ),
    "holders": lambda view: [view.holders("minister", seat) for seat in ("AZE", "GEO", None)],
    "officials": lambda view: [view.officials("ministry", country) for country in ("AZE", "GEO", None)],
    "company": lambda view: [view.company(one.id) for one in view.people(PeopleFilter(kind=None, named=False)).items],
    "changes": lambda view: view.changes(ChangeFilter(), load_lexicon()),
    "said_about": lambda view: [
        view.said_about(one) for one in view.people(PeopleFilter(kind=None, named=False)).items
    ],
    "why_one": lambda view: [view.why_one(one, load_lexicon()) for one in view.people(ANYBODY).items],
    "seen": lambda view: [view.seen(document, 0, 400) for document in documents()],
    "piece": lambda view: [view.piece(document, 0, 400) for document in documents()],
    "length": lambda view: [view.length(document) for document in documents()],
}


def test_each_method_of_the_view_is_asked() -> None:
    methods = {name for name in dir(View) if isfunction(getattr(View, name)) and not name.startswith("_")}
    assert methods == set(ASKED)


@pytest.mark.parametrize("name", ASKED)
def test_nothing_hidden_shows(seen: View, name: str) -> None:
    told = repr(ASKED[name](seen))
    for word in (*HIDDEN, *hidden_ids()):
        assert word not in told


@pytest.mark.parametrize("name", ASKED)
def test_who_may_see_nothing_is_told_nothing(seen: View, name: str) -> None:
    nobody = View(engine=seen.engine, within=())
    if name != "difference":
        told = repr(ASKED[name](nobody))
        for word in ("Caspian Wire", "Talks in Baku", "held talks", "gas", "AZE"):
            assert word not in told


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize("name", ASKED)
def test_who_may_see_everything_in_a_collection_is_told_what_all_are(store: Store, name: str) -> None:
    store.collect("all", [one.document for one in store.view.reports().items])
    told = View(engine=store.engine, within=("all", "gas"))
    if name not in {"people", "person", "difference", "collections"}:  # identities have what authorities add
        assert ASKED[name](told) == ASKED[name](store.view)


def test_what_many_tell_is_told_by_those_that_may_be_seen(seen: View, store: Store) -> None:
    whole, part = store.view.list("event", Filter(types=("CONSULT",))).items[0], seen.list("event").items[0]
    assert (len(whole.merged.reports), len(part.merged.reports)) == (2, 1)
    assert part.merged.outlets == ("Caspian Wire",)
    assert part.merged.findings == (open_report().record().events[0].id,)
    assert seen.one(event_id()) in (None, part)  # who is sent an address of it comes to what he may see of it
    assert seen.one(part.merged.id) == part
    assert store.view.one(agreement_id()) is not None
    assert [edge.reports for edge in seen.network()] == [1]


def test_a_question_does_not_open_what_is_hidden(seen: View) -> None:
    told = hidden_reports()[0].record().document.id
    for limits in (
        Filter(text="clandestine"),
        Filter(outlet="Hidden Herald"),
        Filter(document=told),
        Filter(collection="clandestine"),
        Filter(within=None),
        Filter(within=("clandestine",)),
    ):
        found = seen.list("event", limits).items
        assert all(one.merged.outlets == ("Caspian Wire",) for one in found)
        assert found == () or limits.within in {None, ("clandestine",)}
        assert limits.text is None or found == ()


@pytest.fixture
def partly(store: Store, lexicon: Lexicon) -> View:
    """Give the view of somebody who sees one report of three on a meeting, which the others tell otherwise."""
    told = (
        ("Caspian Wire", None, "Baku", ("diplomatic",)),
        *((f"Hidden {n}", "2024-05-10", "Ganja", ("military",)) for n in (1, 2)),
    )
    for outlet, day, place, contexts in told:
        desk = Desk(published="2024-05-12", outlet=outlet, opening=outlet)
        desk.event(
            "CONSULT", ["Ali Naghiyev:AZE"], ["TUR"], day=day, place=(place, "AZE"), contexts=contexts, words="met"
        )
        store.writer.take(desk.item(f"{outlet}.txt"), desk.record())
    store.refresh_people(lexicon)
    store.collect("gas", [store.view.reports(ReportFilter(outlet="Caspian Wire")).items[0].document])
    return View(engine=store.engine, within=("gas",))


# What only reports tell that are hidden, and what all tell.
HIDDEN_VALUES = {
    "place": Filter(place="Ganja"),
    "context": Filter(contexts=("military",)),
    "day": Filter(until="2024-05-10"),
}


@pytest.mark.parametrize("name", HIDDEN_VALUES)
def test_nothing_is_found_by_what_only_hidden_reports_tell(partly: View, store: Store, name: str) -> None:
    limits = HIDDEN_VALUES[name]
    assert len(store.view.list("event", limits).items) == store.view.count("event", limits) == 1
    assert partly.list("event", limits).items == ()
    assert partly.timeline(limits).items == ()
    assert partly.count("event", limits) == partly.count_to("event", limits) == 0
    assert partly.outlines("event", limits).items == ()
    assert partly.places(limits).placed == 0
    assert partly.facets_of("event", limits).counts["type"] == partly.facet("event", "type", limits) == {}


def test_counts_have_no_value_that_only_hidden_reports_tell(partly: View) -> None:
    assert partly.count("event") == partly.count_to("event") == 1
    assert partly.list("event").items[0].day == "2024-05-12"
    for by in ("month", "context", "state", "type", "outlet", "place_country"):
        told = partly.facet("event", by)
        assert told in (
            {"2024-05": 1},
            {"diplomatic": 1},
            {"AZE": 1, "TUR": 1},
            {"CONSULT": 1},
            {"Caspian Wire": 1},
            {"AZE": 1},
        )
    counts = partly.facets_of("event").counts
    assert (counts["context"], counts["outlet"]) == ({"diplomatic": 1}, {"Caspian Wire": 1})


def test_a_page_from_which_some_is_left_out_goes_on(store: Store, partly: View) -> None:
    for number in range(3):
        desk = Desk(published=f"2024-0{number + 6}-02", outlet="Caspian Wire", opening=f"Number {number}")
        desk.event("ACCUSE", ["ARM"], ["AZE"], day=f"2024-0{number + 6}-01", words="accused", contexts=("military",))
        store.writer.take(desk.item(f"{number}.txt"), desk.record())
    store.collect("gas", [one.document for one in store.view.reports(ReportFilter(outlet="Caspian Wire")).items])
    limits = Filter(contexts=("military",))
    days: list[str] = []
    cursor: str | None = None
    while cursor is not None or not days:
        page = partly.list("event", limits, sort="day", limit=1, cursor=cursor)
        days += [one.day for one in page.items]
        cursor = page.next
    assert days == ["2024-06-01", "2024-07-01", "2024-08-01"]


def test_people_are_known_by_what_may_be_seen(seen: View) -> None:
    names = {one.name: one for one in seen.people(ANYBODY).items}
    assert "Ali Naghiyev" in names
    assert (names["Ali Naghiyev"].reports, len(names["Ali Naghiyev"].members)) == (1, 1)


def test_judgements_are_seen_with_what_they_are_about(seen: View) -> None:
    assert [one.judgement.id for one in seen.judgements().items] == ["no-of-seen", "of-seen"]
    assert seen.judgement("of-seen") is not None
    assert seen.judgement("no-of-hidden") is None
