"""What is new, and what is due: merged findings by the change that made them so, and commitments by their last day."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, literal_column, or_, select

from dragoman.model.merged import MergedKind
from dragoman.store import schema as s
from dragoman.store.listed import Listed, as_listed
from dragoman.store.lists import check_limit
from dragoman.store.seen import Within, told_by
from dragoman.store.standings import status_on

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


def due(connection: Connection, since: str | None, until: str, as_of: str | None, limit: int, within: Within) -> News:
    """Commitments that nothing kept or broke until a day, due in some days, the last due first.

    Without that day those of which no report tells in words that they were.
    """
    check_limit(limit)
    m = s.merged.c
    is_commitment: ColumnElement[bool] = m.kind == literal_column("'commitment'")  # in words, as the index has it
    in_words = or_(m.status.in_(UNMET), m.status.is_(None))
    unmet = in_words if as_of is None else status_on(m.n, as_of, within).in_(UNMET)  # row by row, as they are walked
    query = select(s.merged).where(is_commitment, m.latest <= until, unmet)
    if since is not None:
        query = query.where(m.latest >= since)
    query = query.where(*told_by(within)).order_by(m.latest.desc(), m.n.desc())
    rows = connection.execute(query.limit(limit + 1)).all()
    return News(items=as_listed(connection, rows[:limit], within, as_of), more=len(rows) > limit)
