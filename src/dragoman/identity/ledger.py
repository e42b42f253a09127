"""The ledger as JSON lines, and what a person may add to it: merge, split, undo."""

import hashlib
import json
from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from dragoman.errors import LedgerError
from dragoman.model.faults import fault_in
from dragoman.model.identity import RULE, Authority, Judgement, Ledger, Verdict
from dragoman.model.judgement import undone_ids

JUDGEMENT, AUTHORITY = "judgement", "authority"


def lines_of(entries: Iterable[Judgement | Authority]) -> Iterable[str]:
    """A line of JSON for each entry, without its end; `kind` says what it is."""
    for entry in entries:
        kind = JUDGEMENT if isinstance(entry, Judgement) else AUTHORITY
        yield json.dumps({"kind": kind, **entry.model_dump()}, ensure_ascii=False)


def read_ledger(lines: Iterable[str], name: str) -> Ledger:
    """The ledger of these lines. Raises LedgerError naming file and line where one is no entry of it."""
    judgements: dict[str, Judgement] = {}
    authorities: dict[tuple[str, str], Authority] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        entry = _entry(line, f"{name}: line {number}")
        if isinstance(entry, Authority):
            authorities[entry.source, entry.id] = entry  # a file brought in again tells the newer
            continue
        if entry.id in judgements:
            raise LedgerError(f"{name}: line {number} tells {entry.id} a second time; remove one of them")
        if entry.undoes is not None and entry.undoes not in judgements:
            raise LedgerError(f"{name}: line {number} undoes {entry.undoes}, which stands nowhere before it; mend it")
        judgements[entry.id] = entry
    return Ledger(judgements=tuple(judgements.values()), authorities=tuple(authorities.values()))


def _entry(line: str, where: str) -> Judgement | Authority:
    try:
        told = json.loads(line)
    except json.JSONDecodeError as error:
        raise LedgerError(f"{where} is no JSON ({error.msg} at column {error.colno}); mend or remove it") from error
    kind = told.pop("kind", None) if isinstance(told, dict) else None
    if kind not in {JUDGEMENT, AUTHORITY}:
        raise LedgerError(f"{where} has the kind {kind!r}; a line of a ledger is a {JUDGEMENT} or an {AUTHORITY}")
    try:
        return (Judgement if kind == JUDGEMENT else Authority).model_validate(told)
    except ValidationError as error:
        raise LedgerError(f"{where}: {fault_in(error, kind)}; mend the line") from error


def judged(
    ledger: Ledger, verdict: Verdict, one: Sequence[str], other: Sequence[str], *, by: str, when: str | None, why: str
) -> Judgement:
    """A person's judgement of two identities, by their members, to be appended to this ledger.

    Raises LedgerError where somebody stands on both sides, a side is empty, or nobody judges.
    """
    first, second = tuple(sorted(set(one))), tuple(sorted(set(other)))
    if not first or not second:
        raise LedgerError("a judgement needs actors on both sides; name two identities")
    if set(first) & set(second):
        raise LedgerError(f"{min(set(first) & set(second))} stands on both sides; name two different identities")
    _refuse_nobody(by)
    return _judgement(ledger, verdict, first, second, by=by, when=when, why=why, undoes=None)


def undone(ledger: Ledger, judgement: str, *, by: str, when: str | None, why: str) -> Judgement:
    """What takes a judgement back. Raises LedgerError where there is none of that id that holds."""
    _refuse_nobody(by)
    known = {entry.id: entry for entry in ledger.judgements}
    if judgement not in known:
        raise LedgerError(f"{judgement}: is no judgement of this ledger; `dragoman actors list` prints those that hold")
    entry = known[judgement]
    if judgement in undone_ids(ledger.judgements):
        raise LedgerError(f"{judgement}: is undone already")
    return _judgement(ledger, entry.verdict, entry.one, entry.other, by=by, when=when, why=why, undoes=judgement)


def _refuse_nobody(by: str) -> None:
    if not by.strip() or by == RULE:
        raise LedgerError(f"judged by {by!r}; give the name of who judges")


def _judgement(
    ledger: Ledger,
    verdict: Verdict,
    one: tuple[str, ...],
    other: tuple[str, ...],
    *,
    by: str,
    when: str | None,
    why: str,
    undoes: str | None,
) -> Judgement:
    told = json.dumps([len(ledger.judgements), verdict, one, other, by, when, why, undoes])
    return Judgement(
        id=f"judgement:{hashlib.sha256(told.encode()).hexdigest()[:16]}",
        verdict=verdict,
        one=one,
        other=other,
        by=by,
        when=when,
        why=why,
        undoes=undoes,
    )


def extended(ledger: Ledger, *entries: Judgement | Authority) -> Ledger:
    """The ledger with more at its end."""
    return Ledger(
        judgements=(*ledger.judgements, *(entry for entry in entries if isinstance(entry, Judgement))),
        authorities=(*ledger.authorities, *(entry for entry in entries if isinstance(entry, Authority))),
    )
