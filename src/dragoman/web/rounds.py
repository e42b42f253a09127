"""What reviewers of a round say, side by side: how far they agree, what differs, and the judgement that settles it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import uuid4

from dragoman.errors import JudgementError
from dragoman.evaluation.agreement import NOTHING, Agreement, Place, Reading, agreement, recall
from dragoman.model.merged import Finding
from dragoman.model.record import Agreement as Pact
from dragoman.model.record import Commitment, Event, Statement, spans_of
from dragoman.store.reviewed import DECIDING
from dragoman.store.reviews import Answer, Round, Settled, Verdict, missed_key
from dragoman.store.telling_list import Account
from dragoman.web.desk import Desk
from dragoman.web.fields import fields_of
from dragoman.web.judging import JudgementGiven, judge, undo
from dragoman.web.putting_right import PutRight
from dragoman.web.reviewing import add_instead, reviews_of, with_values
from dragoman.web.values import cast_of

LEFT_OUT = frozenset({"type", "act", "kind", "confidence", "cue", "intensity"})
LONGEST_TEXT = 400_000  # characters of a report that is read whole on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One finding of a round with what each reviewer says of it; an addition has no account."""

    target: str
    account: Account | None
    answers: Mapping[str, Answer]
    agreed: bool
    settled: Settled | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one reader of whole reports found: so many findings are right, so many wrong, so many were missed."""

    who: str
    right: int
    wrong: int
    missed: int

    @property
    def recall(self) -> float | None:
        return recall(self.right, self.missed)

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A round that is done. pairs: of each two reviewers how far they agree."""

    items: tuple[Item, ...]
    pairs: tuple[tuple[str, str, Agreement], ...]
    found: tuple[Found, ...]


def targets_of(desk: Desk, told: Round) -> dict[str, Account]:
    """What is judged in a round, by id: its findings, or all that were read in its reports; in their order."""
    if told.sort == "findings":
        found = desk.view.accounts_of(told.targets)
        return {one: found[one] for one in told.targets if one in found}
    ids: list[str] = []
    for document in told.targets:
        seen = desk.view.seen(document, 0, LONGEST_TEXT)
        ids += [one.id for one in seen.findings if one.id not in seen.added] if seen is not None else []
    found = desk.view.accounts_of(ids)
    return {one: found[one] for one in ids if one in found}


def compared(desk: Desk, told: Round) -> Compared:
    """A round that is done, compared. Of whole reports what a reader left as it is, he lets stand."""
    accounts, reviews = targets_of(desk, told), reviews_of(desk)
    answers = [one for one in reviews.answers_in(told.n) if one.verdict not in {"note", "read"}]
    people = list(told.done)
    by: dict[str, dict[str, Answer]] = {who: {} for who in people}
    added: dict[str, list[Answer]] = {who: [] for who in people}
    for one in answers:
        if one.verdict == "add":
            added[one.who].append(one)
        else:
            by[one.who][one.target] = one
    if told.sort == "reports":
        for who in people:
            for target in accounts:
                by[who].setdefault(target, Answer(id="", who=who, target=target, verdict="accept"))
    readings = {who: _readings(by[who], accounts) for who in people}
    missed = {who: {place for one in added[who] for place in _added_places(one)} for who in people}
    settled = reviews.settled(told.n)
    items = [_item(target, accounts[target], by, settled) for target in accounts]
    items += _additions(added, settled)
    return Compared(
        items=tuple(items),
        pairs=tuple(
            (one, other, agreement(readings[one], readings[other], (missed[one], missed[other])))
            for one, other in combinations(people, 2)
        ),
        found=tuple(_found(who, by[who], added[who]) for who in people) if told.sort == "reports" else (),
    )


def _found(who: str, answers: Mapping[str, Answer], added: Sequence[Answer]) -> Found:
    right = sum(one.verdict in {"accept", "correct"} for one in answers.values())
    wrong = sum(one.verdict == "reject" for one in answers.values())
    return Found(who=who, right=right, wrong=wrong, missed=len(added))


def _item(
    target: str, account: Account, by: Mapping[str, Mapping[str, Answer]], settled: Mapping[str, Settled]
) -> Item:
    answers = {who: told[target] for who, told in by.items() if target in told}
    kinds = {(one.verdict, json.dumps(one.value, sort_keys=True)) for one in answers.values()}
    alike = len(kinds) == 1 and len(answers) == len(by)
    return Item(target=target, account=account, answers=answers, agreed=alike, settled=settled.get(target))


def _additions(added: Mapping[str, Sequence[Answer]], settled: Mapping[str, Settled]) -> list[Item]:
    """What readers say was missed: those alike are one item."""
    groups: dict[tuple[object, ...], dict[str, Answer]] = {}
    for who, told in added.items():
        for one in told:
            groups.setdefault(missed_key(one), {}).setdefault(who, one)
    items = []
    for answers in groups.values():
        first = next(iter(answers.values()))
        alike = len(answers) == len(added)
        items.append(Item(target=first.id, account=None, answers=answers, agreed=alike, settled=settled.get(first.id)))
    return items


def _added_places(one: Answer) -> list[Place]:
    value: Any = one.value or {}
    finding = value["finding"]
    spans = finding.get("evidence") or [finding.get("content") or finding.get("what")]
    return [(one.target, span["start"], span["end"]) for span in spans]


def as_told(account: Account, one: Answer) -> Finding:
    """What a machine read, as a reviewer puts it right."""
    if one.verdict != "correct" or not one.value:
        return account.finding
    return with_values(account, one.value)


def _readings(answers: Mapping[str, Answer], accounts: Mapping[str, Account]) -> dict[str, Reading]:
    """What one reviewer says, item by item; what he skipped is left out."""
    found = {}
    for target, one in answers.items():
        account = accounts.get(target)
        if account is None or one.verdict not in DECIDING:
            continue
        if one.verdict == "reject":
            found[target] = Reading(verdict="reject", type=NOTHING)
            continue
        told = as_told(account, one)
        values: dict[str, list[str]] = {}
        for field in fields_of(told, cast_of(account)):
            if field.name not in LEFT_OUT:
                values.setdefault(field.label, []).append(field.key)
        places = {(account.document, span.start, span.end) for span in spans_of(told)}
        fields = {label: "; ".join(sorted(each)) for label, each in values.items()}
        found[target] = Reading(verdict=one.verdict, type=type_of(told), fields=fields, spans=frozenset(places))
    return found


def type_of(found: Finding) -> str:
    """The class of a finding."""
    match found:
        case Event():
            return found.type
        case Statement():
            return found.act
        case Pact():
            return found.kind
        case Commitment():
            return "commitment"


def settle(desk: Desk, told: Round, item: Item, choice: str) -> None:
    """Settle one item: as one of its reviewers says (by name), or "accept", "reject". Raises JudgementError.

    The judgement is of who settles; what was decided to the contrary before is taken back.
    """
    answer = item.answers.get(choice)
    verdict: str = answer.verdict if answer is not None else choice
    if verdict not in {"accept", "reject", "correct", "skip", "add"}:
        raise JudgementError(f"{choice[:80]!r}: take what a reviewer says, accept or reject")
    _take_back_settled(desk, item)
    why = f"settles the round {told.name}: {_said(item.answers.values())}"
    made: str | None = None
    if item.account is None:
        made = _settle_addition(desk, item, verdict, why)
    elif verdict != "skip":
        made = _settle_finding(desk, item.account, verdict, answer, why)
    kept: Verdict = verdict  # type: ignore[assignment] # looked at above
    reviews_of(desk).settle(
        told.n,
        Settled(target=item.target, verdict=kept, judgement=made, by=desk.who.name, at=desk.store.clock()),
    )


def _said(answers: Iterable[Answer]) -> str:
    return ", ".join(f"{one.who} said {one.verdict}" for one in answers)


def _take_back_settled(desk: Desk, item: Item) -> None:
    """What settled it before; an addition in place of what was found goes with it."""
    if item.settled is None or item.settled.judgement is None:
        return
    for one in item.settled.judgement.split(" "):
        before = desk.view.judgement(one)
        if before is not None and before.undone_by is None:
            undo(desk, one)


def _settle_addition(desk: Desk, item: Item, verdict: str, why: str) -> str | None:
    if verdict == "reject":
        return None
    first = next(iter(item.answers.values()))
    given = JudgementGiven(kind="add", targets=(first.target,), value=first.value, why=why)
    return judge(desk, given)[0].judgement.id


def _settle_finding(desk: Desk, account: Account, verdict: str, answer: Answer | None, why: str) -> str:
    contrary = {"accept": {"reject", "correct"}, "correct": {"reject", "correct"}, "reject": {"accept", "correct"}}
    target = account.finding.id
    for one in reviews_of(desk).standing(target):
        if one.kind in contrary[verdict]:
            undo(desk, one.id)
    value = dict(answer.value or {}) if answer is not None and verdict == "correct" else None
    evidence: Any = value.pop("evidence", None) if value is not None else None
    if evidence:
        added = add_instead(account, account.finding, PutRight(value=value or {}, evidence=evidence[0]))
        first = judge(desk, added.model_copy(update={"why": why}))[0].judgement.id
        last = judge(desk, JudgementGiven(kind="reject", targets=(target,), why=why))[0].judgement.id
        return f"{first} {last}"
    kind: Any = verdict
    given = JudgementGiven(id=f"judgement:{uuid4().hex}", kind=kind, targets=(target,), value=value, why=why)
    return judge(desk, given)[0].judgement.id
