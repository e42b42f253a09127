"""Review: what comes first and what does not come again, answers that are taken back, rounds that are blind."""

import itertools
import random
from collections.abc import Callable

import pytest
from sqlalchemy import text

from dragoman.errors import JudgementError
from dragoman.model.identity import Judgement as Verdicted
from dragoman.model.identity import Ledger
from dragoman.model.judgement import Judgement, JudgementKind, undone_ids
from dragoman.store import Store
from dragoman.store.filters import Filter
from dragoman.store.judgement_list import JudgementFilter
from dragoman.store.reviews import Answer, Settled, Verdict
from tests.store.making import Desk

ANY = Filter()
_numbers = itertools.count()

# One report each: what is told, and about how much it wants a look.
TOLD: dict[str, Callable[[Desk], None]] = {
    "sure": lambda desk: desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", confidence=0.99),
    "unsure": lambda desk: desk.event("CONSULT", ["IRN"], ["IRQ"], day="2024-05-12", confidence=0.5),
    "unsure and material conflict": lambda desk: desk.event(
        "ASSAULT", ["ARM"], ["AZE"], day="2024-05-13", confidence=0.5
    ),
    "unsure and recalled": lambda desk: desk.event(
        "CONSULT", ["KAZ"], ["UZB"], day="2020-05-12", confidence=0.5, novelty="background"
    ),
    "alleged": lambda desk: desk.event("ACCUSE", ["GEO"], ["RUS"], day="2024-05-14", confidence=0.9, status="alleged"),
}
FIRST_TO_LAST = ["unsure and material conflict", "unsure", "unsure and recalled", "alleged", "sure"]


@pytest.fixture
def ids(store: Store) -> dict[str, str]:
    """Fill the store with what is told; the id of each."""
    found = {}
    for name, tell in TOLD.items():
        desk = Desk(opening=name)
        tell(desk)
        record = desk.record()
        store.writer.take(desk.item(f"{name}.txt"), record)
        found[name] = record.events[0].id
    return found


def judge(store: Store, kind: JudgementKind, target: str, by: str, undoes: str | None = None) -> str:
    told = Judgement(
        id=f"j{next(_numbers)}", kind=kind, targets=(target,), by=by, at="2024-06-01T00:00:00+00:00", undoes=undoes
    )
    store.judge(told)
    return told.id


def answer(store: Store, verdict: Verdict, target: str, who: str, round_: int | None = None) -> Answer:
    return store.reviews.answer(Answer(id=f"a{next(_numbers)}", who=who, target=target, verdict=verdict, round=round_))


def order(store: Store, ids: dict[str, str], who: str = "ana", limits: Filter = ANY) -> list[str]:
    names = {identifier: name for name, identifier in ids.items()}
    return [names[one.merged.id] for one in store.reviews.queue(who, limits, limit=20)]


def test_doubt_and_weight_come_first(store: Store, ids: dict[str, str]) -> None:
    assert order(store, ids) == FIRST_TO_LAST


def test_where_reports_differ_there_is_doubt(store: Store) -> None:
    for outlet, place in (("One", "Baku"), ("Two", "Baku"), ("Three", "Ganja")):
        desk = Desk(opening=outlet, outlet=outlet)
        desk.event("CONSULT", ["AZE"], ["TUR"], day="2024-05-11", place=(place, "AZE"), words="held talks with")
        store.writer.take(desk.item(f"{outlet}.txt"), desk.record())
    alone = Desk(opening="Alone")
    alone.event("CONSULT", ["IRN"], ["IRQ"], day="2024-05-11", place=("Tehran", "IRN"), words="held talks with")
    store.writer.take(alone.item("alone.txt"), alone.record())
    first, *_ = store.reviews.queue("ana", ANY)
    assert [one.field for one in first.merged.conflicts] == ["place"]


LIMITS = {
    "a state": (Filter(states=("AZE",)), ["unsure and material conflict", "sure"]),
    "two states": (Filter(pair=("AZE", "TUR")), ["sure"]),
    "a type": (Filter(types=("CONSULT",)), ["unsure", "unsure and recalled", "sure"]),
    "a quad class": (Filter(quads=(4,)), ["unsure and material conflict"]),
    "words": (Filter(text="dealt"), FIRST_TO_LAST),
    "a day": (Filter(since="2024-05-13"), ["unsure and material conflict", "alleged"]),
}


@pytest.mark.parametrize("name", LIMITS)
def test_the_queue_is_limited_as_lists_are(store: Store, ids: dict[str, str], name: str) -> None:
    limits, expected = LIMITS[name]
    assert order(store, ids, limits=limits) == expected
    assert store.reviews.left("ana", limits) == len(expected)


@pytest.mark.parametrize("verdict", ["skip", "accept"])
def test_what_is_answered_does_not_come_again_until_it_is_taken_back(
    store: Store, ids: dict[str, str], verdict: Verdict
) -> None:
    told = answer(store, verdict, ids["unsure"], "ana")
    assert "unsure" not in order(store, ids)
    assert order(store, ids, "ben") == FIRST_TO_LAST
    assert store.reviews.last("ana") == told
    store.reviews.take_back(told.id)
    assert order(store, ids) == FIRST_TO_LAST
    assert store.reviews.last("ana") is None


def test_a_note_leaves_it_in_the_queue(store: Store, ids: dict[str, str]) -> None:
    told = answer(store, "note", ids["unsure"], "ana")
    assert order(store, ids) == FIRST_TO_LAST
    assert store.reviews.answers_to(ids["unsure"]) == (told,)


def test_what_one_decided_comes_last_to_others_and_not_to_him(store: Store, ids: dict[str, str]) -> None:
    first = judge(store, "accept", ids["unsure and material conflict"], "ana")
    assert order(store, ids) == FIRST_TO_LAST[1:]
    assert order(store, ids, "ben") == [*FIRST_TO_LAST[1:], FIRST_TO_LAST[0]]
    assert store.reviews.left("ben", ANY) == len(TOLD) - 1
    judge(store, "accept", ids["unsure and material conflict"], "ana", undoes=first)
    assert order(store, ids) == FIRST_TO_LAST


def test_what_is_undone_and_given_again_to_any_depth_is_as_the_ledger_has_it(store: Store, ids: dict[str, str]) -> None:
    chosen = random.Random(7)  # noqa: S311 - the same tree of undoing each time
    target, told = ids["unsure"], [judge(store, "accept", ids["unsure"], "ana")]
    depth = {told[0]: 0}
    for _ in range(24):
        undone_before = undone_ids(judgements_of(store))  # what is undone is not undone again
        open_ = [one for one in told if one not in undone_before]
        undone = max(chosen.sample(open_, min(2, len(open_))), key=depth.__getitem__)  # deep rather than broad
        told.append(judge(store, "accept", target, "ana", undoes=undone))
        depth[told[-1]] = depth[undone] + 1
        holds = any(True for _ in Ledger(judgements=judgements_of(store)).active())
        assert ("unsure" not in order(store, ids)) == holds
        assert store.reviews.left("ben", ANY) == len(TOLD) - holds
        assert bool(store.reviews.standing(target)) == holds
    assert max(depth.values()) > 4
    listed = store.view.judgements(JudgementFilter(target=target), limit=100).items
    assert [one.judgement.id for one in listed] == told[::-1]


def judgements_of(store: Store) -> tuple[Verdicted, ...]:
    """All judgements, as the ledger of who is who would have them."""
    listed = store.view.judgements(JudgementFilter(), sort="n", limit=100).items
    return tuple(
        Verdicted(id=one.id, verdict="same", one=("a",), other=("b",), by="ana", why="", undoes=one.undoes)
        for one in (told.judgement for told in listed)
    )


def test_those_past_are_left_out(store: Store, ids: dict[str, str]) -> None:
    first = ids["unsure and material conflict"]
    assert [one.merged.id for one in store.reviews.queue("ana", ANY, past=[first], limit=1)] == [ids["unsure"]]


def test_the_same_answer_is_kept_once(store: Store, ids: dict[str, str]) -> None:
    told = Answer(id="twice", who="ana", target=ids["sure"], verdict="skip")
    assert store.reviews.answer(told) == store.reviews.answer(told)
    with pytest.raises(JudgementError, match="another answer"):
        store.reviews.answer(told.model_copy(update={"verdict": "note"}))


def test_neighbours_are_those_near_in_the_report_and_those_alike(store: Store) -> None:
    one, other = Desk(opening="One", outlet="One"), Desk(opening="Other", outlet="Other")
    for desk, day in ((one, "2024-05-11"), (other, "2024-05-13")):
        desk.event("SANCTION", ["USA"], ["IRN"], day="2024-02-01", words=f"{desk.opening} struck at")
        desk.event("CONSULT", ["AZE"], ["TUR"], day=day, words=f"{desk.opening} held talks with")
        desk.statement("TUR", "praise", f"the talks were {desk.opening}")
        store.writer.take(desk.item(f"{desk.outlet}.txt"), desk.record())
    found = store.view.list("event", Filter(types=("CONSULT",), since="2024-05-13")).items[0]
    beside = store.reviews.beside(found.merged.id)
    assert [one.merged.kind for one in beside.before] == ["event"]
    assert [one.merged.kind for one in beside.after] == ["statement"]
    assert [getattr(one.merged.finding, "type", None) for one in beside.alike] == ["CONSULT"]
    assert found.merged.id not in {one.merged.id for one in beside.alike}


# -- rounds


def test_a_round_is_done_when_all_have_answered_all(store: Store, ids: dict[str, str]) -> None:
    reviews = store.reviews
    made = reviews.make_round("May", "findings", [ids["sure"], ids["unsure"]], ["ana", "ben"], by="chief")
    assert reviews.round(made.n) == made
    assert not made.is_done
    assert "sure" not in order(store, ids, "cem"), "what is in a round that goes on is judged there"
    for who, what in itertools.product(("ana", "ben"), ("sure", "unsure")):
        answer(store, "accept", ids[what], who, made.n)
    done = reviews.round(made.n)
    assert done is not None
    assert done.is_done
    assert "sure" in order(store, ids, "cem")
    assert len(reviews.answers_in(made.n)) == 4
    assert len(reviews.answers_in(made.n, "ana")) == 2
    with pytest.raises(JudgementError, match="all have answered"):
        answer(store, "reject", ids["sure"], "ana", made.n)
    last = reviews.last("ana", made.n)
    assert last is not None
    with pytest.raises(JudgementError, match="all have answered"):
        reviews.take_back(last.id)


def test_an_answer_of_a_round_takes_the_place_of_the_one_before(store: Store, ids: dict[str, str]) -> None:
    made = store.reviews.make_round("May", "findings", [ids["sure"]], ["ana", "ben"], by="chief")
    answer(store, "accept", ids["sure"], "ana", made.n)
    second = answer(store, "reject", ids["sure"], "ana", made.n)
    assert store.reviews.answers_in(made.n) == (second,)
    store.reviews.take_back(second.id)
    again = store.reviews.round(made.n)
    assert again is not None
    assert again.done == {"ana": None, "ben": None}


def test_a_report_is_read_whole_when_all_have_read_it_and_all_is_settled(store: Store, ids: dict[str, str]) -> None:
    sure = store.view.one(ids["sure"])
    assert sure is not None
    (document,) = sure.merged.reports
    made = store.reviews.make_round("Whole", "reports", [document], ["ana"], by="chief")
    answer(store, "reject", ids["sure"], "ana", made.n)
    missed = answer(store, "add", document, "ana", made.n)
    answer(store, "read", document, "ana", made.n)
    for target in (ids["sure"], missed.id):
        assert store.reviews.read_whole() == ()
        settled = Settled(target=target, verdict="reject", judgement=None, by="chief", at="2024-06-01")
        store.reviews.settle(made.n, settled)
    assert store.reviews.read_whole() == (document,)


WRONG = {
    "no name": (" ", "findings", ["x"], ["ana", "ben"], "no name"),
    "nothing in it": ("May", "findings", [], ["ana", "ben"], "round of 0"),
    "one reviewer": ("May", "findings", ["x"], ["ana", "ana"], "needs 2 reviewers"),
    "nobody": ("May", "reports", ["x"], [], "needs 1 reviewers"),
    "no sort": ("May", "words", ["x"], ["ana"], "of findings or of reports"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_round_that_makes_no_sense_is_refused(store: Store, name: str) -> None:
    title, sort, targets, people, message = WRONG[name]
    with pytest.raises(JudgementError, match=message):
        store.reviews.make_round(title, sort, targets, people, by="chief")  # type: ignore[arg-type]


def test_only_its_reviewers_answer_in_a_round(store: Store, ids: dict[str, str]) -> None:
    made = store.reviews.make_round("May", "findings", [ids["sure"]], ["ana", "ben"], by="chief")
    with pytest.raises(JudgementError, match="no reviewer"):
        answer(store, "accept", ids["sure"], "cem", made.n)
    with pytest.raises(JudgementError, match="of this name"):
        store.reviews.make_round("May", "findings", [ids["sure"]], ["ana", "ben"], by="chief")


def test_what_is_settled_last_holds(store: Store, ids: dict[str, str]) -> None:
    made = store.reviews.make_round("May", "findings", [ids["sure"]], ["ana", "ben"], by="chief")
    for verdict in ("accept", "reject"):
        settled = Settled(target=ids["sure"], verdict=verdict, judgement=None, by="chief", at="2024-06-01")
        store.reviews.settle(made.n, settled)
    assert store.reviews.settled(made.n) == {ids["sure"]: settled}


def test_the_queue_is_walked_by_its_index(sqlite_store: Store) -> None:
    statements: list[str] = []
    with sqlite_store.engine.connect() as connection:
        connection.connection.driver_connection.set_trace_callback(statements.append)  # type: ignore[union-attr]
    sqlite_store.reviews.queue("ana", ANY)
    asked = [one for one in statements if "AS doubt" in one and "judged" in one]
    with sqlite_store.engine.connect() as connection:
        plans = [
            " ".join(
                row[3] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {one.replace(':', chr(92) + ':')}"))
            )
            for one in asked
        ]
    assert plans
    first = plans[0]
    assert "ix_merged_doubt" in first
    assert "TEMP B-TREE" not in first
