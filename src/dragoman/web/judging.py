"""Judgements that come in: who judges and when is the desk's to say, never theirs who send them."""

from uuid import uuid4

from pydantic import Field, JsonValue

from dragoman.errors import JudgementError
from dragoman.model.judgement import Judgement, JudgementKind
from dragoman.model.record import Value
from dragoman.store.adding import finding_id
from dragoman.store.decisions import ON_FINDINGS
from dragoman.store.judgement_list import Judged, JudgementFilter
from dragoman.store.listed import Listed
from dragoman.store.report_list import ReportFilter
from dragoman.store.view import View
from dragoman.web.desk import Desk

ID = r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$"
LONGEST_WHY = 10_000
MOST_TARGETS = 1_000


class JudgementGiven(Value):
    """A decision as it is sent; `targets`, `value` and `undoes` are as those of a Judgement.

    id: given by who may send it twice, and is then made once; the desk makes one where there is none.
    """

    id: str | None = Field(default=None, pattern=ID, description="Yours, where you may have to send it twice.")
    kind: JudgementKind = Field(description="What is decided.")
    targets: tuple[str, ...] = Field(
        max_length=MOST_TARGETS, description="Ids of what it is about: findings; of `add` a document."
    )
    value: dict[str, JsonValue] | None = Field(
        default=None, description="As the kind has it: of `correct` the fields that are other."
    )
    why: str = Field(default="", max_length=LONGEST_WHY, description="The reason.")
    undoes: str | None = Field(default=None, description="The id of the judgement that it takes back.")


class UndoGiven(Value):
    """A judgement that is to be taken back; `id` as that of a JudgementGiven."""

    id: str | None = Field(default=None, pattern=ID, description="Yours, where you may have to send it twice.")
    why: str = Field(default="", max_length=LONGEST_WHY, description="The reason.")


class ClashError(JudgementError):
    """There is another judgement of this id."""


def seen(desk: Desk, identifier: str) -> Judged | None:
    """The judgement of this id, where who asks may see it."""
    limits = JudgementFilter(id=identifier, within=desk.who.collections)
    return next(iter(desk.view.judgements(limits, limit=1).items), None)


def _check_seen(desk: Desk, given: JudgementGiven) -> None:
    """Raise JudgementError where a judgement is about something that who judges may not see."""
    view = desk.view
    if given.undoes is not None:
        missing = [given.undoes] if seen(desk, given.undoes) is None else []
    elif given.kind == "add":
        missing = [one for one in given.targets if not view.reports(ReportFilter(document=one), limit=1).items]
    elif given.kind in ON_FINDINGS:
        missing = [one for one in given.targets if view.one(one) is None]
    else:
        raise JudgementError("who is who is judged by those who may see everything; ask an admin")
    if missing:
        raise JudgementError(f"{missing[0]}: there is none such in this store")


NOTHING_TOLD = UndoGiven()


def judge(desk: Desk, given: JudgementGiven) -> tuple[Judged, bool]:
    """Judge as who asks, now; False where that was done before. Raises JudgementError, ClashError."""
    if desk.who.collections is not None:
        _check_seen(desk, given)
    made = Judgement(
        id=given.id or f"judgement:{uuid4().hex}",
        kind=given.kind,
        targets=given.targets,
        value=given.value,
        by=desk.who.name,
        at=desk.store.clock(),
        why=given.why,
        undoes=given.undoes,
    )
    before = desk.view.judgement(made.id)
    if before is None:
        try:
            desk.store.judge(made)
        except JudgementError as error:
            before = desk.view.judgement(made.id)  # another was faster with the same
            if before is None and given.id is None:  # the id is ours, and says nothing to who sent it
                raise JudgementError(str(error).removeprefix(f"{made.id}: ")) from error
            if before is None:
                raise
        else:
            return Judged(judgement=made), True
    if before.judgement != made.model_copy(update={"at": before.judgement.at}):
        raise ClashError(f"{made.id}: is another judgement, of {before.judgement.by}; give this one an id of its own")
    return before, False


def undo(desk: Desk, identifier: str, given: UndoGiven = NOTHING_TOLD) -> tuple[Judged, bool]:
    """Take a judgement back, as who asks, now. Raises JudgementError where there is none, or it is taken back."""
    told = seen(desk, identifier)
    if told is None:
        raise JudgementError(f"{identifier}: is no judgement of this store")
    first = told.judgement
    taken_back = JudgementGiven(id=given.id, kind=first.kind, targets=first.targets, why=given.why, undoes=first.id)
    return judge(desk, taken_back)


def findings_of(view: View, judgement: Judgement) -> tuple[Listed, ...]:
    """The merged findings that a judgement is about, or that it added, as they are now."""
    while judgement.undoes is not None and (first := view.judgement(judgement.undoes)) is not None:
        judgement = first.judgement
    if judgement.kind == "add":
        added = view.one(finding_id(judgement))
        return (added,) if added is not None else ()
    others = (judgement.value or {}).get("from", []) if judgement.kind == "split" else []
    told = (*judgement.targets, *(one for one in (others if isinstance(others, list) else ()) if isinstance(one, str)))
    found = (view.one(one) for one in told) if judgement.kind not in {"same", "different"} else ()
    return tuple({one.merged.id: one for one in found if one is not None}.values())
