"""Review: one finding at a time, with its sentence, what was read and why, its neighbours; and what is answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args
from urllib.parse import parse_qsl, urlencode
from uuid import uuid4

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.datastructures import UploadFile

from dragoman.asking.cells import COLUMNS, found_cells
from dragoman.asking.phrases import one_line
from dragoman.evaluation.agreement import Agreed, agreed
from dragoman.model.merged import MergedKind
from dragoman.model.record import Event
from dragoman.store.listed import Listed
from dragoman.store.review_queue import KINDS
from dragoman.store.reviewed import DECIDING
from dragoman.store.reviews import MOST_LEFT, Answer, Verdict
from dragoman.store.telling_list import Account
from dragoman.web.answers import Answer as Page
from dragoman.web.answers import add_view
from dragoman.web.asked import Asked, Limit, Limits
from dragoman.web.data import page_of, with_page
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.fields import fields_of
from dragoman.web.lines import Line, line_of
from dragoman.web.marked_words import words_of
from dragoman.web.pages.finding import decided_of
from dragoman.web.proofs import evidence_of, proof_of
from dragoman.web.putting_right import Given, edits_of
from dragoman.web.reviewing import actors_near, answer, as_it_holds, reviews_of, take_back
from dragoman.web.security.sent import sent_form
from dragoman.web.security.who import needs
from dragoman.web.values import cast_of, rows_of

router = APIRouter()
KEPT = ("kind", "since", "until", "type", "mode", "quad", "state", "doer", "target", "actor", "context", "place",
        "status", "novelty", "confidence", "outlet", "collection", "document", "text")  # fmt: skip
Doing = Literal["accept", "correct", "reject", "merge", "split", "note", "skip"]
SAID: dict[str, str] = {
    "accept": "Accepted",
    "reject": "Rejected",
    "correct": "Put right",
    "merge": "Merged",
    "split": "Split off",
    "skip": "Skipped",
    "note": "Noted",
}  # as static/review.js has it
HALF = 0.15  # of a half: so near the machine is as good as unsure


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What was answered since midnight: by who asks, and how far reviewers agree who answered to the same."""

    mine: int
    agreed: Agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """What was done last, to what, and where that is."""

    what: str
    of: str
    page: str


def _kept(told: Iterable[tuple[str, str]]) -> str:
    """Of the parameters of an address what limits the queue, as a query."""
    return urlencode([(name, value) for name, value in told if name in KEPT and value])


def review(
    request: Request,
    desk: AtDesk,
    asked: Asked,
    limits: Limits,
    kind: Annotated[list[MergedKind] | None, Query()] = None,
    finding: str | None = None,
    do: Doing | None = None,
    past: Annotated[list[str] | None, Query(max_length=100)] = None,
    limit: Limit = 20,
) -> Page:
    """The next finding that wants a look, or one that is named."""
    reviews, who = reviews_of(desk), desk.who.name
    kinds: Sequence[MergedKind] = tuple(dict.fromkeys(kind)) if kind else KINDS
    named = desk.finding(finding) if finding else None
    left = reviews.left(who, limits, kinds=kinds, past=past or ())

    def context() -> dict[str, Any]:
        item, gone = named, list(past or ())
        if item is not None:
            gone.append(item.merged.id)
        coming = reviews.queue(who, limits, kinds=kinds, past=gone, limit=1 if item is not None else 2)
        if item is None:
            item = coming[0] if coming else None
            coming = coming[1:]
        query = _kept(request.query_params.multi_items())
        return {
            "asked": asked,
            "kind": kinds[0] if len(kinds) == 1 else None,
            "kinds": KINDS,
            "back": query,
            "left": f"more than {MOST_LEFT - 1:,}" if left >= MOST_LEFT else f"{left:,}",
            "day": today(desk),
            "do": do,
            "shown": shown(desk, item) if item is not None else None,
            "following": _address(query, coming[0].merged.id, past=[*gone, *([item.merged.id] if item else [])])
            if coming
            else None,
            "key": uuid4().hex,
            "last": _last(desk),
        }

    def all_next() -> tuple[Listed, ...]:
        return reviews.queue(who, limits, kinds=kinds, past=past or (), limit=limit)

    return Page(
        template="review.html",
        title="Review",
        context=context,
        data=lambda: {"left": left, "items": list(map(with_page, all_next()))},
        columns=COLUMNS,
        rows=lambda: map(found_cells, all_next()),
        headers={"Cache-Control": "no-store"},
    )


def _address(query: str, finding: str, past: Sequence[str] = ()) -> str:
    more = urlencode([("finding", finding), *(("past", one) for one in dict.fromkeys(past[-20:]))])
    return f"/review?{query}{'&' if query else ''}{more}"


add_view(router, "/review", review, role="reviewer")


def today(desk: Desk) -> Today:
    """What was answered since midnight (UTC)."""
    moment = desk.store.clock()[:10]
    told = reviews_of(desk).since(moment)
    last: dict[tuple[str, str], Answer] = {}
    for one in told:
        if one.verdict in DECIDING:
            last[one.target, one.who] = one
    pairs = [
        (one.verdict, other.verdict)
        for (target, who), one in sorted(last.items())
        for (same, another), other in sorted(last.items())
        if same == target and who < another
    ]
    mine = sum(one.who == desk.who.name and one.verdict != "note" and one.at >= moment for one in told)
    return Today(mine=mine, agreed=agreed(pairs))


def told_short(line: Line) -> str:
    """A finding in a few words, by which it is known again when another is looked at."""
    if line.kind == "commitment":
        return line.plain
    sides = (", ".join(one.name for one in side) for side in (line.one, line.other))
    return ", ".join(part for part in (line.plain, " → ".join(filter(None, sides)), line.when) if part)


def _last(desk: Desk) -> Last | None:
    """What who asks answered last, which is what Undo takes back."""
    told = reviews_of(desk).last(desk.who.name)
    if told is None:
        return None
    item = desk.view.one(told.target)
    if item is not None:
        return Last(what=SAID[told.verdict], of=told_short(line_of(item)), page=page_of(item))
    account = desk.view.accounts_of([told.target]).get(told.target)  # one that is rejected is in no list
    if account is None:
        return Last(what=SAID[told.verdict], of=told.target, page="/review")
    words = max((span.quote for span in evidence_of(account)), key=len, default=told.target)
    return Last(what=SAID[told.verdict], of=f"“{one_line(words)}”", page=proof_of(account, ()).page)


def shown(desk: Desk, item: Listed) -> dict[str, Any]:
    """One finding with all that is needed to judge it."""
    told = desk.view.tellings(item.merged.id)
    accounts = sorted(told.items, key=lambda one: one.finding.id != item.merged.id)
    first, reviews = accounts[0], reviews_of(desk)
    near = reviews.beside(item.merged.id)
    found = as_it_holds(desk, first)
    fields = fields_of(first.finding, cast_of(first))
    rows = rows_of(item, accounts)
    return {
        "id": first.finding.id,
        "line": line_of(item),
        "of": told_short(line_of(item)),
        "words": words_of(first, fields, evidence_of(first)),
        "proof": proof_of(first, ()),
        "rows": [row for row in rows if row[0] not in {"Read by", "Confidence"}],
        "machine": [value for label, values in rows if label in {"Read by", "Confidence"} for value in values],
        "score": first.finding.confidence,
        "reasons": reasons_of(item),
        "before": list(map(line_of, near.before)),
        "after": list(map(line_of, near.after)),
        "alike": list(map(line_of, near.alike)),
        "tellers": [(one.finding.id, proof_of(one, ())) for one in accounts],
        "untold": told.total - len(told.items),
        "decided": [decided_of(one, accounts) for one in item.judgements],
        "answers": [one for one in reviews.answers_to(item.merged.id) if one.verdict in {"skip", "note"}],
        "edits": edits_of(found, actors_near(desk, first)),
        "page": page_of(item),
    }


def shown_blind(desk: Desk, account: Account) -> dict[str, Any]:
    """What a machine read in one report, and nothing that a person said of it."""
    fields = fields_of(account.finding, cast_of(account))
    return {
        "id": account.finding.id,
        "kind": account.kind,
        "words": words_of(account, fields, evidence_of(account)),
        "proof": proof_of(account, ()),
        "fields": [(field, proof_of(account, field.spans)) for field in fields],
        "score": account.finding.confidence,
        "edits": edits_of(account.finding, actors_near(desk, account)),
    }


def reasons_of(item: Listed) -> list[str]:
    """Why a finding wants a look, in words."""
    merged, found = item.merged, item.merged.finding
    told = []
    if abs(found.confidence - 0.5) < HALF:
        told.append(f"the machine is unsure ({found.confidence:.2f})")
    if merged.conflicts:
        told.append(f"reports differ on {', '.join(one.field for one in merged.conflicts)}")
    if isinstance(found, Event):
        if found.status in {"alleged", "hypothetical", "negated"}:
            told.append(
                {"alleged": "it is alleged", "hypothetical": "it may happen", "negated": "it is denied"}[found.status]
            )
        if found.quad == len(("verbal", "material")) * 2:
            told.append("material conflict")
    many = len(merged.reports) + len(merged.background_reports)
    if many > 1:
        told.append(f"{many} reports tell it")
    return told


async def form_given(request: Request) -> Given:
    """The fields of a form."""
    form = await sent_form(request)
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, UploadFile) or "\0" in value:
            raise HTTPException(422, f"{name[:50]}: a form here has words only")
        found.setdefault(name, []).append(value)
    return found


FormGiven = Annotated[Given, Depends(form_given)]


def one_of(given: Given, name: str) -> str:
    """A field of a form; "" where it is none."""
    return (given.get(name) or ("",))[0]


def wants_json(request: Request) -> bool:
    """Whether it is the page's own script that asks."""
    return "application/json" in request.headers.get("accept", "")


@router.post("/review", include_in_schema=False, dependencies=[needs("reviewer")])
def answered(request: Request, desk: AtDesk, given: FormGiven) -> Response:
    """Answer to a finding, and go on to the next."""
    do, finding = one_of(given, "do"), one_of(given, "finding")
    if do not in get_args(Doing):
        raise HTTPException(422, f"{do[:50]!r}: is nothing that can be done; take one of {', '.join(get_args(Doing))}")
    verdict: Verdict = do  # type: ignore[assignment] # looked at above
    told = answer(desk, finding, verdict, given)
    if wants_json(request):
        return JSONResponse(
            {"id": told.id, "finding": told.target, "verdict": told.verdict, "judgement": told.judgement}
        )
    back = _kept(parse_qsl(one_of(given, "back")))
    there = _address(back, told.target) if verdict == "note" else f"/review{'?' if back else ''}{back}"
    return RedirectResponse(there, status_code=303)


@router.post("/review/undo", include_in_schema=False, dependencies=[needs("reviewer")])
def undone(request: Request, desk: AtDesk, given: FormGiven) -> Response:
    """Take back what was answered last, and show it again."""
    told = take_back(desk)
    back = _kept(parse_qsl(one_of(given, "back")))
    address = _address(back, told.target)
    if wants_json(request):
        return JSONResponse({"finding": told.target, "verdict": told.verdict, "address": address})
    return RedirectResponse(address, status_code=303)
