"""A document beside its record: the text with what is told in it, and an entry for each of that, in its order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.asking.phrases import one_line
from dragoman.merging.tellings import KINDS
from dragoman.model.merged import Finding, Merged
from dragoman.model.record import Actor, Agreement, Commitment, Event, Issue, Span, Statement, widest
from dragoman.store.listed import Listed
from dragoman.store.pieces import Seen
from dragoman.web import addresses
from dragoman.web.fields import Cast, Chip, Field, chains_of, fields_of
from dragoman.web.highlights import Highlight, Segment, of_spans, segments
from dragoman.web.lines import Line, line_of
from dragoman.web.unmarked import unmarked

MOST_CHAINS = 6
MOST_NAMED = 400
SHOWN = frozenset({"date", "place", "due", "signed", "condition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One finding, in the order of the text. page: of the merged one; None where it is not kept, or rejected."""

    key: str
    line: Line
    page: str | None
    start: int
    end: int
    fields: tuple[Field, ...]
    chains: list[list[Chip]]
    provisions: tuple[str, ...]
    added_by: str | None
    rejected: bool
    keys: tuple[str, ...]  # of the actors in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody who is named in the text."""

    key: str
    id: str
    name: str
    kind: str
    country: str | None
    page: str | None
    start: int
    end: int
    times: int
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What the machine did not resolve, or what is wrong with the text, with its words where it has some."""

    message: str
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """All of that."""

    segments: Sequence[Segment]
    entries: tuple[Entry, ...]
    named: tuple[Named, ...]
    chains: list[list[Chip]]
    troubles: tuple[Trouble, ...]
    counts: dict[str, int]


def beside(seen: Seen, at: tuple[int, int] | None = None) -> Beside:
    """A piece of a document beside what is told in it."""
    inside = [one for one in seen.actors if any(_in(span, seen) for span in one.mentions)]
    inside.sort(key=lambda one: min(span.start for span in one.mentions if _in(span, seen)))
    keys = {one.id: f"a{number}" for number, one in enumerate(inside[:MOST_NAMED], 1)}
    highlights: list[Highlight] = []
    for one in inside[:MOST_NAMED]:
        highlights += of_spans((span for span in one.mentions if _in(span, seen)), "who", keys[one.id])
    entries = []
    names = {one.id: one.name for one in seen.actors}
    countries = {one.id: one.country for one in seen.actors}
    cast = Cast(names=names, countries=countries, mentions={})
    for number, found in enumerate(sorted(seen.findings, key=lambda one: (_extent(one), one.id)), 1):
        key = f"f{number}"
        entries.append(_entry(seen, found, key, cast, keys))
        highlights += _highlights(found, key)
    chains = [chain for found in seen.findings for chain in chains_of(getattr(found, "sources", ()))]
    return Beside(
        segments=segments(seen.text, seen.start, highlights, at),
        entries=tuple(entries),
        named=tuple(_named(seen, one, keys[one.id]) for one in inside[:MOST_NAMED]),
        chains=_commonest(chains),
        troubles=tuple(_trouble(one) for one in seen.issues if one.span is None or _in(one.span, seen)),
        counts=dict(Counter(one.kind for one in highlights)),
    )


def _in(span: Span, seen: Seen) -> bool:
    return span.start < seen.end and span.end > seen.start


def words_of(found: Finding) -> tuple[Span, ...]:
    """The words that tell a finding: of an event the widest of its evidence."""
    match found:
        case Statement():
            return (found.content,)
        case Commitment():
            return (found.what,)
        case Agreement():
            return found.evidence or tuple(provision.text for provision in found.provisions)
    told = widest(found.evidence)
    return (told,) if told is not None else ()


def _extent(found: Finding) -> tuple[int, int]:
    spans = words_of(found)
    return (min(span.start for span in spans), max(span.end for span in spans)) if spans else (0, 0)


def _highlights(found: Finding, key: str) -> list[Highlight]:
    match found:
        case Event():
            told = of_spans(words_of(found), "event", key, found.quad)
            times, places = (found.date,), (found.place,)
        case Statement():
            return of_spans((found.verb, found.content), "statement", key)
        case Agreement():
            told = of_spans((*words_of(found), *(one.text for one in found.provisions)), "agreement", key)
            times, places = (found.signed,), (found.place,)
        case Commitment():
            told = of_spans(words_of(found), "commitment", key)
            times, places = (found.due,), (None,)
    told += [one for when in times if when is not None for one in of_spans(when.evidence, "when", key)]
    return told + [one for place in places if place is not None for one in of_spans(place.evidence, "where", key)]


def _entry(seen: Seen, found: Finding, key: str, cast: Cast, keys: dict[str, str]) -> Entry:
    start, end = _extent(found)
    kind = KINDS[type(found)]
    recalls = isinstance(found, Event) and found.novelty == "background"
    told = (seen.document.id,)
    merged = Merged(
        id=found.id,
        kind=kind,
        finding=found,
        names=dict(cast.names),
        countries=dict(cast.countries),
        findings=(found.id,),
        reports=() if recalls else told,
        background_reports=told if recalls else (),
        outlets=(),
    )
    judgements = seen.judged.get(found.id, ())
    whole = seen.merged.get(found.id)
    shown = Listed.model_construct(merged=merged, day="", changed=0, document=seen.document.id, judgements=judgements)
    line = line_of(shown)
    fields = fields_of(found, cast)
    acting = (field.page for field in fields if field.page)
    pages = {addresses.actor(actor): key for actor, key in keys.items()}
    return Entry(
        key=key,
        line=line,
        page=addresses.finding(kind, whole) if whole is not None else None,
        start=start,
        end=end,
        fields=tuple(field for field in fields if field.name in SHOWN),
        chains=chains_of(getattr(found, "sources", ())),
        provisions=tuple(unmarked(one_line(one.text.quote)) for one in getattr(found, "provisions", ())),
        added_by=found.cue.removeprefix("person.") if found.id in seen.added else None,
        rejected=whole is None and bool(seen.merged) and any(one.kind == "reject" for one in judgements),
        keys=tuple(dict.fromkeys(pages[page] for page in acting if page in pages)),
    )


def _named(seen: Seen, actor: Actor, key: str) -> Named:
    here = [span for span in actor.mentions if _in(span, seen)]
    titles = dict.fromkeys(one_line(one.title) for one in seen.tenures if one.person == actor.id)
    return Named(
        key=key,
        id=actor.id,
        name=one_line(actor.name),
        kind=actor.kind,
        country=actor.country,
        page=addresses.actor(actor.id) if seen.merged else None,
        start=here[0].start,
        end=here[0].end,
        times=len(here),
        offices=tuple(titles),
    )


def _commonest(chains: Sequence[list[Chip]]) -> list[list[Chip]]:
    """The chains through which a report has what it tells, each once, the most frequent first."""
    many = Counter(tuple((chip.name, chip.kind) for chip in chain) for chain in chains)
    first = {tuple((chip.name, chip.kind) for chip in chain): chain for chain in reversed(chains)}
    return [first[key] for key, _ in many.most_common(MOST_CHAINS)]


def _trouble(issue: Issue) -> Trouble:
    span = issue.span
    return Trouble(
        message=issue.message,
        start=span.start if span is not None else None,
        end=span.end if span is not None else None,
    )
