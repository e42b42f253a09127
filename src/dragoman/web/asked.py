"""Filters of a list, as an address has them: the same words as the command line's options."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import Depends, Query
from pydantic import Field

from dragoman.asking.question import Question, limits_of
from dragoman.store.filters import Filter
from dragoman.web.desk import AtDesk

MOST_SHOWN = 200
DAY = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"  # told to programs; a form may leave it empty
Since = Annotated[str | None, Query(description="From this day, month or year on.", json_schema_extra={"pattern": DAY})]
Until = Annotated[
    str | None, Query(description="Up to the end of this day, month or year.", json_schema_extra={"pattern": DAY})
]
TYPES = "CONSULT, ACCUSE, ... of an event; praise, warn, ... of a statement; treaty, memorandum, ... of an agreement"
STATUSES = "occurred, planned, negated, alleged; signed, ratified, in-force; open, kept, broken and the like"


def question(
    *,
    since: Since = None,
    until: Until = None,
    type: Annotated[list[str] | None, Query(description=f"One must fit: {TYPES}.", examples=["CONSULT"])] = None,  # noqa: A002 - as addresses have it
    mode: Annotated[list[str] | None, Query(description="The mode of an event (visit, ...); one must fit.")] = None,
    cameo: Annotated[
        list[str] | None, Query(description="The CAMEO code of an event (045, ...); one must fit.")
    ] = None,
    quad: Annotated[
        list[Annotated[int, Field(ge=1, le=4)]] | None,
        Query(description="1, 2: verbal and material cooperation; 3, 4: conflict; one must fit."),
    ] = None,
    state: Annotated[list[str] | None, Query(description="Code or name; all must be on one side or other.")] = None,
    doer: Annotated[str | None, Query(description="A state that acts, speaks or owes.")] = None,
    target: Annotated[str | None, Query(description="A state towards which.")] = None,
    actor: Annotated[str | None, Query(description="A part of a name, or the id of an identity.")] = None,
    also: Annotated[str | None, Query(description="Another who is part of it too, as `actor`.")] = None,
    speaker: Annotated[str | None, Query(description="Who says it, as `actor`; of statements only.")] = None,
    context: Annotated[list[str] | None, Query(description="What it is about (military, ...); all must fit.")] = None,
    place: Annotated[str | None, Query(description="A place by name, or all of a state by its code.")] = None,
    status: Annotated[list[str] | None, Query(description=f"One must fit: {STATUSES}.")] = None,
    novelty: Annotated[
        Literal["reported", "background"] | None, Query(description="Told as news, or only recalled.")
    ] = None,
    confidence: Annotated[float | None, Query(ge=0, le=1, description="At least so sure.")] = None,
    outlet: Annotated[
        str | None, Query(description="Told by this outlet, or by those in whose names a word begins so.")
    ] = None,
    collection: Annotated[str | None, Query(description="Told by a document of this collection.")] = None,
    document: Annotated[str | None, Query(description="Told by the document of this id.")] = None,
    text: Annotated[str | None, Query(description="Words of the sentence that tells it.")] = None,
    changed_since: Annotated[str | None, Query(description="The number of a change, a day or a moment.")] = None,
    as_of: Annotated[str | None, Query(description="The day as of which commitments stand; today.")] = None,
) -> Question:
    """What an address asks; a field that a form left empty limits nothing."""
    return Question(
        since=since or None,
        until=until or None,
        types=_all(type),
        modes=_all(mode),
        cameos=_all(cameo),
        quads=tuple(quad or ()),
        states=_all(state),
        doer=doer or None,
        target=target or None,
        actor=actor or None,
        also=also or None,
        speaker=speaker or None,
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
        as_of=as_of or None,
    )


def _all(told: list[str] | None) -> tuple[str, ...]:
    return tuple(one for one in told or () if one)


Asked = Annotated[Question, Depends(question)]


def limits(desk: AtDesk, asked: Asked) -> Filter:
    """What a list is limited to, and to what who asks may see. Raises QueryError."""
    told = limits_of(asked, desk.view)
    return replace(told, within=desk.who.collections, as_of=told.as_of or desk.today)


Limits = Annotated[Filter, Depends(limits)]
Limit = Annotated[int, Query(ge=1, le=MOST_SHOWN, description="So many at most.")]
Cursor = Annotated[str | None, Query(description="Where the list goes on: `next` of the page before.")]
FILLED = "[0-9A-Za-z]"  # of what must be told: a blank field, whatever counts as blank, is none that was filled in
