"""A later event keeps a promise or breaks it; look-alikes do neither."""

from itertools import permutations

import pytest

from dragoman.merging import outcomes, telling_of
from dragoman.model.merged import Decision, Telling
from dragoman.model.record import Span
from tests.merging.test_findings import Written, event, findings, record
from tests.store.making import Desk

PROMISE = "deliver six transport aircraft"


def promised(what: str = PROMISE, to: str = "AZE", due: str | None = "2024-12-01") -> Written:
    return lambda desk: desk.commitment("TUR", to, what, due=due)


def telling(write: Written, published: str, opening: str = "One") -> Telling:
    told = record(write, published, opening)
    (found,) = findings(told)
    return telling_of(found, told)


MADE = telling(promised(), "2024-05-12")
GIVES = "delivered six transport aircraft to"
# what happened -> what it makes of the promise
LATER: dict[str, tuple[Written, str, str | None]] = {
    "as promised": (event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES), "2024-10-03", "kept"),
    "by its minister": (
        event("AID", ["Emre Yildiz:TUR"], ["AZE"], day="2024-10-02", words=GIVES),
        "2024-10-03",
        "kept",
    ),
    "some days late": (event("AID", ["TUR"], ["AZE"], day="2024-12-20", words=GIVES), "2024-12-21", "kept"),
    "not done when due": (
        event("AID", ["TUR"], ["AZE"], day="2024-12-03", words=GIVES, status="negated"),
        "2024-12-04",
        "broken",
    ),
    "not done yet": (
        event("AID", ["TUR"], ["AZE"], day="2024-08-03", words=GIVES, status="negated"),
        "2024-08-04",
        None,
    ),
    "planned again": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES, status="planned"),
        "2024-10-01",
        None,
    ),
    "alleged": (event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES, status="alleged"), "2024-10-03", None),
    "to others": (event("AID", ["TUR"], ["KEN"], day="2024-10-02", words=GIVES), "2024-10-03", None),
    "by others": (event("AID", ["GEO"], ["AZE"], day="2024-10-02", words=GIVES), "2024-10-03", None),
    "the other way round": (event("AID", ["AZE"], ["TUR"], day="2024-10-02", words=GIVES), "2024-10-03", None),
    "before the promise": (event("AID", ["TUR"], ["AZE"], day="2024-05-02", words=GIVES), "2024-05-13", None),
    "on its very day": (event("AID", ["TUR"], ["AZE"], day="2024-05-12", words=GIVES), "2024-05-13", None),
    "half a year late": (event("AID", ["TUR"], ["AZE"], day="2025-06-02", words=GIVES), "2025-06-03", "kept"),
    "long after": (event("AID", ["TUR"], ["AZE"], day="2026-06-02", words=GIVES), "2026-06-03", None),
    "on no day that is told": (event("AID", ["TUR"], ["AZE"], words=GIVES), "2024-10-03", None),
    "other goods": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered six patrol boats to"),
        "2024-10-03",
        None,
    ),
    "another number": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered seven transport aircraft with pilots to"),
        "2024-10-03",
        None,
    ),
    "fewer of them": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered three transport aircraft with pilots to"),
        "2024-10-03",
        "partly",
    ),
    "fewer of them to others": (
        event("AID", ["TUR"], ["KEN"], day="2024-10-02", words="delivered three transport aircraft to"),
        "2024-10-03",
        None,
    ),
    "fewer of them are not delivered": (
        event(
            "AID", ["TUR"], ["AZE"], day="2024-12-02", words="delivered three transport aircraft to", status="negated"
        ),
        "2024-12-03",
        None,
    ),
    "fewer of them are to be": (
        event(
            "AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered three transport aircraft to", status="planned"
        ),
        "2024-10-01",
        None,
    ),
    "fewer of other things": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered three patrol aircraft to"),
        "2024-10-03",
        None,
    ),
    "another act on it": (
        event("CONSULT", ["TUR"], ["AZE"], day="2024-10-02", words="discussed aircraft with"),
        "2024-10-03",
        None,
    ),
    "one word in common": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered tents to"),
        "2024-10-03",
        None,
    ),
}


@pytest.mark.parametrize("name", LATER)
def test_what_a_later_event_makes_of_a_promise(name: str) -> None:
    write, published, expected = LATER[name]
    done = telling(write, published, "Two")
    found = outcomes([MADE], [[done]])
    assert [one.what for one in found] == ([expected] if expected else [])
    for one in found:
        assert (one.promise, one.event, one.day) == (MADE.finding, done.finding, done.latest)
        assert one.why.score == round(sum(reason.weight for reason in one.why.reasons), 2)
        assert {"doer", "recipient", "words", "time"} <= {reason.feature for reason in one.why.reasons}


# what is promised, what is done by 1 December, and of what type, what that makes of it
TOLD: dict[str, tuple[str, str, str, str | None]] = {
    "another verb of the kind": ("hand over three tugboats", "transferred three tugboats to", "AID", "kept"),
    "another form of it": ("reopen the salt road", "has been reopening the salt road to", "CONCEDE", "kept"),
    "the noun of it": ("evacuate the hill posts", "finished the evacuation of the hill posts of", "RETREAT", "kept"),
    "who is meant, in another word": (
        "repatriate all detained sailors",
        "returned the captives, sailors of",
        "AID",
        "kept",
    ),
    "two words alone": ("deliver tents", "delivered tents to", "AID", "kept"),
    "two words, on time": ("deliver tents", "delivered tents, two days before the deadline, to", "AID", "kept"),
    "on time, its number untold": (
        "deliver eight harbour cranes",
        "delivered the harbour cranes on time to",
        "AID",
        "kept",
    ),
    "in full": ("pay 30 million manat", "paid the 30 million manat in full to", "AID", "kept"),
    "its number untold": ("deliver eight harbour cranes", "delivered harbour cranes to", "AID", None),
    "a part of the number": (
        "ship 9,000 tonnes of barley",
        "shipped 3,000 of 9,000 tonnes of barley to",
        "AID",
        "partly",
    ),
    "the first of it": (
        "deliver barley and lentils",
        "delivered the first batch of barley and lentils to",
        "AID",
        "partly",
    ),
    "half of it, on time": (
        "deliver barley and lentils",
        "delivered on time half of the barley and lentils to",
        "AID",
        "partly",
    ),
    "more than was promised": ("ship 9,000 tonnes of barley", "shipped 12,000 tonnes of barley to", "AID", None),
    "in tons": ("ship 9,000 tonnes of barley", "shipped 2,500 tons of barley to", "AID", "partly"),
    "a part of other things": ("ship 9,000 tonnes of barley", "shipped 3,000 tonnes of rice to", "AID", None),
    "the first of other things": (
        "deliver barley and lentils",
        "delivered the first batch of coal and lentils to",
        "AID",
        None,
    ),
    "talked of": ("deliver barley and lentils", "discussed how to deliver barley and lentils to", "CONSULT", None),
    "promised again": ("deliver barley and lentils", "promised to deliver barley and lentils to", "AGREE", None),
    "praised": ("deliver barley and lentils", "praised how it delivered barley and lentils to", "SUPPORT", None),
    "other things on time": ("deliver barley and lentils", "delivered coal and lentils on time to", "AID", None),
    "all else on time": ("deliver barley and lentils", "delivered coal and timber on time to", "AID", None),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_done_keeps_a_promise_in_other_words(name: str) -> None:
    what, words, sort, expected = TOLD[name]
    made = telling(promised(what), "2024-05-12")
    done = telling(event(sort, ["TUR"], ["AZE"], day="2024-10-02", words=words), "2024-10-03", "Two")
    assert [one.what for one in outcomes([made], [[done]])] == ([expected] if expected else [])


def test_a_part_is_known_by_all_that_was_promised_where_nobody_tells_to_whom() -> None:
    to_nobody: dict[str, tuple[str, ...]] = {"recipients": ()}
    made = telling(promised("deliver 9,000 tonnes of barley"), "2024-05-12").model_copy(update=to_nobody)
    for words, day, many in (
        ("delivered 3,000 tonnes of barley, out of the 9,000 tonnes that were due, to", "2024-10-02", 1),
        ("delivered 3,000 tonnes of barley, out of the 9,000 tonnes that were due, to", None, 1),
        ("delivered 3,000 tonnes of barley to", "2024-10-02", 0),
        ("delivered 3,000 tonnes of barley, out of 8,000 tonnes, to", "2024-10-02", 0),
    ):
        done = telling(event("AID", ["TUR"], ["AZE"], day=day, words=words), "2024-10-03", "Two")
        found = outcomes([made], [[done.model_copy(update=to_nobody)]])
        assert [one.what for one in found] == ["partly"] * many, words


def test_a_month_is_enough_where_all_of_it_lies_before_the_due_day() -> None:
    done = event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES)
    told = telling(done, "2024-12-20", "Two")
    for first, last, many in (("2024-10-01", "2024-10-31", 1), ("2024-05-01", "2024-05-31", 0)):
        month = told.model_copy(update={"earliest": first, "latest": last, "novelty": "background"})
        assert len(outcomes([MADE], [[month]])) == many


def test_another_agreement_is_not_kept_by_it() -> None:
    done = telling(event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES), "2024-10-03", "Two")
    under = MADE.model_copy(update={"agreement": "shusha"})
    assert len(outcomes([under], [[done.model_copy(update={"agreement": "shusha"})]])) == 1
    assert outcomes([under], [[done.model_copy(update={"agreement": "freight kars rail"})]]) == ()


def test_all_who_promised_may_do_it_among_themselves() -> None:
    both = {"actors": ("AZE", "TUR"), "recipients": ()}
    made = telling(promised("exchange all detained sailors"), "2024-05-12").model_copy(update=both)
    words = "exchanged the detainees, sailors and fishermen, with"
    done = telling(event("RETREAT", ["TUR"], ["AZE"], day="2024-10-02", words=words), "2024-10-03", "Two")
    assert len(outcomes([made], [[done.model_copy(update=both)]])) == 1
    assert outcomes([made], [[done.model_copy(update={"recipients": ()})]]) == ()


def test_what_is_to_come_is_called_otherwise_than_what_is_done() -> None:
    again = event("AGREE", ["TUR"], ["AZE"], day="2024-10-02", words=f"promised again to {PROMISE} to")
    made = MADE.model_copy(update={"type": "AGREE"})  # "will deliver" is a promise of cooperation
    done = telling(event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES), "2024-10-03", "Two")
    assert len(outcomes([made], [[done.model_copy(update={"cameo": "072"})]])) == 1
    assert outcomes([made], [[done.model_copy(update={"type": "ASSAULT", "cameo": "190"})]]) == ()
    assert outcomes([made], [[telling(again, "2024-10-03", "Three")]]) == ()


def test_the_act_and_who_has_no_country_are_told_beside_the_words() -> None:
    def write(desk: Desk) -> None:
        desk.event("CONCEDE", ["TUR"], ["the Lachka gate:"], day="2024-10-02", words="reopened", place=("Kars", "TUR"))

    told = record(write, "2024-10-03")
    (found,) = told.events
    at = found.evidence[0].quote.index("reopened") + found.evidence[0].start
    act = Span(start=at, end=at + len("reopened"), quote="reopened")
    told = told.model_copy(update={"events": (found.model_copy(update={"evidence": (act, *found.evidence)}),)})
    assert telling_of(told.events[0], told).beside == ("gate", "kar", "lachka", "reopened")


def test_without_a_due_day_a_year_counts() -> None:
    made = telling(promised(due=None), "2024-05-12")
    for day, many in (("2024-10-02", 1), ("2025-10-02", 0)):
        done = telling(event("AID", ["TUR"], ["AZE"], day=day, words=GIVES), day, "Two")
        assert len(outcomes([made], [[done]])) == many


def test_the_order_does_not_count() -> None:
    again = telling(promised("deliver transport aircraft"), "2024-08-01", "Again")
    days = ("2024-10-02", "2024-11-02", "2026-10-02")
    events = [[telling(event("AID", ["TUR"], ["AZE"], day=day, words=GIVES), day, day)] for day in days]
    found = {outcomes(made, told) for made in permutations([MADE, again]) for told in permutations(events)}
    assert len(found) == 1
    assert [one.day for one in found.pop()] == ["2024-10-02", "2024-11-02"]


def test_the_act_that_is_promised_tells_the_type() -> None:
    made = MADE.model_copy(update={"type": "COOPERATE"})
    done = telling(event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES), "2024-10-03", "Two")
    assert outcomes([made], [[done]]) == ()
    assert len(outcomes([made.model_copy(update={"type": "AID"})], [[done]])) == 1


def test_persons_take_it_back_and_the_later_decision_counts() -> None:
    done = telling(event("AID", ["TUR"], ["AZE"], day="2024-10-02", words=GIVES), "2024-10-03", "Two")
    split = Decision(kind="split", one=(MADE.finding,), other=(done.finding,))
    merge = Decision(kind="merge", one=(done.finding,), other=(MADE.finding,))
    assert outcomes([MADE], [[done]], [split]) == ()
    assert len(outcomes([MADE], [[done]], [split, merge])) == 1
    assert outcomes([MADE], [[done]], [merge, split]) == ()
