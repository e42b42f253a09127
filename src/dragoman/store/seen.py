"""What somebody sees who may see some collections only: their documents, and what these tell.

Everything that is looked up for him is limited to them, and what many reports tell of one thing is put together anew
from those reports that he may see: another's words, dates and names never show through.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from dragoman.model.identity import Identity, OfficeHeld
from dragoman.model.merged import Merged
from dragoman.store import schema as s
from dragoman.store.regroup import ACTOR, merged_of
from dragoman.store.sql import select_in

Within = tuple[str, ...] | None  # the collections that may be seen; None: everything


def is_seen(document: Any, within: Within) -> list[ColumnElement[bool]]:  # noqa: ANN401 - a column of a table
    """That a document (by its number) is in one of these collections; nothing where everything may be seen."""
    if within is None:
        return []
    cd, c = s.collection_documents.alias().c, s.collections.alias().c
    inside = exists().where(cd.document == document, c.n == cd.collection, c.name.in_(within))
    return [inside.correlate(document.table)]


def told_by(within: Within) -> list[ColumnElement[bool]]:
    """That a row of `merged` is told by a document that may be seen."""
    if within is None:
        return []
    mf, f = s.merged_findings.alias().c, s.findings.alias().c
    telling = exists().where(mf.merged == s.merged.c.n, f.n == mf.finding, *is_seen(f.document, within))
    return [telling.correlate(s.merged)]


def sees(connection: Connection, document: str, within: Within) -> bool:
    """Whether a document is there and may be seen."""
    d = s.documents.c
    query = select(d.n).where(d.id == document, *is_seen(d.n, within))
    return connection.execute(query).scalar_one_or_none() is not None


def seen_of(connection: Connection, documents: Iterable[int], within: Within) -> set[int]:
    """Those of some documents (by their numbers) that may be seen."""
    asked = set(documents)
    if within is None:
        return asked
    d = s.documents.c
    query: Select[Any] = select(d.n).where(*is_seen(d.n, within))
    return {row.n for row in select_in(connection, query, d.n, asked)}


def as_seen(connection: Connection, rows: Sequence[Any], within: Within) -> list[tuple[Merged, str]]:
    """The values of rows of `merged` and their days, each as the reports that may be seen tell it."""
    whole = [(Merged.model_validate_json(row.value), str(row.day)) for row in rows]
    if within is None:
        return whole
    mf, f = s.merged_findings.c, s.findings.c
    query = select(mf.merged, f.n, f.document).join(s.findings, f.n == mf.finding)
    members = select_in(connection, query, mf.merged, [row.n for row in rows])
    seen = seen_of(connection, {row.document for row in members}, within)
    parts: dict[int, list[int]] = defaultdict(list)
    partly: set[int] = set()
    for row in members:
        if row.document in seen:
            parts[row.merged].append(row.n)
        else:
            partly.add(row.merged)
    anew = [row.n for row in rows if row.n in partly and parts[row.n]]
    groups = [tuple(sorted(parts[n])) for n in anew]
    found = dict(zip(anew, merged_of(connection, groups), strict=True))
    return [found.get(row.n, one) for row, one in zip(rows, whole, strict=True)]


def identities_seen(connection: Connection, found: Sequence[Identity], within: Within) -> tuple[Identity, ...]:
    """Identities as the reports that may be seen tell them: names, offices and days of others are left out."""
    if within is None:
        return tuple(found)
    f, d = s.findings.c, s.documents.c
    query = select(f.id, f.value, d.id.label("document")).join(s.documents, d.n == f.document)
    query = query.where(f.kind == "actor", *is_seen(f.document, within))
    told = {row.id: row for row in select_in(connection, query, f.id, {one for each in found for one in each.members})}
    return tuple(_identity_seen(each, {one: told[one] for one in each.members if one in told}) for each in found)


def _identity_seen(identity: Identity, told: Mapping[str, Any]) -> Identity:
    actors = [ACTOR.validate_json(row.value) for row in told.values()]
    documents = {row.document for row in told.values()}
    names = list(dict.fromkeys(name for actor in actors for name in (actor.name, *actor.aliases)))
    name = identity.name if identity.name in names else max(names, key=len)
    offices = tuple(_office_seen(office, documents) for office in identity.offices)
    return identity.model_copy(
        update={
            "name": name,
            "aliases": tuple(one for one in names if one != name),
            "wikidata": next((actor.wikidata for actor in actors if actor.wikidata), None),
            "authority": None,
            "members": tuple(told),
            "reports": len(documents),
            "first": None,
            "last": None,
            "offices": tuple(office for office in offices if office is not None),
        }
    )


def _office_seen(office: OfficeHeld, documents: Collection[str]) -> OfficeHeld | None:
    evidence = tuple(proof for proof in office.evidence if proof.document in documents)
    if not evidence:
        return None
    days = sorted(proof.day for proof in evidence if proof.day)
    return office.model_copy(
        update={
            "told": (office.title,),
            "first": days[0] if days else None,
            "last": days[-1] if days else None,
            "left_by": None,
            "reports": len({proof.document for proof in evidence}),
            "evidence": evidence,
            "predecessors": (),
            "successors": (),
        }
    )
