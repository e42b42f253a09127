"""A text that was read, kept: in a collection, where who keeps it sees some collections only."""

from collections.abc import Sequence

from fastapi import HTTPException

from dragoman.store import Taken
from dragoman.store.notes import Outcome
from dragoman.web.desk import Desk
from dragoman.web.reading import WasRead


def may_keep_in(desk: Desk) -> tuple[str, ...]:
    """The collections into which who asks may put what he keeps: those that he sees."""
    return tuple(one.name for one in desk.view.collections())


def keep(desk: Desk, was_read: WasRead, collection: str | None) -> Taken:
    """Take what was read into the store, whatever the gate would say of it: somebody asked for it.

    Who sees some collections only sees what he kept because it is in one of them: his only one, where none is told.
    What comes back tells him of no report that he may not see. 403 where he sees no collection, 422 where it is none
    that he sees or he must choose.
    """
    limited = desk.who.collections is not None
    chosen = _chosen(may_keep_in(desk), collection, is_needed=limited)
    document = was_read.record.document.id
    was_seen = desk.view.sees(document)
    taken = desk.store.writer.take(was_read.item, was_read.record)
    if chosen is not None:
        desk.store.collect(chosen, [document])
    if not limited:
        return taken
    copy_of = taken.copy_of if taken.copy_of is not None and desk.view.sees(taken.copy_of) else None
    outcome: Outcome = "known" if was_seen else "taken" if copy_of is None else "duplicate"
    return Taken(outcome=outcome, document=document, copy_of=copy_of)


def _chosen(names: Sequence[str], told: str | None, *, is_needed: bool) -> str | None:
    if told is not None:
        if told not in names:
            raise HTTPException(422, f"{told[:100]!r}: is no collection that you see{_among(names)}")
        return told
    if not is_needed:
        return None
    if not names:
        raise HTTPException(403, "you see no collection, and would not see what you keep; ask an administrator for one")
    if len(names) > 1:
        raise HTTPException(422, f"tell the collection that it is kept in{_among(names)}")
    return names[0]


def _among(names: Sequence[str]) -> str:
    return f"; there is {', '.join(names[:20])}" if names else "; there is none"
