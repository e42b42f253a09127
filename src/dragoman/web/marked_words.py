"""The sentences of a finding with each span marked by what is read from it, and where each piece stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.model.record import Span
from dragoman.store.telling_list import Account
from dragoman.web.fields import Field
from dragoman.web.highlights import Highlight, segments

WHO = frozenset({"actors", "recipients", "speaker", "addressees", "parties", "signatories", "by", "to"})
WHEN, WHERE = frozenset({"date", "signed", "due"}), frozenset({"place"})
MOST = 3_000  # characters that are shown; evidence may run over a whole report
AROUND = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Some characters. start: where they stand in the report; told: what is read from them, for a reader."""

    start: int
    text: str
    classes: str
    told: str


def words_of(account: Account, fields: Iterable[Field], evidence: Sequence[Span]) -> tuple[Words, ...]:
    """The sentences that a finding's spans stand in."""
    told: list[tuple[Span, str, str]] = [(span, account.kind, "") for span in evidence]
    told += [(span, _kind(field.name, account.kind), field.label) for field in fields for span in field.spans]
    found: list[Words] = []
    left, last = MOST, 0
    for sentence in account.sentences:
        if left <= 0:
            break
        if found:
            gap = " " if sentence.start - last <= AROUND else " … "
            found.append(Words(start=last, text=gap, classes="", told=""))
        text, last = sentence.quote[:left], sentence.end
        left -= len(text)
        here = [Highlight(start=span.start, end=span.end, kind=kind, key=label) for span, kind, label in told]
        at = sentence.start
        for piece in segments(text, sentence.start, here):
            labels = ", ".join(key for key in piece.keys if key)
            found.append(Words(start=at, text=piece.text, classes=piece.classes if piece.kinds else "", told=labels))
            at += len(piece.text)
    return tuple(found)


def _kind(name: str, otherwise: str) -> str:
    return "who" if name in WHO else "when" if name in WHEN else "where" if name in WHERE else otherwise
