"""The words that a value rests on: the sentence with its span marked, who printed it, when, and where to read on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model.record import Span
from dragoman.store.telling_list import Account
from dragoman.web import addresses

LONGEST = 700  # characters of one proof; a longer sentence is cut round what is marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a sentence, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One report's words. page: the report at that place."""

    document: str
    page: str
    outlet: str | None
    day: str | None
    title: str | None
    pieces: tuple[Piece, ...]

    @property
    def who(self) -> str:
        """Who printed it, and when."""
        return ", ".join(part for part in (self.outlet or self.title or "a report", self.day) if part)


def proof_of(account: Account, spans: Sequence[Span]) -> Proof:
    """What one report says, with some spans marked in their sentences; all that it says where none is given."""
    told = tuple(spans) or evidence_of(account)
    first = min(told, key=lambda span: span.start, default=None)
    page = addresses.report(account.document, *((first.start, first.end) if first is not None else ()))
    return Proof(
        document=account.document,
        page=page,
        outlet=account.outlet,
        day=account.published,
        title=account.title,
        pieces=pieces_of(account.sentences, told),
    )


def evidence_of(account: Account) -> tuple[Span, ...]:
    """The words that tell a finding."""
    found = account.finding
    spans: tuple[Span, ...] = getattr(found, "evidence", ())
    return spans or tuple(span for span in (getattr(found, "content", None), getattr(found, "what", None)) if span)


def pieces_of(sentences: Iterable[Span], spans: Sequence[Span]) -> tuple[Piece, ...]:
    """The sentences that some spans touch, cut where the spans begin and end; what is left out between shows as … ."""
    found: list[Piece] = []
    last = None
    left = LONGEST
    for sentence in sentences:
        here = [span for span in spans if span.start < sentence.end and span.end > sentence.start]
        if not here or left <= 0:
            continue
        if last is not None:
            found.append(Piece(text=" " if sentence.start - last < len(" \n\n ") else " … "))
        last = sentence.end
        low, high = _window(sentence, here, left)
        if low > sentence.start:
            found.append(Piece(text="… "))
        found += cut(sentence.quote[low - sentence.start : high - sentence.start], low, here)
        if high < sentence.end:
            found.append(Piece(text=" …"))
        left -= high - low
    return tuple(found)


def _window(sentence: Span, spans: Sequence[Span], most: int) -> tuple[int, int]:
    """From where to where a sentence is shown, where it is longer than what is left."""
    if sentence.end - sentence.start <= most:
        return sentence.start, sentence.end
    first = max(min(span.start for span in spans), sentence.start)
    low = max(sentence.start, min(first - most // 4, sentence.end - most))
    return low, low + most


def cut(text: str, start: int, spans: Sequence[Span]) -> list[Piece]:
    """A text that begins at `start`, in pieces: marked where a span is, whatever overlaps."""
    end = start + len(text)
    bounds = sorted(
        {start, end, *(min(max(at, start), end) for span in spans for at in (span.start, span.end))},
    )
    pieces: list[Piece] = []
    for low, high in pairwise(bounds):
        marked = any(span.start <= low and span.end >= high for span in spans)
        words = text[low - start : high - start]
        if pieces and pieces[-1].marked == marked:
            pieces[-1] = Piece(text=pieces[-1].text + words, marked=marked)
        else:
            pieces.append(Piece(text=words, marked=marked))
    return pieces
