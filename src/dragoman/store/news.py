"""What is new, and what is due: merged findings by the change that made them so, and commitments by their last day."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, literal_column, or_, select

from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.listed import Listed, as_listed
from dragoman.store.lists import check_limit
from dragoman.store.seen import Within, told_by

UNMET = ("open", "repeated", "overdue")  # nobody tells that it was kept or broken


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Some merged findings, the first of them; `more` where there are others."""

    items: tuple[Listed, ...]
    more: bool


def changed_since(connection: Connection, kinds: Sequence[MergedKind], change: int, limit: int, within: Within) -> News:
    """What became other after a change, the latest first. Raises QueryError."""
    check_limit(limit)
    m = s.merged.c
    kind = func.coalesce(m.kind, "")  # so that the index of changes is walked, and not all of a kind
    query = select(s.merged).where(m.changed > change, kind.in_(kinds), *told_by(within))
    rows = connection.execute(query.order_by(m.changed.desc(), m.n.desc()).limit(limit + 1)).all()
    return News(items=as_listed(connection, rows[:limit], within), more=len(rows) > limit)


def due(connection: Connection, since: str | None, until: str, limit: int, within: Within) -> News:
    """Commitments of which nobody tells that they were kept or broken, due in some days, the last due first."""
    check_limit(limit)
    m = s.merged.c
    is_commitment: ColumnElement[bool] = m.kind == literal_column("'commitment'")  # in words, as the index has it
    query = select(s.merged).where(is_commitment, m.latest <= until, or_(m.status.in_(UNMET), m.status.is_(None)))
    if since is not None:
        query = query.where(m.latest >= since)
    query = query.where(*told_by(within)).order_by(m.latest.desc(), m.n.desc())
    rows = connection.execute(query.limit(limit + 1)).all()
    return News(items=as_listed(connection, rows[:limit], within), more=len(rows) > limit)
