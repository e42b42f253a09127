"""What of a finding can be put right in a form, with the ontology's choices; and the correction that a form tells."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import JsonValue

from dragoman.asking.phrases import one_line
from dragoman.errors import JudgementError
from dragoman.lexicon.told import ontology_told
from dragoman.model.merged import Finding
from dragoman.model.record import (
    Act,
    Actor,
    Agreement,
    AgreementKind,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Event,
    EventType,
    Novelty,
    Place,
    Precision,
    Role,
    Span,
    Statement,
    Status,
    When,
    widest,
)
from dragoman.web.missed import span_in, when_told

Sort = Literal["choice", "several", "line", "words"]
Given = Mapping[str, Sequence[str]]
MOST_PEOPLE = 40
WORDS = "words"  # of an event or agreement: its evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One field of the form. choices: value and what is shown; `told` are its values now.

    words: as they stand in the text, chosen by selecting them; start: where they stand.
    """

    name: str
    label: str
    sort: Sort
    told: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    start: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PutRight:
    """What a form tells: the fields that are put right, and the words that tell it, where others do.

    value: as of a judgement that corrects. evidence: in place of what the machine took; None where that holds.
    """

    value: dict[str, JsonValue] = field(default_factory=dict)
    evidence: dict[str, JsonValue] | None = None


def edits_of(found: Finding, actors: Iterable[Actor]) -> list[Edit]:
    """The fields of a finding that can be put right. actors: those of its report, the nearest first."""
    people = tuple((one.id, f"{one_line(one.name)}{f' ({one.country})' if one.country else ''}") for one in actors)
    people = people[:MOST_PEOPLE]
    match found:
        case Event():
            return _event(found, people)
        case Statement():
            told = [
                _choice("act", "Act", found.act, get_args(Act)),
                Edit(name="speaker", label="Who says it", sort="choice", told=(found.speaker,), choices=people),
                Edit(name="addressees", label="To whom", sort="several", told=found.addressees, choices=people),
                _contexts(found.contexts),
            ]
            return [*told, _words("content", "What is said", found.content), _words("verb", "The verb", found.verb)]
        case Agreement():
            told = [
                Edit(name="name", label="Name", sort="line", told=(found.name,)),
                _choice("kind", "Kind", found.kind, get_args(AgreementKind)),
                _choice("status", "Status", found.status, get_args(AgreementStatus)),
                Edit(name="parties", label="Parties", sort="several", told=found.parties, choices=people),
                _day("signed", "Signed", found.signed),
            ]
            return [*told, *_place(found.place), _evidence(found.evidence)]
        case Commitment():
            told = [
                Edit(name="by", label="By", sort="several", told=found.by, choices=people),
                Edit(name="to", label="To", sort="several", told=found.to, choices=people),
                _choice("status", "Status", found.status, get_args(CommitmentStatus)),
                _day("due", "Due", found.due),
            ]
            return [*told, _words("what", "What", found.what), _words("condition", "On condition", found.condition)]


def _event(found: Event, people: tuple[tuple[str, str], ...]) -> list[Edit]:
    modes = [("", "none")]
    for kind in get_args(EventType):
        modes += [(f"{kind} {mode}", f"{kind} {mode}") for mode in ontology_told().modes_of(kind)]
    mode = f"{found.type} {found.mode}" if found.mode else ""
    return [
        _choice("type", "Type", found.type, get_args(EventType)),
        Edit(name="mode", label="Mode", sort="choice", told=(mode,), choices=tuple(modes)),
        _choice("status", "Status", found.status, get_args(Status)),
        _choice("novelty", "Told as", found.novelty, get_args(Novelty)),
        Edit(name="actors", label="Who", sort="several", told=_who(found.actors), choices=people),
        Edit(name="recipients", label="To whom", sort="several", told=_who(found.recipients), choices=people),
        _day("date", "When", found.date),
        *_place(found.place),
        _contexts(found.contexts),
        Edit(name="cameo", label="CAMEO", sort="line", told=(found.cameo or "",), hint="042, 163, ..."),
        _evidence(found.evidence),
    ]


def _choice(name: str, label: str, told: str, choices: Iterable[str]) -> Edit:
    shown = tuple((one, one.replace("-", " ")) for one in choices)
    return Edit(name=name, label=label, sort="choice", told=(told,), choices=shown)


def _contexts(told: tuple[str, ...]) -> Edit:
    choices = tuple((one, one) for one in ontology_told().contexts)
    return Edit(name="contexts", label="Contexts", sort="several", told=told, choices=choices)


def _who(roles: Iterable[Role]) -> tuple[str, ...]:
    return tuple(role.actor for role in roles)


def _day(name: str, label: str, when: When | None) -> Edit:
    told = (when.edtf or "") if when is not None else ""
    return Edit(name=name, label=label, sort="line", told=(told,), hint="2024-05-12, 2024-05 or 2024")


def _place(place: Place | None) -> list[Edit]:
    return [
        Edit(name="place", label="Where", sort="line", told=(place.name if place is not None else "",)),
        _choice("precision", "As exact as", place.precision if place is not None else "city", get_args(Precision)),
    ]


def _words(name: str, label: str, span: Span | None) -> Edit:
    told, start = (span.quote, span.start) if span is not None else ("", 0)
    return Edit(name=name, label=label, sort="words", told=(told,), start=start)


def _evidence(spans: Sequence[Span]) -> Edit:
    return _words(WORDS, "The words that tell it", widest(spans))


def put_right(found: Finding, edits: Sequence[Edit], given: Given, text: Callable[[], str]) -> PutRight:
    """What a form puts right; fields that it lacks or leaves as they are stay. Raises JudgementError.

    text: gives the text of the report, to which words must stand.
    """
    value: dict[str, Any] = {}
    evidence = None
    for edit in edits:
        if edit.name not in given and not (edit.sort == "several" and f"{edit.name}-there" in given):
            continue
        told = tuple(one.replace("\r\n", "\n") for one in given.get(edit.name, ()))
        if edit.sort == "several":
            if set(told) != set(edit.told):
                _check(edit, told)
                value[edit.name] = list(told)
            continue
        one = (told or ("",))[0].strip()
        if one == (edit.told or ("",))[0].strip():
            continue
        _check(edit, (one,))
        if edit.sort != "words":
            value[edit.name] = one or None
        elif edit.name == WORDS:
            evidence = span_in(text(), one, _number(given, f"{edit.name}-start", edit.start))
        else:
            start = _number(given, f"{edit.name}-start", edit.start)
            value[edit.name] = span_in(text(), one, start) if one else None
    return PutRight(value=_whole(found, value), evidence=evidence)


def _check(edit: Edit, told: Iterable[str]) -> None:
    known = {value for value, _ in edit.choices}
    for one in told:
        if known and one not in known:
            raise JudgementError(f"{edit.label}: {one[:80]!r} is none of the choices")


def _number(given: Given, name: str, otherwise: int) -> int:
    told = "".join(given.get(name, ()))
    return int(told) if told.isdecimal() and len(told) < len("1000000000") else otherwise


def _whole(found: Finding, told: dict[str, Any]) -> dict[str, JsonValue]:
    """The fields of the contract that follow from those of the form."""
    value = dict(told)
    for name in ("date", "signed", "due"):
        if name in value:
            value[name] = when_told(value[name] or "")
    if "place" in value or ("precision" in value and getattr(found, "place", None) is not None):
        before: Place | None = getattr(found, "place", None)
        name = value["place"] if "place" in value or before is None else before.name
        precision = value.get("precision") or (before.precision if before is not None else "city")
        value["place"] = None
        if name and before is not None and name == before.name:
            value["place"] = before.model_copy(update={"precision": precision}).model_dump(mode="json")
        elif name:
            value["place"] = Place(name=name, precision=precision).model_dump(mode="json")
    value.pop("precision", None)
    if isinstance(found, Event):
        _event_told(found, value)
    return value


def _event_told(found: Event, value: dict[str, Any]) -> None:
    """Sides with their roles, and the mode without its type; what follows from both is the store's to say."""
    for side in ("actors", "recipients"):
        if side in value:
            known = {role.actor: role for role in getattr(found, side)}
            value[side] = [known.get(one, Role(actor=one)).model_dump(mode="json") for one in value[side]]
    if "mode" in value:
        kind = value.get("type", found.type)
        owner, _, mode = (value["mode"] or "").partition(" ")
        if mode and owner != kind:
            raise JudgementError(f"{mode}: is a mode of {owner}, and the type is {kind}; choose both, or no mode")
        value["mode"] = mode or None
