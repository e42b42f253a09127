"""What each report tells of one thing, pieces of texts, offices and company: on both databases."""

from dataclasses import replace

from dragoman.model.record import Event, Record, Span, Tenure
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.people import PeopleFilter
from dragoman.store.view import View
from tests.store.making import Desk

LAKE = "Fog lay over the lake"


def story(outlet: str, published: str, place: str = "Baku", name: str = "Ali Naghiyev") -> Desk:
    desk = Desk(outlet=outlet, published=published, title=f"{outlet} tells", opening=f"{outlet} reports")
    desk.event("CONSULT", [f"{name}:AZE"], ["TUR"], day="2024-05-11", words="held talks with", place=(place, "AZE"))
    desk.say(LAKE)
    return desk


def in_office(record: Record, name: str) -> Record:
    actor = next(one for one in record.actors if one.name == name)
    told = {"person": actor.id, "title": "Foreign Minister", "country": "AZE", "cue": "made", "confidence": 0.9}
    tenure = Tenure(id=f"tenure:{actor.id[-16:]}", evidence=actor.mentions[:1], **told)
    return record.model_copy(update={"tenures": (tenure,)})


def filled(store: Store) -> tuple[str, str]:
    """Two reports of one meeting; the ids of their documents."""
    ids = []
    for desk in (story("Second Wire", "2024-05-13"), story("First Wire", "2024-05-12", "Ganja")):
        record = in_office(desk.record(), "Ali Naghiyev")
        store.writer.take(desk.item(), record)
        ids.append(record.document.id)
    store.refresh_people()
    return ids[1], ids[0]


def within(store: Store, document: str) -> View:
    """The store as somebody sees it who may see one document."""
    store.collect("some", [document])
    return replace(store.view, within=("some",))


def test_evidence_is_of_the_text_that_is_told_with_it_whoever_sees_it(store: Store) -> None:
    first, second = filled(store)
    for view in (store.view, within(store, first), within(store, second)):
        (item,) = view.list("event").items
        told = item.as_json()
        assert told["evidence_finding"] in item.merged.findings
        record = store.record(str(told["evidence_document"]))
        assert record is not None
        assert isinstance(item.merged.finding, Event)
        assert item.merged.finding.evidence
        for span in item.merged.finding.evidence:
            assert record.document.text[span.start : span.end] == span.quote


def test_what_each_report_tells_comes_with_its_sentences_the_earliest_first(store: Store) -> None:
    filled(store)
    (item,) = store.view.list("event").items
    told = store.view.tellings(item.merged.id)
    assert told.total == 2
    assert [one.outlet for one in told.items] == ["First Wire", "Second Wire"]
    for one in told.items:
        (sentence,) = one.sentences
        assert "held talks with" in sentence.quote
        record = store.record(one.document)
        assert record is not None
        assert record.document.text[sentence.start : sentence.end] == sentence.quote
        assert set(one.names.values()) == {"Ali Naghiyev", "TUR"}
        assert {span.quote for span in one.mentions.values()} == {"Ali Naghiyev", "TUR"}
    assert len(store.view.tellings(item.merged.id, most=1).items) == 1
    assert store.view.tellings("event:none").total == 0


def test_a_piece_of_a_text_has_what_is_told_in_it(store: Store) -> None:
    first, _ = filled(store)
    record = store.record(first)
    assert record is not None
    text = record.document.text
    whole = store.view.seen(first, 0, len(text))
    assert whole is not None
    assert (whole.text, whole.length) == (text, len(text))
    assert [one.id for one in whole.findings] == [record.events[0].id]
    assert whole.merged.keys() == {record.events[0].id}
    fog = text.index(LAKE)
    piece = store.view.seen(first, fog, len(text))
    assert piece is not None
    assert (piece.text, piece.start, piece.findings) == (text[fog:], fog, ())
    assert store.view.piece(first, fog, fog + 3) == "Fog"
    assert store.view.length(first) == len(text)
    assert store.view.seen("sha256:none", 0, 9) is None
    assert store.view.length("sha256:none") is None


def test_whoever_may_see_one_report_sees_nothing_of_the_other(store: Store) -> None:
    first, second = filled(store)
    view = within(store, first)
    (item,) = view.list("event").items
    told = view.tellings(item.merged.id)
    assert [one.document for one in told.items] == [first]
    assert told.total == 1
    assert view.seen(second, 0, 99) is None
    assert view.length(second) is None
    assert view.piece(second, 0, 99) == ""
    (event,) = item.merged.findings
    others = {finding for one in store.view.tellings(item.merged.id).items for finding in [one.finding.id]}
    assert set(view.accounts_of(others)) == {event}
    members = store.view.people(PeopleFilter(name="Naghiyev")).items[0].members
    assert {one.document for one in view.actors_told(members)} == {first}


def test_offices_have_their_holders_and_bodies_who_serves_in_them(store: Store) -> None:
    first, _ = filled(store)
    (one,) = store.view.people(PeopleFilter(name="Naghiyev")).items
    (held,) = one.offices
    assert [holder.name for holder in store.view.holders(held.key, held.seat)] == ["Ali Naghiyev"]
    assert store.view.holders(held.key, "TUR") == ()
    assert store.view.officials("No Such Ministry", "AZE") == ()
    (seen,) = within(store, first).holders(held.key, held.seat)
    assert seen.reports == 1


def test_who_met_whom_is_counted_by_meetings(store: Store) -> None:
    filled(store)
    (one,) = store.view.people(PeopleFilter(name="Naghiyev")).items
    (met,) = store.view.company(one.id)
    assert (met.kind, met.events, met.last) == ("state", 1, "2024-05-11")


def test_only_meetings_that_took_place_count_and_a_state_where_nobody_stands_for_it(store: Store) -> None:
    desk = Desk()
    desk.event("CONSULT", ["Ali Naghiyev:AZE"], ["Hakan Demir:TUR", "TUR", "GEO"], day="2024-05-01", words="met")
    desk.event("CONSULT", ["Ali Naghiyev:AZE"], ["Hakan Demir:TUR"], status="planned", words="will meet")
    desk.event("CONSULT", ["Ali Naghiyev:AZE"], ["Hakan Demir:TUR"], status="negated", words="did not meet")
    desk.event("AGREE", ["Ali Naghiyev:AZE"], ["Hakan Demir:TUR"], words="agreed to meet")
    store.writer.take(desk.item(), desk.record())
    store.refresh_people()
    (one,) = store.view.people(PeopleFilter(name="Naghiyev")).items
    told = [(met.name, met.events) for met in store.view.company(one.id)]
    assert sorted(told) == [("GEO", 1), ("Hakan Demir", 1)]
    assert [met.meetings for met in store.view.met()] == [1, 1]


def test_what_is_under_an_agreement(store: Store) -> None:
    desk = Desk(outlet="Wire", published="2024-05-12")
    desk.agreement("Lake Pact", ["AZE", "TUR"], signed="2024-05-11")
    desk.commitment("AZE", "TUR", "ship the gas")
    record = desk.record()
    promise = record.commitments[0].model_copy(update={"under": record.agreements[0].id})
    store.writer.take(desk.item(), record.model_copy(update={"commitments": (promise,)}))
    (pact,) = store.view.list("agreement", Filter()).items
    ((under, of),) = store.view.under(pact.merged.findings)
    assert (under.merged.id, of) == (promise.id, (record.agreements[0].id,))
    assert store.view.under(["agreement:none"]) == ()


def test_a_mention_far_away_gives_way_to_one_that_is_near(store: Store) -> None:
    desk = Desk(outlet="Wire", published="2024-05-12")
    desk.say("AZE was quiet")
    desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", words="held talks with")
    record = desk.record()
    first = Span(start=0, end=3, quote="AZE")
    actors = tuple(
        one.model_copy(update={"mentions": (first, *one.mentions)}) if one.name == "AZE" else one
        for one in record.actors
    )
    store.writer.take(desk.item(), record.model_copy(update={"actors": actors}))
    (item,) = store.view.list("event").items
    (told,) = store.view.tellings(item.merged.id).items
    near = next(span for actor, span in told.mentions.items() if told.names[actor] == "AZE")
    assert near.start > 0
