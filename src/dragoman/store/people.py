"""Who is who in a store, looked at: identities by name, kind, country and time. `store.refreshing` keeps them up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, exists, select

from dragoman.errors import QueryError
from dragoman.lexicon.world import fold
from dragoman.model.identity import Identity
from dragoman.model.record import ActorKind
from dragoman.store import schema as s
from dragoman.store.filters import after, cursor_of, day_from, day_until, literal
from dragoman.store.lists import check_limit
from dragoman.store.seen import Within, identities_seen, is_seen
from dragoman.store.sql import by_bytes, select_in

PeopleSort = Literal["-reports", "name", "first", "-last"]
PEOPLE_SORTS: tuple[PeopleSort, ...] = ("-reports", "name", "first", "-last")


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """What a list of identities is limited to. name: a part of any of its names; since, until: told of then.

    id: of an identity, or of an actor that is one of its members. within: the collections that who asks may see.
    """

    id: str | None = None
    kind: ActorKind | None = "person"
    name: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    named: bool = True  # False: those too who are only described
    within: Within = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Some of a list of identities. `names` has the names of those who held an office before or after."""

    items: tuple[Identity, ...]
    names: dict[str, str]
    next: str | None


def people(connection: Connection, limits: PeopleFilter, sort: str, limit: int, cursor: str | None) -> People:
    """Identities in an order, from the cursor on. Raises QueryError."""
    check_limit(limit)
    if sort not in PEOPLE_SORTS:
        raise QueryError(f"{sort!r}: is no order of people; take one of {', '.join(PEOPLE_SORTS)}")
    i, dialect = s.identities.c, connection.dialect.name
    name, down = sort.removeprefix("-"), sort.startswith("-")
    name = "folded" if name == "name" else name
    column = by_bytes(i[name], dialect) if name == "folded" else i[name]
    query = select(s.identities).where(*_conditions(limits)).order_by(*_ordered(column, down=down))
    if name in {"first", "last"}:
        query = query.where(i[name].is_not(None))
    if cursor is not None:
        query = query.where(after(sort, cursor, column, i.n))
    rows = connection.execute(query.limit(limit + 1)).all()
    items = identities_seen(
        connection, [Identity.model_validate_json(row.value) for row in rows[:limit]], limits.within
    )
    if limits.within is not None and limits.name is not None:  # he finds nobody by a name that he isn't told
        asked = fold(limits.name)
        items = tuple(one for one in items if any(asked in fold(each) for each in (one.name, *one.aliases)))
    more = cursor_of(sort, getattr(rows[limit - 1], name), rows[limit - 1].n) if len(rows) > limit else None
    return People(items=items, names=_names(connection, items), next=more)


def persons_in(within: Within, *columns: ColumnElement[Any]) -> Select[Any]:
    """Columns of the persons who stand in merged findings (`merged`), those only whom reports that may be seen name."""
    ma, a, i, f = s.merged_actors.c, s.identity_actors.c, s.identities.c, s.findings.c
    query = select(ma.merged, *columns).join(s.identity_actors, a.actor == ma.actor)
    query = query.join(s.identities, i.n == a.identity).where(i.kind == "person")
    if within is None:
        return query
    return query.join(s.findings, f.id == ma.actor).where(*is_seen(f.document, within))


def _ordered(column: ColumnElement[Any], *, down: bool) -> tuple[ColumnElement[Any], ...]:
    n = s.identities.c.n
    return (column.desc(), n.desc()) if down else (column.asc(), n.asc())


def _conditions(limits: PeopleFilter) -> list[ColumnElement[bool]]:
    i = s.identities.c
    found: list[ColumnElement[bool]] = []
    if limits.id is not None:
        a = s.identity_actors.c
        found.append((i.id == limits.id) | i.n.in_(select(a.identity).where(a.actor == limits.id)))
    if limits.kind is not None:
        found.append(i.kind == limits.kind)
    if limits.name is not None:
        found.append(i.folded.like(f"%{literal(fold(limits.name))}%", escape="\\"))
    if limits.country is not None:
        found.append(i.country == limits.country)
    if limits.since is not None:
        found.append(i.last >= day_from(limits.since))
    if limits.until is not None:
        found.append(i.first <= day_until(limits.until))
    if limits.named:
        found.append(i.named)
    if limits.within is not None:
        a, f = s.identity_actors.alias().c, s.findings.alias().c
        told = exists().where(a.identity == i.n, f.id == a.actor, *is_seen(f.document, limits.within))
        found.append(told.correlate(s.identities))
    return found


def _names(connection: Connection, items: Sequence[Identity]) -> dict[str, str]:
    i = s.identities.c
    asked = {other for one in items for office in one.offices for other in (*office.predecessors, *office.successors)}
    return {row.id: row.name for row in select_in(connection, select(i.id, i.name), i.id, asked)}
