"""What was read in a sentence, in few words: the promise, the agreement, the event, each with its page."""

from dataclasses import dataclass

from dragoman.asking.phrases import STATUSES, one_line, say_when
from dragoman.model.merged import Finding
from dragoman.model.record import Agreement, Commitment, Event, Statement
from dragoman.store.rows import extent_of
from dragoman.store.searching import Found
from dragoman.store.view import View
from dragoman.web import addresses
from dragoman.web.headlines import SAID, headline
from dragoman.web.words import status_words

MOST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding of a sentence: what it is in a word or two, the rest in words, and its page."""

    kind: str
    words: str
    page: str


def told_in(found: Found, view: View) -> tuple[Told, ...]:
    """The findings of a sentence that was found, in its order; those that persons rejected are none."""
    span = found.span
    seen = view.seen(found.document, span.start, span.end)
    if seen is None:
        return ()
    told: dict[str, Told] = {}
    for one in seen.findings:
        start, end = extent_of(one)
        if one.id in seen.merged and start < span.end and end > span.start:
            said = _told(one, seen.merged[one.id])
            told.setdefault(f"{said.kind} {said.words}", said)
    return tuple(told.values())[:MOST]


def _told(one: Finding, merged: str) -> Told:
    match one:
        case Event():
            kind = headline(one.type, one.mode, one.cameo, is_done=one.status == "occurred")
            words = " ".join(part for part in (one.type, one.mode, STATUSES.get(one.status)) if part)
            return Told(kind=kind, words=words, page=addresses.finding("event", merged))
        case Statement():
            return Told(kind=SAID[one.act], words="statement", page=addresses.finding("statement", merged))
        case Agreement():
            words = f"{one_line(one.name)}, {status_words(one.status)}"
            return Told(kind=one.kind, words=words, page=addresses.finding("agreement", merged))
        case Commitment():
            due = say_when(one.due)
            words = f"due {due}" if due else "no day told"
            return Told(kind="promise", words=words, page=addresses.finding("commitment", merged))
