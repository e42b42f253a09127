"""A merged finding as a line of a list: when, what, who to whom, where, told by how many."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.asking.phrases import STATUSES, one_line, say_when, say_where
from dragoman.lexicon.told import world_told
from dragoman.model.merged import Conflict, Merged
from dragoman.model.record import Agreement, Commitment, Event, Span, Statement, When, widest
from dragoman.store.entries import UNDATED
from dragoman.store.listed import Listed
from dragoman.web import addresses
from dragoman.web.headlines import SAID, coded, headline
from dragoman.web.marks import Mark, mark_of
from dragoman.web.promised import sentence_of
from dragoman.web.unmarked import unmarked
from dragoman.web.words import cameo_words, status_words

DOUBT = 0.4  # a confidence below which a finding is marked as doubtful, and no news on the first page
SHOWN_VALUES = 3  # of those on which reports differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An actor as a line has it; `country` where the name is not the state's own."""

    name: str
    country: str | None
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One finding. `when` is as precise as it is known, and says so; `told` counts who tells it."""

    id: str
    kind: str
    page: str
    day: str
    when: str
    is_told_day: bool  # the day of the report, where the finding tells none
    mark: Mark
    what: str  # its code: "CONSULT visit", or the kind
    plain: str  # what it is, to a reader: "visited", the name of an agreement, a promise as a sentence
    how: str | None  # what its CAMEO code says, where neither a mode nor its plain words do
    status: str | None
    one: tuple[Named, ...]
    other: tuple[Named, ...]
    words: str | None
    place: str | None
    reports: int
    background: int
    outlets: tuple[str, ...]
    contexts: tuple[str, ...]
    confidence: float
    is_doubtful: bool
    conflicts: tuple[str, ...]
    differ: tuple[str, ...]  # each with its values, the one that counts first: "place: Seoul / Yongsan"
    judged: tuple[str, ...]  # initials and day of who decided something about it
    # Of a list that words limit: its words in pieces, each with whether it was looked for; or where they are none of
    # its words, a sentence that tells it.
    pieces: tuple[tuple[str, bool], ...] = ()
    sentence: tuple[tuple[str, bool], ...] = ()


def line_of(item: Listed) -> Line:
    """The line of a merged finding."""
    merged, found = item.merged, item.merged.finding
    when = when_of(found)
    status: str | None = None
    words: str | None = None
    how: str | None = None
    plain: str | None = None
    place = None
    contexts: tuple[str, ...] = ()
    match found:
        case Event():
            what = " ".join(part for part in (found.type, found.mode) if part)
            how = cameo_words(found.cameo) if not found.mode and not coded(found.type, None, found.cameo) else None
            how = how if how != found.type.lower() else None
            one, other = [role.actor for role in found.actors], [role.actor for role in found.recipients]
            status, place, contexts = STATUSES.get(found.status), say_where(found.place), found.contexts
            words = _widest(found.evidence)
            plain = headline(found.type, found.mode, found.cameo, is_done=found.status == "occurred")
        case Statement():
            what, one, other = found.act, [found.speaker], list(found.addressees)
            words, contexts = one_line(found.content.quote), found.contexts
            plain = SAID[found.act]
        case Agreement():
            what, one, other = found.kind, list(found.parties), []
            status, place, words = _reached(merged, found), say_where(found.place), one_line(found.name)
        case Commitment():
            what, one, other = "commitment", list(found.by), list(found.to)
            status, words = _stands(item, found), one_line(found.what.quote)
            names = ([one_line(merged.names.get(actor, actor)) for actor in side] for side in (one, other))
            plain = sentence_of(found, *names)
    dated = say_when(when)
    if isinstance(found, Agreement) and words:
        plain = words
    return Line(
        id=merged.id,
        kind=merged.kind,
        page=addresses.finding(merged.kind, merged.id),
        day=item.day if item.day > UNDATED else "",
        when=dated or (item.day if item.day > UNDATED else "not dated"),
        is_told_day=not dated and item.day > UNDATED,
        mark=mark_of(merged),
        what=what,
        plain=unmarked(plain or what),
        how=how,
        status=status,
        one=named(merged, one),
        other=named(merged, other),
        words=unmarked(words) if words is not None else None,
        place=place,
        reports=len(merged.reports),
        background=len(merged.background_reports),
        outlets=merged.outlets,
        contexts=contexts,
        confidence=found.confidence,
        is_doubtful=is_doubtful(item),
        conflicts=tuple(conflict.field for conflict in merged.conflicts),
        differ=tuple(map(_differ, merged.conflicts)),
        judged=tuple(dict.fromkeys(f"{initials(one.by)} {one.at[:10]}" for one in item.judgements)),
    )


def _reached(merged: Merged, found: Agreement) -> str:
    """How far an agreement is come, and since when it is told so; the signing's own day stands before it."""
    status = status_words(found.status)
    step = next((one for one in reversed(merged.history) if one.what == found.status), None)
    if step is None or found.status in {"proposed", "signed"}:
        return status
    if step.own_day is not None:
        return f"{status} since {step.own_day}"
    return f"{status}, told {step.told_day}" if step.told_day is not None else status


def _stands(item: Listed, found: Commitment) -> str | None:
    """How a promise stands; where it is overdue, since how long, how late it was kept, and whether in part."""
    due, standing = found.due.latest if found.due is not None else None, item.standing
    if standing is None:
        return item.status
    if standing.late is not None:
        return f"{standing.status} {_days(standing.late)} late"
    part = ", kept in part" if standing.partly else ""
    days = (date.fromisoformat(standing.as_of) - date.fromisoformat(due)).days if due is not None else 0
    return f"{standing.status}{f' by {_days(days)}' if standing.status == 'overdue' and days > 0 else ''}{part}"


def _days(many: int) -> str:
    return f"{many:,} day{'s' if many != 1 else ''}"


def _differ(conflict: Conflict) -> str:
    values = [one_line(str(one.value)) for one in conflict.values]
    more = len(values) - SHOWN_VALUES
    return f"{conflict.field}: {' / '.join(values[:SHOWN_VALUES])}{f' and {more} more' if more > 0 else ''}"


def is_doubtful(item: Listed) -> bool:
    """Whether it is so unsure that a reader is warned; not where a person looked at it."""
    return item.merged.finding.confidence < DOUBT and not item.judgements


def when_of(found: Event | Statement | Agreement | Commitment) -> When | None:
    """When it was, was signed or is due."""
    match found:
        case Event():
            return found.date
        case Agreement():
            return found.signed
        case Commitment():
            return found.due
    return None


def named(merged: Merged, actors: Iterable[str]) -> tuple[Named, ...]:
    """Actors by name, with the page of each."""
    return tuple(_named(merged, actor) for actor in actors)


def _named(merged: Merged, actor: str) -> Named:
    name, country = one_line(merged.names.get(actor, actor)), merged.countries.get(actor)
    is_state = name == country or any(entry.kind == "state" for entry in world_told().find(name))
    page = addresses.pair(country) if is_state and country else addresses.actor(actor)
    return Named(name=name, country=None if is_state else country, page=page)


def initials(name: str) -> str:
    """Who decided it, short: "M. Garcia" is MG, "reviewer" is re."""
    words = name.split()
    return "".join(word[0].upper() for word in words) if len(words) > 1 else name[:2]


def _widest(spans: Sequence[Span]) -> str | None:
    found = widest(spans)
    return one_line(found.quote) if found is not None else None
