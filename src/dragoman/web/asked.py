"""Filters of a list, as an address has them: the same words as the command line's options."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Depends, Query

from dragoman.asking.question import Question, limits_of
from dragoman.store.filters import Filter
from dragoman.web.desk import AtDesk

Several = Annotated[list[str] | None, Query()]
MOST_SHOWN = 200


def question(
    *,
    since: Annotated[str | None, Query(description="From this day, month or year on.")] = None,
    until: Annotated[str | None, Query(description="Up to the end of this day, month or year.")] = None,
    type: Annotated[list[str] | None, Query(description="Type of event, act or kind; one must fit.")] = None,  # noqa: A002 - as addresses have it
    mode: Several = None,
    quad: Annotated[list[int] | None, Query(ge=1, le=4)] = None,
    state: Annotated[list[str] | None, Query(description="Code or name; all must be on one side or other.")] = None,
    doer: str | None = None,
    target: str | None = None,
    actor: Annotated[str | None, Query(description="A part of a name, or the id of an identity.")] = None,
    context: Several = None,
    place: str | None = None,
    status: Several = None,
    novelty: Literal["reported", "background"] | None = None,
    confidence: Annotated[float | None, Query(ge=0, le=1)] = None,
    outlet: str | None = None,
    collection: str | None = None,
    document: str | None = None,
    text: Annotated[str | None, Query(description="Words of the sentence that tells it.")] = None,
    changed_since: Annotated[str | None, Query(description="The number of a change, a day or a moment.")] = None,
) -> Question:
    """What an address asks; a field that a form left empty limits nothing."""
    return Question(
        since=since or None,
        until=until or None,
        types=_all(type),
        modes=_all(mode),
        quads=tuple(quad or ()),
        states=_all(state),
        doer=doer or None,
        target=target or None,
        actor=actor or None,
        contexts=_all(context),
        place=place or None,
        status=_all(status),
        novelty=novelty,
        confidence=confidence,
        outlet=outlet or None,
        collection=collection or None,
        document=document or None,
        text=text or None,
        changed_since=changed_since or None,
    )


def _all(told: list[str] | None) -> tuple[str, ...]:
    return tuple(one for one in told or () if one)


Asked = Annotated[Question, Depends(question)]


def limits(desk: AtDesk, asked: Asked) -> Filter:
    """What a list is limited to, and to what who asks may see. Raises QueryError."""
    return replace(limits_of(asked, desk.view), within=desk.who.collections)


Limits = Annotated[Filter, Depends(limits)]
Limit = Annotated[int, Query(ge=1, le=MOST_SHOWN, description="So many at most.")]
Cursor = Annotated[str | None, Query(description="Where the list goes on: `next` of the page before.")]
