"""The page of an event, a statement, an agreement or a commitment: every value with the words that it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import RedirectResponse

from dragoman.model.judgement import Judgement
from dragoman.model.merged import Merged, MergedKind
from dragoman.model.record import Agreement, Commitment, Event
from dragoman.store.listed import Listed
from dragoman.store.outlet_names import apart
from dragoman.store.telling_list import Account
from dragoman.web import addresses
from dragoman.web.answers import Answer, add_view
from dragoman.web.data import FOUND_COLUMNS, cells_with_page, with_page
from dragoman.web.desk import AtDesk, Desk
from dragoman.web.fields import Chip, chains_of, fields_of
from dragoman.web.first_told import first_told
from dragoman.web.judging import undo
from dragoman.web.lines import Line, line_of
from dragoman.web.pages.pact import Pact, pact_of
from dragoman.web.proofs import Proof, proof_of
from dragoman.web.security.who import needs
from dragoman.web.values import cast_of, rows_of

router = APIRouter()
DOINGS = {
    "accept": "accepted it",
    "reject": "rejected it",
    "correct": "put it right",
    "merge": "said that it is one with others",
    "split": "took it apart from others",
    "add": "added it",
}


BECAME = {"kept": "kept", "partly": "kept in part", "broken": "broken"}
JUDGING = {"accept": "Accept", "correct": "Put right", "reject": "Reject"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One report that tells it: its words, and through whom it came."""

    finding: str
    proof: Proof
    recalls: bool
    chains: list[list[Chip]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One of several values on which reports differ, and who says so; without a proof where it is not at hand."""

    text: str
    proofs: tuple[Proof, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What became of it: told by whom."""

    what: str
    day: str | None
    proofs: tuple[Proof, ...]
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person decided: field by field, the machine's value beside the person's. id: of the judgement."""

    id: str
    what: str
    by: str
    at: str
    why: str
    changes: tuple[tuple[str, str, str], ...]


def page_of(desk: Desk, kind: MergedKind, identifier: str) -> Answer:
    """The page of one merged finding. Raises HTTPException (404) where there is none."""
    item = desk.finding(identifier, kind)
    told = desk.view.tellings(item.merged.id)
    merged, today = item.merged, desk.today
    item = _as_it_stands(item)
    line = line_of(item)

    def context() -> dict[str, Any]:
        rows = rows_of(item, told.items)
        by_document = {account.document: account for account in told.items}
        return {
            "item": item,
            "line": line,
            "noun": kind,
            "rows": [(label, values) for label, values in rows if label != "Read by"],
            "cue": [value for label, values in rows if label == "Read by" for value in values],
            "tellers": tuple(map(_teller, told.items)),
            "first": first_told(told.items, desk.view),
            "untold": told.total - len(told.items),
            "conflicts": _conflicts(merged, by_document),
            "steps": _steps(merged, by_document),
            "outlets": len(apart(merged.outlets)),
            "decided": tuple(decided_of(one, told.items) for one in item.judgements),
            "pact": _pact(desk, item, told.items, today),
            "part_of": _part_of(desk, merged),
            "outcomes": _outcomes(desk, merged),
            "doings": [(said, addresses.review(merged.id, word)) for word, said in JUDGING.items()],
            "as_of": today,
            "may_undo": desk.who.may("reviewer"),
        }

    return Answer(
        template="finding.html",
        title=_title(line, kind),
        context=context,
        data=lambda: {
            **with_page(item),
            "first_told": _first(desk, told.items),
            "tellings": [_told(account) for account in told.items],
        },
        columns=FOUND_COLUMNS,
        rows=lambda: [cells_with_page(item)],
    )


def _first(desk: Desk, accounts: Sequence[Account]) -> dict[str, object] | None:
    found = first_told(accounts, desk.view)
    return found.as_json() if found is not None else None


def _title(line: Line, kind: MergedKind) -> str:
    if kind == "agreement" and line.words:
        return line.words
    if kind == "commitment":
        return line.plain
    who = ", ".join(one.name for one in line.one)
    whom = ", ".join(one.name for one in line.other)
    sides = f"{who} → {whom}" if whom else who
    return " · ".join(part for part in (f"{kind.capitalize()}: {line.plain}", sides, line.when) if part)


def _as_it_stands(item: Listed) -> Listed:
    """A commitment with its status as of today: nobody writes a report on the day a promise falls due."""
    found = item.merged.finding
    if not isinstance(found, Commitment) or item.standing is None:
        return item
    merged = item.merged.model_copy(update={"finding": found.model_copy(update={"status": item.standing.status})})
    return item.model_copy(update={"merged": merged})


def _told(account: Account) -> dict[str, object]:
    """A report's own finding, for programs."""
    return {
        "finding": account.finding.model_dump(mode="json"),
        "document": account.document,
        "outlet": account.outlet,
        "title": account.title,
        "published": account.published,
        "url": account.url,
        "names": dict(account.names),
        "sentences": [span.model_dump(mode="json") for span in account.sentences],
        "page": proof_of(account, ()).page,
    }


def _teller(account: Account) -> Teller:
    chains = chains_of(getattr(account.finding, "sources", ()))
    return Teller(finding=account.finding.id, proof=proof_of(account, ()), recalls=account.recalls, chains=chains)


def _proofs(documents: Sequence[str], here: Mapping[str, Account], name: str) -> tuple[Proof, ...]:
    return tuple(
        proof_of(
            here[one], next((f.spans for f in fields_of(here[one].finding, cast_of(here[one])) if f.name == name), ())
        )
        for one in documents
        if one in here
    )


def _conflicts(merged: Merged, here: Mapping[str, Account]) -> list[tuple[str, list[Said]]]:
    found = []
    for conflict in merged.conflicts:
        values = []
        for value in conflict.values:
            proofs = _proofs(value.documents, here, "actors" if conflict.field == "sides" else conflict.field)
            values.append(Said(text=str(value.value), proofs=proofs, others=len(value.documents) - len(proofs)))
        found.append((conflict.field, values))
    return found


def _steps(merged: Merged, here: Mapping[str, Account]) -> list[Step]:
    steps = []
    for happened in merged.history:
        proofs = _proofs(happened.documents, here, "")
        others = len(happened.documents) - len(proofs)
        what = happened.what.replace("-", " ")
        steps.append(Step(what=what, day=happened.own_day, proofs=proofs, others=others))
    return steps


def decided_of(judgement: Judgement, accounts: Sequence[Account]) -> Decided:
    """What a judgement says, beside what the machine read."""
    told = judgement.value if judgement.kind == "correct" else None
    read = {field: value for one in accounts for field, value in one.finding.model_dump(mode="json").items()}
    own = next((one for one in accounts if one.finding.id in judgement.targets), None)
    if own is not None:
        read = own.finding.model_dump(mode="json")
    changes = tuple((name, short(read.get(name)), short(value)) for name, value in (told or {}).items())
    return Decided(
        id=judgement.id,
        what=DOINGS.get(judgement.kind, judgement.kind),
        by=judgement.by,
        at=judgement.at,
        why=judgement.why,
        changes=changes,
    )


def short(value: object) -> str:
    """A value of the contract in few words: "2024-05-12" of a date, "Baku" of a place; "" where there is none."""
    match value:
        case None:
            return ""
        case {"edtf": str(edtf)}:
            return edtf
        case {"name": str(name)}:
            return name
        case {"quote": str(quote)}:
            return quote
        case {"actor": str(actor)}:
            return actor
        case list():
            return ", ".join(map(short, value))
    return str(value)


def _pact(desk: Desk, item: Listed, accounts: Sequence[Account], today: str) -> Pact | None:
    if not isinstance(item.merged.finding, Agreement):
        return None
    under = desk.view.under(item.merged.findings, today)
    ids = [finding for one, _ in under for finding in one.merged.findings if one.merged.kind == "commitment"]
    return pact_of(item.merged, accounts, under, desk.view.accounts_of(ids))


def _part_of(desk: Desk, merged: Merged) -> Line | None:
    """The agreement that an event or a commitment is under."""
    found = merged.finding
    told = found.agreement if isinstance(found, Event) else found.under if isinstance(found, Commitment) else None
    item = desk.view.one(told) if told is not None else None
    return line_of(item) if item is not None and item.merged.kind == "agreement" else None


def _outcomes(desk: Desk, merged: Merged) -> list[tuple[str, Line, str]]:
    """Later events that kept a promise, or a part, or broke it, and what speaks for that; those that may be seen."""
    if merged.kind != "commitment":
        return []
    told = ((one, desk.view.one(one.event)) for one in desk.view.outcomes(merged.id))
    return [
        (
            BECAME[one.what],
            line_of(event),
            "; ".join(f"{reason.feature}: {reason.compared}" for reason in one.why.reasons),
        )
        for one, event in told
        if event is not None
    ]


def _views(kind: MergedKind) -> None:
    def one(desk: AtDesk, identifier: str) -> Answer:
        return page_of(desk, kind, identifier)

    add_view(router, f"/{addresses.FOLDERS[kind]}/{{identifier}}", one)


for _kind in addresses.FOLDERS:
    _views(_kind)


@router.post("/judgements/{identifier}/undo", include_in_schema=False, dependencies=[needs("reviewer")])
def undone(desk: AtDesk, identifier: str) -> RedirectResponse:
    """Take back what was decided, and show again what it was about."""
    told, _ = undo(desk, identifier)
    found = next((item for one in told.judgement.targets if (item := desk.view.one(one)) is not None), None)
    there = addresses.finding(found.merged.kind, found.merged.id) if found is not None else "/review"
    return RedirectResponse(f"{there}#judged", status_code=303)
