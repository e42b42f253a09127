"""An answer in review: kept as one, and made a judgement where it is one; and taken back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from fastapi import HTTPException
from pydantic import JsonValue

from dragoman.errors import JudgementError
from dragoman.model.judgement import Judgement
from dragoman.model.merged import Finding
from dragoman.model.record import Actor
from dragoman.store.regroup import finding_with
from dragoman.store.reviews import Answer, Reviews, Verdict
from dragoman.store.telling_list import Account
from dragoman.web.desk import Desk
from dragoman.web.judging import JudgementGiven, judge, undo
from dragoman.web.putting_right import Given, PutRight, edits_of, put_right

NEAR = 4_000  # characters round a finding in which the actors are looked for that may be put into it
GIVEN = frozenset({"id", "cue", "confidence", "quad", "intensity"})  # the store says these of what is added
ADDED = "added"  # in the value of an answer: the judgement that adds what was put right with other words


def reviews_of(desk: Desk) -> Reviews:
    """The reviews as who asks may see them."""
    told = desk.store.reviews
    return Reviews(engine=told.engine, clock=told.clock, within=desk.who.collections)


def account_of(desk: Desk, identifier: str) -> Account:
    """What the machine read, of which a finding is told: of the report whose finding has this id. 404 where none."""
    found = desk.view.accounts_of([identifier]).get(identifier)
    if found is None:
        raise HTTPException(404, f"{identifier[:100]}: there is no such finding in this store")
    return found


def actors_near(desk: Desk, account: Account) -> list[Actor]:
    """The actors of a report, those of the finding first, then by their distance from it."""
    spans = account.sentences
    start, end = (spans[0].start, spans[-1].end) if spans else (0, 0)
    seen = desk.view.seen(account.document, start, end)

    def away(actor: Actor) -> tuple[bool, int, str]:
        near = min((max(start - one.end, one.start - end, 0) for one in actor.mentions), default=NEAR)
        return actor.id not in account.names, near, actor.name

    return sorted(seen.actors, key=away) if seen is not None else []


def as_it_holds(desk: Desk, account: Account) -> Finding:
    """What a report tells, with what persons put right in it."""
    standing = reviews_of(desk).standing(account.finding.id)
    return with_values(account, *(one.value or {} for one in standing if one.kind == "correct"))


def with_values(account: Account, *told: Mapping[str, JsonValue]) -> Finding:
    """What a report tells, with some fields other, and those that follow from them."""
    return finding_with(account.kind, account.finding.model_dump_json(), told)[0]


def correction_of(desk: Desk, account: Account, given: Given, found: Finding) -> PutRight:
    """What a form puts right in what a report tells, of which `found` holds. Raises JudgementError."""
    edits = edits_of(found, actors_near(desk, account))
    return put_right(found, edits, given, lambda: desk.text(account.document))


def answer(desk: Desk, identifier: str, verdict: Verdict, given: Given) -> Answer:
    """Answer to a merged finding, by the id of a report's: judge where it is a judgement, and keep the answer.

    `id` of the form makes an answer that is sent twice one; `why` is the note. Raises JudgementError, 404.
    """
    name = "".join(given.get("id", ())) or uuid4().hex
    why = "\n".join(given.get("why", ())).strip()
    known = reviews_of(desk).get(f"{desk.who.name}:{name}"[:200])
    if known is not None:
        return known
    target = desk.finding(identifier).merged.id
    told = Answer(id=f"{desk.who.name}:{name}"[:200], who=desk.who.name, target=target, verdict=verdict, why=why)
    if verdict == "note" and not why:
        raise JudgementError("the note is empty; write it first")
    if verdict not in {"skip", "note"}:
        made, value = JUDGING[verdict](desk, identifier, given, name, why)
        told = told.model_copy(update={"judgement": made.id, "value": value})
    return reviews_of(desk).answer(told)


def _plain(desk: Desk, identifier: str, verdict: Verdict, name: str, why: str) -> tuple[Judgement, None]:
    item = desk.finding(identifier)
    kind: Any = verdict
    return judge(desk, JudgementGiven(id=_id(name), kind=kind, targets=(item.merged.id,), why=why))[0].judgement, None


def _accept(desk: Desk, identifier: str, _: Given, name: str, why: str) -> tuple[Judgement, None]:
    return _plain(desk, identifier, "accept", name, why)


def _reject(desk: Desk, identifier: str, _: Given, name: str, why: str) -> tuple[Judgement, None]:
    return _plain(desk, identifier, "reject", name, why)


def _correct(desk: Desk, identifier: str, given: Given, name: str, why: str) -> tuple[Judgement, dict[str, Any] | None]:
    """Put fields right; where other words tell it, what was found is rejected and another is added in its place."""
    account, item = account_of(desk, identifier), desk.finding(identifier)
    found = as_it_holds(desk, account)
    told = correction_of(desk, account, given, found)
    if told.evidence is None:
        if not told.value:
            raise JudgementError("nothing is put right; change a field, or accept it as it is")
        targets = (identifier,)
        given_on = JudgementGiven(id=_id(name), kind="correct", targets=targets, value=told.value, why=why)
        return judge(desk, given_on)[0].judgement, None
    if len(item.merged.findings) > 1:
        raise JudgementError("several reports tell it; split this one off before you choose other words for it")
    added = add_instead(account, found, told)
    first = judge(desk, added.model_copy(update={"id": _id(f"{name}.added"), "why": why}))[0].judgement
    rejection = JudgementGiven(id=_id(name), kind="reject", targets=(identifier,), why=why or "other words tell it")
    return judge(desk, rejection)[0].judgement, {ADDED: first.id}


def add_instead(account: Account, found: Finding, told: PutRight) -> JudgementGiven:
    """What was found, as it is put right, with other words."""
    whole = with_values(account, found.model_dump(mode="json"), told.value).model_dump(mode="json")
    whole["evidence"] = [told.evidence]
    whole = {name: value for name, value in whole.items() if name not in GIVEN}
    value: dict[str, Any] = {"kind": account.kind, "finding": whole, "actors": []}
    return JudgementGiven(kind="add", targets=(account.document,), value=value)


def _merge(desk: Desk, identifier: str, given: Given, name: str, why: str) -> tuple[Judgement, None]:
    item = desk.finding(identifier)
    others = [desk.finding(one).merged.id for one in given.get("with", ())]
    if not others:
        raise JudgementError("nothing is chosen to merge it with; choose one that is listed")
    targets = tuple(dict.fromkeys((item.merged.id, *others)))
    return judge(desk, JudgementGiven(id=_id(name), kind="merge", targets=targets, why=why))[0].judgement, None


def _split(desk: Desk, identifier: str, given: Given, name: str, why: str) -> tuple[Judgement, None]:
    item = desk.finding(identifier)
    chosen = [one for one in item.merged.findings if one in set(given.get("part", ()))]
    stay = [one for one in item.merged.findings if one not in chosen]
    if not chosen or not stay:
        raise JudgementError("choose the reports that tell of something else: some, and not all of them")
    split = JudgementGiven(id=_id(name), kind="split", targets=tuple(chosen), value={"from": list(stay)}, why=why)
    return judge(desk, split)[0].judgement, None


Judging = Callable[[Desk, str, Mapping[str, Sequence[str]], str, str], tuple[Judgement, dict[str, Any] | None]]
JUDGING: Mapping[str, Judging] = {
    "accept": _accept,
    "reject": _reject,
    "correct": _correct,
    "merge": _merge,
    "split": _split,
}


def _id(name: str) -> str:
    return f"judgement:{name}"


def take_back(desk: Desk) -> Answer:
    """Take back what who asks answered last. 404 where there is nothing."""
    reviews = reviews_of(desk)
    last = reviews.last(desk.who.name)
    if last is None:
        raise HTTPException(404, f"{desk.who.name} has answered nothing that could be taken back")
    for one in (last.judgement, (last.value or {}).get(ADDED)):
        told = desk.view.judgement(one) if isinstance(one, str) else None
        if told is not None and told.undone_by is None:
            undo(desk, told.judgement.id)
    reviews.take_back(last.id)
    return last
