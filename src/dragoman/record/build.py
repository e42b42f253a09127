"""Findings and actors to the Record of one document."""

from collections.abc import Sequence

from dragoman.coding.contexts import contexts_in
from dragoman.lexicon.load import Lexicon
from dragoman.model.findings import Findings
from dragoman.model.linked import Linked
from dragoman.model.reading import Reading
from dragoman.model.record import Actor, Agreement, Coder, Document, Event, Issue, Record, Statement, Tenure, When
from dragoman.model.source_text import Raw
from dragoman.record.agreements import agreement_id, build_agreement, build_commitments, gather, signings_of
from dragoman.record.cut import Cutter, document_id
from dragoman.record.events import build_event, draft_events
from dragoman.record.joining import SIGNED, surest
from dragoman.record.novelty import lies_back
from dragoman.record.relative import freed
from dragoman.record.sources import Telling, issuer_of, sources_of
from dragoman.record.times import owners, when

TENURE_CONFIDENCE = 0.9


def build_record(
    raw: Raw, reading: Reading, findings: Findings, linked: Linked, lexicon: Lexicon, coder: Coder
) -> Record:
    """The record of one document; every span's quote equals its slice of the text."""
    cutter = Cutter(raw.text, document_id(raw.text))
    ids = _actor_ids(linked, cutter)
    issuer = issuer_of(reading, linked, ids)
    telling = Telling(reading, lexicon, linked, cutter, findings.attributions, ids, issuer)
    pacts = gather(reading, findings, linked, lexicon)
    owned = freed(reading, owners(reading), lexicon)
    drafts = draft_events(telling, findings.events, owned, signings_of(pacts, reading, lexicon))
    agreement_ids = {number: agreement_id(pact, cutter) for number, pact in pacts.items()}
    numbered = [agreement_ids.get(n, "") for n in range(max(agreement_ids, default=-1) + 1)]
    titles = {tenure.person: tenure.title for tenure in reversed(linked.tenures)}
    statements = _statements(reading, findings, linked, lexicon, cutter, telling)
    agreements = tuple(build_agreement(pact, reading, lexicon, cutter, ids, drafts, owned) for pact in pacts.values())
    signed = {agreement.id: agreement for agreement in agreements}
    today = None if reading.published is None else reading.published.latest
    events = tuple(
        _as_signed(_without_empty(build_event(draft, telling, titles, numbered)), signed, today) for draft in drafts
    )
    commitments = build_commitments(findings.commitments, reading, linked, cutter, ids, pacts, lexicon)
    observed = when(reading.published, cutter) if reading.published is not None else None
    tenures = tuple(
        Tenure(
            id=cutter.id("tenure", [tenure.evidence]),
            person=ids[tenure.person],
            title=tenure.title,
            organization=ids[tenure.organization] if tenure.organization is not None else None,
            country=tenure.country,
            rank=tenure.rank,
            observed=observed,
            evidence=cutter.spans([tenure.evidence]),
            cue=tenure.cue,
            confidence=TENURE_CONFIDENCE,
        )
        for tenure in linked.tenures
    )
    used = _used(events, statements, tenures, commitments) | {
        p for a in agreements for p in (*a.parties, *a.signatories)
    }
    return Record(
        document=_document(raw, reading, cutter, observed),
        actors=tuple(
            _actor(linked, number, ids, cutter) for number in range(len(ids)) if _kept(linked, number, ids, used)
        ),
        tenures=tenures,
        events=events,
        statements=statements,
        agreements=agreements,
        commitments=commitments,
        issues=_issues(reading, linked, cutter),
        coder=coder,
    )


def _as_signed(event: Event, signed: dict[str, Agreement], today: str | None) -> Event:
    """A signing whose day or place another sentence tells has them, and is recalled where the day lies back."""
    pact = signed.get(event.agreement or "")
    if event.cameo != SIGNED or pact is None:
        return event
    date = surest(event.date, pact.signed)
    told = None if date is None else date.latest
    long_ago = told is not None and today is not None and lies_back(told, today)
    novelty = "background" if long_ago else event.novelty
    return event.model_copy(update={"date": date, "place": event.place or pact.place, "novelty": novelty})


def _without_empty(event: Event) -> Event:
    return event if event.agreement else event.model_copy(update={"agreement": None})


def _actor_ids(linked: Linked, cutter: Cutter) -> tuple[str, ...]:
    """An id for each actor by its first mention; two told by the same words are told apart by their order."""
    seen: dict[str, int] = {}
    ids = []
    for actor in linked.actors:
        extent = actor.extents[:1]
        base = cutter.id("actor", extent)
        number = seen.get(base, 0)
        seen[base] = number + 1
        ids.append(base if not number else cutter.id("actor", extent, salt=str(number)))
    return tuple(ids)


def _actor(linked: Linked, number: int, ids: Sequence[str], cutter: Cutter) -> Actor:
    actor = linked.actors[number]
    return Actor(
        id=ids[number],
        kind=actor.kind,
        name=actor.name,
        aliases=actor.aliases,
        country=actor.country,
        sectors=actor.sectors,
        mentions=cutter.spans(actor.extents),
    )


def _kept(linked: Linked, number: int, ids: Sequence[str], used: set[str]) -> bool:
    """Named actors always; crowds and captives only where something is told of them."""
    actor = linked.actors[number]
    return (
        ids[number] in used
        or actor.kind in {"state", "igo", "media"}
        or (actor.name[:1].isupper() and actor.kind != "group")
    )


def _used(*findings: Sequence[object]) -> set[str]:
    used: set[str] = set()
    for group in findings:
        for finding in group:
            for value in (getattr(finding, name, None) for name in ("person", "organization", "speaker")):
                if value is not None:
                    used.add(value)
            for name in ("addressees", "by", "to"):
                used.update(getattr(finding, name, ()))
            for name in ("actors", "recipients"):
                used.update(role.actor for role in getattr(finding, name, ()))
            used.update(source.actor for source in getattr(finding, "sources", ()) if source.actor)
    return used


def _statements(
    reading: Reading, findings: Findings, linked: Linked, lexicon: Lexicon, cutter: Cutter, telling: Telling
) -> tuple[Statement, ...]:
    built: list[Statement] = []
    seen: set[tuple[int, int, int]] = set()
    for finding in findings.statements:
        speakers = linked.of.get(finding.speaker, ())
        if not speakers:
            continue
        content = cutter.span(finding.content)
        addressees = [a for m in finding.addressees for a in linked.of.get(m, ()) if a not in speakers]
        for number, speaker in enumerate(speakers):
            told = (speaker, content.start, content.end)
            if told in seen:
                continue
            seen.add(told)
            built.append(
                Statement(
                    id=cutter.id(
                        "statement",
                        [finding.verb, finding.content, reading.mentions[finding.speaker].extent],
                        salt=str(number or ""),
                    ),
                    speaker=telling.ids[speaker],
                    addressees=tuple(telling.ids[a] for a in dict.fromkeys(addressees)),
                    act=finding.act,
                    content=content,
                    verb=cutter.span(finding.verb),
                    contexts=contexts_in(content.quote, lexicon.contexts),
                    sources=sources_of(telling, finding.sentence, finding.content, finding.speaker, finding.verb),
                    cue=finding.cue,
                    confidence=finding.confidence,
                )
            )
    return tuple(built)


def _document(raw: Raw, reading: Reading, cutter: Cutter, observed: When | None) -> Document:
    return Document(
        id=cutter.document,
        title=reading.title,
        outlet=reading.outlet,
        byline=reading.byline or raw.byline,
        url=raw.url,
        language=reading.language,
        published=observed,
        text=raw.text,
    )


def _issues(reading: Reading, linked: Linked, cutter: Cutter) -> tuple[Issue, ...]:
    told = [
        Issue(stage="reading", code=code, message=message, span=cutter.span(extent) if extent is not None else None)
        for code, message, extent in reading.issues
    ]
    for item in linked.unresolved:
        span = cutter.span(item.extent)
        told.append(
            Issue(stage="linking", code="unresolved", message=f"nobody known is meant by {item.told!r}", span=span)
        )
    return tuple(told)
