"""Score a record against a sheet of facts: `NAME.facts.json` beside a report lists what a careful reader finds in it.

A sheet has `options` (of the command), `complete` (the kinds it lists whole) and `facts`: {id, kind, must}. A fact
holds when one finding satisfies everything in its `must`. A key ending in "~" asks for a substring; case, accents,
hyphens and quotation marks do not count. For a plain key a list means any of them, for lists of parties all of them.
`never` holds where no finding matches. `optional` facts are not asked for.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import GoldError
from dragoman.evaluation.tables import read_text_file
from dragoman.lexicon.world import fold
from dragoman.model.record import Agreement, Commitment, Event, Provision, Record, Role, Source, Span, Statement, When

DASHES = re.compile("[\\s\\-\N{EN DASH}\N{EM DASH}]+")
LONGEST = 400  # characters of a content or provision: the whole report would match any fact
LOOSE = frozenset({"novelty", "status", "mode", "one"})  # a finding that errs in these is still no invention
Must = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fact:
    """What the record must hold, or for `never` must not."""

    id: str
    kind: str
    must: Must
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The facts of one report, with the options it is read with and the kinds of fact it lists whole."""

    options: Mapping[str, str]
    complete: tuple[str, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Facts held and asked by kind, ids of those missed and of "never" broken, known and told of kinds listed whole."""

    held: Mapping[str, int]
    asked: Mapping[str, int]
    missed: tuple[str, ...]
    broken: tuple[str, ...]
    known: Mapping[str, tuple[int, int]]

    @property
    def total(self) -> int:
        """All facts held."""
        return sum(self.held.values())


def load_sheet(path: Path) -> Sheet:
    """Load the sheet in a file. Raises MissingError, or GoldError naming the file and the fault."""
    try:
        told = json.loads(read_text_file(path))
        facts = tuple(Fact(row["id"], row["kind"], row["must"], row.get("optional", False)) for row in told["facts"])
        return Sheet(told.get("options", {}), tuple(told.get("complete", ())), facts)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: is no sheet of facts ({error!r}); it has `facts` with id, kind and must") from error


def key(text: object) -> str:
    """Give what two spellings of one text share."""
    bare = re.sub(r"[’‘'`\"“”«».]", "", str(text))
    return " ".join(fold(DASHES.sub(" ", bare)).translate({ord(c): None for c in "'\"."}).split())


def among(wanted: object) -> tuple[object, ...]:
    """Give a wanted value, or several of which any will do."""
    return tuple(wanted) if isinstance(wanted, list) else (wanted,)


def has(told: object, wanted: object) -> bool:
    """Whether a wanted text, or one of several, occurs in what is told."""
    return any(key(one) in key(told or "") for one in among(wanted))


def is_(told: object, wanted: object) -> bool:
    """Whether a value is the wanted one, or one of several."""
    return any(key(one) == key("" if told is None else told) for one in among(wanted))


def dated(told: When | None, wanted: object, *, begins: bool = False) -> bool:
    """Whether a time is the wanted one, its uncertainty apart."""
    found = ((told.edtf if told else None) or "").rstrip("~?%")
    return any(found.startswith(str(one)) if begins else found == one for one in among(wanted))


class Book:
    """A record with its actors looked up by id."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.actors = {actor.id: actor for actor in record.actors}
        self.agreements = {agreement.id: agreement for agreement in record.agreements}

    def names(self, actor: str | None) -> tuple[str, ...]:
        """Give every name of an actor; the text itself where it is no actor's id."""
        known = self.actors.get(actor or "")
        return (known.name, *known.aliases) if known else (actor or "None",)

    def country(self, part: Role | str) -> str:
        """Give the state of a part in an event, or of an actor."""
        if isinstance(part, Role):
            return part.country or self.country(part.actor)
        known = self.actors.get(part)
        return (known.country if known else None) or ""

    def called(self, parts: Iterable[Role | str | None], wanted: object) -> bool:
        """Whether each wanted actor is among these, by a name or a part of one."""
        names = [
            key(name) for part in parts for name in self.names(part.actor if isinstance(part, Role) else part)
        ]  # fmt: skip
        return all(any(set(key(one).split()) <= set(name.split()) for name in names) for one in among(wanted))

    def from_(self, parts: Iterable[Role | str], wanted: object) -> bool:
        """Whether each wanted state is among those of these actors."""
        return set(among(wanted)) <= {self.country(part) for part in parts}


def matching(book: Book, kind: str, must: Must) -> list[Any]:
    """Find the findings of a kind that satisfy everything. Raises KeyError for a key that this kind has not."""
    candidates, checks = KINDS[kind]
    return [found for found in candidates(book) if all(checks[name](book, found, want) for name, want in must.items())]


def _names(agreement: Agreement | None) -> str:
    return " / ".join((agreement.name, *agreement.aliases)) if agreement else ""


def _brief(span: Span) -> str:
    return span.quote if len(span.quote) <= LONGEST else ""


def _roles(event: Event) -> tuple[Role, ...]:
    return (*event.actors, *event.recipients)


def _once(book: Book, found: Agreement, wanted: object) -> bool:
    """Whether the agreement is told once: no other one shares a name with it."""
    same = [
        other for other in book.record.agreements if set(_names(other).split(" / ")) & set(_names(found).split(" / "))
    ]
    return (len(same) == 1) is bool(wanted)


Check = Callable[[Book, Any, Any], bool]
EVENT: dict[str, Check] = {
    "type": lambda _, e, w: is_(e.type, w),
    "mode": lambda _, e, w: any(is_(mode, w) for mode in (e.mode, *e.modes)),
    "novelty": lambda _, e, w: is_(e.novelty, w),
    "status": lambda _, e, w: is_(e.status, w),
    "quad": lambda _, e, w: is_(e.quad, w),
    "between": lambda b, e, w: b.called(_roles(e), w),
    "who": lambda b, e, w: b.called(_roles(e), w),
    "actors": lambda b, e, w: b.called(e.actors, w),
    "recipients": lambda b, e, w: b.called(e.recipients, w),
    "countries": lambda b, e, w: b.from_(_roles(e), w),
    "actor_countries": lambda b, e, w: b.from_(e.actors, w),
    "recipient_countries": lambda b, e, w: b.from_(e.recipients, w),
    "contexts": lambda _, e, w: set(map(key, among(w))) <= set(map(key, e.contexts)),
    "place": lambda _, e, w: is_(e.place.name if e.place else None, w),
    "place_country": lambda _, e, w: is_(e.place.country if e.place else None, w),
    "date": lambda _, e, w: dated(e.date, w),
    "date~": lambda _, e, w: dated(e.date, w, begins=True),
    "evidence~": lambda _, e, w: has(" ".join(span.quote for span in e.evidence), w),
}
TENURE: dict[str, Check] = {
    "person": lambda b, t, w: b.called([t.person], w),
    "title~": lambda _, t, w: has(t.title, w),
    "organization~": lambda b, t, w: has(" / ".join(b.names(t.organization)), w) or has(t.title, w),
    "country": lambda _, t, w: is_(t.country, w),
    "rank~": lambda _, t, w: has(t.rank, w),
}
STATEMENT: dict[str, Check] = {
    "speaker": lambda b, s, w: b.called([s.speaker], w),
    "speaker_country": lambda b, s, w: is_(b.country(s.speaker), w),
    "act": lambda _, s, w: is_(s.act, w),
    "content~": lambda _, s, w: has(_brief(s.content), w),
    "addressee": lambda b, s, w: b.called(s.addressees, w),
}
AGREEMENT: dict[str, Check] = {
    "name~": lambda _, a, w: has(_names(a), w),
    "full": lambda _, a, w: any(is_(name, w) for name in (a.name, *a.aliases)),
    "kind": lambda _, a, w: is_(a.kind, w),
    "parties": lambda b, a, w: all(b.from_(a.parties, [p]) or b.called(a.parties, p) for p in among(w)),
    "signatories": lambda b, a, w: b.called(a.signatories, w),
    "signed": lambda _, a, w: dated(a.signed, w),
    "signed~": lambda _, a, w: dated(a.signed, w, begins=True),
    "place": lambda _, a, w: is_(a.place.name if a.place else None, w),
    "status": lambda _, a, w: is_(a.status, w),
    "one": _once,
}
PROVISION: dict[str, Check] = {
    "agreement~": lambda _, pair, w: has(_names(pair[0]), w),
    "text~": lambda _, pair, w: has(_brief(pair[1].text), w),
    "force": lambda _, pair, w: is_(pair[1].force, w),
}
COMMITMENT: dict[str, Check] = {
    "by": lambda b, c, w: b.from_(c.by, w),
    "by~": lambda b, c, w: b.called(c.by, w),
    "to": lambda b, c, w: b.from_(c.to, w),
    "what~": lambda _, c, w: has(_brief(c.what), w),
    "under~": lambda b, c, w: has(_names(b.agreements.get(c.under or "")), w),
    "due~": lambda _, c, w: dated(c.due, w, begins=True),
    "status": lambda _, c, w: is_(c.status, w),
}
ALIAS: dict[str, Check] = {
    "organization~": lambda b, a, w: has(" / ".join(b.names(a.id)), w),
    "person": lambda b, a, w: has(" / ".join(b.names(a.id)), w),
    "alias": lambda b, a, w: any(is_(name, w) for name in b.names(a.id)),
    "kind": lambda _, a, w: is_(a.kind, w),
    "country": lambda _, a, w: is_(a.country, w),
}


def _provisions(book: Book) -> Sequence[tuple[Agreement, Provision]]:
    return [(agreement, provision) for agreement in book.record.agreements for provision in agreement.provisions]


KINDS: dict[str, tuple[Callable[[Book], Sequence[Any]], dict[str, Check]]] = {
    "tenure": (lambda b: b.record.tenures, TENURE),
    "event": (lambda b: b.record.events, EVENT),
    "statement": (lambda b: b.record.statements, STATEMENT),
    "agreement": (lambda b: b.record.agreements, AGREEMENT),
    "provision": (_provisions, PROVISION),
    "commitment": (lambda b: b.record.commitments, COMMITMENT),
    "alias": (lambda b: b.record.actors, ALIAS),
}


def _when_holds(book: Book, must: Must, facts: Mapping[str, Fact]) -> bool:
    of = must["of"]
    whens: Iterable[When | None]
    if of == "document":
        whens = [book.record.document.published]
    elif of in facts:
        found = matching(book, facts[of].kind, facts[of].must)
        whens = [one.signed if isinstance(one, Agreement) else one.date for one in found]
    else:
        whens = [source.date for source in _sources(book) if has(source.kind.replace("-", " "), of)]
    wanted = {name: want for name, want in must.items() if name != "of"}
    return any(when and all(is_(getattr(when, name), want) for name, want in wanted.items()) for when in whens)


def _sources(book: Book) -> Iterator[Source]:
    return (source for finding in _sourced(book) for source in finding.sources)


def _sourced(book: Book) -> list[Event | Statement]:
    return [*book.record.events, *book.record.statements]


def _source_holds(book: Book, must: Must, facts: Mapping[str, Fact]) -> bool:
    """Whether a finding has the wanted tellers among its sources, in order from the outlet inwards."""
    target = facts.get(must.get("for", ""))
    findings = matching(book, target.kind, target.must) if target else _sourced(book)
    for finding in findings:
        told = [
            " / ".join((source.name, *(book.names(source.actor) if source.actor else ()))) for source in finding.sources
        ]
        rest = iter(told)
        if (
            all(any(has(name, want) for name in rest) for want in must.get("chain~", ()))
            and ("resolves_to~" not in must or any(has(name, must["resolves_to~"]) for name in told))
            and ("kind" not in must or any(is_(source.kind, must["kind"]) for source in finding.sources))
        ):
            return True
    return False


def _breaks(book: Book, rule: str, value: Any) -> bool:  # noqa: ANN401 as JSON gives it
    if rule == "actor":
        return any(key(actor.name) == key(value) for actor in book.record.actors)
    if rule == "agreement_twice":
        return sum(has(_names(agreement), value) for agreement in book.record.agreements) > 1
    return bool(matching(book, rule, value))


def holds(book: Book, fact: Fact, facts: Mapping[str, Fact]) -> bool:
    """Whether a record holds a fact. Raises KeyError for a kind or key that is none."""
    match fact.kind:
        case "when":
            return _when_holds(book, fact.must, facts)
        case "source":
            return _source_holds(book, fact.must, facts)
        case "never":
            return not any(_breaks(book, rule, value) for rule, value in fact.must.items())
        case _:
            return bool(matching(book, fact.kind, fact.must))


def _identity(book: Book, found: Any) -> object:  # noqa: ANN401 any finding
    """Give what makes two findings the same one told twice."""
    match found:
        case Event():
            date, place = found.date and found.date.edtf, found.place and found.place.name
            parties = tuple(sorted(role.actor for role in _roles(found)))
            return found.type, found.status, date, place, parties, tuple(span.start for span in found.evidence)
        case Agreement() | Provision() | Commitment() | Statement():
            return found
        case tuple():
            return found
        case _:
            return found.person, found.title, book.names(found.organization)


def score(record: Record, sheet: Sheet) -> Score:
    """How much of a sheet a record holds."""
    book, facts = Book(record), {fact.id: fact for fact in sheet.facts}
    held: dict[str, int] = {}
    asked: dict[str, int] = {}
    missed: list[str] = []
    broken: list[str] = []
    for fact in sheet.facts:
        good = holds(book, fact, facts)
        if fact.kind == "never":
            broken += [] if good else [fact.id]
        elif not fact.optional:
            asked[fact.kind] = asked.get(fact.kind, 0) + 1
            held[fact.kind] = held.get(fact.kind, 0) + good
            missed += [] if good else [fact.id]
    known = {kind: _known(book, kind, sheet) for kind in sheet.complete}
    return Score(held, asked, tuple(missed), tuple(broken), known)


def _known(book: Book, kind: str, sheet: Sheet) -> tuple[int, int]:
    """How many findings of a kind are facts of the sheet, each once, and how many are told."""
    facts = [fact.must for fact in sheet.facts if fact.kind == kind]
    loose = [{name: want for name, want in must.items() if name not in LOOSE} for must in facts]
    listed = {id(found) for must in loose for found in matching(book, kind, must)}
    told = KINDS[kind][0](book)
    seen = {_identity(book, found) for found in told if id(found) in listed}
    return len(seen), len(told)
