"""A judgement into the store, and what of the merged findings it makes other."""

from collections.abc import Iterable

from pydantic import ValidationError
from sqlalchemy import Connection, select, update

from dragoman.errors import JudgementError
from dragoman.model.faults import fault_in
from dragoman.model.judgement import Judgement
from dragoman.store import schema as s
from dragoman.store.adding import added, added_again, added_by
from dragoman.store.audit import JUDGED, note
from dragoman.store.counting import findings, numbers_of
from dragoman.store.decisions import ON_FINDINGS, append, from_of, judgement_of, sides_of, targets_of, verdicts
from dragoman.store.notes import note_change
from dragoman.store.regroup import MODELS, finding_with, regroup
from dragoman.store.rows import Numbers
from dragoman.store.sense import Known, known_of, nonsense
from dragoman.store.sql import chunks, select_in


def judge(connection: Connection, judgement: Judgement, now: str) -> None:
    """Append a judgement and group anew what it is about. Raises JudgementError where it makes no sense."""
    check(connection, judgement)
    numbers = Numbers(connection, {})
    append(connection, numbers, judgement)
    told = {"kind": judgement.kind, "targets": list(judgement.targets), "undoes": judgement.undoes}
    note(connection, now, by=judgement.by, what=JUDGED, about=judgement.id, detail=told)
    changed = note_change(connection, numbers, now)
    root, holds = _root(connection, judgement)
    if root.kind != "add":
        touched = _findings_about(connection, root.id)
        if touched:
            regroup(connection, numbers, touched=sorted(touched), changed=changed)
            _note_judged(connection, touched, changed)
    elif root is judgement:
        regroup(connection, numbers, come=added(connection, numbers, judgement, now), changed=changed)
    elif holds:
        regroup(connection, numbers, come=added_again(connection, root), changed=changed)
    else:
        regroup(connection, numbers, gone=added_by(connection, root), changed=changed)


def _root(connection: Connection, judgement: Judgement) -> tuple[Judgement, bool]:
    """What was first judged, before it was taken back and given again, and whether it holds now."""
    holds = True
    while judgement.undoes is not None:
        judgement, holds = judgement_of(connection, judgement.undoes), not holds
    return judgement, holds


def check(connection: Connection, judgement: Judgement) -> None:
    """Raise JudgementError where a judgement makes no sense, whatever is in the store, or a correction fits nothing."""
    if not judgement.by.strip():
        raise JudgementError(f"{judgement.id}: nobody judges; give the name of who does")
    if judgement.undoes is not None:
        return
    least = 2 if judgement.kind == "merge" else 0 if judgement.kind in {"same", "different"} else 1
    if len(set(judgement.targets)) < least:
        raise JudgementError(f"{judgement.id}: `{judgement.kind}` needs {least} of `targets` at least")
    if judgement.kind == "split" and not from_of(judgement):
        raise JudgementError(f"{judgement.id}: a split needs the findings that stay, as value {{'from': [...]}}")
    if judgement.kind in {"same", "different"}:
        _check_sides(judgement)
    if judgement.kind in ON_FINDINGS:
        _check_kinds(connection, judgement)
    if judgement.kind == "correct":
        _check_correction(connection, judgement)


def _check_sides(judgement: Judgement) -> None:
    for side in sides_of(judgement):
        for one in side:
            if one.startswith("identity:"):
                raise JudgementError(f"{judgement.id}: {one} is no actor; give those in its `members`")


def _check_kinds(connection: Connection, judgement: Judgement) -> None:
    f, both = s.findings.c, set(judgement.targets) & set(from_of(judgement))
    if both:
        raise JudgementError(f"{judgement.id}: {min(both)} is split from itself; name what stays, and what goes")
    kinds = {row.kind: row.id for row in select_in(connection, findings(f.id, f.kind), f.id, judgement.targets)}
    for kind in sorted(kinds.keys() - MODELS.keys()):
        raise JudgementError(f"{judgement.id}: {kinds[kind]} is no {', '.join(MODELS)}; only these are judged so")
    if judgement.kind == "merge" and len(kinds) > 1:
        told = " and ".join(kinds[kind] for kind in sorted(kinds))
        raise JudgementError(f"{judgement.id}: {told} can't be one; merge findings of one kind")


def _check_correction(connection: Connection, judgement: Judgement) -> None:
    told = judgement.value
    if not told:
        raise JudgementError(f"{judgement.id}: a correction needs the fields that it puts right, as its value")
    if {"id", "evidence", "cue"} & set(told):
        raise JudgementError(f"{judgement.id}: id, evidence and cue are what was found; reject it and add another")
    f = s.findings.c
    targets = targets_of(connection, judgement)
    before = verdicts(connection, targets).corrections
    documents: dict[int, Known] = {}
    for row in select_in(connection, findings(f.id, f.kind, f.value, f.document), f.id, targets):
        try:
            finding, _ = finding_with(row.kind, row.value, [*before.get(row.id, ()), told])
        except ValidationError as error:
            raise JudgementError(f"{judgement.id}: {fault_in(error)}; mend the value") from error
        if row.document not in documents:
            documents[row.document] = known_of(connection, row.document)
        for fault in nonsense(finding, told, documents[row.document]):
            raise JudgementError(f"{judgement.id}: {fault}")


def _note_judged(connection: Connection, touched: Iterable[int], changed: int) -> None:
    """Tell who follows changes what was judged about: what is accepted stays as it was, and its judgements do not."""
    mf = s.merged_findings.c
    here = {row.merged for row in select_in(connection, select(mf.merged), mf.finding, touched)}
    for some in chunks(sorted(here)):
        connection.execute(update(s.merged).where(s.merged.c.n.in_(some)).values(changed=changed))


def _findings_about(connection: Connection, judgement: str) -> set[int]:
    """The numbers of the findings that count and that a judgement is attached to."""
    query = (
        select(s.judged.c.attached)
        .join(s.judgements, s.judgements.c.n == s.judged.c.judgement)
        .where(s.judgements.c.id == judgement, s.judged.c.attached.is_not(None))
    )
    return numbers_of(connection, connection.execute(query).scalars())
