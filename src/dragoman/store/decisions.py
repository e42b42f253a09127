"""Judgements as a store keeps them: appended, undone by others, attached to the findings they are about."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection, Select, exists, insert, or_, select

from dragoman.errors import JudgementError
from dragoman.model.judgement import Judgement, undone_ids
from dragoman.model.merged import Decision
from dragoman.store import schema as s
from dragoman.store.counting import findings
from dragoman.store.rows import Numbers
from dragoman.store.sql import select_in

ON_FINDINGS = frozenset({"accept", "correct", "reject", "merge", "split"})
# Fields with ids and places of one report: what is said of them is not said of other reports' findings.
OF_ONE_REPORT = frozenset(
    {
        *("actors", "recipients", "speaker", "addressees", "parties", "signatories", "by", "to"),
        *("content", "verb", "what", "condition", "agreement", "under", "provisions", "sources"),
    }
)


def judgements_in(connection: Connection) -> list[Judgement]:
    """All judgements, in the order in which they were made."""
    rows = connection.execute(select(s.judgements).order_by(s.judgements.c.n)).all()
    return [judgement_from(row) for row in rows]


def judgement_of(connection: Connection, identifier: str) -> Judgement:
    """The judgement of this id. Raises JudgementError where there is none."""
    row = connection.execute(select(s.judgements).where(s.judgements.c.id == identifier)).one_or_none()
    if row is None:
        raise JudgementError(f"{identifier}: is no judgement of this store")
    return judgement_from(row)


def judgement_from(row: Any) -> Judgement:  # noqa: ANN401 - a row
    """The judgement of a row."""
    return Judgement(
        id=row.id,
        kind=row.kind,
        targets=tuple(json.loads(row.targets)),
        value=json.loads(row.value) if row.value is not None else None,
        by=row.by,
        at=row.at,
        why=row.why,
        undoes=row.undoes,
    )


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that hold: neither taken back, nor what takes others back."""
    told = list(judgements)
    undone = undone_ids(told)
    return [judgement for judgement in told if judgement.undoes is None and judgement.id not in undone]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What holds about some findings: which are told of one thing, which are rejected, which fields are put right.

    corrections: the fields that were told of each finding, one correction after the other.
    """

    decisions: tuple[Decision, ...] = ()
    rejected: frozenset[str] = frozenset()
    corrections: Mapping[str, Sequence[Mapping[str, JsonValue]]] = field(default_factory=dict)


def about(connection: Connection, findings: Iterable[str]) -> list[tuple[str, Judgement]]:
    """Each finding with each judgement that holds about it, in the order of the judgements."""
    j, d = s.judgements.c, s.judged.c
    if connection.execute(select(d.judgement).limit(1)).first() is None:
        return []
    attached = select_in(
        connection, select(d.attached, d.judgement, j.id), d.attached, findings, s.judged.join(s.judgements)
    )
    if not attached:
        return []
    first = select_in(connection, select(s.judgements), j.n, {row.judgement for row in attached})
    rows = with_undoing(connection, first)
    told = {judgement.id: judgement for judgement in standing(judgement_from(rows[n]) for n in sorted(rows))}
    in_order = sorted((row.judgement, row.attached) for row in attached if row.id in told)
    return [(finding, told[rows[n].id]) for n, finding in in_order]


def with_undoing(connection: Connection, judged: Iterable[Any]) -> dict[int, Any]:
    """Rows of judgements by their numbers, with those of what takes each back, and of what takes that back."""
    found = {row.n: row for row in judged}
    asked = {row.id for row in found.values()}
    while asked:
        rows = select_in(connection, select(s.judgements), s.judgements.c.undoes, asked)
        more = {row.n: row for row in rows if row.n not in found}
        found |= more
        asked = {row.id for row in more.values()}
    return found


def lapsed(connection: Connection) -> set[str]:
    """The ids of what takes others back and does not hold, having been taken back itself.

    Undoing that is undone is rare beside judgements, and all of one chain is looked at together.
    """
    j, other = s.judgements.c, s.judgements.alias().c
    takes_back = j.undoes.is_not(None)
    of_undoing = exists().where(other.id == j.undoes, other.undoes.is_not(None))
    is_undone = exists().where(other.undoes == j.id)
    query = select(s.judgements).where(takes_back, or_(of_undoing, is_undone)).order_by(j.n)
    told = [judgement_from(row) for row in connection.execute(query)]
    return undone_ids(told) & {one.id for one in told}


def with_all_undoing(first: Select[Any]) -> Select[Any]:
    """The ids of these judgements, and of what takes them back, and of what takes that back, to any depth."""
    j = s.judgements.c
    family = first.cte(recursive=True)
    family = family.union(select(j.id).join(family, j.undoes == family.c.id))
    return select(family.c.id)


def verdicts(connection: Connection, findings: Iterable[str]) -> Verdicts:
    """What holds about these findings, and about others that are merged with them or split from them."""
    found = about(connection, findings)
    grouped = {judgement.id: judgement for _, judgement in found if judgement.kind in {"merge", "split"}}
    corrections: dict[str, list[Mapping[str, JsonValue]]] = defaultdict(list)
    each: dict[str, list[Judgement]] = defaultdict(list)
    for finding, judgement in found:
        each[finding].append(judgement)
        if judgement.kind == "correct":
            corrections[finding].append(judgement.value or {})
    return Verdicts(
        decisions=tuple(_decisions(connection, list(grouped.values()))),
        rejected=frozenset(finding for finding, told in each.items() if is_rejected(told)),
        corrections=corrections,
    )


def is_rejected(judgements: Iterable[Judgement]) -> bool:
    """Whether a finding is rejected by judgements that hold, in their order: of each person the last word counts."""
    last = {one.by: one.kind for one in judgements if one.kind in {"accept", "correct", "reject"}}
    return "reject" in last.values()


def _decisions(connection: Connection, judgements: Sequence[Judgement]) -> Iterator[Decision]:
    """Judgements of merging and splitting, as decisions on the findings that they are about now."""
    query = select(s.judgements.c.id, s.judged.c.target, s.judged.c.attached)
    rows = select_in(
        connection, query, s.judgements.c.id, [told.id for told in judgements], s.judged.join(s.judgements)
    )
    attached: dict[tuple[str, str], str] = {(row.id, row.target): row.attached for row in rows if row.attached}
    for judgement in judgements:
        here = [attached[judgement.id, target] for target in judgement.targets if (judgement.id, target) in attached]
        others = [attached[judgement.id, told] for told in from_of(judgement) if (judgement.id, told) in attached]
        if judgement.kind == "merge":
            for one, other in pairwise(here):
                yield Decision(kind="merge", one=(one,), other=(other,))
        elif here and others:
            yield Decision(kind="split", one=tuple(here), other=tuple(others))


def from_of(judgement: Judgement) -> tuple[str, ...]:
    """The findings from which a split takes its targets."""
    told = (judgement.value or {}).get("from", [])
    return tuple(item for item in told if isinstance(item, str)) if isinstance(told, list) else ()


def sides_of(judgement: Judgement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The actors that are judged to be the same as, or others than, each other. Raises JudgementError."""
    told = judgement.value or {}
    sides = []
    for name in ("one", "other"):
        side = told.get(name)
        actors = tuple(actor for actor in side if isinstance(actor, str)) if isinstance(side, list) else ()
        if not actors:
            raise JudgementError(f"{judgement.id}: has no actors in `{name}`; give {{'one': [ids], 'other': [ids]}}")
        sides.append(actors)
    both = set(sides[0]) & set(sides[1])
    if both:
        raise JudgementError(f"{judgement.id}: {min(both)} stands on both sides; name two different identities")
    return sides[0], sides[1]


def append(connection: Connection, numbers: Numbers, judgement: Judgement) -> None:
    """Append a judgement, attached to what it is about. Raises JudgementError where that is not there."""
    if connection.execute(select(s.judgements.c.n).where(s.judgements.c.id == judgement.id)).first():
        raise JudgementError(f"{judgement.id}: is there already; give a new judgement an id of its own")
    if judgement.undoes is not None:
        _check_undoes(connection, judgement)
    n = numbers.of(s.judgements)
    told = judgement.model_dump(mode="json")
    value = None if told["value"] is None else json.dumps(told["value"])  # {} is one, too
    row = {**told, "targets": json.dumps(told["targets"]), "value": value}
    connection.execute(insert(s.judgements).values(n=n, **row))
    if judgement.undoes is not None:
        return
    rows = []
    for position, target in enumerate(targets_of(connection, judgement)):
        found = _about(connection, target) if judgement.kind in ON_FINDINGS else None
        if judgement.kind in ON_FINDINGS and found is None:
            raise JudgementError(f"{target}: there is no such finding; look it up with `dragoman events --format json`")
        if judgement.kind == "add":
            found = _document(connection, target, judgement)
        rows.append({"judgement": n, "position": position, "target": target, **(found or _NOTHING)})
    if rows:
        connection.execute(insert(s.judged), rows)


def targets_of(connection: Connection, judgement: Judgement) -> list[str]:
    """What a judgement is about. What is said of a merged finding is said of each report's finding in it."""
    is_of_one = judgement.kind == "correct" and _is_of_one_report(judgement.value or {})
    if judgement.kind not in {"accept", "correct", "reject"} or is_of_one:
        return list(dict.fromkeys((*judgement.targets, *from_of(judgement))))
    query = (
        select(s.findings.c.id, s.merged.c.id.label("merged"))
        .join(s.merged_findings, s.merged_findings.c.finding == s.findings.c.n)
        .join(s.merged, s.merged.c.n == s.merged_findings.c.merged)
    )
    told = defaultdict(list)
    for row in select_in(connection, query, s.merged.c.id, judgement.targets):
        told[row.merged].append(row.id)
    for target in judgement.targets:
        if target not in told and judgement.kind != "reject":
            told[target] = _rejected_with(connection, target)
    return list(dict.fromkeys(one for target in judgement.targets for one in sorted(told.get(target, [target]))))


def _rejected_with(connection: Connection, target: str) -> list[str]:
    """The findings of which a merged one was made that went by this id, and was rejected; else the one of this id."""
    j, d = s.judgements.c, s.judged.c
    query = select(j.targets, d.judgement, d.position).join(s.judged, d.judgement == j.n)
    query = query.where(d.target == target, j.kind == "reject").order_by(j.n.desc())
    last = connection.execute(query.limit(1)).first()
    if last is None or target not in json.loads(last.targets):
        return [target]
    others = set(json.loads(last.targets)) - {target}
    rows = select(d.target, d.attached).where(d.judgement == last.judgement, d.position >= last.position)
    with_it = takewhile(lambda row: row.target not in others, connection.execute(rows.order_by(d.position)))
    return [row.attached for row in with_it if row.attached is not None] or [target]


def _is_of_one_report(told: Mapping[str, JsonValue]) -> bool:
    """Whether a correction refers to the actors or to the text of one report."""
    return bool(OF_ONE_REPORT & told.keys()) or any(_has_places(value) for value in told.values())


def _has_places(value: JsonValue) -> bool:
    if isinstance(value, dict):
        return bool(value.get("evidence")) or any(map(_has_places, value.values()))
    return isinstance(value, list) and any(map(_has_places, value))


_NOTHING: dict[str, Any] = {"document": None, "kind": None, "start": None, "end": None, "attached": None}


def _check_undoes(connection: Connection, judgement: Judgement) -> None:
    told = judgements_in(connection)
    if all(other.id != judgement.undoes for other in told):
        raise JudgementError(f"{judgement.undoes}: is no judgement of this store, so it can't be undone")
    if judgement.undoes in undone_ids(told):
        raise JudgementError(f"{judgement.undoes}: is undone already")


def _about(connection: Connection, target: str) -> dict[str, Any] | None:
    """What a target is: a finding that counts (a merged finding goes by the id of its smallest)."""
    f = s.findings.c
    row = connection.execute(findings(f.document, f.kind, f.start, f.end, f.id).where(f.id == target)).first()
    if row is None:
        return None
    return {"document": row.document, "kind": row.kind, "start": row.start, "end": row.end, "attached": row.id}


def _document(connection: Connection, target: str, judgement: Judgement) -> dict[str, Any]:
    n = connection.execute(select(s.documents.c.n).where(s.documents.c.id == target)).scalar_one_or_none()
    if n is None:
        raise JudgementError(f"{target}: there is no such document; what was missed is added to a document by its id")
    return {**_NOTHING, "document": n, "kind": str((judgement.value or {}).get("kind", "")) or None}
