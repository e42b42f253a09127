"""A record as a page for a desk officer: grouped, in the report's order, what is empty left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from dragoman.asking.phrases import (
    STATUSES,
    Speaker,
    first_offset,
    one_line,
    quoted,
    say_actor,
    say_edtf,
    say_sources,
    say_when,
    say_where,
)
from dragoman.model.record import (
    Actor,
    Agreement,
    Commitment,
    Document,
    Event,
    Issue,
    Record,
    Span,
    Statement,
    Tenure,
    spans_of,
    widest,
)

GLOSS = 90  # characters of the words that show what an event is about, where its label does not tell
LONGEST = 200  # characters of a statement in the plain table; --evidence shows it whole

# What makes trouble of a text and is told on standard error too, with exit code 1.
TROUBLES = frozenset({"empty", "language", "damaged", "encoding-guessed", "nul"})

T = TypeVar("T")

Proof = tuple[str, Span]  # what the words prove ("when", "who", or nothing for the row itself), and where they stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One finding: a label, its lines (the first says it, the others tell more) and the words it rests on."""

    label: str
    lines: tuple[str, ...]
    proofs: tuple[Proof, ...] = ()
    mark: str | None = None  # stands before the first line: "planned", "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report's page: its head lines and the sections that hold something."""

    head: tuple[str, ...]
    sections: tuple[Section, ...]


def table_of(record: Record, name: str) -> Page:
    """Lay a record out as a page under the name of its file."""
    speaker = Speaker(record)
    names = {agreement.id: one_line(agreement.name) for agreement in record.agreements}
    events = _in_order(record.events, lambda event: first_offset(event.evidence))
    news = tuple(event for event in events if event.novelty == "reported")
    recalled = tuple(event for event in events if event.novelty == "background")
    statements = _in_order(record.statements, lambda statement: statement.content.start)
    agreements = _in_order(record.agreements, lambda agreement: first_offset(agreement.evidence))
    commitments = _in_order(record.commitments, lambda commitment: commitment.what.start)
    tenures = _in_order(record.tenures, lambda tenure: first_offset(tenure.evidence))
    issues = _in_order(record.issues, lambda issue: None if issue.span is None else issue.span.start)
    sections = (
        Section(title="NEWS", rows=tuple(_event(event, speaker, names) for event in news)),
        Section(title="BACKGROUND", rows=tuple(_event(event, speaker, names) for event in recalled)),
        Section(title="STATEMENTS", rows=tuple(_statement(statement, speaker) for statement in statements)),
        Section(title="AGREEMENTS", rows=tuple(_agreement(agreement, speaker) for agreement in agreements)),
        Section(title="COMMITMENTS", rows=tuple(_commitment(one, speaker, names) for one in commitments)),
        Section(title="PEOPLE AND OFFICES", rows=_people(tenures, speaker)),
        Section(title="NOT RESOLVED", rows=tuple(_issue(one) for one in issues if one.code not in TROUBLES)),
        Section(title="TROUBLE WITH THE TEXT", rows=tuple(_issue(one) for one in issues if one.code in TROUBLES)),
    )
    return Page(head=_head(record.document, name), sections=tuple(section for section in sections if section.rows))


def _head(document: Document, name: str) -> tuple[str, ...]:
    first = _joined(name, document.outlet and one_line(document.outlet), _published(document))
    second = _joined(document.title and one_line(document.title), document.byline and one_line(document.byline))
    return (first, second) if second else (first,)


def _published(document: Document) -> str:
    when = document.published
    if when is None or when.edtf is None:
        return "date unknown"
    verb = {"inferred": "told of", "publication": "published", "stated": "dated"}.get(when.basis, "perhaps of")
    return f"{verb} {say_edtf(when.edtf)}" + (" (inferred)" if when.basis == "inferred" else "")


def _event(event: Event, speaker: Speaker, names: dict[str, str]) -> Row:
    agreement = event.agreement and names.get(event.agreement)
    # "CONSULT phone" says what happened; "ACCUSE (112)" does not say of what
    gloss = agreement or (_gloss(event) if event.mode is None else None)
    kind = event.mode or (f"({event.cameo})" if event.cameo else "")
    where_and_when = ", ".join(part for part in (say_where(event.place), say_when(event.date)) if part)
    detail = _joined(where_and_when, ", ".join(event.contexts), say_sources(event.sources), f"{event.confidence:.2f}")
    return Row(
        label=f"{event.type} {kind}".rstrip(),
        mark=STATUSES.get(event.status),
        lines=(_joined(speaker.sides(event), gloss), detail),
        proofs=(
            *_proofs("", event.evidence),
            *_proofs("who", (span for role in event.actors for span in role.evidence)),
            *_proofs("to", (span for role in event.recipients for span in role.evidence)),
            *_proofs("when", spans_of(event.date)),
            *_proofs("where", spans_of(event.place)),
            *_proofs("source", spans_of(event.sources)),
        ),
    )


def _gloss(event: Event) -> str | None:
    found = widest(event.evidence)
    return None if found is None else quoted(found.quote, GLOSS)


def _statement(statement: Statement, speaker: Speaker) -> Row:
    to = f" -> {speaker.names(statement.addressees)}" if statement.addressees else ""
    said = f"{speaker.name(statement.speaker)}{to}: {quoted(statement.content.quote, LONGEST)}"
    detail = _joined(", ".join(statement.contexts), say_sources(statement.sources), f"{statement.confidence:.2f}")
    return Row(
        label=statement.act,
        lines=(said, detail),
        proofs=(
            *_proofs("", (statement.content,)),
            *_proofs("verb", (statement.verb,)),
            *_proofs("source", spans_of(statement.sources)),
        ),
    )


def _agreement(agreement: Agreement, speaker: Speaker) -> Row:
    aliases = ", ".join(one_line(alias) for alias in agreement.aliases)
    where_and_when = ", ".join(part for part in (say_where(agreement.place), say_when(agreement.signed)) if part)
    signing = f"signed {where_and_when}" if where_and_when else ""
    if agreement.signatories:
        signing = f"{signing or 'signed'} by {speaker.names(agreement.signatories)}"
    # "signed Shusha AZE, 2021-06-15" has told the status
    status = "" if signing and agreement.status == "signed" else agreement.status.replace("-", " ")
    provisions = tuple(
        f"{number}. {one.force} {quoted(one.text.quote, LONGEST)}" + _bracketed(one.contexts)
        for number, one in enumerate(agreement.provisions, start=1)
    )
    return Row(
        label=agreement.kind,
        lines=(
            one_line(agreement.name) + (f" (also {aliases})" if aliases else ""),
            _joined(speaker.names(agreement.parties), signing, status, f"{agreement.confidence:.2f}"),
            *provisions,
        ),
        proofs=(
            *_proofs("", agreement.evidence),
            *_proofs("when", spans_of(agreement.signed)),
            *_proofs("where", spans_of(agreement.place)),
            *((str(number), one.text) for number, one in enumerate(agreement.provisions, start=1)),
        ),
    )


def _commitment(commitment: Commitment, speaker: Speaker, names: dict[str, str]) -> Row:
    by = speaker.names(commitment.by) or "nobody named"
    to = f" -> {speaker.names(commitment.to)}" if commitment.to else ""
    due, condition = say_when(commitment.due), commitment.condition
    return Row(
        label=commitment.status,
        lines=(
            f"{by}{to}: {quoted(commitment.what.quote, LONGEST)}",
            _joined(
                due and f"due {due}",
                None if condition is None else f"on condition {quoted(condition.quote, LONGEST)}",
                commitment.under and f"under {names.get(commitment.under, commitment.under)}",
                f"{commitment.confidence:.2f}",
            ),
        ),
        proofs=(
            *_proofs("", commitment.evidence),
            *_proofs("what", (commitment.what,)),
            *_proofs("due", spans_of(commitment.due)),
            *_proofs("condition", () if condition is None else (condition,)),
        ),
    )


def _people(tenures: tuple[Tenure, ...], speaker: Speaker) -> tuple[Row, ...]:
    by_person: dict[str, list[Tenure]] = {}
    for tenure in tenures:
        by_person.setdefault(tenure.person, []).append(tenure)
    return tuple(
        _tenure(tenure, speaker.name(person) if tenure is held[0] else "", speaker)
        for person, held in by_person.items()
        for tenure in held
    )


def _tenure(tenure: Tenure, label: str, speaker: Speaker) -> Row:
    body = _body(speaker.actor(tenure.organization), tenure.organization) if tenure.organization else None
    observed = say_when(tenure.observed)
    holder = speaker.actor(tenure.person)
    country = tenure.country if holder is None or holder.country != tenure.country else None  # the label has told it
    return Row(
        label=label,
        lines=(
            _joined(
                ", ".join(part for part in (one_line(tenure.title), body) if part),
                country,
                tenure.rank and one_line(tenure.rank),
                observed and f"observed {observed}",
                f"{tenure.confidence:.2f}",
            ),
        ),
        proofs=(*_proofs("", tenure.evidence), *_proofs("when", spans_of(tenure.observed))),
    )


def _body(actor: Actor | None, unknown: str) -> str:
    """Say an organization under its fullest name, with what else the report calls it."""
    if actor is None:
        return unknown
    aliases = ", ".join(one_line(alias) for alias in actor.aliases)
    return say_actor(actor.model_copy(update={"country": None}), unknown) + (f" ({aliases})" if aliases else "")


def _issue(issue: Issue) -> Row:
    words = f"{quoted(issue.span.quote, GLOSS)}: " if issue.span is not None and issue.span.quote else ""
    span = () if issue.span is None else (issue.span,)
    return Row(label=issue.code, lines=(words + one_line(issue.message),), proofs=_proofs("", span))


def _proofs(label: str, spans: Iterable[Span]) -> tuple[Proof, ...]:
    return tuple((label, span) for span in dict.fromkeys(spans) if span.quote)


def _bracketed(contexts: tuple[str, ...]) -> str:
    return f" ({', '.join(contexts)})" if contexts else ""


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part)


def _in_order(values: tuple[T, ...], start: Callable[[T], int | None]) -> tuple[T, ...]:
    """Put values into the report's order; what stands nowhere comes last."""
    placed = [(start(value), value) for value in values]
    return tuple(value for at, value in sorted(placed, key=lambda pair: (pair[0] is None, pair[0] or 0)))
