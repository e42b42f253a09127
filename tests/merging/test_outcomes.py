"""A later event keeps a promise or breaks it; look-alikes do neither."""

from itertools import permutations

import pytest

from dragoman.merging import outcomes, telling_of
from dragoman.model.merged import Decision, Telling
from tests.merging.test_findings import Written, event, findings, record

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
    "long after": (event("AID", ["TUR"], ["AZE"], day="2025-06-02", words=GIVES), "2025-06-03", None),
    "on no day that is told": (event("AID", ["TUR"], ["AZE"], words=GIVES), "2024-10-03", None),
    "other goods": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered six patrol boats to"),
        "2024-10-03",
        None,
    ),
    "another number": (
        event("AID", ["TUR"], ["AZE"], day="2024-10-02", words="delivered two transport aircraft with pilots to"),
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


def test_without_a_due_day_a_year_counts() -> None:
    made = telling(promised(due=None), "2024-05-12")
    for day, many in (("2024-10-02", 1), ("2025-10-02", 0)):
        done = telling(event("AID", ["TUR"], ["AZE"], day=day, words=GIVES), day, "Two")
        assert len(outcomes([made], [[done]])) == many


def test_the_order_does_not_count() -> None:
    again = telling(promised("deliver transport aircraft"), "2024-08-01", "Again")
    days = ("2024-10-02", "2024-11-02", "2025-10-02")
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
