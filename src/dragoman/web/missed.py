"""What the machine missed, as a person tells it in a form: a judgement of kind `add`."""

import calendar
import re
from dataclasses import dataclass
from typing import Any, get_args

from dragoman.errors import JudgementError
from dragoman.model.record import Act, AgreementKind, EventType, When
from dragoman.web.judging import JudgementGiven

TYPES: dict[str, tuple[str, ...]] = {
    "event": get_args(EventType),
    "statement": get_args(Act),
    "agreement": get_args(AgreementKind),
}
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """What a form tells. words: as they stand in the text; start: about where; who, whom: ids of its actors."""

    kind: str
    type: str
    words: str
    start: int
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    date: str = ""
    place: str = ""
    precision: str = "city"
    status: str = "occurred"
    why: str = ""


def judgement_of(told: Missed, document: str, text: str) -> JudgementGiven:
    """The judgement that adds it. Raises JudgementError where the words are not in the text, or something lacks."""
    span = _span(told, text)
    finding: dict[str, Any]
    match told.kind:
        case "event":
            finding = {
                "type": _type(told),
                "status": told.status,
                "novelty": "reported",
                "actors": [{"actor": one} for one in told.who],
                "recipients": [{"actor": one} for one in told.whom],
                "date": when_told(told.date),
                "place": {"name": told.place, "precision": told.precision} if told.place else None,
                "evidence": [span],
            }
        case "statement":
            if len(told.who) != 1:
                raise JudgementError("a statement has one speaker; choose who says it")
            finding = {
                "act": _type(told),
                "speaker": told.who[0],
                "addressees": list(told.whom),
                "content": span,
                "verb": span,
            }
        case "agreement":
            finding = {
                "name": told.words,
                "kind": _type(told),
                "parties": [*told.who, *told.whom],
                "signed": when_told(told.date),
                "status": "signed" if told.status == "occurred" else "proposed",
                "evidence": [span],
            }
        case "commitment":
            finding = {
                "by": list(told.who),
                "to": list(told.whom),
                "what": span,
                "due": when_told(told.date),
                "evidence": [span],
            }
        case _:
            raise JudgementError(
                f"{told.kind!r}: is no kind of finding; take event, statement, agreement or commitment"
            )
    value: dict[str, Any] = {"kind": told.kind, "finding": finding, "actors": []}
    return JudgementGiven(kind="add", targets=(document,), value=value, why=told.why)


def _type(told: Missed) -> str:
    if told.type not in TYPES[told.kind]:
        raise JudgementError(f"{told.type!r}: is no type of {told.kind}; take one of {', '.join(TYPES[told.kind])}")
    return told.type


def _span(told: Missed, text: str) -> dict[str, Any]:
    """Where the words stand: at the place that is told, or else nearest to it."""
    words = told.words.strip().replace("\r\n", "\n")
    if not words:
        raise JudgementError("no words are chosen; select them in the report, or write them as they stand there")
    return span_in(text, words, told.start)


def span_in(text: str, words: str, near: int) -> dict[str, Any]:
    """Where words stand in a text: nearest to a place. Raises JudgementError where they don't."""
    found = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
    if not found:
        raise JudgementError(f"{words[:80]!r}: does not stand in the report; select words, or copy them as they are")
    start = min(found, key=lambda one: abs(one - near))
    return {"start": start, "end": start + len(words), "quote": words}


def when_told(told: str) -> dict[str, Any] | None:
    """A day, month or year that a person tells. Raises JudgementError."""
    if not told:
        return None
    match = _DAY.fullmatch(told)
    if match is None or not 1 <= int(match[2] or 1) <= len(calendar.month_name) - 1:
        raise JudgementError(f"{told!r}: is no day, month or year; write 2024-05-12, 2024-05 or 2024")
    year, month = int(match[1]), int(match[2] or 1)
    last = int(match[3]) if match[3] else calendar.monthrange(year, int(match[2] or 12))[1]
    if last > calendar.monthrange(year, int(match[2] or 12))[1] or not last:
        raise JudgementError(f"{told!r}: that month has no such day")
    first = f"{year:04}-{month:02}-{last if match[3] else 1:02}"
    when = When(edtf=told, earliest=first, latest=f"{year:04}-{int(match[2] or 12):02}-{last:02}", basis="inferred")
    return when.model_dump(mode="json")
