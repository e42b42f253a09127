"""Rounds of review: findings, or whole reports, that several reviewers are given without seeing what others say."""

from dataclasses import replace
from typing import Annotated, Any, get_args
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dragoman.errors import JudgementError
from dragoman.store.filters import Filter
from dragoman.store.reviewed import DECIDING
from dragoman.store.reviews import MOST_ITEMS, Answer, Round, Verdict
from dragoman.web import addresses
from dragoman.web.answers import Answer as Page
from dragoman.web.answers import add_view, dressed
from dragoman.web.asked import Limits
from dragoman.web.beside import beside
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.lines import line_of
from dragoman.web.missed import TYPES, Missed, judgement_of
from dragoman.web.pages.finding import short
from dragoman.web.pages.review import FormGiven, one_of, shown_blind, wants_json
from dragoman.web.putting_right import Given
from dragoman.web.reviewing import account_of, correction_of, reviews_of
from dragoman.web.rounds import LONGEST_TEXT, Compared, compared, settle, targets_of
from dragoman.web.security.who import needs

router = APIRouter()
COLUMNS = ("reviewer", "other", "what", "rows", "share", "kappa")


def rounds(desk: AtDesk) -> Page:
    """All rounds, and a form to make one."""
    told = reviews_of(desk).rounds()
    return Page(
        template="rounds.html",
        title="Rounds of review",
        context=lambda: {"rounds": [(one, _told_of(desk, one)) for one in told]},
        data=lambda: [one.model_dump(mode="json") for one in told],
    )


def _told_of(desk: Desk, one: Round) -> str:
    who = desk.who.name
    if one.is_done:
        return "done"
    if who in one.done:
        return "you have answered all" if one.done[who] else "yours to answer"
    return "goes on"


def round_of(desk: Desk, n: int) -> Round:
    """The round of a number. 404 where there is none."""
    found = reviews_of(desk).round(n)
    if found is None:
        raise HTTPException(404, f"{n}: there is no such round")
    return found


def one_round(desk: AtDesk, n: int) -> Page:
    """A round: who has answered, and where all have, how far they agree and what differs."""
    told = round_of(desk, n)

    def context(found: Compared | None) -> dict[str, Any]:
        items = found.items if found is not None else ()
        return {
            "round": told,
            "state": _told_of(desk, told),
            "mine": desk.who.name in told.done,
            "progress": _progress(desk, told),
            "compared": found,
            "items": [
                (
                    item,
                    shown_blind(desk, item.account) if item.account is not None else None,
                    {who: _changes(one) if item.account else _added(one) for who, one in item.answers.items()},
                )
                for item in items
                if not item.agreed or item.settled is not None
            ],
            "unsettled": sum(item.agreed and item.settled is None for item in items),
        }

    if not told.is_done:
        return Page(
            template="round.html",
            title=told.name,
            context=lambda: context(None),
            data=lambda: told.model_dump(mode="json"),
        )
    found = compared(desk, told)
    rows = [
        {"reviewer": one, "other": other, "what": what, "rows": each.rows, "share": each.share, "kappa": each.kappa}
        for one, other, told_of in found.pairs
        for what, each in (("verdict", told_of.verdict), ("type", told_of.type), *told_of.fields.items())
    ]
    return Page(
        template="round.html",
        title=told.name,
        context=lambda: context(found),
        data=lambda: {
            **told.model_dump(mode="json"),
            "agreement": rows,
            "spans": [
                {"reviewer": one, "other": other, "f1": each.spans.spans, "f1_characters": each.spans.characters}
                for one, other, each in found.pairs
            ],
            "readers": [
                {
                    **{name: getattr(one, name) for name in ("who", "right", "wrong", "missed")},
                    "recall": one.recall,
                    "precision": one.precision,
                }
                for one in found.found
            ],
        },
        columns=COLUMNS,
        rows=lambda: rows,
    )


def _final(told: Round) -> frozenset[str]:
    """What answers an item of a round for good."""
    return frozenset({"read"}) if told.sort == "reports" else DECIDING | {"skip"}


def _progress(desk: Desk, told: Round) -> dict[str, int]:
    """How many items each has answered: numbers tell nothing of what was said."""
    counts = dict.fromkeys(told.done, 0)
    for one in reviews_of(desk).answers_in(told.n):
        counts[one.who] += one.verdict in _final(told) and one.target in told.targets
    return counts


def _changes(one: Answer) -> list[tuple[str, str]]:
    return [(name, short(value)) for name, value in (one.value or {}).items()] if one.verdict == "correct" else []


def _added(one: Answer) -> list[tuple[str, str]]:
    value: Any = one.value or {}
    finding = value["finding"]
    words = finding.get("content") or finding.get("what") or (finding.get("evidence") or [{"quote": ""}])[0]
    what = finding.get("type") or finding.get("act") or finding.get("kind") or ""
    return [(f"{value['kind']} {what}".strip(), str(words["quote"]))]


add_view(router, "/review/rounds", rounds, role="reviewer")


@router.post("/review/rounds", include_in_schema=False, dependencies=[needs("reviewer")])
def make(desk: AtDesk, limits: Limits, given: FormGiven) -> Response:
    """Make a round: of the findings or reports that are named, or of the first of the queue."""
    sort: Any = one_of(given, "sort") or "findings"
    what = one_of(given, "targets").split()
    many = one_of(given, "many")
    if not what and many.isdecimal() and sort == "findings":
        most = min(int(many[:6]), MOST_ITEMS)
        what = [one.merged.id for one in reviews_of(desk).queue("", limits, limit=most)] if most else []
    if not what and many.isdecimal() and sort == "reports":
        newest = desk.view.reports(limit=max(1, min(int(many[:6]), MOST_ITEMS)))
        what = [one.document for one in newest.items]
    for one in what:
        if sort == "reports":
            desk.check_report(one)
        else:
            account_of(desk, one)
    people = [one.strip() for one in one_of(given, "reviewers").replace("\n", ",").split(",")]
    made = reviews_of(desk).make_round(one_of(given, "name"), sort, what, people, by=desk.who.name)
    return RedirectResponse(f"/review/rounds/{made.n}", status_code=303)


add_view(router, "/review/rounds/{n}", one_round, role="reviewer")


def _mine(desk: Desk, n: int) -> Round:
    told = round_of(desk, n)
    if desk.who.name not in told.done:
        raise HTTPException(403, f"{told.name} is given to {', '.join(told.done)}, and not to {desk.who.name}")
    return told


@router.get("/review/rounds/{n}/next", include_in_schema=False, dependencies=[needs("reviewer")])
def following(
    request: Request,
    desk: AtDesk,
    n: int,
    finding: str | None = None,
    report: str | None = None,
    past: Annotated[list[str] | None, Query(max_length=100)] = None,
) -> Response:
    """The next item that somebody has not answered, or one that is named; nothing of what others say."""
    told = _mine(desk, n)
    mine = reviews_of(desk).answers_in(n, desk.who.name)
    answered = {one.target for one in mine if one.verdict in _final(told)}
    left = [one for one in told.targets if one not in answered]
    context: dict[str, Any] = {"round": told, "left": sum(one not in (past or ()) for one in left), "key": uuid4().hex}
    if told.sort == "reports" and finding is None:
        document = report or (left[0] if left else None)
        if document is None:
            return RedirectResponse(f"/review/rounds/{n}", status_code=303)
        if document not in told.targets:
            raise HTTPException(404, f"{document[:100]}: is not in this round")
        context |= _whole(desk, document, {one.target: one for one in mine if one.verdict != "note"})
        context["added"] = [(one, _added(one)) for one in mine if one.verdict == "add" and one.target == document]
        return dressed(request, Page(template="round_report.html", title=told.name, context=lambda: context), None)
    target = finding or (left[0] if left else None)
    if target is None:
        return RedirectResponse(f"/review/rounds/{n}", status_code=303)
    if target not in (told.targets if told.sort == "findings" else targets_of(desk, told)):
        raise HTTPException(404, f"{target[:100]}: is not in this round")
    gone = [*(past or ()), target]
    rest = [one for one in left if one not in gone]
    context |= {
        "shown": shown_blind(desk, account_of(desk, target)),
        "said": next((one for one in mine if one.target == target and one.verdict != "note"), None),
        "following": addresses.with_query(f"/review/rounds/{n}/next", finding=rest[0], past=gone[-20:])
        if rest and told.sort == "findings"
        else None,
    }
    return dressed(request, Page(template="round_item.html", title=told.name, context=lambda: context), None)


def _whole(desk: Desk, document: str, mine: dict[str, Answer]) -> dict[str, Any]:
    """A report with what the machine read in it, and what somebody has said of it himself."""
    seen = desk.view.seen(document, 0, LONGEST_TEXT)
    if seen is None:
        raise HTTPException(404, f"{document[:100]}: there is no such report in this store")
    read = tuple(one for one in seen.findings if one.id not in seen.added)
    blind = replace(seen, findings=read, judged={}, added=frozenset())
    told = desk.view.list(("event", "statement", "agreement", "commitment"), Filter(document=document), limit=1000)
    lines = {finding: line_of(one) for one in told.items for finding in one.merged.findings}
    accounts = desk.view.accounts_of([one.id for one in read])
    return {
        "document": document,
        "beside": beside(blind),
        "cases": [(one.id, lines.get(one.id), accounts.get(one.id), mine.get(one.id)) for one in read],
        "types": TYPES,
        "actors": seen.actors,
        "report": addresses.report(document),
        "is_read": document in mine and mine[document].verdict == "read",
    }


@router.post("/review/rounds/{n}", include_in_schema=False, dependencies=[needs("reviewer")])
def answered(request: Request, desk: AtDesk, n: int, given: FormGiven) -> Response:
    """Answer in a round: kept, and no judgement until all have answered and it is settled."""
    told, do = _mine(desk, n), one_of(given, "do")
    if do not in get_args(Verdict) or do in {"merge", "split"}:
        raise HTTPException(422, f"{do[:50]!r}: is nothing that can be answered in a round")
    verdict: Verdict = do  # type: ignore[assignment] # looked at above
    target = one_of(given, "finding") or one_of(given, "report")
    allowed = told.targets if told.sort == "findings" else (*told.targets, *targets_of(desk, told))
    if target not in allowed:
        raise HTTPException(404, f"{target[:100]}: is not in this round")
    value: Any = None
    why = one_of(given, "why").strip()
    if verdict == "correct":
        account = account_of(desk, target)
        put = correction_of(desk, account, given, account.finding)
        value = {**put.value, **({"evidence": [put.evidence]} if put.evidence is not None else {})}
        if not value:
            raise JudgementError("nothing is put right; change a field, or accept it as it is")
    if verdict == "add":
        value = _missed(desk, target, given)
    name = one_of(given, "id") or uuid4().hex
    answer = Answer(
        id=f"{desk.who.name}:{name}"[:200],
        who=desk.who.name,
        target=target,
        verdict=verdict,
        value=value,
        why=why,
        round=n,
    )
    kept = reviews_of(desk).answer(answer)
    if wants_json(request):
        return JSONResponse({"id": kept.id, "finding": kept.target, "verdict": kept.verdict})
    there = f"?report={one_of(given, 'report')}" if told.sort == "reports" and verdict != "read" else ""
    return RedirectResponse(f"/review/rounds/{n}/next{there}", status_code=303)


def _missed(desk: Desk, document: str, given: Given) -> dict[str, Any]:
    kind = one_of(given, "kind")
    start = one_of(given, "start")
    told = Missed(
        kind=kind,
        type={
            "event": one_of(given, "event"),
            "statement": one_of(given, "act"),
            "agreement": one_of(given, "sort"),
        }.get(kind, ""),
        words=one_of(given, "words"),
        start=int(start[:9]) if start.isdecimal() else 0,
        who=tuple(given.get("who", ())),
        whom=tuple(given.get("whom", ())),
        date=one_of(given, "date").strip(),
        place=one_of(given, "place").strip(),
        precision=one_of(given, "precision") or "city",
        status=one_of(given, "status") or "occurred",
    )
    return dict(judgement_of(told, document, desk.text(document)).value or {})


@router.post("/review/rounds/{n}/undo", include_in_schema=False, dependencies=[needs("reviewer")])
def undone(request: Request, desk: AtDesk, n: int, given: FormGiven) -> Response:
    """Take back what one answered last in a round, or one answer that is named."""
    told, reviews = _mine(desk, n), reviews_of(desk)
    named = one_of(given, "answer")
    mine = reviews.answers_in(n, desk.who.name)
    last = next((one for one in mine if one.id == named), None) if named else reviews.last(desk.who.name, n)
    if last is None:
        raise HTTPException(404, f"{desk.who.name} has answered nothing here that could be taken back")
    reviews.take_back(last.id)
    word = "report" if last.target in told.targets and told.sort == "reports" else "finding"
    address = f"/review/rounds/{n}/next?{word}={last.target}"
    if wants_json(request):
        return JSONResponse({"finding": last.target, "verdict": last.verdict, "address": address})
    return RedirectResponse(address, status_code=303)


@router.post("/review/rounds/{n}/settle", include_in_schema=False, dependencies=[needs("reviewer")])
def settled(desk: AtDesk, n: int, given: FormGiven) -> Response:
    """Settle one item, as a reviewer says or otherwise; or all on which reviewers agree."""
    told = round_of(desk, n)
    if not told.is_done:
        raise JudgementError(f"{told.name}: not all have answered; it is settled when they have")
    items = compared(desk, told).items
    choice, target = one_of(given, "as"), one_of(given, "target")
    if choice == "agreed":
        for item in items:
            if item.agreed and item.settled is None:
                settle(desk, told, item, next(iter(item.answers)))
        return RedirectResponse(f"/review/rounds/{n}", status_code=303)
    chosen = next((one for one in items if one.target == target), None)
    if chosen is None:
        raise HTTPException(404, f"{target[:100]}: is not in this round")
    settle(desk, told, chosen, choice)
    return RedirectResponse(f"/review/rounds/{n}#differ", status_code=303)
