"""The ledger: JSON lines both ways, faults named by line, judgements that hold, and undoing."""

from collections.abc import Sequence
from random import Random

import pytest

from dragoman.errors import LedgerError
from dragoman.identity.ledger import extended, judged, lines_of, read_ledger, undone
from dragoman.identity.register import partition, register, register_of
from dragoman.identity.sightings import sightings
from dragoman.model.identity import Authority, Judgement, Ledger, Term, Verdict

from .dossiers import dossiers
from .factories import LEXICON, READER, sighting

WHEN = "2026-01-02T03:04:05+00:00"
AUTHORITY = Authority(
    id="Q1", source="persons.csv", name="Ramil Naghiyev", country="AZE", terms=(Term(title="minister", start="2013"),)
)


def judge(ledger: Ledger, verdict: Verdict, one: Sequence[str], other: Sequence[str], by: str = "Dana") -> Judgement:
    return judged(ledger, verdict, one, other, by=by, when=WHEN, why="seen together")


def undo(ledger: Ledger, judgement: Judgement) -> Judgement:
    return undone(ledger, judgement.id, by="Dana", when=WHEN, why="a slip")


def test_a_ledger_reads_as_it_was_written() -> None:
    first = judge(Ledger(), "same", ["actor:1"], ["actor:2"])
    ledger = extended(Ledger(), first, AUTHORITY)
    ledger = extended(ledger, undo(ledger, first))
    entries: list[Judgement | Authority] = [first, AUTHORITY, ledger.judgements[1]]
    assert read_ledger(lines_of(entries), "ledger.jsonl") == ledger
    assert list(ledger.active()) == []


FIRST = next(iter(lines_of([judge(Ledger(), "same", ["actor:1"], ["actor:2"])])))
FAULTS = {
    "no JSON": ("{", "line 2 is no JSON"),
    "a list": ("[]", "line 2 has the kind None"),
    "another kind": ('{"kind": "actor"}', "line 2 has the kind 'actor'"),
    "a verdict that is none": (FIRST.replace('"same"', '"maybe"'), "line 2: verdict: "),
    "a key too many": (FIRST.replace('"why"', '"because"'), "line 2: "),
    "one told twice": (FIRST, "line 2 tells judgement:"),
    "undoing what is not there": (
        FIRST.replace('"undoes": null', '"undoes": "judgement:0"').replace('"id": "', '"id": "x'),
        "line 2 undoes judgement:0",
    ),
}


@pytest.mark.parametrize(("line", "told"), FAULTS.values(), ids=FAULTS.keys())
def test_a_bad_line_is_named(line: str, told: str) -> None:
    with pytest.raises(LedgerError, match=told) as caught:
        read_ledger([FIRST, line], "desk.jsonl")
    assert str(caught.value).startswith("desk.jsonl: line 2")


def test_what_makes_no_sense_is_no_judgement() -> None:
    with pytest.raises(LedgerError, match="both sides"):
        judge(Ledger(), "same", ["actor:1"], ["actor:1", "actor:2"])
    with pytest.raises(LedgerError, match="on both sides; name two identities"):
        judge(Ledger(), "same", [], ["actor:2"])
    for nobody in ("", " ", "rule"):
        with pytest.raises(LedgerError, match="give the name of who judges"):
            judge(Ledger(), "same", ["actor:1"], ["actor:2"], by=nobody)


def test_what_is_not_there_or_undone_cannot_be_undone() -> None:
    first = judge(Ledger(), "same", ["actor:1"], ["actor:2"])
    with pytest.raises(LedgerError, match="is no judgement of this ledger"):
        undo(Ledger(), first)
    ledger = extended(Ledger(), first)
    ledger = extended(ledger, undo(ledger, first))
    with pytest.raises(LedgerError, match="is undone already"):
        undo(ledger, first)


def test_an_undoing_can_be_undone() -> None:
    first = judge(Ledger(), "same", ["actor:1"], ["actor:2"])
    ledger = extended(Ledger(), first)
    ledger = extended(ledger, undo(ledger, first))
    ledger = extended(ledger, undo(ledger, ledger.judgements[-1]))
    assert list(ledger.active()) == [first]


ONE = sighting("Ramil Nağıyev", day="2013-10-22")
SAME = sighting("Ramil Nağıyev", day="2014-10-22")
OTHER = sighting("Elçin Quliyev", "police chief")


def names_of(ledger: Ledger) -> set[frozenset[str]]:
    found = register([ONE, SAME, OTHER], ledger, LEXICON)
    return {frozenset(one.members) for one in found.identities}


def test_a_person_joins_and_parts_whom_the_rule_does_not() -> None:
    assert names_of(Ledger()) == {frozenset({ONE.actor, SAME.actor}), frozenset({OTHER.actor})}
    ledger = extended(Ledger(), judge(Ledger(), "same", [ONE.actor], [OTHER.actor]))
    assert names_of(ledger) == {frozenset({ONE.actor, SAME.actor, OTHER.actor})}
    ledger = extended(ledger, judge(ledger, "different", [SAME.actor], [ONE.actor, OTHER.actor]))
    assert names_of(ledger) == {frozenset({ONE.actor, OTHER.actor}), frozenset({SAME.actor})}


def test_what_a_person_decided_holds_when_more_is_read() -> None:
    ledger = extended(Ledger(), judge(Ledger(), "different", [SAME.actor], [ONE.actor]))
    later = sighting("Ramil Naghiyev", day="2020-10-22")
    found = register([ONE, SAME, OTHER, later], ledger, LEXICON).of_actor()
    assert found[later.actor] == found[ONE.actor]
    assert found[SAME.actor].members == (SAME.actor,)


def test_actors_that_were_not_read_this_time_count_for_nothing() -> None:
    ledger = extended(Ledger(), judge(Ledger(), "same", ["actor:elsewhere"], [ONE.actor]))
    assert names_of(ledger) == names_of(Ledger())


def test_judgements_never_change_what_is_judged() -> None:
    before = (ONE, SAME, OTHER)
    names_of(extended(Ledger(), judge(Ledger(), "same", [ONE.actor], [OTHER.actor])))
    assert before == (ONE, SAME, OTHER)


@pytest.mark.slow
def test_a_thousand_merges_and_splits_undone_backwards_leave_every_register_as_it_was() -> None:
    random = Random(11)  # noqa: S311 - repeatable, not secret
    seen = [one for dossier in dossiers(1, 11) for record in dossier.records for one in sightings(record, LEXICON)]
    told = partition(seen, (), READER)
    actors = [one.actor for one in told.seen]
    ledger = Ledger()
    registers = [register_of(told, ledger, READER)]
    for _ in range(1000):
        chosen = random.sample(actors, random.randrange(2, 8))
        cut = random.randrange(1, len(chosen))
        verdict: Verdict = random.choice(("same", "different"))
        ledger = extended(ledger, judge(ledger, verdict, chosen[:cut], chosen[cut:]))
        registers.append(register_of(told, ledger, READER))
    assert registers[-1] != registers[0]
    for step in range(999, -1, -1):
        ledger = extended(ledger, undo(ledger, ledger.judgements[step]))
        assert register_of(told, ledger, READER) == registers[step]
